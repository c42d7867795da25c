"""Evaluations of spans, dates and items as plain data and as lines for a terminal."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from referat.evaluation.counts import FieldScore
from referat.evaluation.extraction import SpanScore
from referat.evaluation.spans import MatchCount
from referat.evaluation.tasks import TaskCounts, TaskEvaluation, TaskName

SCHEMES: Final = ("strict", "exact", "partial", "type")
"""How strictly spans are matched, by the names of the counts."""
ARGUMENTS: Final = ("what", "kind", "who", "when", "complete")
"""What of an action item is compared, by the names of the counts."""


def task_record(evaluation: TaskEvaluation) -> dict[str, Any]:
    """An evaluation as plain data: counts, figures, intervals, documents by name, signature."""
    counts = evaluation.counts
    return {
        "system": evaluation.system,
        "split": evaluation.split,
        "level": evaluation.level,
        "signature": evaluation.signature,
        "documents": [one.identifier for one in evaluation.documents],
        "spans": {
            name: {scheme: _figures(getattr(of, scheme)) for scheme in SCHEMES}
            for name, of in (
                ("all", counts.spans),
                ("deadline", counts.deadlines),
                ("responsible", counts.holders),
            )
        },
        "fields": {
            name: asdict(of) | {"share": round(of.share, 4), "wrong_rate": round(wrong_rate(of), 4)}
            for name, of in (("value", counts.value), ("due", counts.due), ("link", counts.link))
        },
        "items": {name: _figures(getattr(counts.items, name)) for name in ARGUMENTS},
        "intervals": {
            name: [round(one.low, 4), round(one.high, 4)]
            for name, one in evaluation.intervals.items()
        },
    }


def wrong_rate(field: FieldScore) -> float:
    """The share of the values given that the gold does not have; 0 of none."""
    given = field.right + field.wrong + field.spurious
    return (field.wrong + field.spurious) / given if given else 0.0


def task_lines(evaluations: Sequence[TaskEvaluation], tasks: Collection[TaskName]) -> list[str]:
    """A table of some tasks of one set, one row a system and measure, with the signatures below.

    Args:
        evaluations: Of one set.
        tasks: What to show.
    """
    rows: list[str] = []
    for evaluation in evaluations:
        rows.append(f"-- {evaluation.system}, level {evaluation.level}")
        counts = evaluation.counts
        if "spans" in tasks:
            rows.extend(_span_lines(counts))
        if "dates" in tasks:
            rows.extend(_field_lines(counts))
        if "items" in tasks:
            rows.extend(_line(f"item, {name}", getattr(counts.items, name)) for name in ARGUMENTS)
        rows.extend(
            f"{name:<28} 95 % {one.low:.3f}-{one.high:.3f}"
            for name, one in evaluation.intervals.items()
            if _task_of(name) in tasks
        )
        rows.append(evaluation.signature)
    return rows


def _span_lines(counts: TaskCounts) -> Iterator[str]:
    yield f"{'span':<28} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}"
    for name, of in (
        ("all", counts.spans),
        ("deadline", counts.deadlines),
        ("responsible", counts.holders),
    ):
        yield from (_line(f"{name}, {scheme}", getattr(of, scheme)) for scheme in SCHEMES)


def _field_lines(counts: TaskCounts) -> Iterator[str]:
    yield (
        f"{'field':<28} {'right':>6} {'wrong':>6} {'none':>6} {'extra':>6} {'share':>6}"
        f" {'wrong of given':>15}"
    )
    for name, of in (("value", counts.value), ("due", counts.due), ("participant", counts.link)):
        yield (
            f"{name:<28} {of.right:6d} {of.wrong:6d} {of.abstained:6d} {of.spurious:6d}"
            f" {of.share:6.3f} {wrong_rate(of):15.3f}"
        )


def _task_of(measure: str) -> TaskName:
    if measure.startswith("spans"):
        return "spans"
    return "items" if measure.startswith("items") else "dates"


def _line(name: str, one: MatchCount | SpanScore) -> str:
    return f"{name:<28} {one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f} {one.gold:6d}"


def _figures(one: MatchCount | SpanScore) -> dict[str, float]:
    figures = {name: round(getattr(one, name), 4) for name in ("precision", "recall", "f1")}
    return asdict(one) | figures
