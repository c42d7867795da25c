"""How well a text is cut into units: units that are right whole, and the places where they end.

Everything is counted in letters and digits, so that white space, punctuation, hyphens and line ends
make no difference. Where text and gold have the same letters, the score of units is spaCy's
`sents_f`.
"""

import re
from collections.abc import Sequence
from typing import Final

from referat.evaluation.extraction import SpanScore
from referat.evaluation.placing import VisibleLetters
from referat.minutes import Span

_MARKER: Final = re.compile(
    r"\W*(?:(?:[^\W\d_]{2,15}\W+){0,2}(?:\d{1,3}(?:\W\d{1,3})*[a-zæøå]?|[^\W\d_]|[ivx]{2,5})\W*){1,2}",
    re.IGNORECASE,
)
"""A bullet, box or number as stands in front of a unit: "[x]", "3.1", "a)", "Ad pkt. 4:", "II."."""

_LONGEST_MARKER: Final = 40
"""In letters."""


def boundary_score(gold: Sequence[Span | None], found: Sequence[Span]) -> SpanScore:
    """How many of the places where units end are right.

    Args:
        gold: Where each gold unit stands in the text, None where it does not.
        found: The system's units, in letters.
    """
    ends = {span.end for span in gold if span is not None}
    return SpanScore(sum(unit.end in ends for unit in found), len(found), len(gold))


def unit_score(
    gold: Sequence[Span | None], found: Sequence[Span], text: VisibleLetters
) -> SpanScore:
    """How many units have the letters of a gold unit, with or without the marker in front.

    Args:
        gold: Where each gold unit stands in the text, None where it does not.
        found: The system's units, in letters.
        text: The text.
    """
    starts = {span.end: span.start for span in gold if span is not None}
    owned = owned_letters(gold, text)
    hits = sum(
        unit.end in starts and _begins(unit.start, starts[unit.end], owned, text) for unit in found
    )
    return SpanScore(hits, len(found), len(gold))


def owned_letters(gold: Sequence[Span | None], text: VisibleLetters) -> bytes:
    """For each letter of the text 1 if it is of a gold unit, else 0.

    Args:
        gold: Where each gold unit stands in the text.
        text: The text.
    """
    owned = bytearray(len(text.letters.stream))
    for span in gold:
        if span is not None:
            owned[span.start : span.end] = b"\x01" * (span.end - span.start)
    return bytes(owned)


def _begins(start: int, wanted: int, owned: bytes, text: VisibleLetters) -> bool:
    """Whether a unit begins where the gold one does, or at the marker in front of it."""
    if start >= wanted:
        return start == wanted
    if 1 in owned[start:wanted] or wanted - start > _LONGEST_MARKER:
        return False
    return _MARKER.fullmatch(text.between(start, wanted)) is not None
