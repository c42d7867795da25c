"""Pages of text files, parted by form feeds, and what runs at the head or foot of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from referat.reading.lines import Line
from referat.reading.piece import Piece
from referat.reading.printed import PrintedPage
from referat.reading.running import without_running

_ROW: Final = 12.0
_LETTER: Final = 6.0
"""The height of a row and the width of a letter in points, as such files were printed."""
_FOOT: Final = 4
"""Rows at the end of a page that stand at its foot, however short the page is."""


@dataclass(slots=True)
class Sheet:
    """A page of a text file: its lines that are not blank, each with the row it stands in."""

    rows: list[tuple[int, Line]] = field(default_factory=list)

    def add(self, row: int, line: Line) -> None:
        """Add a line below the others."""
        self.rows.append((row, line))


def without_running_lines(text: str, sheets: Sequence[Sheet]) -> list[Line]:
    """The lines of all pages without running heads and feet and page numbers.

    Args:
        text: The canonical text.
        sheets: The pages.
    """
    lines = [line for sheet in sheets for _, line in sheet.rows]
    if len(sheets) < 2:
        return lines
    length = max((rows[-1][0] - rows[0][0] for sheet in sheets if (rows := sheet.rows)), default=0)
    pages = [_printed(text, sheet, number, length) for number, sheet in enumerate(sheets, 1)]
    kept = {(page.number, piece.order) for page in without_running(pages) for piece in page.pieces}
    return [
        line
        for number, sheet in enumerate(sheets, 1)
        for order, (_, line) in enumerate(sheet.rows)
        if (number, order) in kept
    ]


def _printed(text: str, sheet: Sheet, number: int, length: int) -> PrintedPage:
    """A page as if it had been printed, its last rows at the foot of a sheet of common length."""
    first, last = (sheet.rows[0][0], sheet.rows[-1][0]) if sheet.rows else (0, 0)
    pieces = []
    for order, (row, line) in enumerate(sheet.rows):
        at_foot = len(sheet.rows) - order <= min(_FOOT, len(sheet.rows) // 2)
        down = length - (last - row) if at_foot else row - first
        pieces.append(
            Piece(
                text=" ".join(text[line.start : line.end].split()),
                left=line.left * _LETTER,
                right=line.right * _LETTER,
                lead=line.lead * _LETTER,
                baseline=-down * _ROW,
                size=_ROW,
                bold=False,
                order=order,
            )
        )
    return PrintedPage(number, tuple(pieces), -(length + 1) * _ROW, _ROW)
