"""A system run over annotated documents, from their files, and scored against the gold."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

import referat
from referat.annotations.alignment import matches
from referat.evaluation.multilabel import (
    Indicator,
    TagScores,
    f1_figures,
    indicator,
    tag_counts,
    tag_scores,
)
from referat.evaluation.permutation import Difference, permutation_test
from referat.evaluation.probabilities import average_precision, calibration_error
from referat.evaluation.resampling import Interval, Sums, intervals
from referat.evaluation.systems import Level, ReadDocument, System
from referat.labels import TAGS
from referat.minutes import Deadline, Responsible, Sentence, Span, TaggedMinutes


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """Gold and predicted tags of one document's units, aligned row by row.

    `scores` has the probability of each tag, 0 where the section rule forbids it and on gold units
    that no unit was found for; shape (units, 4). `sentences` are the units: the gold one, or the
    one found where the gold has none.
    """

    identifier: str
    kind: str
    gold: Indicator
    predicted: Indicator
    scores: NDArray[np.float64]
    sentences: tuple[Sentence, ...]
    media_type: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """How good the scores of one tag are before thresholds."""

    tag: str
    average_precision: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one system on one set, with intervals over documents and a signature.

    `tag_intervals` are of the F1 of each tag, in the order of `TAGS`; `exact_sets` is the share of
    units whose tags are all as the gold has them.
    """

    system: str
    split: str
    level: Level
    scores: TagScores
    tag_intervals: tuple[Interval, ...]
    micro_interval: Interval
    macro_interval: Interval
    ranking: tuple[Ranking, ...]
    exact_sets: float
    documents: tuple[DocumentOutcome, ...]
    signature: str


def evaluate(
    system: System,
    documents: Sequence[ReadDocument],
    split: str,
    *,
    level: Level = "files",
    seed: int = 1,
) -> Evaluation:
    """Score the tags of a system on documents.

    At level `files` a unit found and a gold unit are one where they share more than half of their
    letters; tags of a unit with no partner count as spurious or missed.

    Args:
        system: The system.
        documents: The documents of the split.
        split: Name of the split, for the record.
        level: Whose sentences and sections are tagged.
        seed: Of the bootstrap.
    """
    outcomes = tuple(_outcome(system, one, level) for one in documents)
    *of_tags, micro, macro = intervals(_counts(outcomes), f1_figures, seed=seed)
    return Evaluation(
        system=system.name,
        split=split,
        level=level,
        scores=_pooled(outcomes),
        tag_intervals=tuple(of_tags),
        micro_interval=micro,
        macro_interval=macro,
        ranking=_ranking(outcomes),
        exact_sets=_exact_sets(outcomes),
        documents=outcomes,
        signature=signature(system, documents, split, level, seed=seed),
    )


def compare(first: Evaluation, second: Evaluation, seed: int = 1) -> Difference:
    """The difference of macro-F1 of two systems on the same documents, tested by permutation.

    Args:
        first: One evaluation.
        second: That of the other system on the same split.
        seed: Of the test.
    """
    return permutation_test(
        _counts(first.documents),
        _counts(second.documents),
        lambda sums: f1_figures(sums)[:, -1],
        seed=seed,
    )


def _counts(outcomes: Sequence[DocumentOutcome]) -> Sums:
    """The `tag_counts` of each document, a row each."""
    rows = [tag_counts(outcome.gold, outcome.predicted).ravel() for outcome in outcomes]
    return np.array(rows, dtype=np.float64)


def _ranking(outcomes: Sequence[DocumentOutcome]) -> tuple[Ranking, ...]:
    wanted = np.concatenate([outcome.gold for outcome in outcomes])
    scores = np.concatenate([outcome.scores for outcome in outcomes])
    return tuple(
        Ranking(
            tag.value,
            average_precision(wanted[:, column], scores[:, column]),
            calibration_error(wanted[:, column], scores[:, column]),
        )
        for column, tag in enumerate(TAGS)
    )


