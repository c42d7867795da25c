"""Offsets that survive a change of the reader: letter positions and fingerprints of sentences.

A later reader may join lines, drop a running head or reorder columns, and every code-point offset
behind it moves. Letters do not change: each annotated range is also stored as a position in the
stream of the text's letters and digits, each sentence with a short hash of its letters, and is
found again by them. The hash says nothing of a sentence to one who does not have it.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from referat.minutes import Span


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, case folded, and the code-point offset of each."""

    stream: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Letters":
        """The letters of a text; characters that fold to several letters keep their first."""
        offsets = tuple(position for position, char in enumerate(text) if char.isalnum())
        return cls("".join(text[position].casefold()[:1] for position in offsets), offsets)

    def range(self, start: int, end: int) -> Span:
        """The range of letters inside the code points `[start, end)`."""
        return Span(bisect_left(self.offsets, start), bisect_left(self.offsets, end))

    def code_points(self, span: Span) -> Span:
        """The code points from the first to past the last letter of a non-empty letter range."""
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def fingerprint(self, span: Span) -> str:
        """Twelve hexadecimal digits of the SHA-256 of a range of letters."""
        return fingerprint(self.stream[span.start : span.end])


def fingerprint(letters: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of a run of letters."""
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


def find(letters: Letters, expected: int, length: int, wanted: str) -> int | None:
    """The letter position nearest to `expected` where a run of letters has a fingerprint.

    Args:
        letters: The letters of the text as read now.
        expected: Where the run is expected, in letters.
        length: Length of the run, in letters.
        wanted: Its fingerprint.
    """
    last = len(letters.stream) - length
    for position in _outwards(expected, last):
        if fingerprint(letters.stream[position : position + length]) == wanted:
            return position
    return None


def _outwards(centre: int, last: int) -> Iterator[int]:
    """Every position from 0 to `last`, nearest to the centre first."""
    centre = max(0, min(centre, last))
    for distance in range(last + 1):
        if centre + distance <= last:
            yield centre + distance
        if distance and centre - distance >= 0:
            yield centre - distance
