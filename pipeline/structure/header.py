"""What the header says of the meeting: title, body, date, who was there, and the next meeting."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.minutes import BlockKind, Document, Meeting, Participant
from referat.structure.attendance import Frame, is_name_line, is_strict_presence
from referat.structure.headings import field, label_of, normalized
from referat.structure.meeting_dates import find_date, find_next_meeting
from referat.structure.meeting_names import find_body, find_title
from referat.structure.people import ABSENT, read_people
from referat.structure.rosters import unlabelled_people
from referat.structure.units import Line
from referat.structure.words import heading_words

_ROLES: Final = {"chair": "mødeleder", "secretary": "referent"}
_PRESENCE: Final = frozenset({"participants", "absentees"})


@dataclass(frozen=True, slots=True)
class _Named:
    """People of one line of an attendance field, the role it gives, and the item it stands in."""

    field: str
    role: str | None
    item: int | None
    people: tuple[Participant, ...]


def read_meeting(
    document: Document, lines: Sequence[Line], frame: Frame, date: dt.date | None = None
) -> Meeting:
    """What the header says of the meeting.

    Args:
        document: The document.
        lines: Its lines.
        frame: Agenda list and items.
        date: The meeting's date if it is known.
    """
    head = [line for line, item in zip(lines, frame.items, strict=True) if item is None]
    head = head or list(lines[:3])
    day = date or find_date(document, lines, head)
    attendance = _attendance(lines, frame)
    present, absent = _present_and_absent(attendance, frame)
    title = find_title(head)
    return Meeting(
        title=title,
        body=find_body(head, title),
        date=day,
        next_meeting=find_next_meeting(lines, day),
        participants=_with_roles(_without(present, absent), attendance),
        absentees=tuple(_unique(absent)),
    )


def _present_and_absent(
    attendance: Sequence[_Named], frame: Frame
) -> tuple[list[Participant], list[Participant]]:
    """Those present and those absent, whichever way the header says so."""
    listed = _people(attendance, "participants")
    absent = _people(attendance, "absentees")
    if not listed:
        listed, noted = unlabelled_people(frame)
        absent += noted
    absent += [replace(person, role=None) for person in listed if person.role == ABSENT]
    return [person for person in listed if person.role != ABSENT], absent


def _people(attendance: Sequence[_Named], name: str) -> list[Participant]:
    return [person for entry in attendance if entry.field == name for person in entry.people]


def _attendance(lines: Sequence[Line], frame: Frame) -> list[_Named]:
    """Who is named below which attendance field; of several meetings in a file, at the first."""
    named = [entry for entry in _fields(lines, frame) if entry.people]
    meetings = [entry.item for entry in named if entry.field in _PRESENCE]
    first = meetings[0] if meetings else None
    single = len(set(meetings)) <= 1
    return [
        entry
        for entry in named
        if entry.item in (None, first) or (single and entry.field == "secretary")
    ]


def _fields(lines: Sequence[Line], frame: Frame) -> Iterator[_Named]:
    """The attendance fields line by line, with the lines of names below each."""
    name, role = "", None
    for position, line in enumerate(lines):
        if position in frame.listed:
            name = ""
            continue
        found = _attendance_field(line, frame.items[position])
        text = line.text
        if found is not None:
            name, text = found
            role = _role(line.text, name)
        elif position in frame.titles or not _runs_on(line, name):
            name = ""
        if name in _PRESENCE or name in _ROLES:
            yield _named(name, role, line, text, frame.items[position])


def _attendance_field(line: Line, item: int | None) -> tuple[str, str] | None:
    """The field of a line; inside an item only labels that surely say who was there."""
    found = field(line.text)
    if line.block.kind is BlockKind.TABLE_CELL and line.block.column != 0:
        return None
    office = found is not None and found[0] in _PRESENCE and not is_strict_presence(line.text)
    return ("", "") if item is not None and office else found


def _runs_on(line: Line, name: str) -> bool:
    """Whether a line may name people of the field above it, or of the cell before it."""
    if line.block.kind is BlockKind.TABLE_CELL:
        return bool(name) and line.block.column == 1
    return is_name_line(line.text)


def _named(name: str, role: str | None, line: Line, text: str, item: int | None) -> _Named:
    box = _box(line)
    if box is False and name == "absentees":
        return _Named(name, None, item, ())
    return _Named("absentees" if box is False else name, role, item, tuple(read_people(text)))


def _role(text: str, name: str) -> str | None:
    """The role that a field's label gives its people: its own word, else the usual one."""
    label = normalized(label_of(text) or text.split()[0])
    return label if name in _ROLES and label in heading_words().roles else _ROLES.get(name)


def _box(line: Line) -> bool | None:
    """Whether the check box in front of a line is ticked, None where there is none."""
    marker = line.block.marker or ""
    if any(mark in marker.lower() for mark in ("[x]", "☑", "☒", "✓", "✔")):
        return True
    return False if "[ ]" in marker or "☐" in marker else None


def _with_roles(
    people: Sequence[Participant], attendance: Sequence[_Named]
) -> tuple[Participant, ...]:
    """The people with the roles of chair and secretary, who join them if they are not listed."""
    found = list(_unique(people))
    holders = [
        (entry.role, person) for entry in attendance if entry.role for person in entry.people
    ]
    for role, holder in holders:
        same = [place for place, person in enumerate(found) if _same(person, holder)]
        if len(same) == 1:
            found[same[0]] = replace(found[same[0]], role=found[same[0]].role or role)
        elif not same:
            found.append(replace(holder, role=holder.role or role))
    return tuple(found)


def _unique(people: Sequence[Participant]) -> list[Participant]:
    return list({person.name: person for person in reversed(people)}.values())[::-1]


def _without(people: Sequence[Participant], absent: Sequence[Participant]) -> list[Participant]:
    names = {person.name for person in absent}
    return [person for person in people if person.name not in names]


def _same(person: Participant, holder: Participant) -> bool:
    """Whether a short name or initials mean the person."""
    names = person.name.split()
    short = holder.name.split()
    return person.initials == holder.name or names == short or names[: len(short)] == short
