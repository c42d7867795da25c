"""Entries of attendance fields: the people of a line, told apart by check box and meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.minutes import Participant
from referat.structure.fields import OFFICES, PRESENCE
from referat.structure.units import Line

_TICKED: Final = ("[x]", "☑", "☒", "✓", "✔")
_UNTICKED: Final = ("[ ]", "☐", "□")


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


def box_of(line: Line) -> bool | None:
    """Whether the check box in front of a line is ticked, None where there is none."""
    marker = (line.block.marker or "").lower()
    if any(mark in marker for mark in _TICKED):
        return True
    return False if any(mark in marker for mark in _UNTICKED) else None


def by_boxes(named: Sequence[Named]) -> list[Named]:
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


def first_meeting(named: Sequence[Named]) -> list[Named]:
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