def _exact_sets(outcomes: Sequence[DocumentOutcome]) -> float:
    wanted = np.concatenate([outcome.gold for outcome in outcomes])
    found = np.concatenate([outcome.predicted for outcome in outcomes])
    return float((wanted == found).all(axis=1).mean()) if len(wanted) else 0.0


def _pooled(outcomes: Sequence[DocumentOutcome]) -> TagScores:
    return tag_scores(
        np.concatenate([outcome.gold for outcome in outcomes]),
        np.concatenate([outcome.predicted for outcome in outcomes]),
    )


def _outcome(system: System, one: ReadDocument, level: Level) -> DocumentOutcome:
    tagged = system.tag(one, level)
    found = indicator([sentence.tags for sentence in tagged.sentences])
    given = np.array([sentence.scores for sentence in tagged.sentences], dtype=np.float64)
    given = given.reshape(len(tagged.sentences), len(TAGS))
    wanted = indicator([sentence.tags for sentence in one.gold.sentences])
    units = one.gold.minutes.sentences
    if level == "files":
        ours, theirs = _aligned(one, tagged)
        wanted = _rows(wanted, ours)
        found, given = _rows(found, theirs), _rows(given, theirs)
        units = tuple(
            one.gold.minutes.sentences[row] if row >= 0 else tagged.minutes.sentences[other]
            for row, other in zip(ours, theirs, strict=True)
        )
    annotation, media_type = one.annotated.annotation, one.annotated.document.media_type
    return DocumentOutcome(annotation.id, annotation.kind, wanted, found, given, units, media_type)


def _rows(values: NDArray[Any], places: Sequence[int]) -> NDArray[Any]:
    """The rows at some places; zeros for the place -1."""
    nothing = np.zeros((1, values.shape[1]), dtype=values.dtype)
    return np.asarray(np.concatenate([values, nothing])[list(places)])


def _aligned(one: ReadDocument, tagged: TaggedMinutes) -> tuple[list[int], list[int]]:
    """Places of gold and found units: matched ones, gold ones without partner, found ones without.

    -1 stands for the partner that a unit has not.
    """
    gold_spans = [Span(s.start, s.end) for s in one.gold.minutes.sentences]
    read_spans = [Span(s.start, s.end) for s in tagged.minutes.sentences]
    partner = matches(one.annotated.document.text, gold_spans, read_spans)
    missed = [row for row in range(len(gold_spans)) if row not in partner]
    taken = set(partner.values())
    spurious = [row for row in range(len(read_spans)) if row not in taken]
    ours = [*partner, *missed, *[-1] * len(spurious)]
    theirs = [*partner.values(), *[-1] * len(missed), *spurious]
    return ours, theirs


def signature(
    system: System,
    documents: Sequence[ReadDocument],
    split: str,
    level: Level,
    *,
    seed: int,
    match: str = "iou>0.5",
) -> str:
    """What a score was made of: two figures with one signature can be compared.

    Args:
        system: The system; the name of a model has the hash of its weights.
        documents: The documents; ranges, tags, spans and values of their gold enter the hash.
        split: Name of the split.
        level: Whose sentences were tagged.
        seed: Of the bootstrap.
        match: The rule by which gold and found are one.
    """
    digest = hashlib.sha256()
    for one in documents:
        for sentence in one.gold.sentences:
            row = (sentence.sentence.start, sentence.sentence.end, *sentence.tags)
            spans = (*map(_place, sentence.deadlines), *map(_place, sentence.responsible))
            digest.update(repr((one.annotated.annotation.sha256, row, spans)).encode())
    rule = "on" if system.section_rule else "off"
    return (
        f"referat {referat.__version__}|gold:{digest.hexdigest()[:12]}|split:{split}"
        f"|documents:{len(documents)}|level:{level}|system:{system.name}|match:{match}|sections:{rule}|seed:{seed}"
    )


def _place(one: Deadline | Responsible) -> tuple[object, ...]:
    value = (one.value, one.due) if isinstance(one, Deadline) else (one.participant,)
    return one.start, one.end, *map(str, value)
