"""Evaluations of spans, dates and items as plain data and as lines for a terminal."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from referat.evaluation.counts import FieldScore
from referat.evaluation.extraction import SpanScore
from referat.evaluation.spans import MatchCount, MatchCounts
from referat.evaluation.tasks import (
    ARGUMENTS,
    FIELDS,
    LABELS,
    SCHEMES,
    TaskCounts,
    TaskEvaluation,
    TaskName,
    wrong_rate,
)

_SHOWN: Final = {"link": "participant"}


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
            label: {
                scheme: _figures(getattr(of, scheme)) | _bounds(evaluation, f"{label}, {scheme}")
                for scheme in SCHEMES
            }
            for label, of in _labelled(counts)
        },
        "fields": {
            name: asdict(of)
            | {"share": round(of.share, 4), "wrong_rate": round(wrong_rate(of), 4)}
            | _bounds(evaluation, name)
            | {"wrong_rate_interval": _bounds(evaluation, f"{name}, wrong")["interval"]}
            for name, of in _fields(counts)
        },
        "items": {
            name: _figures(getattr(counts.items, name)) | _bounds(evaluation, f"item, {name}")
            for name in ARGUMENTS
        },
    }


def task_lines(evaluations: Sequence[TaskEvaluation], tasks: Collection[TaskName]) -> list[str]:
    """A table of some tasks of one set, one row a system and measure, with the signatures below.

    Args:
        evaluations: Of one set.
        tasks: What to show.
    """
    rows: list[str] = []
    for evaluation in evaluations:
        rows.append(f"-- {evaluation.system}, level {evaluation.level}")
        if "spans" in tasks:
            rows.extend(_span_lines(evaluation))
        if "dates" in tasks:
            rows.extend(_field_lines(evaluation))
        if "items" in tasks:
            rows.extend(_item_lines(evaluation))
        rows.append(evaluation.signature)
    return rows


def _span_lines(evaluation: TaskEvaluation) -> Iterator[str]:
    yield f"{'span':<28} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}  95 % (F1)"
    for label, of in _labelled(evaluation.counts):
        for scheme in SCHEMES:
            yield _line(f"{label}, {scheme}", getattr(of, scheme), evaluation)


def _item_lines(evaluation: TaskEvaluation) -> Iterator[str]:
    yield f"{'item':<28} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}  95 % (F1)"
    for name in ARGUMENTS:
        yield _line(f"item, {name}", getattr(evaluation.counts.items, name), evaluation)


def _field_lines(evaluation: TaskEvaluation) -> Iterator[str]:
    yield (
        f"{'field':<28} {'right':>6} {'wrong':>6} {'none':>6} {'extra':>6} {'share':>6}"
        f"  {'95 %':<11} {'wrong of given':>15}  95 %"
    )
    for name, of in _fields(evaluation.counts):
        yield (
            f"{_SHOWN.get(name, name):<28} {of.right:6d} {of.wrong:6d} {of.abstained:6d}"
            f" {of.spurious:6d} {of.share:6.3f}  {_shown(evaluation, name)}"
            f" {wrong_rate(of):15.3f}  {_shown(evaluation, f'{name}, wrong')}"
        )


def _labelled(counts: TaskCounts) -> Iterator[tuple[str, MatchCounts]]:
    return ((label, getattr(counts, field)) for label, field in LABELS.items())


def _fields(counts: TaskCounts) -> Iterator[tuple[str, FieldScore]]:
    return ((name, getattr(counts, name)) for name in FIELDS)


def _line(name: str, one: MatchCount | SpanScore, evaluation: TaskEvaluation) -> str:
    return (
        f"{name:<28} {one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f} {one.gold:6d}"
        f"  {_shown(evaluation, name)}"
    )


def _shown(evaluation: TaskEvaluation, measure: str) -> str:
    one = evaluation.intervals[measure]
    return f"{one.low:.3f}-{one.high:.3f}"


def _bounds(evaluation: TaskEvaluation, measure: str) -> dict[str, list[float]]:
    one = evaluation.intervals[measure]
    return {"interval": [round(one.low, 4), round(one.high, 4)]}


def _figures(one: MatchCount | SpanScore) -> dict[str, float]:
    figures = {name: round(getattr(one, name), 4) for name in ("precision", "recall", "f1")}
    return asdict(one) | figures
