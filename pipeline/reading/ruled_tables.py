"""Ruled tables of print as the lines of their cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple

from referat.reading.columns import heads_columns
from referat.reading.lines import Cell
from referat.reading.piece import Piece
from referat.reading.printed import PrintedLine, lines_of_row, rows_of
from referat.reading.ruled import Grid

_MAX_CELL: Final = 400
"""Characters from which on a cell holds running text; under no heads it is no table then."""
_MAX_HEAD: Final = 60
_ALIGNED: Final = 5.0
"""Points by which the columns of a table may be off on the next page."""


class _Cell(NamedTuple):
    """What stands in a cell, row by row of print, and where its lines end."""

    column: int
    rows: Sequence[Sequence[Piece]]
    limit: float

    @property
    def text(self) -> str:
        return " ".join(piece.text for row in self.rows for piece in row)

    @property
    def is_bold(self) -> bool:
        return all(piece.bold for row in self.rows for piece in row)


_Row = Sequence[_Cell]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table, or the part of one on a page: its rows, their numbers counted from `first`.

    `heads` are those of the columns, `headed` how many rows down to them stand.
    """

    page: int
    edges: tuple[float, ...]
    rows: tuple[_Row, ...]
    heads: Mapping[int, str]
    headed: int
    number: int = 0
    first: int = 0

    def lines(self) -> Iterator[PrintedLine]:
        """The lines of its cells, cell by cell."""
        for index, row in enumerate(self.rows):
            for cell in row:
                head = self.heads.get(cell.column) if index >= self.headed else None
                place = Cell(self.number, self.first + index, cell.column, head)
                for line in cell.rows:
                    yield from lines_of_row(line, self.page, place, cell.limit)

    def goes_on_in(self, other: "RuledTable") -> bool:
        """Whether a table at the top of the next page has the same columns."""
        return (
            other.page == self.page + 1
            and len(other.edges) == len(self.edges)
            and all(
                abs(one - two) <= _ALIGNED for one, two in zip(self.edges, other.edges, strict=True)
            )
            and (not other.headed or dict(other.heads) == dict(self.heads))
        )

    def continuing(self, before: "RuledTable") -> "RuledTable":
        """The table as what goes on from the page before, heads that are repeated left out.

        Args:
            before: The part of the table on that page.
        """
        rows = self.rows[self.headed :]
        broken = bool(rows) and _is_rest(rows[0])
        return replace(
            self,
            rows=rows,
            heads=before.heads,
            headed=0,
            number=before.number,
            first=before.first + len(before.rows) - broken,
        )


def ruled_table(grid: Grid, pieces: Sequence[Piece], page: int) -> RuledTable | None:
    """The table that rules draw, None where they only set out the page.

    Args:
        grid: The table as drawn.
        pieces: What stands in it.
        page: The number of its page.
    """
    cells = [
        (home, _Cell(home[1], rows_of(inside), _limit(grid, home, inside)))
        for home, inside in grid.cells(pieces)
    ]
    rows = [
        tuple(cell for _, cell in row) for _, row in groupby(cells, key=lambda cell: cell[0][0])
    ]
    if len(grid.rows) < 3 or all(len(row) < 2 for row in rows):
        return None
    headed = _headed(rows)
    if not headed and any(len(cell.text) > _MAX_CELL for row in rows for cell in row):
        return None
    heads = {cell.column: cell.text for cell in rows[headed - 1]} if headed else {}
    return RuledTable(page, grid.columns, tuple(rows), heads, headed)


def _limit(grid: Grid, home: tuple[int, int], inside: Sequence[Piece]) -> float:
    """Where lines of a cell end: as far from its right side as they begin from its left."""
    padding = min(piece.left for piece in inside) - grid.columns[home[1]]
    return grid.right_of(home) - min(max(padding, 0.0), inside[0].size)


def _headed(rows: Sequence[_Row]) -> int:
    """How many rows down to the heads of the columns stand, 0 where it has none."""
    above = next((index for index, row in enumerate(rows) if len(row) > 1), len(rows))
    if len(rows) < above + 2:
        return 0
    head, below = rows[above], rows[above + 1]
    texts = [cell.text for cell in head]
    if max(map(len, texts)) > _MAX_HEAD:
        return 0
    strong = all(cell.is_bold for cell in head) and not all(cell.is_bold for cell in below)
    # bold words that stand for a field each are no heads: "Dato:" above "Sted:"
    fields = any(text.endswith(":") for text in texts[:1])
    return above + 1 if heads_columns(texts) or (strong and not fields) else 0


def _is_rest(row: _Row) -> bool:
    """Whether a row at the top of a page is the rest of one broken by the end of the page."""
    return row[0].column > 0 or all(cell.text[0].islower() for cell in row)
