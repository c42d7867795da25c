"""The line, the piece all readers hand to the layout, and the content they hand back."""

import re
from dataclasses import dataclass

from referat.minutes import Block, Page, Span

_TAB = 8
_WORD = re.compile(r"\S+")
_COLUMNS = re.compile(r"\S(?:\t| {2,})\s*\S")
_NEWLINE = re.compile(r"\r\n|\r|\n|\f|\u2028|\u2029|\x85")


@dataclass(frozen=True, slots=True)
class Marker:
    """A bullet or number as written, and the offset where it begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: its range and its edges."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table, rows and columns from 0, and the head of the column."""

    table: int
    row: int
    column: int
    head: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on the page, without the white space around it.

    `left`, `right` and `lead` (the width of the first word) are in one unit, columns for text and
    points for PDF; `space` is the width of a blank in it. `gap` is the white space above: blank
    lines for text, the distance to the line above in line heights for PDF, None where a page
    begins. `heading` is the level of a heading. A `closed` line is never continued by the next,
    an `opened` one never continues the line above. `words` are known where columns may be.
    `limit` is where the lines of its column or cell end, if it stands in one.
    """

    start: int
    end: int
    left: float
    right: float
    lead: float
    space: float = 1.0
    gap: float | None = 0.0
    size: float = 0.0
    marker: Marker | None = None
    heading: int | None = None
    closed: bool = False
    opened: bool = False
    cell: Cell | None = None
    words: tuple[Word, ...] = ()
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader makes of a file: the parts of a `Document` that depend on its format."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    hidden: tuple[Span, ...]
    warnings: tuple[str, ...] = ()


def physical_lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line of a text, the newline left out."""
    lines: list[tuple[int, int]] = []
    start = 0
    for newline in _NEWLINE.finditer(text):
        lines.append((start, newline.start()))
        start = newline.end()
    lines.append((start, len(text)))
    return lines


def measured(text: str, start: int, end: int, gap: int, origin: int | None = None) -> Line | None:
    """The line in `text[start:end]`, its place counted in columns; None where it is blank.

    Args:
        text: The whole text.
        start: Where the line, or the part of it that matters, begins.
        end: Where it ends.
        gap: How many blank lines stand above.
        origin: Where the physical line begins, if not at `start`.
    """
    content = text[start:end].strip()
    if not content:
        return None
    origin = start if origin is None else origin
    begin = start + text[start:end].index(content[0])
    left = len(text[origin:begin].expandtabs(_TAB)) if begin > origin else 0
    spread = ("  " in content or "\t" in content) and _COLUMNS.search(content)
    words = _words(text, origin, begin, begin + len(content)) if spread else ()
    return Line(
        start=begin,
        end=begin + len(content),
        left=left,
        right=left + len(content),
        lead=len(content.split(None, 1)[0]),
        gap=gap,
        words=words,
    )


def _words(text: str, origin: int, begin: int, end: int) -> tuple[Word, ...]:
    """The words of a line with the columns they stand in, tabs spread out."""
    words: list[Word] = []
    column, at = 0, origin
    for match in _WORD.finditer(text, begin, end):
        for character in text[at : match.start()]:
            column += _TAB - column % _TAB if character == "\t" else 1
        right = column + match.end() - match.start()
        words.append(Word(match.start(), match.end(), column, right))
        column, at = right, match.end()
    return tuple(words)
