"""The text of a range as a reader would write it on one line, with the way back to offsets."""

from bisect import bisect_left
from dataclasses import dataclass

from referat.minutes import Document, Span


@dataclass(frozen=True, slots=True)
class Surface:
    """One-line text of a range, and for each of its characters the canonical offset.

    `offsets` has one entry a character of `text`; hidden ranges are left out and runs of white
    space are one space.
    """

    text: str
    offsets: tuple[int, ...]

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
    characters: list[str] = []
    offsets: list[int] = []
    hidden = document.hidden
    position = start
    upcoming = max(0, bisect_left(hidden, Span(start, start)) - 1)
    while position < end:
        while upcoming < len(hidden) and hidden[upcoming].end <= position:
            upcoming += 1
        if upcoming < len(hidden) and hidden[upcoming].start <= position:
            position = hidden[upcoming].end
            continue
        character = document.text[position]
        if not character.isspace():
            characters.append(character)
            offsets.append(position)
        elif characters and characters[-1] != " ":
            characters.append(" ")
            offsets.append(position)
        position += 1
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Surface("".join(characters), tuple(offsets))
