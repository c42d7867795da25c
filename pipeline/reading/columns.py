"""Tables without rules: rows whose words stand in columns under a head row."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from referat.reading.words import layout_words

_ALIGNED: Final = 2.5
"""Blanks by which a cell may begin beside the head of its column."""
_MAX_HEAD_WORDS: Final = 3
_ROW_GAP: Final = 0.3
"""By how much the white space above the first line of a row exceeds that inside of one."""
_CHARACTER: Final = 2.0
"""The width of a letter in blanks."""


class Segment(NamedTuple):
    """Words of a row that stand together."""

    text: str
    left: float
    right: float


class Row(NamedTuple):
    """A row of print or of a text file: `space` is the width of a blank, `gap` what is free above.

    `ruled` rows have a rule right below them.
    """

    segments: tuple[Segment, ...]
    space: float
    gap: float = 0.0
    ruled: bool = False


class TableLine(NamedTuple):
    """A row of the page in a table: the table's row that it is of, and the column of each segment.

    A head row is row 0, also where it is repeated.
    """

    row: int
    columns: tuple[int, ...]


class Table(NamedTuple):
    """A table: the row that it begins with, the heads of its columns, and all of its rows."""

    start: int
    heads: tuple[str, ...]
    lines: tuple[TableLine, ...]

    @property
    def end(self) -> int:
        """One past the last of its rows."""
        return self.start + len(self.lines)


def tables_in(rows: Sequence[Row]) -> Iterator[Table]:
    """The tables among the rows of a document, from the top down.

    A table is taken for one only under a head row: words that head columns ("Ansvarlig",
    "Deadline"), or any short ones with a rule below them. It ends with the first row that does not
    keep its columns.

    Args:
        rows: All rows, those of no table included.
    """
    position = 0
    while position < len(rows):
        heads = _heads(rows, position)
        lines = _lines(rows, position + 1, heads) if heads else []
        if not lines:
            position += 1
            continue
        head = TableLine(0, tuple(range(len(heads))))
        table = Table(position, tuple(one.text for one in heads), (head, *lines))
        yield table
        position = table.end


def heads_columns(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are words that are known to head columns."""
    if len(texts) < 2 or any(text.count(" ") >= _MAX_HEAD_WORDS for text in texts):
        return False
    known = layout_words().column_heads
    hits = sum(text.strip(":. ").lower() in known for text in texts)
    return hits >= 2 and 2 * hits >= len(texts)


def _heads(rows: Sequence[Row], position: int) -> Sequence[Segment]:
    """The segments of a row if they head columns, else none."""
    row = rows[position]
    if len(row.segments) < 2:
        return ()
    texts = [segment.text for segment in row.segments]
    if heads_columns(texts):
        return row.segments
    plain = all(
        text.count(" ") < _MAX_HEAD_WORDS and text.replace(" ", "").isalpha() for text in texts
    )
    below = rows[position + 1] if position + 1 < len(rows) else None
    aligned = below is not None and len(_columns(below, row.segments)) >= 2
    return row.segments if row.ruled and plain and aligned else ()


def _lines(rows: Sequence[Row], start: int, heads: Sequence[Segment]) -> list[TableLine]:
    """The rows that keep the columns of a head row."""
    lines: list[TableLine] = []
    number = 0
    least = min((row.gap for row in rows[start : start + 40]), default=0.0)
    before: Segment | None = None
    for position in range(start, len(rows)):
        row = rows[position]
        columns = _columns(row, heads)
        following = rows[position + 1] if position + 1 < len(rows) else None
        if not columns:
            if following is None or len(row.segments) != 1 or number <= 0:
                break
            if len(_columns(following, heads)) < 2 or following.gap > least + 1:
                break
            columns = (0,)
        if [segment.text for segment in row.segments] == [head.text for head in heads]:
            lines.append(TableLine(0, columns))
            continue
        begins = number == 0 or _begins(row, columns, before, heads, least)
        if begins and len(columns) == 1 and not _goes_on(following, heads):
            break
        number += begins
        lines.append(TableLine(number, columns))
        before = row.segments[0] if columns[0] == 0 else before
    return lines if number else []


def _goes_on(following: Row | None, heads: Sequence[Segment]) -> bool:
    return following is not None and len(_columns(following, heads)) >= 2


def _begins(
    row: Row, columns: Sequence[int], before: Segment | None, heads: Sequence[Segment], least: float
) -> bool:
    """Whether a row of print begins a row of the table, or goes on with the cells above."""
    first = row.segments[0]
    if columns[0] != 0:
        return len(columns) > 1 and row.gap > least + _ROW_GAP
    if first.text[0].islower():
        return False
    if len(columns) > 1 or row.gap > least + _ROW_GAP or before is None:
        return True
    lead = len(first.text.split(" ", 1)[0]) * _CHARACTER * row.space
    return before.right + row.space + lead <= heads[1].left - row.space


def _columns(row: Row, heads: Sequence[Segment]) -> tuple[int, ...]:
    """The column of each segment, none where one stands in no column of its own."""
    columns: list[int] = []
    for segment in row.segments:
        column = _column(segment, heads, row.space)
        if column is None or (columns and column <= columns[-1]):
            return ()
        columns.append(column)
    return tuple(columns)


def _column(segment: Segment, heads: Sequence[Segment], space: float) -> int | None:
    """The column of a segment: it begins where the head does, or stands under that head alone."""
    limits = [*(head.left for head in heads[1:]), float("inf")]
    for column, head in enumerate(heads):
        if abs(segment.left - head.left) <= _ALIGNED * space:
            return column if segment.right <= limits[column] else None
    under = [
        column
        for column, head in enumerate(heads)
        if segment.left < head.right + space and head.left < segment.right + space
    ]
    return under[0] if len(under) == 1 else None
