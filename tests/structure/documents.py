"""Documents made of lines, as the readers would make them."""

import datetime as dt
import hashlib

from referat.minutes import Block, BlockKind, Document, Minutes, Page, Span
from referat.reading.markers import split_marker
from referat.structure import structure


def document_of(text: str, *, source: str = "referat.txt") -> Document:
    """A document of which each line is a block; "# " makes a heading, "|" separates cells."""
    blocks: list[Block] = []
    position = 0
    for row, line in enumerate(text.split("\n")):
        blocks.extend(_blocks(line, position, row))
        position += len(line) + 1
    pages = (Page(1, 0, len(text)),)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(source, digest, "text/plain", text, pages, tuple(blocks), hidden_of(text))


def hidden_of(text: str) -> tuple[Span, ...]:
    """The emphasis marks of Markdown."""
    return tuple(Span(i, i + 2) for i in range(len(text) - 1) if text[i : i + 2] == "**")


def _blocks(line: str, offset: int, row: int) -> list[Block]:
    if "|" in line:
        return _cells(line, offset, row)
    content = line.lstrip()
    start = offset + len(line) - len(content)
    if content.startswith("#"):
        level = len(content) - len(content.lstrip("#"))
        skipped = level + 1
        inner = _marked(content[skipped:], start + skipped, BlockKind.HEADING, level)
        return inner if content[skipped:].strip() else []
    level = (len(line) - len(content)) // 2
    return _marked(content, start, BlockKind.PARAGRAPH, level) if content else []


def _marked(content: str, start: int, kind: BlockKind, level: int) -> list[Block]:
    end = start + len(content)
    found = split_marker(content)
    if found is None:
        return [Block(start, end, kind, level if kind is BlockKind.HEADING else 0)]
    marker, _, rest = found
    listed = BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind
    if start + rest >= end:
        return [Block(start, end, kind, level if kind is BlockKind.HEADING else 0)]
    return [Block(start + rest, end, listed, level, marker, start)]


def _cells(line: str, offset: int, row: int) -> list[Block]:
    cells: list[Block] = []
    position = offset
    for column, cell in enumerate(line.split("|")):
        lead = len(cell) - len(cell.lstrip())
        if cell.strip():
            start = position + lead
            end = start + len(cell.strip())
            cells.append(Block(start, end, BlockKind.TABLE_CELL, table=0, row=row, column=column))
        position += len(cell) + 1
    return cells


def minutes_of(text: str, *, on: dt.date | None = None, source: str = "referat.txt") -> Minutes:
    """The minutes that lines hold."""
    return structure(document_of(text, source=source), meeting_date=on)
