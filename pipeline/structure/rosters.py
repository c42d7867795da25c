"""Who was there, by headers that list names without a label."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from referat.minutes import BlockKind, Participant
from referat.structure.attendance import Frame, is_name_line
from referat.structure.attendance_entries import box_of
from referat.structure.fields import HeaderField
from referat.structure.headings import normalized
from referat.structure.names import has_first_name
from referat.structure.notes import ABSENT, with_role
from referat.structure.people import read_people
from referat.structure.people_tables import Roster, roster_of
from referat.structure.units import Line

_UNKNOWN_LABEL: Final = re.compile(r"[^\W\d][\w ]{2,25}:\s+(?P<names>\S.*)")
_GROUP: Final = re.compile(
    r"\w*(?:gruppe|team|hold|udvalg)\w*\s?\d{0,3}:?\s\((?P<names>[^\W\d_]+(?:(?:,|\sog)\s[^\W\d_]+){2,12})\)$",
    re.IGNORECASE,
)
_MIN_LIST: Final = 2
_MIN_BARE: Final = 3
_TOP_LINES: Final = 12
_MOST_LINES: Final = 2_000
_SHARE_OF_FIRST_NAMES: Final = 0.6


def unlabelled_people(frame: Frame, fields: dict[int, list[HeaderField]]) -> Roster:
    """The people of a header that lists them with no label.

    Args:
        frame: Lines, agenda list and items of the document.
        fields: The fields of the header by their positions.
    """
    head = [
        (position, line)
        for position, line in enumerate(frame.lines)
        if frame.items[position] is None
        and position not in frame.listed
        and line.block.kind is not BlockKind.TABLE_CELL
    ]
    people = [person for group in _groups(head[1:_MOST_LINES]) for person in _of_group(group)]
    if not people:
        people = list(_of_top(frame, fields))
    return roster_of(people)


def _groups(head: Sequence[tuple[int, Line]]) -> Iterator[list[Line]]:
    """Runs of lines that hold names only."""
    for named, group in groupby(head, key=lambda pair: is_name_line(pair[1].text)):
        lines = [line for _, line in group]
        # "Bo = rugbrød" shares out, and lists nobody
        if named and not any("=" in line.text for line in lines):
            yield lines


def _of_group(group: Sequence[Line]) -> list[Participant]:
    """The people of a run of lines, if roles or initials show that it is a list of people."""
    boxed = [line for line in group if box_of(line) is not None]
    if any(box_of(line) for line in boxed):
        return [person for line in boxed for person in _by_box(line)]
    people = [person for line in group for person in read_people(line.text, alone=len(group) > 1)]
    told = [person for person in people if person.role or person.initials]
    return people if len(people) >= _MIN_LIST and told else []


def _by_box(line: Line) -> list[Participant]:
    """The people of a line with a check box, who were not there if it is empty."""
    people = read_people(line.text, alone=True)
    return people if box_of(line) else [with_role(person, ABSENT) for person in people]


def _of_top(frame: Frame, fields: dict[int, list[HeaderField]]) -> Iterator[Participant]:
    """The people of a line of names near the top: bare, behind an unknown label, in brackets."""
    for position, line in enumerate(frame.lines[1:_TOP_LINES], start=1):
        names = {one.name for one in fields.get(position, ())}
        if position in frame.listed or names - {"body"}:
            continue
        label, group = _UNKNOWN_LABEL.fullmatch(line.text), _GROUP.search(line.text)
        named = group or (label if label and _are_names(label["names"]) else None)
        if named is not None:
            yield from read_people(named["names"])
            return
        if _are_names(line.text) and normalized(line.text):
            yield from read_people(line.text)
            return


def _are_names(text: str) -> bool:
    """Whether a text is a list of people, most of them with common first names."""
    if not is_name_line(text):
        return False
    people = read_people(text)
    known = [person for person in people if has_first_name(person.name)]
    parts = text.count(",") + text.count(" og ") + 1
    enough = len(people) >= max(_MIN_BARE, parts - 1)
    return enough and len(known) >= _SHARE_OF_FIRST_NAMES * len(people)
