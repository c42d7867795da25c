"""Markdown tables of stored evaluation records, for the README and the model card."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from referat.labels import TAGS

Record = Mapping[str, Any]
"""One evaluation as `referat.evaluation.report.record` gives it."""

_HEAD: Final = ("set", "system", *(tag.value for tag in TAGS), "micro-F1", "macro-F1 (95 %)")


def f1_table(records: Sequence[Record], *, intervals: bool = False) -> str:
    """F1 per tag, micro and macro, one row a set and system, in the order given.

    Args:
        records: The evaluations.
        intervals: Whether each tag has its interval behind it.
    """

    def figure(score: Mapping[str, Any]) -> str:
        if not intervals:
            return f"{score['f1']:.2f}"
        return _with_interval(score["f1"], score["f1_interval"])

    rows = [_HEAD, ("---",) * len(_HEAD)]
    for record in records:
        tags = record["tags"]
        rows.append(
            (
                f"`{record['split']}`",
                record["system"],
                *(figure(tags[tag.value]) for tag in TAGS),
                figure(tags["micro"]),
                _with_interval(record["macro_f1"], record["macro_f1_interval"]),
            )
        )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _with_interval(value: float, bounds: Sequence[float]) -> str:
    low, high = bounds
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


_READING: Final = (
    ("boundaries", "boundary F1"),
    ("units", "unit F1"),
    ("sections", "sections"),
    ("items", "items"),
    ("date", "date"),
    ("next_meeting", "next meeting"),
    ("participants", "participants F1"),
)


def reading_table(records: Sequence[Record]) -> str:
    """How well documents are read, one row a set and system; a dash where nothing is measured."""
    head = ("set", "system", *(name for _, name in _READING))
    rows = [head, ("---",) * len(head)]
    rows.extend(
        (
            f"`{record['split']}`",
            record["system"],
            *(_figure(record["parts"].get(part)) for part, _ in _READING),
        )
        for record in records
    )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _figure(part: Mapping[str, Any] | None) -> str:
    """A figure; of a field also how many values are wrong."""
    if part is None or part.get("f1", part.get("share")) is None:
        return "–"
    if "wrong" in part:
        stated = part["right"] + part["wrong"] + part["abstained"]
        return f"{part['right']} of {stated}, {part['wrong'] + part['spurious']} wrong"
    return f"{part.get('f1', part.get('share')):.3f}"


def between(text: str, marker: str) -> str:
    """What stands between the comments `<!-- marker -->` and `<!-- /marker -->`."""
    return text.partition(f"<!-- {marker} -->")[2].partition(f"<!-- /{marker} -->")[0].strip()


def replaced(text: str, marker: str, content: str) -> str:
    """The text with other content between the comments of a marker."""
    opening, closing = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    before, _, rest = text.partition(opening)
    after = rest.partition(closing)[2]
    return f"{before}{opening}\n{content}\n{closing}{after}"
