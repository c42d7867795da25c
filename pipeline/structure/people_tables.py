"""Tables of people: a row for each, with columns for roles and for who was there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from referat.minutes import BlockKind, Participant
from referat.structure.attendance import Frame
from referat.structure.headings import field
from referat.structure.notes import ABSENT, completed, is_away, unmarked, with_role
from referat.structure.people import read_people
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
    r"(?:ansvar\w*|hvornår|status|e-?mail|mail|telefon|tlf|mobil|adresse|valgt|periode)\b",
    re.IGNORECASE,
)
_TASK_HEAD: Final = re.compile(
    r"(?:opgave\w*|handling\w*|frist|deadline|hvad|aktion\w*|aktivitet\w*|emne|stemmer|på valg)\b",
    re.IGNORECASE,
)
_YES: Final = re.compile(
    r"(?:ja|x|til ?stede|mødt|deltog|deltager|ok|[✓✔☑☒√])(?:\b|$)", re.IGNORECASE
)
_NO: Final = re.compile(
    r"(?:nej|afbud|fravær\w*|syg|forhindret|ikke|ferie|orlov|udeblev\w*|[-–—☐])(?:\b|$)",
    re.IGNORECASE,
)
_MAX_MARK: Final = 40
_MOST_ROWS: Final = 2_000

_Row = Sequence[Line]


@dataclass(frozen=True, slots=True)
class Roster:
    """People present and absent, and the positions of the lines that name them."""

    present: tuple[Participant, ...] = ()
    absent: tuple[Participant, ...] = ()
    positions: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Columns:
    """The heads of a table; `here` and `away` are the columns that say who was there or not.

    `marked` tells that somebody is marked as there, so that an empty cell means absence.
    """

    heads: Mapping[int | None, str]
    here: frozenset[int | None]
    away: frozenset[int | None]
    marked: bool


def roster_of(people: Sequence[Participant], positions: frozenset[int] = frozenset()) -> Roster:
    """The people of a list, those noted as absent apart.

    Args:
        people: The people as listed.
        positions: Where the lines stand that name them.
    """
    away = tuple(unmarked(person) for person in people if is_away(person))
    return Roster(tuple(one for one in people if not is_away(one)), away, positions)


def table_roster(frame: Frame) -> Roster:
    """The people of the header's tables with a row for each.

    Args:
        frame: Lines, agenda list and items of the document.
    """
    everyone: list[Participant] = []
    positions: set[int] = set()
    for table in _tables(frame):
        people = _of_table(table)
        positions.update(position for position, _ in table if people)
        everyone += people
    return roster_of(everyone, frozenset(positions))


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
    grouped = groupby(cells, key=lambda pair: pair[1].block.row)
    rows: Sequence[_Row] = [[line for _, line in row] for _, row in grouped][:_MOST_ROWS]
    heads = _heads(rows)
    if any(_TASK_HEAD.match(head) for head in heads.values()):
        return []
    headed = any(_NAME_HEAD.match(head) for head in heads.values())
    body = [row for row in rows if not (headed and _is_head(row, heads))]
    columns = _columns(heads if headed else {}, body)
    if columns is None:
        return []
    people = (_of_row(row, columns) for row in body)
    return [person for person in people if person is not None]


def _heads(rows: Sequence[_Row]) -> dict[int | None, str]:
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


def _is_head(row: _Row, heads: Mapping[int | None, str]) -> bool:
    return all(heads.get(line.block.column) == line.text for line in row)


def _columns(heads: Mapping[int | None, str], body: Sequence[_Row]) -> _Columns | None:
    """What the columns say; None where names stand in those of presence, a list in each."""
    here = frozenset(
        place
        for place, head in heads.items()
        if _PRESENT_HEAD.match(head) and not _is_first_name_column(place, heads)
    )
    away = frozenset(place for place, head in heads.items() if _ABSENT_HEAD.match(head))
    marks = [line.text for row in body for line in row if line.block.column in here | away]
    if any(_mark(text) is None and read_people(text) for text in marks):
        return None
    marked = any(_mark(line.text) for row in body for line in row if line.block.column in here)
    return _Columns(heads, here, away, marked and not away)


def _is_first_name_column(place: int | None, heads: Mapping[int | None, str]) -> bool:
    """Whether a column is the one that names people, as "Deltager" may be a mark as well."""
    return place == next((one for one, head in heads.items() if _NAME_HEAD.match(head)), None)


def _of_row(row: _Row, columns: _Columns) -> Participant | None:
    """The person of a row; without heads only where a cell says whether the person was there."""
    heads = columns.heads
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
    return _noted(people[0], others, columns)


def _noted(person: Participant, others: _Row, columns: _Columns) -> Participant:
    """The person with what the other cells of the row say."""
    missing = columns.marked and not any(line.block.column in columns.here for line in others)
    absent = missing
    for line in others:
        present = _presence(line, columns)
        absent = absent or present is False
        if present is None and not _OTHER_HEAD.match(columns.heads.get(line.block.column, "")):
            person = completed(person, line.text)
    return with_role(person, ABSENT) if absent else person


def _presence(line: Line, columns: _Columns) -> bool | None:
    """Whether a cell says that somebody was there or not, None where it says neither."""
    mark = _mark(line.text)
    if line.block.column in columns.away:
        # "x" and "afbud" below "Afbud" say the same
        return False if mark or line.text.strip() else None
    return mark


def _mark(text: str) -> bool | None:
    if _NO.match(text):
        return False
    return True if _YES.match(text) and len(text) < _MAX_MARK else None
