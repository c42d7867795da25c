"""Pipe tables of Markdown: rows to table cells."""

import re
from collections.abc import Sequence
from itertools import pairwise

from referat.minutes import Block, BlockKind, Span

_DASHES = re.compile(r"\s*:?-+:?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)|<[^<>]*>")


def is_separator(content: str) -> bool:
    """Whether a line is the row of dashes under the head of a pipe table."""
    cells = content.strip().removeprefix("|").removesuffix("|").split("|")
    return "|" in content and all(_DASHES.fullmatch(cell) for cell in cells)


def table_cells(text: str, rows: Sequence[Span], table: int) -> list[Block]:
    """The cells of a table, its head row first, the row of dashes left out.

    A cell broken by `<br>` gives a block for each of its lines; an empty cell gives none.

    Args:
        text: The whole text.
        rows: The rows without quote marks.
        table: The running number of the table.
    """
    heads = [_plain(text, cell) for cell in _cells(text, rows[0])]
    blocks: list[Block] = []
    for number, row in enumerate(rows):
        for column, cell in enumerate(_cells(text, row)):
            head = heads[column] if number and column < len(heads) else ""
            blocks.extend(
                Block(
                    start=piece.start,
                    end=piece.end,
                    kind=BlockKind.TABLE_CELL,
                    table=table,
                    row=number,
                    column=column,
                    column_head=head or None,
                )
                for piece in pieces_between_breaks(text, cell)
            )
    return blocks


def pieces_between_breaks(text: str, span: Span) -> list[Span]:
    """The parts of a range between `<br>` tags, trimmed, blank ones left out."""
    edges = [span.start]
    for tag in _BREAK.finditer(text, span.start, span.end):
        edges += [tag.start(), tag.end()]
    edges.append(span.end)
    pieces = [trimmed(text, edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    return [piece for piece in pieces if piece.start < piece.end]


def trimmed(text: str, start: int, end: int) -> Span:
    """A range without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _cells(text: str, row: Span) -> list[Span]:
    row = trimmed(text, row.start, row.end)
    pipes = [pipe.start() for pipe in _PIPE.finditer(text, row.start, row.end)]
    edges = [row.start - 1, *pipes, row.end]
    cells = [trimmed(text, left + 1, right) for left, right in pairwise(edges)]
    if pipes and pipes[0] == row.start:
        del cells[0]
    if pipes and pipes[-1] == row.end - 1:
        del cells[-1]
    return cells


def _plain(text: str, cell: Span) -> str:
    return " ".join(_MARKS.sub(" ", text[cell.start : cell.end]).split())
