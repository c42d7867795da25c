"""Running heads and feet and page numbers, which are no part of the minutes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from referat.reading.flow import is_label
from referat.reading.margins import Edge, edges_of
from referat.reading.page_numbers import page_numbers
from referat.reading.piece import Piece
from referat.reading.printed import PrintedPage

_SAME_HEIGHT: Final = 6.0
"""Points by which a running row may move from page to page."""
_APART: Final = 1.35
"""From how many line pitches on a gap parts running rows from the text."""
_SHARE: Final = 0.5
"""Share of the pages that a running row must stand on at least."""
_DENSE: Final = 0.7
"""Share of those from its first page to its last."""
_OPENING: Final = 14
"""How many pieces of the first page are searched for what its head says."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece at the end of a page: the row it stands in and its distance from the end."""

    edge: Edge
    row: int
    piece: Piece

    @property
    def key(self) -> tuple[int, Piece]:
        return self.edge.page, self.piece


_Group = Sequence[_Place]
"""The same words at one height of several pages."""


def without_running(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages without running heads and feet, page numbers, and text up the margin.

    A head is kept where it stands first, if it says what is said nowhere below it: there it is the
    title. What merely recurs ("Godkendt." at the top of two pages) is kept.

    Args:
        pages: All pages of a document.
    """
    pages = [page.with_pieces(_upright(page.pieces)) for page in pages]
    edges = [edge for page in pages for edge in edges_of(page)]
    numbers = page_numbers(edges)
    printed = [page for page in pages if page.pieces]
    groups = [group for group in _groups(edges, numbers) if _recurs(group, len(printed))]
    outer = _outermost(edges, groups, numbers)
    dropped = set(numbers)
    for group in groups:
        if _is_running(group, outer, pages):
            dropped.update(place.key for place in group if place.key in outer)
            first = group[0]
            if printed and not first.edge.foot and _is_title(first, printed[0]):
                dropped.discard(first.key)
    return [
        page.with_pieces(piece for piece in page.pieces if (page.number, piece) not in dropped)
        for page in pages
    ]


def _upright(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those turned against the page, such as a signature service's key."""
    return [piece for piece in pieces if piece.upright]


def _groups(edges: Sequence[Edge], numbers: set[tuple[int, Piece]]) -> Iterator[_Group]:
    """Pieces that say the same at the same height, digits apart, each group by pages."""
    alike: defaultdict[tuple[bool, str], list[_Place]] = defaultdict(list)
    for edge in edges:
        for row, pieces in enumerate(edge.rows):
            for piece in pieces:
                if (edge.page, piece) not in numbers:
                    key = edge.foot, _DIGITS.sub("#", piece.text)
                    alike[key].append(_Place(edge, row, piece))
    for places in alike.values():
        for level in _levels(places):
            yield from _with_steady_digits(level)


def _levels(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """Places parted by their distance from the end of the page."""
    ordered = sorted(places, key=_distance)
    level = ordered[:1]
    for before, place in pairwise(ordered):
        if _distance(place) - _distance(before) > _SAME_HEIGHT:
            yield sorted(level, key=lambda place: place.edge.page)
            level = []
        level.append(place)
    yield sorted(level, key=lambda place: place.edge.page)


def _distance(place: _Place) -> float:
    return place.edge.distances[place.row]


def _with_steady_digits(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """Places whose numbers stay the same or count the pages; other numbers part them.

    The titles of several minutes in one file differ in their dates alone.
    """
    by_rest: defaultdict[tuple[int | str, ...], list[_Place]] = defaultdict(list)
    for place in places:
        numbers = [int(digits) for digits in _DIGITS.findall(place.piece.text)]
        rest = [number - place.edge.page for number in numbers]
        by_rest["same", *numbers].append(place)
        by_rest["counted", *rest].append(place)
    taken: set[tuple[int, Piece]] = set()
    for group in sorted(by_rest.values(), key=len, reverse=True):
        fresh = [place for place in group if place.key not in taken]
        taken.update(place.key for place in fresh)
        if fresh:
            yield fresh


def _recurs(group: _Group, page_count: int) -> bool:
    """Whether a group stands on most pages, most left or right ones, or most of a part."""
    pages = sorted({place.edge.page for place in group})
    count = len(pages)
    if count < 2:
        return False
    if count >= _SHARE * page_count:
        return True
    step = 2 if all((page - pages[0]) % 2 == 0 for page in pages) else 1
    return count >= 3 and count >= _DENSE * ((pages[-1] - pages[0]) / step + 1)


def _outermost(
    edges: Sequence[Edge], groups: Sequence[_Group], numbers: set[tuple[int, Piece]]
) -> dict[tuple[int, Piece], tuple[Edge, int]]:
    """The recurring pieces with nothing but such beyond them, and the innermost row of these."""
    recurring = {place.key for group in groups for place in group} | numbers
    outer: dict[tuple[int, Piece], tuple[Edge, int]] = {}
    for edge in edges:
        inside = [any((edge.page, piece) in recurring for piece in row) for row in edge.rows]
        depth = inside.index(False) if False in inside else len(inside)
        for row in edge.rows[:depth]:
            outer.update({(edge.page, piece): (edge, depth - 1) for piece in row})
    return {key: place for key, place in outer.items() if key in recurring}


def _is_running(
    group: _Group,
    outer: dict[tuple[int, Piece], tuple[Edge, int]],
    pages: Sequence[PrintedPage],
) -> bool:
    """Whether a recurring group is kept apart from the text on its pages."""
    places = [place for place in group if place.key in outer]
    everywhere = len({place.edge.page for place in group}) == sum(bool(p.pieces) for p in pages)
    if len(places) < 2 or _opens_minutes(places, outer, everywhere=everywhere):
        return False
    text = places[0].piece.text
    if len(places) == 2 and not everywhere and (text.endswith((".", ":", "?")) or is_label(text)):
        return False
    apart = sum(edge.gaps[row] >= _APART for edge, row in (outer[place.key] for place in places))
    return everywhere or 2 * apart >= len(places)


def _opens_minutes(
    places: _Group, outer: dict[tuple[int, Piece], tuple[Edge, int]], *, everywhere: bool
) -> bool:
    """Whether what recurs is the title of several minutes, each with a header below it."""
    if places[0].edge.foot:
        return False
    below = [edge.text(row + 1) for edge, row in (outer[place.key] for place in places)]
    headed = sum(is_label(text, known=True) for text in below)
    return headed >= 2 or (headed >= 1 and not everywhere and len(places) == 2)


def _is_title(place: _Place, page: PrintedPage) -> bool:
    """Whether a head on the first page says what nothing below it says in letters as large."""
    if place.edge.page != page.number:
        return False
    own = set(_WORD.findall(place.piece.text.lower()))
    down = sorted(page.pieces, key=lambda piece: -piece.baseline)[:_OPENING]
    return bool(own) and not any(
        own <= set(_WORD.findall(piece.text.lower()))
        for piece in down
        if piece != place.piece and piece.size >= place.piece.size * 0.95
    )
