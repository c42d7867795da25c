"""Active learning: which unlabelled documents would teach the model most, tagged beforehand.

A sentence is worth the entropy of its tags, which is high where the model does not know
(uncertainty sampling, Lewis and Gale 1994); words that an earlier choice holds are worth less, so
that near copies are not chosen together. A document is worth the mean of its sentences: reading
is what annotators pay with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ItemAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
    Source,
)
from referat.annotations.store import text_hash
from referat.labels import FORBIDDEN, Tag
from referat.minutes import AgendaItem, Document, Span, TaggedMinutes, TaggedSentence

Floats = NDArray[np.float64]

KIND: Final = "unknown"
MODEL: Final = "model"
"""The annotator on record: these tags were read by no person."""
_FEW: Final = 10
"""Sentences that are added to a document's length: a page of two lines is not worth opening."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document to annotate, and what it is worth: bits a sentence, after those before it."""

    annotated: AnnotatedDocument
    worth: float


def entropy(scores: Floats) -> Floats:
    """The bits that the tags of each sentence are uncertain by, shape (n,).

    Args:
        scores: Calibrated probabilities, shape (n, tags).
    """
    clipped = np.clip(scores, 1e-9, 1 - 1e-9)
    bits: Floats = -(clipped * np.log2(clipped) + (1 - clipped) * np.log2(1 - clipped))
    total: Floats = bits.sum(axis=1)
    return total


def suggest(documents: Sequence[TaggedMinutes], count: int) -> list[Suggestion]:
    """The documents to annotate first, best first.

    Args:
        documents: Minutes as the model tags them.
        count: How many are wanted at most.
    """
    words = [[_words(one.sentence.text) for one in tagged.sentences] for tagged in documents]
    bits = [
        entropy(np.array([one.scores for one in tagged.sentences], dtype=np.float64).reshape(-1, 4))
        for tagged in documents
    ]
    left = list(range(len(documents)))
    seen: set[str] = set()
    found: list[Suggestion] = []
    while left and len(found) < count:
        worth = {row: _worth(bits[row], words[row], seen) for row in left}
        best = max(left, key=lambda row: (worth[row], -row))
        left.remove(best)
        found.append(Suggestion(preannotated(documents[best]), worth[best]))
        seen.update(word for sentence in words[best] for word in sentence)
    return found


def preannotated(tagged: TaggedMinutes) -> AnnotatedDocument:
    """The model's tags and spans as an annotation to correct; persons are left to the annotator."""
    minutes = tagged.minutes
    document = minutes.document
    annotation = Annotation(
        id=Path(document.source).stem,
        kind=KIND,
        source=Source(Path(document.source).name),
        sha256=document.sha256,
        text_sha256=text_hash(document.text),
        date=minutes.meeting.date,
        next_meeting=minutes.meeting.next_meeting,
        body=None,
        title=None,
        persons=(),
        items=tuple(_item(document, item) for item in minutes.items),
        sentences=tuple(map(_sentence, tagged.sentences)),
        annotators=(MODEL,),
    )
    return AnnotatedDocument(document, annotation, "train", real=True)


def _worth(bits: Floats, words: Sequence[frozenset[str]], seen: set[str]) -> float:
    total = sum(
        float(value) * len(own - seen) / len(own)
        for value, own in zip(bits, words, strict=True)
        if own
    )
    return total / (len(words) + _FEW)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


def _item(document: Document, item: AgendaItem) -> ItemAnnotation:
    end = document.text.find("\n", item.start, item.end)
    return ItemAnnotation(item.number, Span(item.start, item.end if end < 0 else end), item.end)


def _sentence(tagged: TaggedSentence) -> SentenceAnnotation:
    sentence = tagged.sentence
    tags = tuple(tag for tag in tagged.tags if tag not in FORBIDDEN[sentence.section])
    return SentenceAnnotation(
        sentence.start,
        sentence.end,
        sentence.section,
        sentence.item,
        tags,
        tuple(_deadlines(tagged)) if Tag.DEADLINE in tags else (),
        tuple(_holders(tagged)) if Tag.RESPONSIBLE in tags else (),
    )


def _deadlines(tagged: TaggedSentence) -> Iterator[DeadlineAnnotation]:
    """The spans read, or the whole sentence where there is none: the annotator is to find it."""
    for one in tagged.deadlines:
        yield DeadlineAnnotation(one.start, one.end, one.value, one.due, one.relation)
    if not tagged.deadlines:
        yield DeadlineAnnotation(tagged.sentence.start, tagged.sentence.end, None, None, None)


def _holders(tagged: TaggedSentence) -> Iterator[ResponsibleAnnotation]:
    for one in tagged.responsible:
        yield ResponsibleAnnotation(one.start, one.end, None)
    if not tagged.responsible:
        yield ResponsibleAnnotation(tagged.sentence.start, tagged.sentence.end, None)
