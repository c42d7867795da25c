"""Who was there, who was not, who led the meeting and who wrote: what the header's fields say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.minutes import BlockKind, Participant
from referat.structure.attendance import Frame, is_name_line, is_strict_presence
from referat.structure.fields import MEMBER, OFFICES, PRESENCE, HeaderField
from referat.structure.headings import normalized
from referat.structure.listing import sentences
from referat.structure.names import has_first_name, is_job, is_organisation, is_role
from referat.structure.people import ABSENT, read_people
from referat.structure.told import told_people
from referat.structure.dates import written_dates
from referat.structure.elections import told_holders
from referat.structure.units import Line

ROLES: Final = {"chair": "mødeleder", "secretary": "referent"}
_OF_MEETING: Final = re.compile(r"\b(?:dirigent|ordstyrer|mødeleder|referent|protokolfører)")
_BODY_OFFICES: Final = frozenset({"formand", "sekretær", "leder"})
_SHARED_ROLES: Final = {
    "suppleant": "suppleant",
    "suppleanter": "suppleant",
    "observatør": "observatør",
    "observatører": "observatør",
}
_PERSONS: Final = PRESENCE | OFFICES | {MEMBER}
_MAX_LINE: Final = 500
_FEW: Final = 2
_MOST_PEOPLE: Final = 5_000
_VERBS: Final = frozenset(
    {"er", "var", "har", "havde", "blev", "bliver", "skal", "vil", "kan", "bød"}
)
_CLOSING_LINES: Final = 14
_TICKED: Final = ("[x]", "☑", "☒", "✓", "✔")
_UNTICKED: Final = ("[ ]", "☐", "□")
_GOES_ON: Final = (",", ";", " og", " samt", "&", "/")


@dataclass(frozen=True, slots=True)
class Named:
    """People whom a line of an attendance field names, with the field and the item it stands in.

    The field "told" has those of whom a sentence among the names tells.

    `role` is the one that the field gives; `ticked` whether the check box in front of the line is,
    None without one; `run` counts the fields, so that lines of one belong together; `titled` tells
    that the field is the title of its item ("Tilstedeværende").
    """

    field: str
    role: str | None
    item: int | None
    people: tuple[Participant, ...]
    ticked: bool | None = None
    run: int = 0
    titled: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """The field whose names the next line may go on with."""

    field: str
    role: str | None
    organisation: str | None
    value: str


def read_presence(
    frame: Frame, fields: Mapping[int, Sequence[HeaderField]], skipped: frozenset[int]
) -> list[Named]:
    """The people of all attendance fields, line by line.

    Args:
        frame: Lines, agenda list and items of the document.
        fields: The fields of its header by their positions.
        skipped: Positions of lines that are read as a table of people.
    """
    reader = _Reader(frame, fields)
    named = [
        entry
        for position in range(len(frame.lines))
        if position not in skipped
        for entry in reader.line(position)
    ]
    return _first_meeting(_by_boxes([entry for entry in named if entry.people]))


class _Reader:
    """Reads down the lines and keeps the field that is open."""

    def __init__(self, frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> None:
        self._frame = frame
        self._fields = fields
        self._open: _Open | None = None
        self._runs = 0
        self._count = 0
        self._titled = False
        self._closing = _closing(frame, fields)

    def line(self, position: int) -> Iterator[Named]:
        """The people of one line."""
        line, item = self._frame.lines[position], self._frame.items[position]
        found = self._fields.get(position, ())
        if position in self._frame.listed or self._count > _MOST_PEOPLE:
            self._open = None
        elif found:
            for field in found:
                yield from self._field(field, line, item)
        elif position in self._frame.titles:
            self._open = None
        elif self._open is not None:
            yield from self._below(self._open, line, item)

    def _field(self, field: HeaderField, line: Line, item: int | None) -> Iterator[Named]:
        self._open = None
        closes = field.position in self._closing
        if field.name not in _PERSONS or not (closes or _counts(field, item)):
            return
        self._runs += 1
        self._titled = field.position in self._frame.titles
        name = "participants" if field.name == MEMBER else field.name
        self._open = _Open(name, _role(field), _source(field.label), field.value)
        yield from self._named(self._open, field.value, line, item)

    def _below(self, opened: _Open, line: Line, item: int | None) -> Iterator[Named]:
        """The people of a line below a field, if it goes on with names."""
        if not opened.value and not _has_box(line) and _heads_unit(line.text):
            self._open = replace(opened, organisation=line.text.strip(" :"))
            return
        if not _runs_on(opened, line):
            told = list(self._told(line.text, item)) if opened.field in PRESENCE else []
            yield from told
            self._open = opened if any(entry.people for entry in told) else None
            return
        yield from self._named(opened, line.text, line, item)
        if opened.field in OFFICES and not line.text.endswith(_GOES_ON):
            self._open = None

    def _named(self, opened: _Open, text: str, line: Line, item: int | None) -> Iterator[Named]:
        first, *more = sentences(text) or [""]
        people = read_people(first, alone=not opened.value)
        if opened.organisation:
            people = [
                person if person.organisation else replace(person, organisation=opened.organisation)
                for person in people
            ]
        yield self._entry(opened.field, people, item, opened.role, _box(line))
        for sentence in more:
            yield from self._told(sentence, item)

    def _told(self, sentence: str, item: int | None) -> Iterator[Named]:
        """The people of a sentence that stands among the names."""
        present, absent = told_people(sentence)
        yield self._entry("told", present, item)
        yield self._entry("absentees", absent, item)
        for holder in told_holders(sentence):
            yield self._entry("secretary", [holder.person], item, holder.role)

    def _entry(
        self,
        field: str,
        people: Sequence[Participant],
        item: int | None,
        role: str | None = None,
        ticked: bool | None = None,
    ) -> Named:
        self._count += len(people)
        return Named(field, role, item, tuple(people), ticked, self._runs, self._titled)


def _counts(field: HeaderField, item: int | None) -> bool:
    """Whether a field tells of the meeting; inside an item only labels that surely do."""
    if item is None:
        return True
    if field.inner:
        return False
    if field.name in PRESENCE:
        return is_strict_presence(field.label)
    return field.name in OFFICES and normalized(field.label) not in _BODY_OFFICES


def _closing(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> frozenset[int]:
    """The positions of offices in a block at the end that names chair or secretary too."""
    offices: dict[int, str] = {}
    last = len(frame.lines) - 1
    for position in range(last, max(-1, last - _CLOSING_LINES), -1):
        found = [field for field in fields.get(position, ()) if field.name in OFFICES | {MEMBER}]
        if found:
            offices[position] = normalized(found[0].label)
        elif position in frame.titles or not _is_signature(frame.lines[position].text):
            break
    whole = any(_OF_MEETING.search(label) for label in offices.values())
    return frozenset(offices) if whole and len(offices) > 1 else frozenset()


def _is_signature(text: str) -> bool:
    """Whether a line of a closing block is a name, a place and date, or a line to sign on."""
    return is_name_line(text) or bool(written_dates(text)) or not any(c.isalnum() for c in text)


def _role(field: HeaderField) -> str | None:
    """The role that a field's label gives its people: its own word, else the usual one."""
    label = normalized(field.label)
    if field.name == MEMBER:
        return label
    if field.name in OFFICES:
        parts = label.replace(" og ", "/").split("/")
        return label if all(is_role(part) for part in parts) else ROLES[field.name]
    return _SHARED_ROLES.get(label.split(" ")[0]) if label else None


