"""A system run over annotated documents, from their files, and scored against the gold."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

import referat
from referat.annotations.alignment import matches
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.gold import gold
from referat.evaluation.multilabel import Indicator, TagScores, indicator, tag_scores
from referat.evaluation.permutation import Difference, permutation_test
from referat.evaluation.probabilities import average_precision, calibration_error
from referat.evaluation.resampling import Interval, bootstrap
from referat.labels import TAGS
from referat.minutes import Minutes, Span, TaggedMinutes, contexts
from referat.tagging import Tagger, allowed, decide

Level = Literal["files", "gold"]
"""`files`: sentences and sections as read from the file; `gold`: those of the annotation."""


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """Gold and predicted tags of one document's units, aligned row by row.

    `scores` has the probability of each tag, 0 where the section rule forbids it and on gold units
    that no unit was found for; shape (units, 4).
    """

    identifier: str
    kind: str
    gold: Indicator
    predicted: Indicator
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How good the scores of one tag are before thresholds."""

    tag: str
    average_precision: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one system on one set, with intervals over documents and a signature.

    `exact_sets` is the share of units whose tags are all as the gold has them.
    """

    system: str
    split: str
    level: Level
    scores: TagScores
    macro_interval: Interval
    micro_interval: Interval
    ranking: tuple[Ranking, ...]
    exact_sets: float
    documents: tuple[DocumentOutcome, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """An annotated document with its gold, and as `structure` reads it from the file."""

    annotated: AnnotatedDocument
    read: Minutes
    gold: TaggedMinutes


def read_documents(documents: Iterable[AnnotatedDocument]) -> list[ReadDocument]:
    """Each document read by `structure`, beside its gold."""
    from referat.structure import structure

    found: list[ReadDocument] = []
    for annotated in documents:
        read = structure(annotated.document)
        found.append(ReadDocument(annotated, read, gold(annotated, read)))
    return found


def evaluate(
    tagger: Tagger,
    documents: Sequence[ReadDocument],
    split: str,
    *,
    level: Level = "files",
    section_rule: bool = True,
    seed: int = 1,
) -> Evaluation:
    """Score a tagger on documents.

    At level `files` a unit found and a gold unit are one where they share more than half of their
    letters; tags of a unit with no partner count as spurious or missed.

    Args:
        tagger: The system.
        documents: The documents of the split.
        split: Name of the split, for the record.
        level: Whose sentences and sections are tagged.
        section_rule: Whether the section rule is applied after scoring.
        seed: Of the bootstrap.
    """
    outcomes = tuple(_outcome(tagger, one, level, section_rule) for one in documents)
    return Evaluation(
        system=tagger.name,
        split=split,
        level=level,
        scores=_pooled(outcomes),
        macro_interval=bootstrap(outcomes, lambda sample: _pooled(sample).macro_f1, seed=seed),
        micro_interval=bootstrap(outcomes, lambda sample: _pooled(sample).micro.f1, seed=seed),
        ranking=_ranking(outcomes),
        exact_sets=_exact_sets(outcomes),
        documents=outcomes,
        signature=_signature(tagger, documents, split, level, section_rule, seed),
    )


def compare(first: Evaluation, second: Evaluation, seed: int = 1) -> Difference:
    """The difference of macro-F1 of two systems on the same documents, tested by permutation.

    Args:
        first: One evaluation.
        second: That of the other system on the same split.
        seed: Of the test.
    """

    def macro_f1(sample: Sequence[DocumentOutcome]) -> float:
        return _pooled(sample).macro_f1

    return permutation_test(first.documents, second.documents, macro_f1, seed=seed)


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


def _outcome(
    tagger: Tagger, one: ReadDocument, level: Level, section_rule: bool
) -> DocumentOutcome:
    minutes = one.read if level == "files" else one.gold.minutes
    sections = [sentence.section for sentence in minutes.sentences]
    scores = tagger.score(contexts(minutes))
    tags = decide(scores, sections, tagger.thresholds, section_rule=section_rule)
    found = indicator(tags)
    given = np.asarray(scores, dtype=np.float64)
    given = given * allowed(sections) if section_rule else given
    wanted = indicator([sentence.tags for sentence in one.gold.sentences])
    if level == "files":
        ours, theirs = _aligned(one)
        wanted = _rows(wanted, ours)
        found, given = _rows(found, theirs), _rows(given, theirs)
    annotation = one.annotated.annotation
    return DocumentOutcome(annotation.id, annotation.kind, wanted, found, given)


def _rows(values: NDArray[Any], places: Sequence[int]) -> NDArray[Any]:
    """The rows at some places; zeros for the place -1."""
    nothing = np.zeros((1, values.shape[1]), dtype=values.dtype)
    return np.asarray(np.concatenate([values, nothing])[list(places)])


def _aligned(one: ReadDocument) -> tuple[list[int], list[int]]:
    """Places of gold and found units: matched ones, gold ones without partner, found ones without.

    -1 stands for the partner that a unit has not.
    """
    gold_spans = [Span(s.start, s.end) for s in one.gold.minutes.sentences]
    read_spans = [Span(s.start, s.end) for s in one.read.sentences]
    partner = matches(one.annotated.document.text, gold_spans, read_spans)
    missed = [row for row in range(len(gold_spans)) if row not in partner]
    taken = set(partner.values())
    spurious = [row for row in range(len(read_spans)) if row not in taken]
    ours = [*partner, *missed, *[-1] * len(spurious)]
    theirs = [*partner.values(), *[-1] * len(missed), *spurious]
    return ours, theirs


def _signature(
    tagger: Tagger,
    documents: Sequence[ReadDocument],
    split: str,
    level: Level,
    section_rule: bool,
    seed: int,
) -> str:
    digest = hashlib.sha256()
    for one in documents:
        for sentence in one.gold.sentences:
            row = (sentence.sentence.start, sentence.sentence.end, *sentence.tags)
            digest.update(repr((one.annotated.annotation.sha256, row)).encode())
    rule = "on" if section_rule else "off"
    return (
        f"referat {referat.__version__}|gold:{digest.hexdigest()[:12]}|split:{split}"
        f"|level:{level}|system:{tagger.name}|match:iou>0.5|sections:{rule}|seed:{seed}"
    )
