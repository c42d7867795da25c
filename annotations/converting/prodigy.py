"""Prodigy: JSON lines, one sentence a task, tags as choices and spans over spaCy's tokens.

Prodigy lets spans begin and end with tokens only. A span that does not is shown a little wider, and
comes back as it was unless the annotator changes it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from referat.annotations.converting.answers import Answer, documents, read_place, with_details
from referat.annotations.converting.fields import Fields, dump_line, json_lines
from referat.annotations.converting.records import KEY, Task, tasks
from referat.annotations.converting.tokens import tokenized, touched
from referat.annotations.converting.tools import Imported
from referat.annotations.corpus import AnnotatedDocument
from referat.labels import TAGS, Section, Tag
from referat.minutes import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

TASKS: Final = "tasks.jsonl"
RECIPE: Final = "recipe.py"
_RECIPE_TEXT: Final = '''"""Run it with: prodigy referat DATASET tasks.jsonl -F recipe.py."""

import prodigy
from prodigy.components.stream import get_stream


@prodigy.recipe("referat")
def referat(dataset: str, source: str):
    """Keep the hashes of the tasks: sentences that read the same are not the same."""
    return {
        "dataset": dataset,
        "stream": get_stream(source, rehash=False, dedup=False),
        "view_id": "blocks",
        "config": {
            "labels": ["deadline", "responsible"],
            "choice_style": "multiple",
            "blocks": [{"view_id": "spans_manual"}, {"view_id": "choice", "text": None}],
            "exclude_by": "task",
        },
    }
'''
_OF_PRODIGY: Final = (
    "_input_hash",
    "_task_hash",
    "_view_id",
    "_is_binary",
    "_session_id",
    "_annotator_id",
    "_timestamp",
    "_timestamp_taken",
    "_timestamp_submitted",
    "config",
    "meta",
    "options",
    "tokens",
)
_OF_SPANS: Final = ("token_start", "token_end", "text", "source", "input_hash", "type", "color")


class Verdict(StrEnum):
    """What an annotator did with a task."""

    ACCEPT = "accept"
    REJECT = "reject"
    IGNORE = "ignore"


class SpanLabel(StrEnum):
    """The labels of spans."""

    DEADLINE = Tag.DEADLINE.value
    RESPONSIBLE = Tag.RESPONSIBLE.value


class Prodigy:
    """The converter."""

    pattern = "*.jsonl"

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write the tasks, and a recipe that shows them."""
        with (folder / TASKS).open("w", encoding="utf-8", newline="") as file:
            for one in documents:
                for task in tasks(one.document.text, one.annotation):
                    file.write(dump_line(_row(task)))
        (folder / RECIPE).write_text(_RECIPE_TEXT, encoding="utf-8")
        return [folder / TASKS, folder / RECIPE]

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read what `prodigy db-out` wrote; what was rejected or ignored is left out and noted."""
        return documents((row for path in paths for row in json_lines(path)), _answer)


def _row(task: Task) -> dict[str, Any]:
    doc = tokenized(task.text)
    shown = [(label, span, touched(doc, span)) for label, span in _spans(task)]
    spans = [_span_row(doc, label, first, last) for label, _, (first, last) in shown]
    place = f"{task.place['document']} {task.place['index']}"
    section = task.sentence.section.value
    return {
        "text": task.text,
        "tokens": [
            {
                "text": token.text,
                "start": token.idx,
                "end": token.idx + len(token),
                "id": token.i,
                "ws": bool(token.whitespace_),
            }
            for token in doc
        ],
        "spans": spans,
        "options": [{"id": tag.value, "text": tag.value} for tag in TAGS],
        "accept": [tag.value for tag in task.sentence.tags],
        "answer": Verdict.ACCEPT.value,
        "meta": {"document": task.place["document"], "section": section} | task.context,
        KEY: task.details() | {"section": section, "widened": _widened(shown, spans)},
        "_input_hash": _hash(place),
        "_task_hash": _hash(place + " task"),
    }


def _spans(task: Task) -> list[tuple[SpanLabel, Span]]:
    both = (
        (SpanLabel.DEADLINE, task.sentence.deadlines),
        (SpanLabel.RESPONSIBLE, task.sentence.responsible),
    )
    return [(label, Span(span.start, span.end)) for label, spans in both for span in spans]


def _span_row(doc: "Doc", label: SpanLabel, first: int, last: int) -> dict[str, Any]:
    return {
        "start": doc[first].idx,
        "end": doc[last].idx + len(doc[last]),
        "token_start": first,
        "token_end": last,
        "label": label.value,
    }


def _widened(
    shown: Sequence[tuple[SpanLabel, Span, tuple[int, int]]], rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The spans that are shown wider, and those that are shown at the same place as one of them."""
    pairs = [
        (span, (row["label"], row["start"], row["end"]))
        for (_, span, _), row in zip(shown, rows, strict=True)
    ]
    wider = {place for span, place in pairs if (span.start, span.end) != place[1:]}
    return [
        {
            "label": place[0],
            "start": span.start,
            "end": span.end,
            "shown_start": place[1],
            "shown_end": place[2],
        }
        for span, place in pairs
        if place in wider
    ]


def _hash(name: str) -> int:
    """A number of its own for each sentence, in the range of Prodigy's hashes."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 1


def _answer(row: Fields) -> Answer:
    text = row.text("text")
    carried = row.fields(KEY)
    verdict = row.choice("answer", Verdict) if "answer" in row else Verdict.ACCEPT
    if verdict is not Verdict.ACCEPT:
        place = read_place(carried)
        return Answer(place, text, None, (f"{verdict}: {text[:40]!r} is left out",))
    section = carried.choice("section", Section)
    exact = _exact(carried)
    spans: dict[Tag, list[Span]] = {}
    for label, span in _read_spans(row, len(text)):
        spans.setdefault(Tag(label), []).extend(exact.get((label, span), [span]))
    if "accept" not in row:
        raise row.error("there is no 'accept'; show the choices together with the spans")
    tags = row.choices("accept", Tag)
    row.leave("answer", *_OF_PRODIGY)
    row.done()
    return with_details(carried, text, section, tags, spans)


def _exact(carried: Fields) -> dict[tuple[SpanLabel, Span], list[Span]]:
    """The spans behind those that were shown wider."""
    found: dict[tuple[SpanLabel, Span], list[Span]] = {}
    for one in carried.each("widened"):
        label = one.choice("label", SpanLabel)
        span = Span(one.whole("start"), one.whole("end"))
        shown = Span(one.whole("shown_start"), one.whole("shown_end"))
        one.done()
        found.setdefault((label, shown), []).append(span)
    return found


def _read_spans(row: Fields, length: int) -> Iterable[tuple[SpanLabel, Span]]:
    for one in row.each("spans"):
        end = one.whole("end", length)
        start = one.whole("start", end)
        label = one.choice("label", SpanLabel)
        one.leave(*_OF_SPANS)
        one.done()
        if start == end:
            raise one.error("the span is empty")
        yield label, Span(start, end)
