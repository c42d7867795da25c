"""The order in which a reader of a page takes up what is printed on it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from referat.reading.piece import Piece
from referat.reading.printed import PrintedLine, lines_of_row, rows_of
from referat.reading.side_by_side import are_columns, wraps_at

_MOST_PIECES: Final = 4_000
"""From how many pieces on a page is read by rows alone, which bounds the time of odd pages."""
_MAX_DEPTH: Final = 5
_BUCKET: Final = 3.0
"""Points within which pieces begin at one edge."""
_MAX_EDGES: Final = 6
_MAX_PARTS: Final = 5
_INDENT: Final = 0.15
"""Share of the width of what is printed by which lists may be set in."""
_GUTTER: Final = 0.4
"""The least white space between columns, in the size of the letters."""
_SHARED_GAP: Final = 1.8
"""From how many line pitches on white space across all columns may end them."""

_Pieces = Sequence[Piece]


class _Split(NamedTuple):
    """Columns on a page with what stands above and below them."""

    above: list[Piece]
    left: list[Piece]
    right: list[Piece]
    below: list[Piece]


def lines_in_order(
    pieces: Sequence[Piece], page: int, limit: float | None = None
) -> list[PrintedLine]:
    """The lines of a page or part of one in reading order: column by column, else top down.

    Args:
        pieces: What is printed on it, all upright.
        page: Its number, from 1.
        limit: Where its lines end, if it is a part of a page.
    """
    return [
        line
        for block, end in _blocks(pieces, limit, 0)
        for row in rows_of(block)
        for line in lines_of_row(row, page, limit=end)
    ]


def _blocks(
    pieces: _Pieces, limit: float | None, depth: int
) -> Iterator[tuple[_Pieces, float | None]]:
    """Pieces as blocks that are read row by row, each with the end of its lines if in a column."""
    split = _split(pieces) if 4 <= len(pieces) <= _MOST_PIECES and depth < _MAX_DEPTH else None
    if split is None:
        yield pieces, limit
        return
    for part in (split.above, split.left, split.right, split.below):
        if part:
            beside = part is split.left or part is split.right
            end = wraps_at(part) if beside else limit
            yield from _blocks(part, end, depth + 1)


def _split(pieces: _Pieces) -> _Split | None:
    """The columns with the most in them, None where there are none."""
    best: _Split | None = None
    most = 0
    down = sorted(pieces, key=lambda piece: -piece.baseline)
    for edge in _edges(pieces):
        for start, end in _bands(down, edge):
            if end - start <= most:
                continue
            for first, last in _intervals(down, start, end):
                if last - first <= most:
                    break
                left = [piece for piece in down[first:last] if piece.left < edge]
                right = [piece for piece in down[first:last] if piece.left >= edge]
                if left and right and are_columns(left, right):
                    best, most = _Split(down[:first], left, right, down[last:]), last - first
                    break
    return best


def _edges(pieces: _Pieces) -> list[float]:
    """Where a right column may begin: edges that pieces share, the most shared first."""
    begin = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - begin
    inside = [piece.left for piece in pieces if piece.left > begin + _INDENT * width]
    counts = Counter(left // _BUCKET for left in inside)
    edges: list[float] = []
    for bucket, count in counts.most_common(3 * _MAX_EDGES):
        edge = min(left for left in inside if left // _BUCKET == bucket) - 0.5
        if count >= 2 and all(abs(edge - other) > 2 * _BUCKET for other in edges):
            edges.append(edge)
    return edges[:_MAX_EDGES]


def _bands(down: _Pieces, edge: float) -> Iterator[tuple[int, int]]:
    """Ranges of pieces that no piece crosses from one side of an edge to the other."""
    start = 0
    for position, piece in enumerate(down):
        if piece.left < edge < piece.right + _GUTTER * piece.size:
            if position - start >= 4:
                yield start, position
            start = position + 1
    if len(down) - start >= 4:
        yield start, len(down)


def _intervals(down: _Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges between white space that goes across both sides, the longest first."""
    heights = [piece.baseline for piece in down[start:end]]
    gaps = [above - below for above, below in pairwise(heights)]
    pitch = median([gap for gap in gaps if gap > 2.0] or [12.0])
    wide = [position for position, gap in enumerate(gaps, start + 1) if gap > _SHARED_GAP * pitch]
    widest = sorted(wide, key=lambda position: -gaps[position - start - 1])[: _MAX_PARTS - 1]
    cuts = [start, *sorted(widest), end]
    intervals = [(a, b) for index, a in enumerate(cuts) for b in cuts[index + 1 :]]
    return sorted(intervals, key=lambda interval: interval[0] - interval[1])
