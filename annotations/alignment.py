"""Which sentences of one segmentation are which of another, by the letters they share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from referat.annotations.standoff import Letters
from referat.minutes import Span

MATCH: Final = 0.5
"""Two units match where they share more than this part of their letters (intersection over union).

Above one half a unit has one partner at most, so the matching is one-to-one and needs no search.
"""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Units `left` and `right` share `shared` letters; `union` is how many both have together."""

    left: int
    right: int
    shared: int
    union: int


def overlaps(text: str, left: Sequence[Span], right: Sequence[Span]) -> Iterator[Overlap]:
    """Every pair of units that share letters, in order.

    Args:
        text: The text both segmentations are of.
        left: Sorted, disjoint ranges of code points.
        right: The same, of the other segmentation.
    """
    letters = Letters.of(text)
    ours = [letters.range(span.start, span.end) for span in left]
    theirs = [letters.range(span.start, span.end) for span in right]
    first = 0
    for position, one in enumerate(ours):
        while first < len(theirs) and theirs[first].end <= one.start:
            first += 1
        other = first
        while other < len(theirs) and theirs[other].start < one.end:
            shared = min(one.end, theirs[other].end) - max(one.start, theirs[other].start)
            if shared > 0:
                both = (one.end - one.start) + (theirs[other].end - theirs[other].start) - shared
                yield Overlap(position, other, shared, both)
            other += 1


def matches(text: str, left: Sequence[Span], right: Sequence[Span]) -> dict[int, int]:
    """The partner of each unit on the left that has one on the right; see `MATCH`."""
    return {
        overlap.left: overlap.right
        for overlap in overlaps(text, left, right)
        if overlap.shared > MATCH * overlap.union
    }


def nearest(text: str, left: Sequence[Span], right: Sequence[Span]) -> dict[int, int]:
    """For each unit on the left the one on the right that it shares most letters with, if any."""
    best: dict[int, Overlap] = {}
    for overlap in overlaps(text, left, right):
        if overlap.left not in best or overlap.shared > best[overlap.left].shared:
            best[overlap.left] = overlap
    return {position: overlap.right for position, overlap in best.items()}
