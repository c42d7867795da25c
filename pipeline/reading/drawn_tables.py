"""Tables drawn with characters in text files: cells between pipes, rows between rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from referat.reading.columns import heads_columns
from referat.reading.lines import Cell, Line

_RULE = re.compile(r"[+|├└┌╞]?[-=+|─═┬┼┴╪┤┘┐╡:\s]{3,}")
_PIPE = re.compile(r"[|│║]")
_DRAWN = re.compile(r"[|│║+├└┌╞]")
"""A character without which nothing is drawn."""
_MIN_ROWS: Final = 2


class _Field(NamedTuple):
    """What stands between two pipes, and in which column."""

    column: int
    start: int
    end: int


def is_drawn_rule(content: str) -> bool:
    """Whether a line is a rule between the rows of such a table ("+-----+---+")."""
    return content[:1] in "+├└┌╞" and _RULE.fullmatch(content) is not None


def with_drawn_tables(text: str, lines: Sequence[Line], first: int = 0) -> list[Line]:
    """The lines of a text file, those between pipes replaced by their cells, rules left out.

    Args:
        text: The canonical text.
        lines: Its lines.
        first: The number of the first table.
    """
    if not _DRAWN.search(text):
        return [*lines]
    result: list[Line] = []
    position = 0
    while position < len(lines):
        rows = _rows(text, lines, position)
        if _is_table(text, rows):
            result.extend(_cells(text, rows, first))
            first += 1
        else:
            result.extend(row for row in rows if not is_drawn_rule(text[row.start : row.end]))
        position += len(rows)
        if position < len(lines) and not rows:
            result.append(lines[position])
            position += 1
    return result


def _rows(text: str, lines: Sequence[Line], start: int) -> list[Line]:
    """Lines one below the other that are rules, or have as many cells as the first such line."""
    width = 0
    for position in range(start, len(lines)):
        line = lines[position]
        if is_drawn_rule(text[line.start : line.end]):
            continue
        cells = len(_fields(text, line))
        width = width or cells
        if cells < 2 or cells != width:
            return [*lines[start:position]]
    return [*lines[start:]]


def _is_table(text: str, rows: Sequence[Line]) -> bool:
    """Whether rows have the same columns: two at least, between pipes or under a head."""
    content = [row for row in rows if not is_drawn_rule(text[row.start : row.end])]
    if len(content) < _MIN_ROWS:
        return False
    drawn = any(is_drawn_rule(text[row.start : row.end]) for row in rows)
    closed = all(_PIPE.match(text[row.start]) or text[row.start] in "+├└┌╞" for row in rows)
    return drawn or closed or _is_headed(text, rows)


def _is_headed(text: str, rows: Sequence[Line]) -> bool:
    head = next(row for row in rows if not is_drawn_rule(text[row.start : row.end]))
    return heads_columns([text[one.start : one.end] for one in _fields(text, head)])


def _fields(text: str, row: Line) -> list[_Field]:
    """The cells of a row, empty ones with no range."""
    edges = [match.span() for match in _PIPE.finditer(text, row.start, row.end)]
    begin = row.start
    fields: list[_Field] = []
    if edges and edges[0][0] == row.start:
        begin = edges.pop(0)[1]
    for start, end in edges:
        fields.append(_trimmed(text, len(fields), begin, start))
        begin = end
    if begin < row.end:
        fields.append(_trimmed(text, len(fields), begin, row.end))
    return fields


def _trimmed(text: str, column: int, start: int, end: int) -> _Field:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return _Field(column, start, start + len(content.strip()))


def _cells(text: str, rows: Sequence[Line], table: int) -> Iterator[Line]:
    """The lines of the cells of a table, in the order of the text."""
    heads: list[str] = []
    # three rules stand around the head and below the last row: no rows of several lines are seen
    by_rules = sum(is_drawn_rule(text[row.start : row.end]) for row in rows) > 3
    headed = _is_headed(text, rows) or _has_rule_below_first(text, rows)
    number = -1
    fresh = True
    for row in rows:
        if is_drawn_rule(text[row.start : row.end]):
            fresh = True
            continue
        fields = _fields(text, row)
        goes_on = (by_rules and not fresh) or (number >= 0 and fields[0].start == fields[0].end)
        number += not (goes_on and number >= 0)
        fresh = False
        if number == 0 and not goes_on:
            heads = [text[one.start : one.end] for one in fields] if headed else []
        for field in fields:
            if field.start < field.end:
                head = heads[field.column] if number and field.column < len(heads) else None
                yield replace(
                    row,
                    start=field.start,
                    end=field.end,
                    cell=Cell(table, number, field.column, head or None),
                    words=(),
                )


def _has_rule_below_first(text: str, rows: Sequence[Line]) -> bool:
    """Whether a rule parts the first row from more than one below it."""
    kinds = [is_drawn_rule(text[row.start : row.end]) for row in rows]
    first = kinds.index(False)
    return first + 1 < len(kinds) and kinds[first + 1] and False in kinds[first + 2 :]
