"""Paragraphs of RTF gathered into cells, rows and tables."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from referat.reading.manuscript import Piece, Table, TableCell, TableRow

_SLACK: Final = 30
"""Twentieths of a point by which the edges of one column differ between rows."""
_MAX_SPAN: Final = 100


@dataclass(slots=True)
class RowShape:
    """Where the cells of a row end, which go on from one above or to the left, if it is a head."""

    rights: list[int] = field(default_factory=list)
    from_above: set[int] = field(default_factory=set)
    from_left: set[int] = field(default_factory=set)
    head: bool = False

    def copy(self) -> "RowShape":
        """The shape as it is now; what is said later is said of later rows."""
        return RowShape(list(self.rights), set(self.from_above), set(self.from_left), self.head)


@dataclass(slots=True)
class _Row:
    cells: list[tuple[Piece, ...]]
    shape: RowShape


@dataclass(slots=True)
class _Depth:
    """What is open at one depth of tables: the cell, its row, and the rows before it."""

    cell: list[Piece] = field(default_factory=list)
    cells: list[tuple[Piece, ...]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


class Flow:
    """The pieces of a text, a note or a box, as they are read."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._depths = [_Depth()]

    def add(self, piece: Piece, depth: int) -> None:
        """Add a piece.

        Args:
            piece: The piece.
            depth: How many tables it stands in.
        """
        self._go_to(depth)
        self._depths[-1].cell.append(piece)

    def end_cell(self, depth: int) -> None:
        """End a cell of the table at a depth."""
        self._go_to(depth)
        at = self._depths[-1]
        at.cells.append(tuple(at.cell))
        at.cell = []

    def end_row(self, depth: int, shape: RowShape) -> None:
        """End a row of the table at a depth.

        Args:
            depth: The depth, from 1.
            shape: How the row is cut into cells.
        """
        self._go_to(depth)
        at = self._depths[-1]
        if at.cell:
            self.end_cell(depth)
        at.rows.append(_Row(at.cells, shape))
        at.cells = []

    def finished(self) -> list[Piece]:
        """All pieces, tables that were cut off among them."""
        self._go_to(0)
        return self._depths[0].cell

    def _go_to(self, depth: int) -> None:
        while len(self._depths) > depth + 1:
            closed = self._depths.pop()
            if closed.cell or closed.cells:
                closed.cells.append(tuple(closed.cell))
                closed.rows.append(_Row(closed.cells, RowShape()))
            if closed.rows:
                self._depths[-1].cell.append(_table(closed.rows))
        while len(self._depths) < depth + 1:
            self._depths.append(_Depth())


def _table(rows: Sequence[_Row]) -> Table:
    edges: list[int] = []
    for right in sorted(right for row in rows for right in row.shape.rights):
        if not edges or right - edges[-1] > _SLACK:
            edges.append(right)
    return Table(tuple(_row(row, edges) for row in rows))


def _row(row: _Row, edges: Sequence[int]) -> TableRow:
    """A row with its cells in the columns that all rows of the table make up."""
    rights = row.shape.rights
    fits = len(rights) >= len(row.cells)
    cells: list[TableCell] = []
    column = 0
    for index, pieces in enumerate(row.cells):
        until = bisect_left(edges, rights[index] - _SLACK) + 1 if fits else column + 1
        span = max(1, min(_MAX_SPAN, until - column))
        if index in row.shape.from_left and cells:
            cells[-1] = _wider(cells[-1], span)
        elif index not in row.shape.from_above:
            cells.append(TableCell(column, pieces, span))
        column += span
    return TableRow(tuple(cells), row.shape.head)


def _wider(cell: TableCell, span: int) -> TableCell:
    return TableCell(cell.column, cell.pieces, min(_MAX_SPAN, cell.span + span))
