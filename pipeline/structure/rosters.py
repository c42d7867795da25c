"""Who was there, by a header that does not label it: lists of names, initials, and tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from referat.minutes import BlockKind, Participant
from referat.structure.attendance import Frame, is_name_line
from referat.structure.people import is_name, read_people
from referat.structure.units import Line

_INITIALS_FIRST: Final = re.compile(r"(?P<initials>[A-ZÆØÅ]{2,4})[:,]?\s+(?P<rest>[A-ZÆØÅ]\w+\s.+)")
_PRESENT: Final = re.compile(r"(?:ja|x|til ?stede|tilstede|mødt|deltog|✓|✔)\b", re.IGNORECASE)
_ABSENT: Final = re.compile(r"(?:nej|afbud|fraværende|syg|forhindret|ikke)\b", re.IGNORECASE)
_MIN_LIST: Final = 2


def unlabelled_people(frame: Frame) -> tuple[list[Participant], list[Participant]]:
    """The people present and absent that a header lists with no label.

    Args:
        frame: Lines, agenda list and items of the document.
    """
    head = [
        line
        for position, line in enumerate(frame.lines)
        if frame.items[position] is None and position not in frame.listed
    ]
    present, absent = _of_tables(head)
    if not present:
        present = [person for group in _groups(head) for person in _of_group(group)]
    return present, absent


def _of_tables(head: Sequence[Line]) -> tuple[list[Participant], list[Participant]]:
    """Rows of a name and whether that person was there."""
    present: list[Participant] = []
    absent: list[Participant] = []
    cells = (line for line in head if line.block.kind is BlockKind.TABLE_CELL)
    for _, row in groupby(cells, key=lambda line: (line.block.table, line.block.row)):
        texts = [line.text for line in row]
        people = read_people(texts[0]) if len(texts) > 1 else []
        marks = texts[1:]
        if any(_ABSENT.match(mark) for mark in marks):
            absent += people[:1]
        elif any(_PRESENT.match(mark) for mark in marks):
            present += people[:1]
    return present, absent


def _groups(head: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that hold names only."""
    for named, group in groupby(head[1:], key=lambda line: is_name_line(line.text)):
        if named:
            yield [line for line in group if line.block.kind is not BlockKind.TABLE_CELL]


def _of_group(group: Sequence[Line]) -> list[Participant]:
    """The people of a run of lines, if roles or initials show that it is a list of people."""
    people = [person for line in group for person in _of_line(line.text)]
    told = [person for person in people if person.role or person.initials]
    return people if len(people) >= _MIN_LIST and told else []


def _of_line(text: str) -> list[Participant]:
    match = _INITIALS_FIRST.fullmatch(text)
    if match is None:
        return read_people(text)
    people = read_people(f"{match['rest']}, {match['initials']}")
    return people if people and people[0].initials and is_name(people[0].name) else []
