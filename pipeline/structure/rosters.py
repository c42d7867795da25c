"""Who was there, by tables of people and by headers that list names without a label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from referat.minutes import BlockKind, Participant
from referat.structure.attendance import Frame, is_name_line
from referat.structure.fields import HeaderField
from referat.structure.headings import field, normalized
from referat.structure.names import has_first_name
from referat.structure.notes import completed
from referat.structure.people import ABSENT, read_people
from referat.structure.units import Line

_NAME_HEAD: Final = re.compile(
    r"(?:navn\w*|deltagere?|medlem(?:mer)?|person\w*|hvem|bestyrelsesmedlem\w*|mødedeltagere?|name)\b",
    re.IGNORECASE,
)
_PRESENT_HEAD: Final = re.compile(
    r"(?:til ?stede|mødt|deltog|deltager|fremmødt|fremmøde|deltaget|present)\b", re.IGNORECASE
)
_ABSENT_HEAD: Final = re.compile(
    r"(?:afbud|fravær\w*|ikke mødt|ikke til ?stede|absent)\b", re.IGNORECASE
)
_OTHER_HEAD: Final = re.compile(
    r"(?:opgave|handling|frist|deadline|ansvar\w*|hvornår|hvad|status|emne|aktion|stemmer|e-?mail"
    r"|mail|telefon|tlf|mobil|adresse|valgt|på valg|periode)\b",
    re.IGNORECASE,
)
_TASK_HEAD: Final = re.compile(
    r"(?:opgave\w*|handling\w*|frist|deadline|hvad|aktion\w*|aktivitet\w*|emne|stemmer|på valg)\b",
    re.IGNORECASE,
)
_PRESENT: Final = re.compile(
    r"(?:ja|x|til ?stede|mødt|deltog|deltager|ok|[✓✔☑☒√])(?:\b|$)", re.IGNORECASE
)
_ABSENT: Final = re.compile(
    r"(?:nej|afbud|fravær\w*|syg|forhindret|ikke|ferie|orlov|udeblev\w*|[-–—☐])(?:\b|$)",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Roster:
    """People present and absent, and the positions of the lines that name them."""

    present: tuple[Participant, ...] = ()
    absent: tuple[Participant, ...] = ()
    positions: frozenset[int] = frozenset()


def table_roster(frame: Frame) -> Roster:
    """The people of the header's tables with a row for each.

    Args:
        frame: Lines, agenda list and items of the document.
    """
    present: list[Participant] = []
    absent: list[Participant] = []
    positions: set[int] = set()
    for table in _tables(frame):
        people = _of_table(table)
        if people:
            positions.update(position for position, _ in table)
        present += [person for person in people if person.role != ABSENT]
        absent += [replace(person, role=None) for person in people if person.role == ABSENT]
    return Roster(tuple(present), tuple(absent), frozenset(positions))


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
    absent = [replace(person, role=None) for person in people if person.role == ABSENT]
    return Roster(tuple(person for person in people if person.role != ABSENT), tuple(absent))


def _tables(frame: Frame) -> Iterator[list[tuple[int, Line]]]:
    cells = (
        (position, line)
        for position, line in enumerate(frame.lines)
        if line.block.kind is BlockKind.TABLE_CELL and frame.items[position] is None
    )
    for _, members in groupby(cells, key=lambda pair: pair[1].block.table):
        yield list(members)


def _of_table(cells: Sequence[tuple[int, Line]]) -> list[Participant]:
    """The people of a table whose rows are people, none of any other table."""
    rows = [
        [line for _, line in row] for _, row in groupby(cells, key=lambda pair: pair[1].block.row)
    ]
    heads = _heads(rows)
    if any(_TASK_HEAD.match(head) for head in heads.values()):
        return []
    if not any(_NAME_HEAD.match(head) for head in heads.values()):
        heads = {}
    people: list[Participant] = []
    for row in rows[1:_MOST_LINES] if heads else rows[:_MOST_LINES]:
        person = _of_row(row, heads)
        people += [person] if person is not None else []
    return people


def _heads(rows: Sequence[Sequence[Line]]) -> dict[int | None, str]:
    """The head of each column, from the cells themselves or from the first row."""
    told = {
        line.block.column: line.block.column_head
        for row in rows
        for line in row
        if line.block.column_head
    }
    if told:
        return told
    return {line.block.column: line.text for line in rows[0]} if rows and len(rows[0]) > 1 else {}


def _of_row(row: Sequence[Line], heads: dict[int | None, str]) -> Participant | None:
    """The person of a row; without heads only where a cell says whether the person was there."""
    named = next(
        (line for line in row if not heads or _NAME_HEAD.match(heads.get(line.block.column, ""))),
        None,
    )
    if named is None or field(named.text) is not None:
        return None
    people = read_people(named.text, alone=True)
    others = [line for line in row if line is not named]
    if len(people) != 1 or (not heads and not any(_mark(line.text) for line in others)):
        return None
    person, absent = people[0], people[0].role == ABSENT
    for line in others:
        head = heads.get(line.block.column, "")
        if _OTHER_HEAD.match(head):
            continue
        present = _presence(line.text, head)
        if present is None:
            person = completed(person, line.text)
        absent = absent or present is False
    return replace(person, role=ABSENT) if absent else person


def _presence(text: str, head: str) -> bool | None:
    """Whether a cell says that somebody was there or not, None where it says neither."""
    if _ABSENT_HEAD.match(head):
        return not text.strip() or _mark(text) == "no"
    if _PRESENT_HEAD.match(head):
        return _mark(text) != "no"
    mark = _mark(text)
    return None if mark is None else mark == "yes"


def _mark(text: str) -> str | None:
    if _ABSENT.match(text):
        return "no"
    return "yes" if _PRESENT.match(text) and len(text) < 40 else None


def _groups(head: Sequence[tuple[int, Line]]) -> Iterator[list[Line]]:
    """Runs of lines that hold names only."""
    for named, group in groupby(head, key=lambda pair: is_name_line(pair[1].text)):
        if named:
            yield [line for _, line in group]


def _of_group(group: Sequence[Line]) -> list[Participant]:
    """The people of a run of lines, if roles or initials show that it is a list of people."""
    people = [person for line in group for person in read_people(line.text, alone=len(group) > 1)]
    told = [person for person in people if person.role or person.initials]
    return people if len(people) >= _MIN_LIST and told else []


def _of_top(frame: Frame, fields: dict[int, list[HeaderField]]) -> Iterator[Participant]:
    """The people of a line of names near the top: bare, behind an unknown label, in brackets."""
    for position, line in enumerate(frame.lines[1:_TOP_LINES], start=1):
        if position in frame.listed or position in fields:
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
    if len(text) > 400 or not is_name_line(text):
        return False
    people = read_people(text)
    known = [person for person in people if has_first_name(person.name)]
    commas = text.count(",") + text.count(" og ") + 1
    return len(people) >= max(_MIN_BARE, commas - 1) and len(known) >= _SHARE_OF_FIRST_NAMES * len(
        people
    )
