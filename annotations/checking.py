"""What is wrong with stored annotation: broken ranges, forbidden tags, dates that contradict."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    SentenceAnnotation,
    problems,
)
from referat.annotations.store import loads_as_stored
from referat.annotations.timing import NEXT_MEETING, days_of
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Document, Span

_WEEKDAYS: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_DATED: Final = re.compile(r"\d")
_FARTHEST: Final = dt.timedelta(days=366 * 10)
"""How far behind the meeting a task may be due."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a document's annotation."""

    document: str
    message: str

    def __str__(self) -> str:
        """The fault on one line."""
        return f"{self.document}: {self.message}"


def check_document(
    stored: str, data: bytes, document: Document, name: str, kinds: frozenset[str]
) -> list[Fault]:
    """The faults of one stored annotation.

    Args:
        stored: The JSON.
        data: The bytes of the source file.
        document: The source as it is read now.
        name: The id that the file's name gives.
        kinds: The known kinds of body.
    """
    try:
        annotation = loads_as_stored(stored, document.text)
    except AnnotationError as error:
        return [Fault(name, str(error))]
    found = [*_identity(annotation, data, name, kinds), *problems(annotation, document.text)]
    found += _meeting_faults(annotation)
    found += _range_faults(annotation, document.text)
    for number, sentence in enumerate(annotation.sentences):
        where = f"sentence {number}"
        found += [f"{where}: {fault}" for fault in _sentence_faults(annotation, sentence, document)]
    return [Fault(name, message) for message in found]


def _identity(
    annotation: Annotation, data: bytes, name: str, kinds: frozenset[str]
) -> Iterator[str]:
    if annotation.id != name:
        yield f"its id is {annotation.id!r}"
    if annotation.kind not in kinds:
        yield f"kind {annotation.kind!r} is not in kinds.toml"
    if hashlib.sha256(data).hexdigest() != annotation.sha256:
        yield "its source file has other bytes than were annotated"


def _meeting_faults(annotation: Annotation) -> Iterator[str]:
    date, following = annotation.date, annotation.next_meeting
    if date is not None and not 1950 <= date.year <= 2100:
        yield f"the meeting is dated {date}"
    if date is not None and following is not None and following <= date:
        yield f"the next meeting {following} is not behind the meeting {date}"


def _range_faults(annotation: Annotation, text: str) -> Iterator[str]:
    """Ranges of the header and the agenda that are empty, out of the text or out of order."""
    ranges = [("body", annotation.body), ("title", annotation.title)]
    for number, person in enumerate(annotation.persons):
        for part in ("name", "role", "initials", "organisation"):
            ranges.append((f"person {number}: {part}", getattr(person, part)))
    ranges += [(f"item {number}", item.title) for number, item in enumerate(annotation.items)]
    for what, span in ranges:
        if span is not None and not text[max(0, span.start) : span.end].strip():
            yield f"{what}: its range {span.start}-{span.end} is empty or out of the text"
    starts = [item.title.start for item in annotation.items]
    if starts != sorted(set(starts)):
        yield "agenda items are out of order"
    for number, item in enumerate(annotation.items):
        if not item.title.end <= item.end <= len(text):
            yield f"item {number}: it ends at {item.end}, before its title or behind the text"


def _sentence_faults(
    annotation: Annotation, sentence: SentenceAnnotation, document: Document
) -> Iterator[str]:
    text = document.text
    if not text[sentence.start : sentence.end].strip():
        yield "it holds no visible text"
    if len(set(sentence.tags)) < len(sentence.tags):
        yield "a tag is given twice"
    if list(sentence.tags) != sorted(sentence.tags, key=list(Tag).index):
        yield "tags are not in their order"
    if sentence.item is not None and 0 <= sentence.item < len(annotation.items):
        item = annotation.items[sentence.item]
        if not item.title.start <= sentence.start < max(item.end, item.title.end):
            yield f"it does not lie in its item {sentence.item}"
    for spans in (sentence.deadlines, sentence.responsible):
        ranges = sorted(Span(span.start, span.end) for span in spans)
        if any(one.end > other.start for one, other in pairwise(ranges)):
            yield "spans of one type overlap"
    for deadline in sentence.deadlines:
        words = text[deadline.start : deadline.end]
        faults = [*_dates(annotation, deadline, words), *_early(annotation, sentence, deadline)]
        yield from (f"deadline {words!r}: {fault}" for fault in faults)


def _dates(annotation: Annotation, deadline: DeadlineAnnotation, words: str) -> Iterator[str]:
    """What contradicts what in the dates of one deadline."""
    value, due = deadline.value, deadline.due
    if value is None:
        return
    if due is not None and deadline.relation is None:
        yield "a due date needs a relation"
    if value == NEXT_MEETING:
        if due is not None and due != annotation.next_meeting:
            yield f"due {due} is not the next meeting {annotation.next_meeting}"
        return
    try:
        days = days_of(value)
    except ValueError:
        yield f"{value} is no day, week, month or span of days"
        return
    if days is not None:
        yield from _due_faults(annotation, days, due)
        yield from _weekday_faults(days, words)


def _due_faults(
    annotation: Annotation, days: tuple[dt.date, dt.date], due: dt.date | None
) -> Iterator[str]:
    first, last = days
    if due is None:
        return
    # "inden maj" is due the day before it
    if due not in (last, first - dt.timedelta(days=1)):
        yield f"due {due} is neither the end of {first} to {last} nor the day before"
    if annotation.date is not None and due > annotation.date + _FARTHEST:
        yield f"due {due} contradicts the meeting of {annotation.date}"


def _early(
    annotation: Annotation, sentence: SentenceAnnotation, deadline: DeadlineAnnotation
) -> Iterator[str]:
    """A due date before the meeting, but for cases and invitations, written before it."""
    written_before = sentence.section in (Section.PROPOSAL, Section.BACKGROUND)
    date, due = annotation.date, deadline.due
    if date is not None and due is not None and due < date and not written_before:
        yield f"due {due} contradicts the meeting of {date}"


def _weekday_faults(days: tuple[dt.date, dt.date], words: str) -> Iterator[str]:
    """A weekday beside a date of another one, where the value should be null."""
    named = _WEEKDAY.findall(words)
    if len(named) == 1 and days[0] == days[1] and _DATED.search(words):
        written = _WEEKDAYS.index(named[0].lower())
        if days[0].weekday() != written:
            yield f"{days[0]} is a {_WEEKDAYS[days[0].weekday()]}"
