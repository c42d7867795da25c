"""The stored form of an annotation, and the checks it must pass.

Everything is offsets (half-open, code points) into the canonical text of the document, so that the
same form serves composed minutes, whose text lies beside it, and real ones, whose text may not be
stored at all.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referat.labels import FORBIDDEN, Section, Tag
from referat.minutes import Relation, Span

SCHEMA_VERSION: Final = 1
_VALUE: Final = re.compile(
    r"NEXT_MEETING|\d{4}(-\d\d|-Q[1-4]|-W[0-5]\d)?|\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?"
)


@dataclass(frozen=True, slots=True)
class DeadlineAnnotation:
    """A time expression; `value`, `due` and `relation` as in the sentence record."""

    start: int
    end: int
    value: str | None
    due: dt.date | None
    relation: Relation | None


@dataclass(frozen=True, slots=True)
class ResponsibleAnnotation:
    """A holder; `person` is an index into `Annotation.persons`, or None for roles and units."""

    start: int
    end: int
    person: int | None


@dataclass(frozen=True, slots=True)
class PersonAnnotation:
    """A person of the attendance list, by the ranges that name them."""

    name: Span
    role: Span | None = None
    initials: Span | None = None
    organisation: Span | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class ItemAnnotation:
    """An agenda item: its number, the range of its title, and where its text ends."""

    number: str | None
    title: Span
    end: int


@dataclass(frozen=True, slots=True)
class SentenceAnnotation:
    """One unit with its section, its item (an index into `Annotation.items`) and its tags."""

    start: int
    end: int
    section: Section
    item: int | None
    tags: tuple[Tag, ...]
    deadlines: tuple[DeadlineAnnotation, ...] = ()
    responsible: tuple[ResponsibleAnnotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document can be had: a file beside the annotation, or a public address."""

    file: str
    repository: str | None = None
    path: str | None = None
    commit: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One document annotated; `sha256` is of the source bytes, `text_sha256` of the text."""

    id: str
    kind: str
    source: Source
    sha256: str
    text_sha256: str
    date: dt.date | None
    next_meeting: dt.date | None
    body: Span | None
    title: Span | None
    persons: tuple[PersonAnnotation, ...]
    items: tuple[ItemAnnotation, ...]
    sentences: tuple[SentenceAnnotation, ...]
    annotators: tuple[str, ...] = ()


def problems(annotation: Annotation, text: str) -> list[str]:
    """What is wrong with an annotation, one line a problem; empty if nothing is.

    Args:
        annotation: The annotation.
        text: The canonical text it was made on.
    """
    found: list[str] = []
    end = 0
    for number, sentence in enumerate(annotation.sentences):
        where = f"sentence {number} {text[sentence.start : sentence.end][:40]!r}"
        if not end <= sentence.start < sentence.end <= len(text):
            found.append(f"{where}: offsets are out of order or out of the text")
        end = sentence.end
        found.extend(f"{where}: {problem}" for problem in _sentence_problems(sentence))
        found.extend(
            f"{where}: person {holder.person} is not in the attendance list"
            for holder in sentence.responsible
            if holder.person is not None and not 0 <= holder.person < len(annotation.persons)
        )
        if sentence.item is not None and not 0 <= sentence.item < len(annotation.items):
            found.append(f"{where}: item {sentence.item} is not in the agenda")
    if not annotation.sentences:
        found.append("no sentences")
    return found


def _sentence_problems(sentence: SentenceAnnotation) -> Iterator[str]:
    forbidden = FORBIDDEN[sentence.section] & set(sentence.tags)
    if forbidden:
        yield f"{', '.join(sorted(forbidden))} cannot stand in section {sentence.section}"
    if (Tag.DEADLINE in sentence.tags) != bool(sentence.deadlines):
        yield "tag deadline and a deadline span must go together"
    if (Tag.RESPONSIBLE in sentence.tags) != bool(sentence.responsible):
        yield "tag responsible and a holder span must go together"
    spans = [Span(span.start, span.end) for span in sentence.deadlines]
    spans += [Span(span.start, span.end) for span in sentence.responsible]
    for span in spans:
        if not sentence.start <= span.start < span.end <= sentence.end:
            yield f"span {span.start}-{span.end} does not lie in the sentence"
    for deadline in sentence.deadlines:
        if deadline.due is not None and deadline.value is None:
            yield "a due date needs a value"
        if deadline.value is not None and not _VALUE.fullmatch(deadline.value):
            yield f"value {deadline.value!r} is neither an ISO 8601 time nor NEXT_MEETING"
