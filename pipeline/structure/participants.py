"""Who was at the meeting and who was not: fields, tables, sentences and elections together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from referat.minutes import Participant
from referat.structure.attendance import Frame
from referat.structure.attendance_entries import Named
from referat.structure.elections import elected
from referat.structure.fields import OFFICES, HeaderField, unlabelled_part
from referat.structure.listing import sentences
from referat.structure.names import is_job
from referat.structure.notes import is_employer
from referat.structure.people import ABSENT
from referat.structure.presence import read_presence
from referat.structure.rosters import table_roster, unlabelled_people
from referat.structure.same_people import People, without
from referat.structure.told import opener, told_people

_HEAD_LINES: Final = 40


def read_attendance(
    frame: Frame, fields: dict[int, list[HeaderField]]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Those present and those absent, whichever way the header says so.

    Args:
        frame: Lines, agenda list and items.
        fields: The fields of the header by their positions.
    """
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
        told = [person for line in frame.lines[:_HEAD_LINES] for person in opener(line.text)][:1]
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
    for position, line in enumerate(frame.lines[:_HEAD_LINES]):
        if frame.items[position] is not None:
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
        if entry.role and entry.field in OFFICES
        for person in entry.people
    ]
    told = [(holder.role, holder.person) for holder in elected(frame)]
    for role, holder in [*labelled, *told]:
        place = people.find(holder)
        if place is not None:
            people.add_role(place, role)
        elif not people.knows(holder):
            people.add(replace(holder, role=holder.role or role))
