"""Tables of word processors: what heads their columns, and which only set out a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from referat.reading.manuscript import Paragraph, Piece, Table, TableCell, TableRow, paragraphs_of
from referat.reading.words import layout_words

_MAX_HEAD_WORDS: Final = 3
_MAX_HEAD: Final = 60
_MAX_CELL: Final = 400
"""Characters from which on a cell holds running text; under no head it is no table then."""
_TABS = re.compile(r"\t+")


def heads_of(table: Table) -> tuple[int, dict[int, str]]:
    """How many rows down to the heads of the columns stand, and the head of each column.

    Heads are marked as such, or words that head columns ("Ansvarlig", "Frist"), or bold over rows
    that are not. Rows across the whole table may stand above them.

    Args:
        table: The table.
    """
    rows = table.rows
    width = width_of(table)
    above = len(list(takewhile(lambda row: is_across(row, width), rows)))
    if len(rows) < above + 2:
        return 0, {}
    marked = list(takewhile(lambda row: row.head, rows[above:]))
    if not marked or len(marked) == len(rows) - above or not all(map(_is_short, marked)):
        marked = [rows[above]] if _is_head(rows[above], rows[above + 1]) else []
    if not marked:
        return 0, {}
    heads = {
        column: cell.text
        for row in marked
        for cell in row.cells
        if cell.text
        for column in range(cell.column, cell.column + cell.span)
    }
    return above + len(marked), heads


def is_layout(table: Table, *, headed: bool) -> bool:
    """Whether a table only sets out the page: one column, or running text under no heads.

    Args:
        table: The table.
        headed: Whether it has heads of columns.
    """
    if all(sum(bool(cell.text) for cell in row.cells) < 2 for row in table.rows):
        return True
    return not headed and any(_runs_on(cell) for row in table.rows for cell in row.cells)


def width_of(table: Table) -> int:
    """How many columns a table has."""
    return max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0)


def is_across(row: TableRow, width: int) -> bool:
    """Whether a row is one cell across the whole of a table of several columns.

    Args:
        row: The row.
        width: How many columns its table has.
    """
    return len(row.cells) == 1 and width > 1 and row.cells[0].span >= width


def with_tab_tables(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, lines parted by tabs under heads that are known made tables."""
    lines = [line for piece in pieces for line in _apart(piece)]
    result: list[Piece] = []
    position = 0
    while position < len(lines):
        rows = _tabbed_rows(lines, position)
        if len(rows) > 1:
            result.append(Table(tuple(rows)))
            position += len(rows)
        else:
            result.append(lines[position])
            position += 1
    return result


def _is_head(row: TableRow, below: TableRow) -> bool:
    texts = [cell.text for cell in row.cells if cell.text]
    if len(texts) < 2 or not _is_short(row):
        return False
    return _name_columns(texts) or (_is_strong(row) and not _is_strong(below))


def _is_short(row: TableRow) -> bool:
    return all(len(cell.text) <= _MAX_HEAD for cell in row.cells)


def _is_strong(row: TableRow) -> bool:
    return all(
        line.all_strong
        for cell in row.cells
        for paragraph in paragraphs_of(cell.pieces)
        for line in paragraph.lines
        if line.text.strip()
    )


def _name_columns(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are words that head columns."""
    if any(text.count(" ") >= _MAX_HEAD_WORDS for text in texts):
        return False
    known = layout_words().column_heads
    hits = sum(text.strip(":. ").lower() in known for text in texts)
    return hits >= 2 and 2 * hits >= len(texts)


def _runs_on(cell: TableCell) -> bool:
    marked = any(paragraph.heading is not None for paragraph in paragraphs_of(cell.pieces))
    nested = any(isinstance(piece, Table) for piece in cell.pieces)
    return marked or nested or len(cell.text) > _MAX_CELL


def _apart(piece: Piece) -> Iterator[Piece]:
    """The lines of a paragraph one by one if one of them heads columns, else the piece."""
    heads = isinstance(piece, Paragraph) and any(
        _name_columns(_fields(line.text)) for line in piece.lines
    )
    if not heads or not isinstance(piece, Paragraph):
        yield piece
        return
    for position, line in enumerate(piece.lines):
        yield replace(piece, lines=(line,), marker=None if position else piece.marker)


def _fields(text: str) -> list[str]:
    return [field.strip() for field in _TABS.split(text.strip())] if "\t" in text else []


def _tabbed_rows(lines: Sequence[Piece], start: int) -> list[TableRow]:
    """The rows of a table whose heads stand here, none where no heads do."""
    heads = _fields_of(lines[start])
    if not _name_columns(heads):
        return []
    rows: list[TableRow] = []
    for position in range(start, len(lines)):
        piece = lines[position]
        fields = _fields_of(piece)
        if not isinstance(piece, Paragraph) or not 2 <= len(fields) <= len(heads):
            break
        cells = (
            TableCell(column, (replace(piece, lines=(replace(piece.lines[0], text=words),)),))
            for column, words in enumerate(fields)
        )
        rows.append(TableRow(tuple(cells), head=not rows))
    return rows


def _fields_of(piece: Piece) -> list[str]:
    if not isinstance(piece, Paragraph) or len(piece.lines) != 1:
        return []
    return _fields(piece.lines[0].text)
