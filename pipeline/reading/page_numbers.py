"""Page numbers as they are printed at the ends of pages."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from referat.reading.margins import Edge
from referat.reading.piece import Piece

_OF: Final = r"(?:\s*(?:/|af|of|ud af)\s*(?P<total>\d{1,4}))"
_NUMBER = re.compile(
    rf"(?P<mark>[-–—|•~\[(\s]*)(?:(?P<word>side|s\.|page|p\.|sidetal)\s*(?:nr\.?\s*)?:?\s*)?"
    rf"(?P<of>\d{{1,4}}){_OF}?[-–—|•~\])\s.]*",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?:^|[\s,|–—-])(?P<word>side|s\.|page)\s*(?P<of>\d{{1,4}}){_OF}\W*$", re.IGNORECASE
)


def page_numbers(edges: Sequence[Edge]) -> set[tuple[int, Piece]]:
    """The pieces at the ends of pages that number them, each with its page.

    "Side 2" is one wherever it stands alone; a bare number, or one at the end of a piece ("Referat
    – side 2 af 4"), only where it fits its page or where other pages are off by the same.

    Args:
        edges: The ends of all pages.
    """
    found = [
        (edge.page, piece, match)
        for edge in edges
        for depth, row in enumerate(edge.rows)
        for piece in row
        if (match := _match(piece, row, outermost=depth == 0))
    ]
    offsets = Counter((int(match["of"]) - page, match["total"]) for page, _, match in found)
    return {
        (page, piece)
        for page, piece, match in found
        if (match["word"] and match.re is _NUMBER)
        or int(match["of"]) == page
        or offsets[int(match["of"]) - page, match["total"]] >= 2
    }


def _match(piece: Piece, row: Sequence[Piece], *, outermost: bool) -> re.Match[str] | None:
    match = _NUMBER.fullmatch(piece.text)
    if match is None:
        return _LAST.search(piece.text)
    # "2" in the middle of a row of figures numbers no page
    marked = match["word"] or match["total"] or match["mark"].strip()
    return match if marked or (outermost and len(row) <= 3) else None
