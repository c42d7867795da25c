"""Tables of web pages: in which column of the grid each cell begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from referat.reading.html_elements import Element
from referat.reading.manuscript import Piece, Table, TableCell, TableRow

_MAX_SPAN: Final = 100
_MAX_COLUMNS: Final = 200
"""Columns into which cells may reach down."""
_NO_TABLE: Final = frozenset({"presentation", "none"})


@dataclass(slots=True)
class TableMaker:
    """A table that is open: its rows, and the cells above that reach down into the next ones."""

    _rows: list[TableRow] = field(default_factory=list)
    _cells: list[TableCell] = field(default_factory=list)
    _taken: dict[int, int] = field(default_factory=dict)
    """By column, the first row that the cell above does not reach."""
    _row: int = 0
    _column: int = 0
    _heads: int = 0

    def cell(self, element: Element, pieces: Sequence[Piece]) -> None:
        """Add a cell to the row.

        Args:
            element: The cell.
            pieces: What it holds.
        """
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        across, down = _span(element, "colspan"), _span(element, "rowspan")
        self._cells.append(TableCell(self._column, tuple(pieces), across))
        self._heads += element.name == "th"
        for column in range(self._column, min(self._column + across, _MAX_COLUMNS)):
            self._taken[column] = self._row + down
        self._column += across

    def end_row(self, *, head: bool) -> None:
        """End the row.

        Args:
            head: Whether it is marked as a head; a row of nothing but head cells is one, too.
        """
        if self._cells:
            heads = head or self._heads == len(self._cells)
            self._rows.append(TableRow(tuple(self._cells), heads))
        self._row += 1
        self._cells, self._column, self._heads = [], 0, 0

    def table(self) -> Table:
        """The table, ended."""
        return Table(tuple(self._rows))


def is_table(element: Element) -> bool:
    """Whether an element is a table, and not marked as one that only sets out the page.

    Args:
        element: The `table`.
    """
    return element.attributes.get("role", "").lower() not in _NO_TABLE


def _span(element: Element, name: str) -> int:
    value = element.attributes.get(name, "").strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() and len(value) < 6 else 1
