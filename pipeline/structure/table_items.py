"""Agenda items in the rows of a table: "Punkt | Referat | Ansvarlig"."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from referat.minutes import BlockKind
from referat.structure.headings import normalized
from referat.structure.numbering import Number, leading_number, parse_number
from referat.structure.titles import is_title
from referat.structure.units import Line
from referat.structure.words import heading_words

_Cell = tuple[int, Line]


def table_titles(lines: Sequence[Line]) -> dict[int, Number | None]:
    """The numbers of items by the position of the cell that holds the title.

    Only tables count whose head names a column of titles and one of what was said or decided.

    Args:
        lines: The document's lines.
    """
    cells = [(p, line) for p, line in enumerate(lines) if line.block.kind is BlockKind.TABLE_CELL]
    found: dict[int, Number | None] = {}
    for _, table in groupby(cells, key=lambda cell: cell[1].block.table):
        rows = [list(row) for _, row in groupby(table, key=lambda cell: cell[1].block.row)]
        column = _title_column(rows)
        if column is not None:
            for row in rows[1:]:
                found.update(_titled(row, column))
    return found


def _title_column(rows: Sequence[Sequence[_Cell]]) -> int | None:
    """The column of titles of a table that takes up items, None for other tables."""
    words = heading_words()
    heads = [(line.block.column, normalized(line.text)) for _, line in rows[0]]
    if len(rows) < 2 or not any(head in words.minutes_columns for _, head in heads):
        return None
    columns = [column for column, head in heads if head in words.title_columns]
    titled = [column for column in columns if column is not None and _has_words(rows[1:], column)]
    return titled[0] if titled else None


def _has_words(rows: Sequence[Sequence[_Cell]], column: int) -> bool:
    """Whether a column holds words, and not only numbers."""
    texts = [line.text for row in rows for _, line in row if line.block.column == column]
    return any(sum(map(str.isalpha, text)) > 2 for text in texts)


def _titled(row: Sequence[_Cell], column: int) -> Iterator[tuple[int, Number | None]]:
    """The title of a row, with the number in front of it or in a cell before."""
    for position, line in row:
        if line.block.column == column and is_title(line.first):
            leading = leading_number(line.first)
            before = [other.text for _, other in row if (other.block.column or 0) < column]
            numbers = [number for text in before if (number := parse_number(text.strip()))]
            yield position, leading[0] if leading else next(iter(numbers), None)
            return
