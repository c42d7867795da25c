"""Tables drawn with rules: the cells that level and upright rules part."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from referat.reading.piece import Piece
from referat.reading.rules import Rule, Rules

_SNAP: Final = 2.5
"""Points within which rules lie in one line."""
_REACH: Final = 4.0
"""Points by which rules that meet may miss each other."""
_NARROWEST: Final = 8.0
"""Points that a column or row is wide at least."""
_MOST_CROSSINGS: Final = 20_000
_MOST_CELLS: Final = 2_000
"""What a table has at most, which bounds the time of drawings."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the edges of its columns from the left and of its rows from the top.

    `homes` has for each place (row, column) the place of the cell that it is part of: where no rule
    parts two places they are one cell, which is at home in the first of them.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    homes: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def top(self) -> float:
        """How high it reaches."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """How low it reaches."""
        return self.rows[-1]

    def cell_at(self, across: float, height: float) -> tuple[int, int] | None:
        """The row and column of the cell at a point, None outside of the table.

        Args:
            across: How far from the left.
            height: How high.
        """
        column = bisect_right(self.columns, across) - 1
        row = bisect_right(self.rows, -height, key=lambda edge: -edge) - 1
        if 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1:
            return self.homes[row][column]
        return None

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands in the table."""
        return self._home(piece) is not None

    def cells(self, pieces: Iterable[Piece]) -> list[tuple[tuple[int, int], list[Piece]]]:
        """The cells that hold anything, row by row, each with its pieces.

        Args:
            pieces: What stands in the table.
        """
        cells: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            if home := self._home(piece):
                cells.setdefault(home, []).append(piece)
        return sorted(cells.items(), key=lambda cell: cell[0])

    def _home(self, piece: Piece) -> tuple[int, int] | None:
        # a piece may begin in the padding of a cell and end a bit beyond a narrow one
        across = min((piece.left + piece.right) / 2, piece.left + piece.size)
        return self.cell_at(across, piece.baseline + piece.size / 4)

    def right_of(self, cell: tuple[int, int]) -> float:
        """Where a cell ends on the right."""
        row, column = cell
        while (
            column + 2 < len(self.columns)
            and self.homes[row][column + 1] == self.homes[row][column]
        ):
            column += 1
        return self.columns[column + 1]


def grids_of(rules: Rules) -> list[Grid]:
    """The ruled tables of a page from the top down, those of one cell or one column left out.

    Args:
        rules: The rules drawn on the page.
    """
    if len(rules.level) < 2 or not rules.upright:
        return []
    level, upright = in_lines(rules.level), in_lines(rules.upright)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    grids = (_grid(*part) for part in _connected(level, upright))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: -grid.top)


def in_lines(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with those that lie in one line and touch put together.

    Args:
        rules: Rules of one direction.
    """
    lines: list[Rule] = []
    at = float("-inf")
    for rule in sorted(rules):
        at = at if rule.at - at <= _SNAP else rule.at
        lines.append(Rule(at, rule.low, rule.high))
    joined: list[Rule] = []
    for line in sorted(lines):
        before = joined[-1] if joined else None
        if before and before.at == line.at and line.low <= before.high + _REACH:
            joined[-1] = Rule(line.at, before.low, max(before.high, line.high))
        else:
            joined.append(line)
    return joined


def _connected(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet each other, directly or by others."""
    leader = list(range(len(level) + len(upright)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for first, rule in enumerate(level):
        for second, other in enumerate(upright, len(level)):
            if (
                rule.low - _REACH <= other.at <= rule.high + _REACH
                and other.low - _REACH <= rule.at <= other.high + _REACH
            ):
                leader[find(first)] = find(second)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*level, *upright]):
        part = parts.setdefault(find(index), ([], []))
        part[index >= len(level)].append(rule)
    return [part for part in parts.values() if len(part[0]) >= 2 and part[1]]


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    """The table that connected rules draw, open at the sides where no rule ends it."""
    columns = _edges([rule.at for rule in upright], level)
    rows = _edges([rule.at for rule in level], upright)[::-1]
    width, height = len(columns) - 1, len(rows) - 1
    if width < 2 or height < 1 or width * height > _MOST_CELLS:
        return None
    homes = _homes(columns, rows, level, upright)
    if len({home for row in homes for home in row}) < 2:
        return None
    return Grid(tuple(columns), tuple(rows), homes)


def _edges(at: Iterable[float], across: Sequence[Rule]) -> list[float]:
    """Where rules lie, and where those that cross them end, from the lowest, near ones as one."""
    ends = min(rule.low for rule in across), max(rule.high for rule in across)
    edges: list[float] = []
    for edge in sorted([*at, *ends]):
        if not edges or edge - edges[-1] >= _NARROWEST:
            edges.append(edge)
    return edges


def _homes(
    columns: Sequence[float], rows: Sequence[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each place the first of those that no rule parts from it, row by row."""
    homes: list[list[tuple[int, int]]] = []
    for row in range(len(rows) - 1):
        middle = (rows[row] + rows[row + 1]) / 2
        line: list[tuple[int, int]] = []
        for column in range(len(columns) - 1):
            centre = (columns[column] + columns[column + 1]) / 2
            if column and not _is_ruled(upright, columns[column], middle):
                line.append(line[-1])
            elif row and not _is_ruled(level, rows[row], centre):
                line.append(homes[-1][column])
            else:
                line.append((row, column))
        homes.append(line)
    return tuple(tuple(line) for line in homes)


def _is_ruled(rules: Sequence[Rule], at: float, through: float) -> bool:
    return any(
        abs(rule.at - at) < _NARROWEST and rule.low - _REACH <= through <= rule.high + _REACH
        for rule in rules
    )
