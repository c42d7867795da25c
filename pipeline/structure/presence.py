"""Who was there, who was not, who led the meeting and who wrote: what the header's fields say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.minutes import BlockKind, Participant
from referat.structure.attendance import Frame, is_name_line
from referat.structure.attendance_entries import Named, box_of, by_boxes, first_meeting
from referat.structure.elections import told_holders
from referat.structure.field_offices import closing_offices, counts, role_of, source_of
from referat.structure.fields import MEMBER, OFFICES, PRESENCE, HeaderField
from referat.structure.listing import sentences
from referat.structure.name_lines import begins_with_name, heads_unit, names_somebody
from referat.structure.people import read_people
from referat.structure.told import told_people
from referat.structure.units import Line

_PERSONS: Final = PRESENCE | OFFICES | {MEMBER}
_MOST_PEOPLE: Final = 5_000
_GOES_ON: Final = (",", ";", " og", " samt", "&", "/")


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
    return first_meeting(by_boxes([entry for entry in named if entry.people]))


class _Reader:
    """Reads down the lines and keeps the field that is open."""

    def __init__(self, frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> None:
        self._frame = frame
        self._fields = fields
        self._open: _Open | None = None
        self._runs = 0
        self._count = 0
        self._titled = False
        self._closing = closing_offices(frame, fields)

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
        if field.name not in _PERSONS or not (closes or counts(field, item)):
            return
        self._runs += 1
        self._titled = field.position in self._frame.titles
        name = "participants" if field.name == MEMBER else field.name
        self._open = _Open(name, role_of(field), source_of(field.label), field.value)
        yield from self._named(self._open, field.value, line, item)

    def _below(self, opened: _Open, line: Line, item: int | None) -> Iterator[Named]:
        """The people of a line below a field, if it goes on with names."""
        if not opened.value and box_of(line) is None and heads_unit(line.text):
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
        yield self._entry(opened.field, people, item, opened.role, box_of(line))
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


def _runs_on(opened: _Open, line: Line) -> bool:
    """Whether a line may name people of the field above it."""
    if line.block.kind is BlockKind.TABLE_CELL:
        return False
    cut = opened.value.endswith(_GOES_ON)
    if opened.field in OFFICES:
        return (cut or not opened.value) and names_somebody(line.text)
    if not opened.value or cut or box_of(line) is not None:
        return is_name_line(line.text) or begins_with_name(line.text)
    if line.block.kind is BlockKind.HEADING:
        return False
    return names_somebody(line.text) and begins_with_name(line.text)
