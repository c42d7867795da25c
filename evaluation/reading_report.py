"""Evaluations of reading as a JSON-ready record, without any text, and as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from referat.evaluation.counts import FieldScore, pooled
from referat.evaluation.extraction import Ratio, SpanScore
from referat.evaluation.reading import (
    PARTS,
    DocumentScores,
    Part,
    ReadingEvaluation,
    ReadingScores,
    is_empty,
    value,
)
from referat.evaluation.reading_run import SplitRun
from referat.evaluation.reading_systems import REFERAT, TRIVIAL, has_large_danish
from referat.evaluation.resampling import Interval
from referat.labels import SECTIONS
from referat.reading.detect import MediaType
from referat.structure.tokenization import LARGE_DANISH

_QUOTED: Final = (
    f"{LARGE_DANISH}: spaCy publishes sentence F 0.893 on newspaper text (its meta, 3.8.0);"
    " quoted as published, not measured here"
)
_SEGMENTATION: Final = ("units", "boundaries")
_SHOWN: Final = (
    "text", "units", "boundaries", "sections", "items", "item_titles", "date", "participants",
)  # fmt: skip
"""The parts of the tables of formats and documents."""
_FIRST: Final = 28


def record(run: SplitRun) -> list[dict[str, Any]]:
    """The evaluations of a split as plain data: counts, figures, intervals, signatures.

    Args:
        run: The split, evaluated.
    """
    return [_system_record(evaluation) for evaluation in run.evaluations]


def _system_record(evaluation: ReadingEvaluation) -> dict[str, Any]:
    scores = evaluation.scores
    row: dict[str, Any] = {
        "task": "reading",
        "system": evaluation.system,
        "split": evaluation.split,
        "signature": evaluation.signature,
        "parts": {
            name: _part_record(of(scores)) | {"interval": _rounded(evaluation.intervals[name])}
            for name, of in PARTS.items()
        },
    }
    if evaluation.system == REFERAT:
        row["sections"] = {
            section.value: _part_record(scores.sections.of(section)) for section in SECTIONS
        }
        row["confusion"] = {
            section.value: {
                other.value if other else "missed": scores.sections.confusion[section, other]
                for other in (*SECTIONS, None)
            }
            for section in SECTIONS
        }
        row["formats"] = {
            name: _parts_record(pooled([one.scores for one in group])) | {"documents": len(group)}
            for name, group in evaluation.by_format().items()
        }
        row["documents"] = [
            {"id": one.id, "media_type": one.media_type, "failure": one.failure}
            | _parts_record(one.scores)
            for one in evaluation.documents
        ]
    return row


def _parts_record(scores: ReadingScores) -> dict[str, Any]:
    return {name: _part_record(of(scores)) for name, of in PARTS.items()}


def _part_record(part: Part) -> dict[str, Any]:
    counts = {field.name: getattr(part, field.name) for field in fields(part)}
    if isinstance(part, SpanScore):
        return counts | {
            "precision": round(part.precision, 4),
            "recall": round(part.recall, 4),
            "f1": round(part.f1, 4),
        }
    return counts | {"share": round(part.share, 4)}


def _rounded(interval: Interval) -> list[float]:
    return [round(interval.low, 4), round(interval.high, 4)]


def lines(run: SplitRun) -> list[str]:
    """The evaluations of a split as tables for a terminal.

    Args:
        run: The split, evaluated.
    """
    by_name = {evaluation.system: evaluation for evaluation in run.evaluations}
    ours, trivial = by_name[REFERAT], by_name[TRIVIAL]
    count = ours.scores.text.total
    return [
        f"== reading, {run.split}: {len(run.documents)} documents, {count} units",
        *(f"left out: {line}" for line in run.left_out),
        *(f"not read: {one.id}: {one.failure}" for one in ours.documents if one.failure),
        "",
        *_spans(run.evaluations, _SEGMENTATION),
        *([] if has_large_danish() else [f"{LARGE_DANISH}: not installed, so not measured"]),
        _QUOTED,
        "",
        *_spans([ours], ("item_titles", "participants", "meetings")),
        "",
        f"{'share right':<{_FIRST}} {'':<16} {'right':>6} {'of':>5}  95 %",
        *_ratios(ours, ("text", "sections", "items")),
        *_ratios(trivial, ("sections",), "everything outcome"),
        "",
        *_fields(ours, trivial),
        "",
        *_section_table(ours.scores),
        "",
        *_group_table("format", _by_format(ours)),
        "",
        *_group_table("document", {one.id: [one] for one in ours.documents}),
        "",
        *(evaluation.signature for evaluation in run.evaluations),
    ]


def _spans(evaluations: Sequence[ReadingEvaluation], names: Sequence[str]) -> Iterator[str]:
    yield f"{'system':<{_FIRST}} {'what':<16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}  95 % (F1)"
    for name in names:
        for one in evaluations:
            part = PARTS[name](one.scores)
            if isinstance(part, SpanScore):
                yield (
                    f"{one.system:<{_FIRST}} {name:<16} {part.precision:6.3f} {part.recall:6.3f} "
                    f"{part.f1:6.3f} {part.gold:5d}  {_interval(one, name)}"
                )


def _ratios(
    evaluation: ReadingEvaluation, names: Sequence[str], system: str = REFERAT
) -> Iterator[str]:
    for name in names:
        part = PARTS[name](evaluation.scores)
        if isinstance(part, Ratio):
            yield (
                f"{system:<{_FIRST}} {name:<16} {part.share:6.3f} {part.total:5d}"
                f"  {_interval(evaluation, name)}"
            )


def _fields(ours: ReadingEvaluation, trivial: ReadingEvaluation) -> Iterator[str]:
    """Where the gold states a value, and, behind the bar, where it states none."""
    yield (
        f"{'field':<{_FIRST}} {'right':>6} {'wrong':>6} {'none':>6} {'share':>6}  {'95 %':<13}"
        f" | {'given':>6} {'none':>6}"
    )
    for name in PARTS:
        yield from _field(ours, name, name)
    yield from _field(trivial, "date", "date, the first in the text")


def _field(evaluation: ReadingEvaluation, name: str, shown: str) -> Iterator[str]:
    part = PARTS[name](evaluation.scores)
    if isinstance(part, FieldScore):
        yield (
            f"{shown:<{_FIRST}} {part.right:6d} {part.wrong:6d} {part.abstained:6d} "
            f"{part.share:6.3f}  {_interval(evaluation, name):<13}"
            f" | {part.spurious:6d} {part.silent:6d}"
        )


def _section_table(scores: ReadingScores) -> Iterator[str]:
    """Precision, recall and F1 of each section, and what its units were read as."""
    heads = (*(section.value for section in SECTIONS), "missed")
    yield f"{'section, read as':<{_FIRST}} {'P':>6} {'R':>6} {'F1':>6} " + " ".join(
        f"{head:>10}" for head in heads
    )
    for section in SECTIONS:
        part = scores.sections.of(section)
        counts = (scores.sections.confusion[section, other] for other in (*SECTIONS, None))
        yield (
            f"{section.value:<{_FIRST}} {part.precision:6.3f} {part.recall:6.3f} {part.f1:6.3f} "
            + " ".join(f"{count:10d}" for count in counts)
        )


def _by_format(evaluation: ReadingEvaluation) -> dict[str, Sequence[DocumentScores]]:
    return {
        f"{MediaType(name).name.lower()} ({len(group)})": group
        for name, group in evaluation.by_format().items()
    }


def _group_table(head: str, groups: Mapping[str, Sequence[DocumentScores]]) -> Iterator[str]:
    """The figures of groups of documents; a dash where there is nothing to measure."""
    yield f"{head:<34} " + " ".join(f"{name:>12}" for name in _SHOWN)
    for name, group in groups.items():
        scores = pooled([one.scores for one in group])
        yield f"{name:<34} " + " ".join(f"{_figure(PARTS[part](scores)):>12}" for part in _SHOWN)


def _figure(part: Part) -> str:
    """The figure of a part, a dash where neither gold nor system has anything of the kind."""
    return "-" if is_empty(part) else f"{value(part):.3f}"


def _interval(evaluation: ReadingEvaluation, name: str) -> str:
    interval = evaluation.intervals[name]
    return f"{interval.low:.3f}-{interval.high:.3f}"
