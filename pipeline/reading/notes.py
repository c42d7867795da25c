"""Names and times in the margin beside what is to be done, as rows of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import fmean
from typing import Final, NamedTuple

from referat.reading.lines import Cell
from referat.reading.markers import split_marker
from referat.reading.piece import Piece
from referat.reading.printed import PrintedLine
from referat.reading.words import layout_words

_NEAR: Final = 4.0
"""Points within which notes begin at one edge."""
_MARGIN: Final = 0.6
"""Share of the width of the text beyond which notes stand."""
_MAX_NOTE: Final = 32
_MAX_WORDS: Final = 4
_LEAST_TEXT: Final = 24
"""Characters of the lines beside notes, on average: less is a list of two columns."""
_GAP: Final = 1.4
"""From how many line pitches on a paragraph ends."""
_NAMES = re.compile(r"[(]?[A-ZÆØÅ][\w.-]*(?:(?:\s*[,/&+]\s*|\s+(?:og\s+)?)[A-ZÆØÅ][\w.-]*)*[)?.]*")
_TIME = re.compile(
    r"(?:uge|inden|senest|frist|ultimo|primo|medio|snarest|løbende|straks|næste)\b.*"
    r"|(?:d\.|den)?\s*\d{1,2}[./-]\s?(?:\d{1,2}\b.*|[a-zæøå]{3,9}\b.*)"
    r"|(?:[Jj]anuar|[Ff]ebruar|[Mm]arts|[Aa]pril|[Mm]aj|[Jj]uni|[Jj]uli|[Aa]ugust|[Ss]eptember"
    r"|[Oo]ktober|[Nn]ovember|[Dd]ecember)\b.*",
    re.IGNORECASE,
)


class _Column(NamedTuple):
    """Where notes begin on a page, and the head above them."""

    left: float
    head: str | None


def with_notes(lines: Sequence[PrintedLine], tables: int) -> tuple[list[PrintedLine], int]:
    """Lines with what stands in the margin put behind what it stands beside.

    A paragraph or bullet with a name or time beside it becomes a row of two cells at least; so it
    stays clear to what a name that is printed far from it belongs.

    Args:
        lines: Lines in reading order, outside of tables.
        tables: How many tables there are before.

    Returns:
        The lines, and how many tables there are then.
    """
    result: list[PrintedLine] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        column = _column(page)
        if column is None:
            result.extend(page)
            continue
        result.extend(_rows(page, column, tables))
        tables += 1
    return result, tables


def _column(lines: Sequence[PrintedLine]) -> _Column | None:
    """The column of notes on a page, None where there is none."""
    begin = min(line.left for line in lines)
    end = max(line.right for line in lines)
    beside = [line for line in lines if len(line.pieces) > 1]
    lefts = sorted(line.pieces[-1].left for line in beside)
    best: list[float] = []
    for left in lefts:
        near = [other for other in lefts if left <= other <= left + _NEAR]
        best = max(best, near, key=len)
    if len(best) < 2 or best[0] < begin + _MARGIN * (end - begin):
        return None
    left = best[0] - 0.5
    noted = [line for line in beside if _is_beside(line, left)]
    texts = [" ".join(piece.text for piece in line.pieces[:-1]) for line in noted]
    notes = [line.pieces[-1].text for line in noted]
    if any(line.left < left < line.right and line not in noted for line in lines):
        return None
    head = next((text for text in notes if _is_head(text)), None)
    own = [text for text in notes if not _is_head(text)]
    if not own or sum(map(_is_note, own)) < 0.8 * len(own):
        return None
    if fmean(map(len, texts)) < _LEAST_TEXT or any(text.endswith(":") for text in texts):
        return None
    return _Column(left, head)


def _is_beside(line: PrintedLine, left: float) -> bool:
    """Whether the last piece of a line stands in the column of notes, and nothing reaches it."""
    return len(line.pieces) > 1 and line.pieces[-2].right < left <= line.pieces[-1].left


def _is_head(text: str) -> bool:
    return text.strip(":. ").lower() in layout_words().column_heads


def _is_note(text: str) -> bool:
    if len(text) > _MAX_NOTE or text.count(" ") >= _MAX_WORDS:
        return False
    return _NAMES.fullmatch(text) is not None or _TIME.fullmatch(text) is not None


class _Strip(NamedTuple):
    """A row of print: what it says itself, and the note beside it; one of them may be missing."""

    line: PrintedLine | None
    note: Piece | None


def _rows(lines: Sequence[PrintedLine], column: _Column, table: int) -> Iterator[PrintedLine]:
    """The lines of a page, paragraphs with notes beside them as rows."""
    strips = [_strip(line, column.left) for line in lines]
    own = [strip.line for strip in strips if strip.line is not None]
    end = max((line.right for line in own), default=0.0)
    page = lines[0].page
    row = 0
    for paragraph in _paragraphs(strips, end):
        text = [strip.line for strip in paragraph if strip.line is not None]
        notes = [strip.note for strip in paragraph if strip.note is not None]
        heads = [note for note in notes if _is_head(note.text)]
        tasks = [note for note in notes if not _is_head(note.text)]
        row += bool(tasks)
        if tasks and text and _is_task(text[0]):
            place = Cell(table, row, 0, None)
            text = [replace(line, cell=place, limit=end) for line in text]
        yield from text
        for note in heads:
            yield PrintedLine((note,), page, Cell(table, 0, 1, None))
        for number, note in enumerate(tasks, 1):
            yield PrintedLine((note,), page, Cell(table, row, number, column.head))


def _strip(line: PrintedLine, left: float) -> _Strip:
    if line.left >= left and len(line.pieces) == 1:
        return _Strip(None, line.pieces[0])
    if _is_beside(line, left):
        return _Strip(replace(line, pieces=line.pieces[:-1]), line.pieces[-1])
    return _Strip(line, None)


def _paragraphs(strips: Sequence[_Strip], end: float) -> Iterator[list[_Strip]]:
    """Rows of print as paragraphs: notes that stand alone belong to what is above them."""
    paragraph: list[_Strip] = []
    before: PrintedLine | None = None
    for strip in strips:
        if strip.line is not None:
            if before is not None and not _runs_on(before, strip.line, end):
                yield paragraph
                paragraph = []
            before = strip.line
        paragraph.append(strip)
    yield paragraph


def _runs_on(above: PrintedLine, line: PrintedLine, end: float) -> bool:
    text = line.text
    if split_marker(text) or above.baseline - line.baseline > _GAP * 1.2 * line.size:
        return False
    full = above.right + line.size / 4 + line.pieces[0].lead > end
    return full or (text[0].islower() and not above.text.endswith((".", ":", "!", "?")))


def _is_task(line: PrintedLine) -> bool:
    """Whether a paragraph that begins so may be a cell: no heading, and no numbered point."""
    marker = split_marker(line.text)
    return not line.bold and (marker is None or not marker[0][0].isalnum())
