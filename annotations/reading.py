"""Annotation of how real minutes are to be read: units, sections, agenda items, header fields.

Made by people who looked at the pages (READING.md), so it knows nothing of any reader's text: units
stand in order, each as the number of its letters and their fingerprint. What a reader makes of the
file is compared by letters. No text is stored.
"""

import datetime as dt
import functools
import importlib.resources
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from referat.annotations.schema import Source
from referat.annotations.standoff import fingerprint
from referat.labels import Section

ReadingSplit = Literal["development", "held-out"]
READING_SPLITS: Final[tuple[ReadingSplit, ...]] = ("development", "held-out")


@dataclass(frozen=True, slots=True)
class ReadingUnit:
    """A unit: how many letters it has, their fingerprint, its section and its item, if any.

    `item` is an index into `ReadingAnnotation.items`; an item reaches to the next one of its
    meeting, or to the meeting's end.
    """

    length: int
    fingerprint: str
    section: Section
    item: int | None


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """An agenda item: its number as written, its title's fingerprint, its first unit, its meeting.

    The first unit is the title, unless that has no letters; `title` is None then.
    """

    number: str | None
    title: str | None
    unit: int
    meeting: int


@dataclass(frozen=True, slots=True)
class ReadingParticipant:
    """A person of the attendance list, all but `absent` as fingerprints."""

    name: str
    role: str | None
    organisation: str | None
    initials: str | None
    absent: bool


@dataclass(frozen=True, slots=True)
class ReadingMeeting:
    """A meeting: its dates, the fingerprints of its other fields, its people, its first unit."""

    date: dt.date | None
    next_meeting: dt.date | None
    title: str | None
    body: str | None
    place: str | None
    participants: tuple[ReadingParticipant, ...]
    unit: int


@dataclass(frozen=True, slots=True)
class ReadingAnnotation:
    """One document annotated; `sha256` is of the source bytes."""

    id: str
    source: Source
    sha256: str
    media_type: str
    annotator: str
    meetings: tuple[ReadingMeeting, ...]
    items: tuple[ReadingItem, ...]
    units: tuple[ReadingUnit, ...]

    def meeting_of(self, unit: int) -> int:
        """The index of the meeting that a unit stands in."""
        return max(i for i, meeting in enumerate(self.meetings) if meeting.unit <= unit)


def folded(text: str) -> str:
    """The letters and digits of a text, case folded: what fingerprints are of.

    They are those of `standoff.Letters`, save that a ligature counts as the letters it joins, so
    that it makes no difference whether a reader takes it apart.

    Args:
        text: The text.
    """
    return "".join(folded_letter(char) for char in text if char.isalnum())


def folded_letter(letter: str) -> str:
    """What one letter or digit counts as; several where it is a ligature."""
    if letter.isascii():
        return letter.lower()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", letter).casefold()))


def text_fingerprint(text: str | None) -> str | None:
    """The fingerprint of a text's letters, None where it has none.

    Args:
        text: The text.
    """
    letters = folded(text or "")
    return fingerprint(letters) if letters else None


def reading_split_of(identifier: str) -> ReadingSplit | None:
    """The split of a document annotated for reading, None where no split names it.

    Args:
        identifier: The id of the document.
    """
    return next((split for split, names in _named().items() if identifier in names), None)


@functools.cache
def _named() -> dict[ReadingSplit, frozenset[str]]:
    resource = importlib.resources.files("referat.annotations") / "splits.toml"
    table = tomllib.loads(resource.read_text(encoding="utf-8"))
    return {
        split: frozenset(table[f"reading_{split.replace('-', '_')}"]) for split in READING_SPLITS
    }


def problems(annotation: ReadingAnnotation) -> list[str]:
    """What is wrong with an annotation, one line a problem; empty if nothing is.

    Args:
        annotation: The annotation.
    """
    return [
        *_meeting_problems(annotation),
        *_item_problems(annotation),
        *_unit_problems(annotation),
    ]


def _meeting_problems(annotation: ReadingAnnotation) -> Iterator[str]:
    firsts = [meeting.unit for meeting in annotation.meetings]
    if firsts[:1] != [0]:
        yield "the first meeting does not begin with the first unit"
    if firsts != sorted(firsts) or any(first > len(annotation.units) for first in firsts):
        yield "meetings are out of order, or begin behind the last unit"


def _item_problems(annotation: ReadingAnnotation) -> Iterator[str]:
    places = [(item.meeting, item.unit) for item in annotation.items]
    if places != sorted(places):
        yield "items are out of order"
    for index, (meeting, unit) in enumerate(places):
        if not 0 <= meeting < len(annotation.meetings):
            yield f"item {index}: there is no meeting {meeting}"
        elif not annotation.meetings[meeting].unit <= unit <= len(annotation.units):
            yield f"item {index}: its first unit is not in its meeting"


def _unit_problems(annotation: ReadingAnnotation) -> Iterator[str]:
    if not annotation.units:
        yield "no units"
    for index, unit in enumerate(annotation.units):
        if unit.length < 1:
            yield f"unit {index}: has no letters"
        if unit.item is not None and not 0 <= unit.item < len(annotation.items):
            yield f"unit {index}: there is no item {unit.item}"
