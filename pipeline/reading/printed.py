"""Pieces of print and the lines that they make up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from referat.reading.lines import Cell
from referat.reading.piece import Piece
from referat.reading.ruled import Grid
from referat.reading.rules import Rule

COLUMN_GAP: Final = 1.9
"""Blanks between two words from which on a column may begin."""
BULLETS: Final = frozenset("•▪●■◦\uf0b7\uf0a7\uf0d8")
FIGURES: Final = re.compile(r"[\d.,:/%\s–-]*(?:kr|pct)?\.?")
"""Words that are numbers alone."""
_SAME_ROW: Final = 0.25
"""How far, in the size of their letters, the baselines of pieces of one row may differ."""
_RAISED: Final = 0.6
"""How far an exponent or a note's number may stand off the row that it touches."""
_SMALLER: Final = 0.8
_MAX_RAISED: Final = 3
_TOUCHING: Final = 0.1
_OVERLAP: Final = 0.3
"""How far, in the size of their letters, pieces of one row may stand over each other."""
_OPEN_ROWS: Final = 3
_MAX_BESIDE: Final = 100
"""With how many pieces of a row a further one is compared, which bounds the time of odd pages."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: pieces of one row from left to right, or those of one cell in it.

    `limit` is where the lines of its column or cell end, if it stands in one.
    """

    pieces: tuple[Piece, ...]
    page: int
    cell: Cell | None = None
    limit: float | None = None

    @property
    def text(self) -> str:
        """What it says, with a blank between its pieces."""
        return " ".join([piece.text for piece in self.pieces])

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1].right

    @property
    def baseline(self) -> float:
        """How high it stands."""
        return self.pieces[0].baseline

    @property
    def size(self) -> float:
        """The size of the letters of its longest piece."""
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)


def blank_of(size: float) -> float:
    """The width of a blank in letters of a size."""
    return size * 0.25


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces as rows from the top down, each from left to right, what touches put together."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.baseline, piece.left)):
        # where letters are large, pieces of the row before the last may still be to come
        row = next((row for row in reversed(rows[-_OPEN_ROWS:]) if _in_row(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [_put_together(row) for row in rows]


def _in_row(row: Sequence[Piece], piece: Piece) -> bool:
    near = row[-1]
    beside = row[-_MAX_BESIDE:]
    small = min(near.size, piece.size)
    if abs(near.baseline - piece.baseline) > _SAME_ROW * small:
        return len(piece.text) <= _MAX_RAISED and any(_raised(other, piece) for other in beside)
    slack = _OVERLAP * small
    return all(
        piece.left >= other.right - slack or piece.right <= other.left + slack for other in beside
    )


def _raised(other: Piece, piece: Piece) -> bool:
    """Whether a small piece touches the end of another, as an exponent does."""
    return (
        -_TOUCHING * other.size <= piece.left - other.right <= 2 * _TOUCHING * other.size
        and abs(other.baseline - piece.baseline) <= _RAISED * other.size
        and piece.size < _SMALLER * other.size
    )


def _put_together(row: Sequence[Piece]) -> list[Piece]:
    """A row from left to right, without a blank where pieces touch."""
    ordered = sorted(row, key=lambda piece: piece.left)
    made = ordered[:1]
    for before, piece in pairwise(ordered):
        if abs(piece.left - before.right) < _TOUCHING * max(piece.size, before.size):
            made[-1] = _joined(made[-1], piece, "")
        elif piece.left - before.right <= COLUMN_GAP * blank_of(piece.size) and not _starts(piece):
            made[-1] = _joined(made[-1], piece, " ")
        else:
            made.append(piece)
    return made


def _starts(piece: Piece) -> bool:
    return piece.text[0] in BULLETS


def _joined(first: Piece, second: Piece, between: str) -> Piece:
    longer = max(first, second, key=lambda piece: len(piece.text))
    alone = between == "" and " " not in first.text
    return replace(
        longer,
        text=first.text + between + second.text,
        left=first.left,
        right=max(first.right, second.right),
        lead=first.lead + second.lead if alone else first.lead,
        baseline=longer.baseline,
        bold=first.bold and second.bold,
    )


def lines_of_row(
    row: Sequence[Piece], page: int, cell: Cell | None = None, limit: float | None = None
) -> Iterator[PrintedLine]:
    """The lines of a row: one, and one more from each bullet inside it."""
    start = 0
    for position in range(1, len(row)):
        if _starts(row[position]):
            yield PrintedLine(tuple(row[start:position]), page, cell, limit)
            start = position
    yield PrintedLine(tuple(row[start:]), page, cell, limit)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What is printed on a page, in the order of printing, and how high its ends lie."""

    number: int
    pieces: tuple[Piece, ...]
    low: float
    high: float
    grids: tuple[Grid, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Level rules outside of ruled tables."""

    def with_pieces(self, pieces: Iterable[Piece]) -> "PrintedPage":
        """The page with these pieces in place of its own."""
        return replace(self, pieces=tuple(pieces))
