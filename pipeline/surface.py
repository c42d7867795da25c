"""The text of a range as a reader would write it on one line, with the way back to offsets."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from referat.minutes import Document, Span

_RUN: Final = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not one space already."""
_UNEVEN: Final = re.compile(r"[^\S ]| {2}")


@dataclass(frozen=True, slots=True)
class Surface:
    """One-line text of a range, and for each of its characters the canonical offset.

    `offsets` has one entry a character of `text`; hidden ranges are left out and runs of white
    space are one space.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The canonical range of the non-empty slice `text[start:end]`."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def surface(document: Document, start: int, end: int) -> Surface:
    """The range `[start, end)` of a document's text on one line.

    Args:
        document: The document.
        start: First code point.
        end: One past the last code point.
    """
    if plain := _plain(document, start, end):
        return plain
    pieces: list[str] = []
    offsets: list[int] = []
    for visible in _visible(document, start, end):
        reached = visible.start
        for run in _RUN.finditer(document.text, visible.start, visible.end):
            _take(document.text, reached, run.start(), pieces, offsets)
            _take(" ", 0, 1, pieces, offsets, run.start())
            reached = run.end()
        _take(document.text, reached, visible.end, pieces, offsets)
    text = "".join(pieces)
    if text.endswith(" "):
        return Surface(text[:-1], tuple(offsets[:-1]))
    return Surface(text, tuple(offsets))


def _take(
    text: str, start: int, end: int, pieces: list[str], offsets: list[int], origin: int = 0
) -> None:
    """Add a slice in which spaces are single, but no space behind another or at the start."""
    if start < end and text[start] == " " and (not pieces or pieces[-1][-1] == " "):
        start += 1
    if start < end:
        pieces.append(text[start:end])
        offsets.extend(range(origin + start, origin + end))


def _plain(document: Document, start: int, end: int) -> Surface | None:
    """The surface of a range that is one line as it stands, as most are; else None."""
    text = document.text[start:end]
    if not text or text[0].isspace() or text[-1].isspace() or _UNEVEN.search(text):
        return None
    place = max(0, bisect_left(document.hidden, Span(start, start)) - 1)
    if any(span.start < end and span.end > start for span in document.hidden[place : place + 2]):
        return None
    return Surface(text, range(start, end))


def _visible(document: Document, start: int, end: int) -> Iterator[Span]:
    """The parts of a range that no hidden range covers."""
    hidden = document.hidden
    upcoming = max(0, bisect_left(hidden, Span(start, start)) - 1)
    while upcoming < len(hidden) and hidden[upcoming].start < end:
        if hidden[upcoming].start > start:
            yield Span(start, hidden[upcoming].start)
        start = max(start, hidden[upcoming].end)
        upcoming += 1
    if start < end:
        yield Span(start, end)
