"""What word processors hold: paragraphs and tables, before they are set out as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

_STEP: Final = 18.0
"""A step to the right, in points."""
_LEVEL_STEPS: Final = 2
"""By how many steps word processors set in a level of a list."""
_MAX_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of a paragraph, which ends where the writer broke it; blank where none stands.

    `strong` is how many characters from the start are set in bold or underlined, `size` the size
    of the smallest letters in points, 0 where it is not known.
    """

    text: str
    strong: int = 0
    size: float = 0.0

    @property
    def all_strong(self) -> bool:
        """Whether the line is bold or underlined from end to end."""
        return self.strong >= len(self.text.rstrip()) and bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its lines, the level of a heading that is marked as one, its bullet or number.

    `level` is how deep it is set in. A paragraph without words is white space on the page.
    """

    lines: tuple[TypedLine, ...]
    heading: int | None = None
    marker: str | None = None
    level: int = 0

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table, in what column of the grid it begins and how many it spans."""

    column: int
    pieces: tuple[Piece, ...]
    span: int = 1

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(paragraph.text for paragraph in paragraphs_of(self.pieces)).strip()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, and whether it is marked as the head."""

    cells: tuple[TableCell, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows."""

    rows: tuple[TableRow, ...]


Piece = Paragraph | Table


def paragraphs_of(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """All paragraphs in reading order, those in tables row by row and cell by cell."""
    waiting: list[Iterator[Piece]] = [iter(pieces)]
    while waiting:
        piece = next(waiting[-1], None)
        if piece is None:
            waiting.pop()
        elif isinstance(piece, Paragraph):
            yield piece
        else:
            waiting.append(
                inner for row in piece.rows for cell in row.cells for inner in cell.pieces
            )


def steps(indent: float) -> int:
    """How many steps an indent in points is."""
    return round(max(0.0, min(_MAX_STEPS, indent / _STEP)))


def list_steps(marker: str | None, depth: int, indent: float = 0.0) -> int:
    """By how many steps an item of a list is set in.

    Numbers are as deep as their level says, since the lists of one document begin anywhere; bullets
    are deeper than the number that they stand under.

    Args:
        marker: The bullet or number, None where the item shows none.
        depth: The level of the item, from 0.
        indent: Where it stands on the page, in points.
    """
    listed = _LEVEL_STEPS * max(0, min(_MAX_STEPS, depth))
    if marker is not None and marker[0].isdigit():
        return listed
    return max(listed, steps(indent)) + (marker is not None)


@dataclass(slots=True)
class LineWriter:
    """Gathers the lines of one paragraph piece by piece."""

    _lines: list[TypedLine] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _strong: int = 0
    _size: float = 0.0

    def write(self, text: str, *, strong: bool = False, size: float = 0.0) -> None:
        """Add text to the line.

        Args:
            text: The text, without line breaks.
            strong: Whether it is bold or underlined.
            size: The size of its letters in points, 0 where it is not known.
        """
        blank = not text.strip()
        if self._strong == self._length and (strong or blank):
            self._strong += len(text)
        if size and not blank:
            self._size = min(size, self._size or size)
        self._pieces.append(text)
        self._length += len(text)

    def break_line(self) -> None:
        """End the line."""
        self._lines.append(TypedLine("".join(self._pieces), self._strong, self._size))
        self._pieces = []
        self._length = self._strong = 0
        self._size = 0.0

    def break_page(self) -> None:
        """End the line, and leave a blank one."""
        self.break_line()
        if self._lines[-1].text.strip():
            self.break_line()

    def taken(self) -> tuple[TypedLine, ...]:
        """The lines written so far, none where all are blank; the next begin anew."""
        self.break_line()
        lines, self._lines = self._lines, []
        return tuple(lines) if any(line.text.strip() for line in lines) else ()
