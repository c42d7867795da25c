"""The rows at the top and at the foot of pages, where running heads and feet may stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from referat.reading.piece import Piece
from referat.reading.printed import PrintedPage, rows_of

_ZONE: Final = 4
"""How many rows at either end of a page may be running ones."""
_MARGIN: Final = 0.16
"""Share of a page's height at either end that running rows keep to."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The rows at one end of a page, the outermost first.

    `distances` are those of the rows from the end of the page, `gaps` the white space between each
    and the next row inwards in line pitches of the page, infinite where none follows. `inner` is
    the row next to the zone's last one, if there is one.
    """

    page: int
    foot: bool
    rows: tuple[tuple[Piece, ...], ...]
    distances: tuple[float, ...]
    gaps: tuple[float, ...]
    inner: tuple[Piece, ...] = ()

    def text(self, row: int) -> str:
        """What a row says; that of the row next to the zone may be asked for too."""
        rows = (*self.rows, self.inner)
        return " ".join(piece.text for piece in rows[row]) if row < len(rows) else ""


def edges_of(page: PrintedPage) -> list[Edge]:
    """The top and the foot of a page, those without a row left out."""
    heights = sorted({piece.baseline for piece in page.pieces})
    pitch = _pitch(heights)
    edges = (_edge(page, heights, pitch, foot=foot) for foot in (False, True))
    return [edge for edge in edges if edge.rows]


def _edge(page: PrintedPage, heights: Sequence[float], pitch: float, *, foot: bool) -> Edge:
    margin = _MARGIN * (page.high - page.low)
    near = [
        piece
        for piece in page.pieces
        if (piece.baseline < page.low + margin if foot else piece.baseline > page.high - margin)
    ]
    rows = rows_of(near)
    if foot:
        rows.reverse()
    zone = [tuple(row) for row in rows[:_ZONE]]
    return Edge(
        page=page.number,
        foot=foot,
        rows=tuple(zone),
        distances=tuple(
            row[0].baseline - page.low if foot else page.high - row[0].baseline for row in zone
        ),
        gaps=tuple(_gap(heights, row, foot=foot) / pitch for row in zone),
        inner=tuple(rows[_ZONE]) if len(rows) > _ZONE else _next(page, heights, zone, foot=foot),
    )


def _next(
    page: PrintedPage, heights: Sequence[float], zone: Sequence[Sequence[Piece]], *, foot: bool
) -> tuple[Piece, ...]:
    """The row that follows a zone inwards, where the zone takes up all of the margin."""
    if not zone:
        return ()
    height = _inwards(heights, zone[-1], foot=foot)
    return tuple(piece for piece in page.pieces if piece.baseline == height)


def _pitch(heights: Sequence[float]) -> float:
    """The distance between most rows of a page, that of a large letter at least."""
    apart = [above - below for below, above in pairwise(heights) if above - below > 4]
    return median(apart) if apart else 12.0


def _inwards(heights: Sequence[float], row: Sequence[Piece], *, foot: bool) -> float | None:
    """How high the row next to a row stands, inwards; what stands within a letter is of the row."""
    slack = 0.3 * row[0].size
    if foot:
        position = bisect_right(heights, max(piece.baseline for piece in row) + slack)
        return heights[position] if position < len(heights) else None
    position = bisect_left(heights, min(piece.baseline for piece in row) - slack) - 1
    return heights[position] if position >= 0 else None


def _gap(heights: Sequence[float], row: Sequence[Piece], *, foot: bool) -> float:
    height = _inwards(heights, row, foot=foot)
    return float("inf") if height is None else abs(height - row[0].baseline)
