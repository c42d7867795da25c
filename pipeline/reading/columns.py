"""Tables without rules: rows whose words stand in columns under a head that is known."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from referat.reading.lines import Cell, Line, Word
from referat.reading.words import layout_words

_COLUMN_GAP: Final = 1.9
"""Blanks between two words from which on a column may begin."""
_ALIGNED: Final = 2.5
"""Blanks by which a cell may begin beside the head of its column."""
_MAX_HEAD_WORDS: Final = 3


def with_tables(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines of a document, those of tables replaced by their cells.

    A table is taken for one only under a head row of words that head columns ("Ansvarlig",
    "Deadline"), and ends with the first line that does not keep its columns.

    Args:
        text: The canonical text.
        lines: Its lines, with their words where columns may be.
    """
    result: list[Line] = []
    tables = 0
    position = 0
    while position < len(lines):
        heads = _heads(text, lines[position])
        rows = _rows(text, lines, position + 1, heads) if heads else []
        if not rows:
            result.append(lines[position])
            position += 1
            continue
        names = [" ".join(text[head[0].start : head[-1].end].split()) for head in heads]
        cells = [*enumerate(heads)]
        result.extend(
            _cell_line(lines[position], words, Cell(tables, 0, column, None))
            for column, words in cells
        )
        for line, row, pieces in rows:
            result.extend(
                _cell_line(line, words, Cell(tables, row, column, names[column]))
                for column, words in pieces
            )
        tables += 1
        position += 1 + len(rows)
    return result


_Segment = Sequence[Word]
_Pieces = list[tuple[int, _Segment]]


def _heads(text: str, line: Line) -> list[_Segment]:
    """The heads of columns in a line, none where it is no head row."""
    segments = _segments(line)
    if len(segments) < 2 or any(len(segment) > _MAX_HEAD_WORDS for segment in segments):
        return []
    known = layout_words().column_heads
    hits = sum(
        text[segment[0].start : segment[-1].end].strip(":.").lower() in known
        for segment in segments
    )
    return segments if hits >= 2 and 2 * hits >= len(segments) else []


def _segments(line: Line) -> list[_Segment]:
    """The words of a line, cut where a wide gap stands between two."""
    segments: list[list[Word]] = [[word] for word in line.words[:1]]
    for before, word in pairwise(line.words):
        if word.left - before.right > _COLUMN_GAP * line.space:
            segments.append([])
        segments[-1].append(word)
    return [*segments]


def _rows(
    text: str, lines: Sequence[Line], start: int, heads: Sequence[_Segment]
) -> list[tuple[Line, int, _Pieces]]:
    """The lines that keep the columns of a head row, each with its row and its cells."""
    rows: list[tuple[Line, int, _Pieces]] = []
    row = 0
    for position in range(start, len(lines)):
        pieces = _pieces(lines[position], heads)
        if not pieces:
            break
        column, first = pieces[0]
        begins = column == 0 and not text[first[0].start].islower()
        alone = len(pieces) == 1 and (begins or row == 0)
        if alone and len(_following(lines, position + 1, heads)) < 2:
            break
        row += begins or row == 0
        rows.append((lines[position], row, pieces))
    return rows


def _following(lines: Sequence[Line], position: int, heads: Sequence[_Segment]) -> _Pieces:
    return _pieces(lines[position], heads) if position < len(lines) else []


def _pieces(line: Line, heads: Sequence[_Segment]) -> _Pieces:
    """The cells of a line, none where one does not begin in a column or runs into the next."""
    pieces: _Pieces = []
    segments = _segments(line) or [[Word(line.start, line.end, line.left, line.right)]]
    for segment in segments:
        column = _column(segment, heads, line.space)
        if column is None or (pieces and column <= pieces[-1][0]):
            return []
        pieces.append((column, segment))
    return pieces


def _column(segment: _Segment, heads: Sequence[_Segment], space: float) -> int | None:
    for column, head in enumerate(heads):
        if abs(segment[0].left - head[0].left) <= _ALIGNED * space:
            following = heads[column + 1][0].left if column + 1 < len(heads) else float("inf")
            return column if segment[-1].right <= following else None
    return None


def _cell_line(line: Line, words: _Segment, cell: Cell) -> Line:
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
