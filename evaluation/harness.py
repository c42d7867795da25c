"""A system run over annotated documents, from their files, and scored against the gold."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

import referat
from referat.annotations.alignment import matches
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.gold import gold
from referat.evaluation.multilabel import Indicator, TagScores, indicator, tag_scores
from referat.evaluation.resampling import Interval, bootstrap
from referat.labels import TAGS
from referat.minutes import Minutes, Span, TaggedMinutes, contexts
from referat.tagging import Tagger, decide

Level = Literal["files", "gold"]
"""`files`: sentences and sections as read from the file; `gold`: those of the annotation."""


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """Gold and predicted tags of one document's units, aligned row by row."""

    identifier: str
    kind: str
    gold: Indicator
    predicted: Indicator


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one system on one set, with intervals over documents and a signature."""

    system: str
    split: str
    level: Level
    scores: TagScores
    macro_interval: Interval
    micro_interval: Interval
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
        documents=outcomes,
        signature=_signature(tagger, documents, split, level, section_rule, seed),
    )


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
    wanted = indicator([sentence.tags for sentence in one.gold.sentences])
    if level == "files":
        wanted, found = _aligned(one, wanted, found)
    annotation = one.annotated.annotation
    return DocumentOutcome(annotation.id, annotation.kind, wanted, found)


def _aligned(one: ReadDocument, wanted: Indicator, found: Indicator) -> tuple[Indicator, Indicator]:
    """Rows of matched units, then of gold units with no partner, then of found ones with none."""
    gold_spans = [Span(s.start, s.end) for s in one.gold.minutes.sentences]
    read_spans = [Span(s.start, s.end) for s in one.read.sentences]
    partner = matches(one.annotated.document.text, gold_spans, read_spans)
    missed = [row for row in range(len(wanted)) if row not in partner]
    taken = set(partner.values())
    spurious = [row for row in range(len(found)) if row not in taken]
    nothing = np.zeros((1, len(TAGS)), dtype=np.bool_)
    return (
        np.concatenate(
            [wanted[list(partner)], wanted[missed], nothing.repeat(len(spurious), axis=0)]
        ),
        np.concatenate(
            [found[list(partner.values())], nothing.repeat(len(missed), axis=0), found[spurious]]
        ),
    )


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