def _source(label: str) -> str | None:
    """Whom the people below "Fra administrationen" are from."""
    words = label.strip(" :.").split()
    places = [place for place, word in enumerate(words) if word.lower() == "fra"]
    if not places or len(words) > 6:
        return None
    rest = [
        word
        for word in words[places[0] + 1 :]
        if word.lower() not in {"deltog", "var", "mødte", "mødt", "deltager"}
    ]
    return " ".join(rest) or None


def _runs_on(opened: _Open, line: Line) -> bool:
    """Whether a line may name people of the field above it."""
    if line.block.kind is BlockKind.TABLE_CELL:
        return False
    cut = opened.value.endswith(_GOES_ON)
    if opened.field in OFFICES:
        return (cut or not opened.value) and _names_somebody(line.text)
    if not opened.value or cut or _has_box(line):
        return is_name_line(line.text) or _begins_with_name(line.text)
    if line.block.kind is BlockKind.HEADING:
        return False
    return _names_somebody(line.text) and _begins_with_name(line.text)


def _names_somebody(text: str) -> bool:
    """Whether a line names people by more than the capital of a word."""
    return any(
        has_first_name(person.name)
        or " " in person.name
        or person.role
        or person.initials
        or person.organisation
        for person in read_people(text)
    )


def _begins_with_name(text: str) -> bool:
    """Whether a line begins with a name, and is no sentence that goes on about it."""
    people = read_people(text, alone=True) if len(text) <= _MAX_LINE else []
    if not people or is_name_line(text):
        return bool(people)
    begins = text.startswith((people[0].name, people[0].initials or people[0].name))
    small = [word.strip(",.") for word in text.split() if word[0].islower() and not is_job(word)]
    if not begins or _VERBS & set(small):
        return False
    return len(small) <= _FEW or (not text.endswith((".", "!", "?")) and len(people) == 1)


def _heads_unit(text: str) -> bool:
    """Whether a line among names says whom those below it are from ("Region Syd")."""
    bare = text.strip(" :")
    return is_organisation(bare) and len(bare.split()) <= 5 and not read_people(bare)


def _box(line: Line) -> bool | None:
    """Whether the check box in front of a line is ticked, None where there is none."""
    marker = (line.block.marker or "").lower()
    if any(mark in marker for mark in _TICKED):
        return True
    return False if any(mark in marker for mark in _UNTICKED) else None


def _has_box(line: Line) -> bool:
    return _box(line) is not None


def _by_boxes(named: Sequence[Named]) -> list[Named]:
    """Who is named with an empty box was not there, if boxes of that list are ticked at all."""
    ticked = {entry.run for entry in named if entry.ticked}
    found: list[Named] = []
    for entry in named:
        if entry.ticked is not False:
            found.append(entry)
        elif entry.field == "participants":
            absent = entry.run in ticked
            found.append(replace(entry, field="absentees") if absent else entry)
    return found


def _first_meeting(named: Sequence[Named]) -> list[Named]:
    """Of several meetings in a file, the entries of the first."""
    meetings = [entry.item for entry in named if entry.field in PRESENCE]
    first = meetings[0] if meetings else None
    single = len(set(meetings)) <= 1
    return [
        entry
        for entry in named
        if entry.item is None
        or first is None
        or entry.item == first
        or (entry.titled and entry.item == first + 1)
        or (single and entry.field in OFFICES)
    ]
