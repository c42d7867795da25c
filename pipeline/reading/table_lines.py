"""Lines of a text file as rows of a table, and its tables back as lines."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from referat.reading.columns import Row, Segment, Table, tables_in
from referat.reading.lines import Cell, Line, Word
from referat.reading.printed import COLUMN_GAP


def with_tables(text: str, lines: Sequence[Line], first: int = 0) -> list[Line]:
    """The lines of a text, those of tables replaced by their cells.

    Args:
        text: The canonical text.
        lines: Its lines, with their words where columns may be.
        first: The number of the first table.
    """
    if not any(line.words for line in lines):
        return [*lines]
    groups = [_groups(line) for line in lines]
    rows = [_row(text, line, words) for line, words in zip(lines, groups, strict=True)]
    result: list[Line] = []
    position = 0
    for number, table in enumerate(tables_in(rows), first):
        result.extend(lines[position : table.start])
        result.extend(_cells(table, lines, groups, number))
        position = table.end
    result.extend(lines[position:])
    return result


def _groups(line: Line) -> list[list[Word]]:
    """The words of a line, parted where a wide gap stands between two."""
    words = line.words or (Word(line.start, line.end, line.left, line.right),)
    groups: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        if word.left - before.right > COLUMN_GAP * line.space:
            groups.append([])
        groups[-1].append(word)
    return groups


def _row(text: str, line: Line, groups: Sequence[Sequence[Word]]) -> Row:
    if line.cell is not None:
        return Row((), line.space)
    segments = tuple(
        Segment(
            " ".join(text[words[0].start : words[-1].end].split()), words[0].left, words[-1].right
        )
        for words in groups
    )
    return Row(segments, line.space, line.gap or 0.0)


def _cells(
    table: Table, lines: Sequence[Line], groups: Sequence[Sequence[Sequence[Word]]], number: int
) -> list[Line]:
    cells: list[Line] = []
    for position, row in enumerate(table.lines, table.start):
        for column, words in zip(row.columns, groups[position], strict=True):
            head = table.heads[column] if row.row else None
            cells.append(_cell_line(lines[position], words, Cell(number, row.row, column, head)))
    return cells


def _cell_line(line: Line, words: Sequence[Word], cell: Cell) -> Line:
    return replace(
        line,
        start=words[0].start,
        end=words[-1].end,
        left=words[0].left,
        right=words[-1].right,
        lead=words[0].right - words[0].left,
        heading=None,
        cell=cell,
        words=tuple(words),
    )
