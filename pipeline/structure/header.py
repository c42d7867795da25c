"""What the header says of the meeting: title, body, date, place, who was there, the next meeting."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from referat.minutes import Document, Meeting, Participant
from referat.structure.attendance import Frame
from referat.structure.bodies import find_body
from referat.structure.elections import elected
from referat.structure.endmatter import signing_start
from referat.structure.fields import HeaderField, header_fields, unlabelled_part
from referat.structure.listing import sentences
from referat.structure.meeting_dates import Dated, find_date
from referat.structure.meeting_titles import find_title
from referat.structure.names import is_job
from referat.structure.next_dates import find_next_meeting
from referat.structure.notes import is_employer
from referat.structure.people import ABSENT
from referat.structure.places import find_place
from referat.structure.presence import Named, read_presence
from referat.structure.rosters import table_roster, unlabelled_people
from referat.structure.same_people import People, without
from referat.structure.told import opener, told_people
from referat.structure.units import Line


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
    frame = replace(frame, lines=[_bounded(line) for line in lines])
    fields = header_fields(frame.lines)
    unsigned = _unsigned(frame)
    dated = Dated(date) if date else find_date(document.source, unsigned, fields)
    title = find_title(unsigned, fields)
    body = find_body(unsigned, fields, title)
    following = find_next_meeting(frame.lines, fields, dated.day, f"{title or ''} {body or ''}")
    present, absent = _attendance(frame, fields)
    return Meeting(
        title=title,
        body=body,
        date=dated.day,
        next_meeting=following.day,
        participants=present,
        absentees=absent,
        place=find_place(unsigned, fields),
        warnings=(*dated.warnings, *following.warnings),
    )


def _bounded(line: Line) -> Line:
    """The line without what no header has: thousands of characters, words that never end."""
    text = line.text
    if len(text) <= _MAX_WORD:
        return line
    endless = _ENDLESS.search(text)
    end = min(_MAX_LINE, endless.start() if endless else _MAX_LINE)
    return line if end >= len(text) else replace(line, text=text[:end].rstrip())


def _unsigned(frame: Frame) -> Frame:
    """The frame without the signatures at the end, whose dates and names are not the meeting's."""
    end = signing_start(frame.lines)
    return replace(frame, lines=frame.lines[:end], items=frame.items[:end])


def _attendance(
    frame: Frame, fields: dict[int, list[HeaderField]]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Those present and those absent, whichever way the header says so."""
    roster = table_roster(frame)
    named = read_presence(frame, fields, roster.positions)
    listed = [*roster.present, *_people(named, "participants")]
    absent = [*roster.absent, *_people(named, "absentees")]
    told, stayed = _told(frame, fields)
    told = [*_people(named, "told"), *told]
    if not listed and not told:
        unlabelled = unlabelled_people(frame, fields)
        listed, absent = [*unlabelled.present], [*absent, *unlabelled.absent]
    if not listed and not told:
        told = [person for line in frame.lines[:_MOST_TOLD] for person in opener(line.text)][:1]
    absent += [replace(person, role=None) for person in listed if person.role == ABSENT]
    listed = [person for person in listed if person.role != ABSENT]
    away = People()
    for person in (*absent, *stayed):
        away.merge(_without_remarks(person))
    people = People(without(listed, away))
    for person in without(told, away):
        people.merge(person)
    _join_holders(people, named, frame)
    return tuple(people), tuple(away)


def _people(named: Sequence[Named], field: str) -> list[Participant]:
    return [
        replace(person, role=person.role or entry.role)
        for entry in named
        if entry.field == field
        for person in entry.people
    ]


def _told(
    frame: Frame, fields: Mapping[int, Sequence[HeaderField]]
) -> tuple[list[Participant], list[Participant]]:
    """The people of whom sentences above the first item tell."""
    present: list[Participant] = []
    absent: list[Participant] = []
    for position, line in enumerate(frame.lines):
        if frame.items[position] is not None or not frame.titles:
            if position >= _MOST_TOLD or frame.items[position] is not None:
                break
        if position in frame.listed and line.block.marker is not None:
            continue
        for sentence in sentences(unlabelled_part(line.text) if position in fields else line.text):
            here, away = told_people(sentence)
            present += here
            absent += away
    return present, absent


def _without_remarks(person: Participant) -> Participant:
    """An absentee, whose note is a role only if it names a job: "Bo Lund (feber)"."""
    if person.organisation and not is_employer(person.organisation):
        person = replace(person, organisation=None)
    if person.role is None or person.role == ABSENT:
        return replace(person, role=None)
    kept = [
        part
        for part in person.role.split(", ")
        if is_job(part.split()[0]) or is_job(part.split()[-1])
    ]
    return replace(person, role=", ".join(kept) or None)


def _join_holders(people: People, named: Sequence[Named], frame: Frame) -> None:
    """Give chair and secretary their roles; they join the people if they are not listed."""
    labelled = [
        (entry.role, person)
        for entry in named
        if entry.role and entry.field in _OFFICES
        for person in entry.people
    ]
    told = [(holder.role, holder.person) for holder in elected(frame)]
    for role, holder in [*labelled, *told]:
        place = people.find(holder)
        if place is not None:
            people.add_role(place, role)
        elif not people.knows(holder):
            people.add(replace(holder, role=holder.role or role))


_OFFICES = frozenset({"chair", "secretary"})
_MOST_TOLD = 40
_MAX_LINE = 5_000
_MAX_WORD = 100
_ENDLESS = re.compile(r"\S{100,}")
