"""Whether what stands side by side on a page is read column by column, or row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from referat.reading.flow import is_label
from referat.reading.piece import Piece
from referat.reading.printed import FIGURES, rows_of

_MIN_FLOW: Final = 4
"""How many lines of wrapped text a column has at least."""
_WRAPPED: Final = 0.35
"""Share of these that may run on into the next line."""
_WITHIN: Final = 0.2
"""Share of these that surely do, since the next line begins inside a sentence."""
_RAGGED: Final = 0.22
"""Share of a column's width by which a full line may fall short of it."""
_MIN_CHARACTERS: Final = 14
_GAP: Final = 1.45
"""From how many line pitches on a paragraph begins."""
_ALIGNED: Final = 0.3
"""How far, in the size of its letters, a line may be off the row beside it."""
_SMALLER: Final = 0.92
_OFF_GRID: Final = 0.6
_ALIKE_ROWS: Final = 0.5
_ALIKE_WIDTH: Final = 0.4
_ENDED = re.compile(r"[.!?:;]\W*$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    baseline: float
    size: float


class _Side:
    """The lines of one side, from the top down."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        rows = rows_of(pieces)
        self.lines = [
            _Line(
                " ".join(piece.text for piece in row),
                row[0].left,
                row[-1].right,
                row[0].baseline,
                row[0].size,
            )
            for row in rows
        ]
        gaps = [above.baseline - line.baseline for above, line in pairwise(self.lines)]
        self.pitch = median(gaps) if gaps else self.lines[0].size * 1.2
        self.starts = [
            line.baseline
            for gap, line in zip(gaps, self.lines[1:], strict=True)
            if gap > _GAP * self.pitch
        ]
        self.size = median(line.size for line in self.lines)
        self.characters = fmean(len(line.text) for line in self.lines)
        self.first = min(piece.order for piece in pieces)
        self.last = max(piece.order for piece in pieces)

    def flows(self) -> bool:
        """Whether it is text that wraps at the width of a column."""
        if len(self.lines) < _MIN_FLOW or self.characters < _MIN_CHARACTERS:
            return False
        right = max(line.right for line in self.lines)
        full = right - _RAGGED * (right - min(line.left for line in self.lines))
        pairs = [(above, line) for above, line in pairwise(self.lines) if above.right >= full]
        wrapped = sum(not _ENDED.search(above.text) for above, _ in pairs)
        within = sum(line.text[0].islower() for _, line in pairs)
        return wrapped >= _WRAPPED * len(self.lines) and within >= max(2, _WITHIN * len(self.lines))

    def aligned(self, heights: Sequence[float]) -> int:
        """How many of some heights a line of this side stands at."""
        slack = _ALIGNED * self.size
        return sum(
            any(abs(height - line.baseline) <= slack for line in self.lines) for height in heights
        )

    def has_figures(self) -> bool:
        """Whether half of its lines are figures."""
        figures = sum(FIGURES.fullmatch(line.text) is not None for line in self.lines)
        return 2 * figures >= len(self.lines)

    def is_compact(self) -> bool:
        """Whether no white space parts its lines."""
        return not self.starts


def are_columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether the left of two sides is read to its end before the right.

    So are columns of running text, a block of its own beside such text, lists under a label each,
    and blocks that the program wrote one after the other. Tables, and labels with their values,
    are read by rows.

    Args:
        left: What stands on the left.
        right: What stands beside it.
    """
    one, other = _Side(left), _Side(right)
    if min(len(one.lines), len(other.lines)) < 2:
        return False
    if _labelled(one, other):
        return True
    if _is_labels(one) or other.has_figures():
        return False
    if one.flows() and other.flows():
        return not _row_by_row(one, other)
    if one.flows() or other.flows():
        text, block = (one, other) if one.flows() else (other, one)
        return _stands_alone(block, text)
    return _written_apart(one, other)


def wraps_at(pieces: Sequence[Piece]) -> float:
    """Where the lines of a column end, infinite where it is no running text.

    Args:
        pieces: What stands in it.
    """
    flows = _Side(pieces).flows()
    return max(piece.right for piece in pieces) if flows else float("inf")


def _labelled(one: _Side, other: _Side) -> bool:
    """Whether each side is a list under a label ("Til stede:" beside "Afbud:")."""
    heads = one.lines[0], other.lines[0]
    return (
        abs(heads[0].baseline - heads[1].baseline) <= _ALIGNED * one.size
        and all(head.text.endswith(":") and is_label(head.text) for head in heads)
        and not any(line.text.endswith(":") for side in (one, other) for line in side.lines[1:])
    )


def _is_labels(side: _Side) -> bool:
    """Whether a side holds labels, whose values stand beside them."""
    labels = sum(line.text.endswith(":") or is_label(line.text, known=True) for line in side.lines)
    return 2 * labels >= len(side.lines)


def _row_by_row(one: _Side, other: _Side) -> bool:
    """Whether paragraphs begin at the same heights on both sides, as those of a table do."""
    fewer, more = sorted((one.starts, other.starts), key=len)
    if not fewer:
        return False
    slack = _ALIGNED * one.size
    met = sum(any(abs(height - start) <= slack for start in more) for height in fewer)
    return met >= max(1, 0.7 * len(fewer))


def _stands_alone(block: _Side, text: _Side) -> bool:
    """Whether a block beside running text keeps to no line of it."""
    if len(block.lines) < 3 or not block.is_compact():
        return False
    off = len(block.lines) - text.aligned([line.baseline for line in block.lines])
    return block.size <= _SMALLER * text.size or off >= _OFF_GRID * len(block.lines)


def _written_apart(one: _Side, other: _Side) -> bool:
    """Whether two blocks alike in shape were written one after the other."""
    if one.last > other.first and other.last > one.first:
        return False
    fewer, more = sorted((len(one.lines), len(other.lines)))
    narrow, wide = sorted((one.characters, other.characters))
    return (
        fewer >= _ALIKE_ROWS * more
        and narrow >= _ALIKE_WIDTH * wide
        and one.is_compact()
        and other.is_compact()
    )
