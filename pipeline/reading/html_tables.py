"""Tables of web pages: in which column of the grid each cell begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from referat.reading.manuscript import Piece, Table, TableCell, TableRow

_MAX_SPAN: Final = 100


@dataclass(slots=True)
class TableMaker:
    """A table that is open: its rows, and the cells above that reach down into the next ones."""

    _rows: list[TableRow] = field(default_factory=list)
    _cells: list[TableCell] = field(default_factory=list)
    _reaching: dict[int, int] = field(default_factory=dict)
    _column: int = 0
    _heads: int = 0

    def begin_row(self) -> None:
        """Begin a row."""
        self.end_row()
        self._column = 0

    def cell(self, node: LexborNode, pieces: Sequence[Piece]) -> None:
        """Add a cell to the row.

        Args:
            node: The cell's element.
            pieces: What it holds.
        """
        while self._reaching.get(self._column, 0) > 0:
            self._column += 1
        across, down = _span(node, "colspan"), _span(node, "rowspan")
        self._cells.append(TableCell(self._column, tuple(pieces), across))
        self._heads += node.tag == "th"
        for column in range(self._column, self._column + across):
            self._reaching[column] = down
        self._column += across

    def end_row(self) -> None:
        """End the row that is open, if there is one."""
        if self._cells:
            self._rows.append(TableRow(tuple(self._cells), self._heads == len(self._cells)))
            self._reaching = {c: left - 1 for c, left in self._reaching.items() if left > 1}
        self._cells, self._heads = [], 0

    def table(self) -> Table:
        """The table, ended."""
        self.end_row()
        return Table(tuple(self._rows))


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "").strip()
    return min(int(value), _MAX_SPAN) if value.isdecimal() and 0 < len(value) < 6 else 1
