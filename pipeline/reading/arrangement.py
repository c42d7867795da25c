"""The lines of a printed document in reading order, those of its tables as cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from referat.reading.columns import Row, Segment, Table, tables_in
from referat.reading.lines import Cell
from referat.reading.notes import with_notes
from referat.reading.piece import Piece
from referat.reading.printed import PrintedLine, PrintedPage, blank_of
from referat.reading.reading_order import lines_in_order
from referat.reading.ruled import Grid
from referat.reading.ruled_tables import RuledTable, ruled_table
from referat.reading.rules import Rule

_BELOW: Final = 0.9
"""How far below its baseline, in the size of its letters, the rule under a head row lies."""
_COVERED: Final = 0.8
"""Share of a head row that the rule below it covers."""


@dataclass(slots=True)
class _Arrangement:
    """The lines so far, and the ruled table they end with if it may go on."""

    lines: list[PrintedLine] = field(default_factory=list)
    tables: int = 0
    open: RuledTable | None = None


def arranged(pages: Sequence[PrintedPage]) -> list[PrintedLine]:
    """The lines of a document in reading order, the cells of a table row by row.

    Args:
        pages: Its pages, running heads and feet left out.
    """
    made = _Arrangement()
    loose: list[tuple[PrintedLine, bool]] = []
    for page in pages:
        for part in _parts(page):
            if isinstance(part, _Ruled):
                _add_loose(made, loose)
                loose = []
                _add_ruled(made, part)
            else:
                loose.extend((line, _is_ruled(line, page.rules)) for line in part)
    _add_loose(made, loose)
    return made.lines


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A ruled table on a page with what stands in it."""

    grid: Grid
    pieces: tuple[Piece, ...]
    page: int


def _parts(page: PrintedPage) -> Iterator[_Ruled | list[PrintedLine]]:
    """The ruled tables of a page and the lines above, between and below them."""
    rest = list(page.pieces)
    for grid in page.grids:
        inside = [piece for piece in rest if grid.holds(piece)]
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [piece for piece in rest if id(piece) not in taken]
        above = [piece for piece in rest if piece.baseline > grid.bottom]
        rest = [piece for piece in rest if piece.baseline <= grid.bottom]
        if above:
            yield lines_in_order(above, page.number)
        yield _Ruled(grid, tuple(inside), page.number)
    if rest:
        yield lines_in_order(rest, page.number)


def _is_ruled(line: PrintedLine, rules: Sequence[Rule]) -> bool:
    width = line.right - line.left
    return any(
        0 < line.baseline - rule.at <= _BELOW * line.size
        and min(rule.high, line.right) - max(rule.low, line.left) >= _COVERED * width
        for rule in rules
    )


def _add_ruled(made: _Arrangement, part: _Ruled) -> None:
    before = made.open
    table = ruled_table(part.grid, part.pieces, part.page)
    if table is None:
        made.lines.extend(
            line
            for cell, pieces in part.grid.cells(part.pieces)
            for line in lines_in_order(pieces, part.page, part.grid.right_of(cell))
        )
        made.open = None
        return
    if before is not None and before.goes_on_in(table):
        table = table.continuing(before)
    else:
        table = replace(table, number=made.tables)
        made.tables += 1
    made.lines.extend(table.lines())
    made.open = table


def _add_loose(made: _Arrangement, loose: Sequence[tuple[PrintedLine, bool]]) -> None:
    """Add lines outside of ruled tables, those of other tables as cells."""
    if not loose:
        return
    made.open = None
    lines = [line for line, _ in loose]
    rows = [_row(lines, position, ruled) for position, (_, ruled) in enumerate(loose)]
    position = 0
    for table in tables_in(rows):
        _add_noted(made, lines[position : table.start])
        made.lines.extend(_cells(table, lines, made.tables))
        made.tables += 1
        position = table.end
    _add_noted(made, lines[position:])


def _add_noted(made: _Arrangement, lines: Sequence[PrintedLine]) -> None:
    noted, made.tables = with_notes(lines, made.tables)
    made.lines.extend(noted)


def _row(lines: Sequence[PrintedLine], position: int, ruled: bool) -> Row:
    line = lines[position]
    segments = tuple(Segment(piece.text, piece.left, piece.right) for piece in line.pieces)
    return Row(segments, blank_of(line.size), _gap(lines, position), ruled)


def _gap(lines: Sequence[PrintedLine], position: int) -> float:
    line, above = lines[position], lines[position - 1] if position else None
    if above is None or above.page != line.page:
        return 0.0
    return max(0.0, above.baseline - line.baseline) / line.size


def _cells(table: Table, lines: Sequence[PrintedLine], number: int) -> Iterator[PrintedLine]:
    """The lines of a table's cells, row by row and cell by cell, heads once."""
    placed = list(zip(table.lines, lines[table.start : table.end], strict=True))
    ends = _ends(table, [line for _, line in placed])
    first = placed[0][1]
    for (row, page), group in groupby(placed, key=lambda pair: (pair[0].row, pair[1].page)):
        cells: dict[int, list[Piece]] = {}
        for order, line in group:
            if row > 0 or line is first:
                for column, piece in zip(order.columns, line.pieces, strict=True):
                    cells.setdefault(column, []).append(piece)
        for column, pieces in sorted(cells.items()):
            place = Cell(number, row, column, table.heads[column] if row else None)
            for piece in pieces:
                yield PrintedLine((piece,), page, place, ends[column])


def _ends(table: Table, lines: Sequence[PrintedLine]) -> list[float]:
    """Where the lines of each column end: short of the next one, or with its longest line."""
    lefts = [float("inf")] * len(table.heads)
    rights = [0.0] * len(table.heads)
    for order, line in zip(table.lines, lines, strict=True):
        for column, piece in zip(order.columns, line.pieces, strict=True):
            lefts[column] = min(lefts[column], piece.left)
            rights[column] = max(rights[column], piece.right)
    blank = blank_of(lines[0].size)
    return [left - 2 * blank for left in lefts[1:]] + rights[-1:]
