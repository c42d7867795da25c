"""A text after edits, with the place of every character that is left."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from referat.minutes import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put other text in place of a half-open range; of an empty range: put it there."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A stretch of the original that is left as it was, and where it begins now."""

    start: int
    end: int
    place: int


@dataclass(frozen=True, slots=True)
class AlteredText:
    """A text after edits; `kept` are the stretches left, in order."""

    text: str
    kept: tuple[_Kept, ...]

    def place(self, start: int, end: int) -> Span | None:
        """Where the characters of a range stand now: from the first left to the last one left.

        Args:
            start: Offset in the original.
            end: Offset behind the last character.

        Returns None where no character of the range is left.
        """
        first = bisect_right(self.kept, start, key=lambda one: one.end)
        last = bisect_left(self.kept, end, key=lambda one: one.start) - 1
        if start >= end or first > last:
            return None
        opening, closing = self.kept[first], self.kept[last]
        return Span(
            opening.place + max(start, opening.start) - opening.start,
            closing.place + min(end, closing.end) - closing.start,
        )

    def point(self, offset: int) -> int:
        """How far the text reaches that is left of what stands before an offset.

        Args:
            offset: Offset in the original.
        """
        before = self.place(0, offset)
        return 0 if before is None else before.end


def altered(text: str, edits: Iterable[Edit]) -> AlteredText:
    """The text after all edits.

    Args:
        text: The original.
        edits: In any order; their offsets are those of the original.

    Raises:
        ValueError: Two edits overlap, or one lies outside the text.
    """
    parts: list[str] = []
    kept: list[_Kept] = []
    done = length = 0
    for edit in (*sorted(edits), Edit(len(text), len(text))):
        if not done <= edit.start <= edit.end <= len(text):
            raise ValueError(f"{edit} overlaps another one, or lies outside the text")
        if edit.start > done:
            kept.append(_Kept(done, edit.start, length))
        parts += text[done : edit.start], edit.text
        length += edit.start - done + len(edit.text)
        done = edit.end
    return AlteredText("".join(parts), tuple(kept))
