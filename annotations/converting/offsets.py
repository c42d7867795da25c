"""Offsets as tools count them, and texts as tools can hold them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Utf16:
    """A text in UTF-16 units, as JavaScript counts: emoji and their like take two."""

    wide: Sequence[int]
    """Offsets in code points of the characters that take two units."""
    length: int
    """Length of the text in code points."""

    @classmethod
    def of(cls, text: str) -> "Utf16":
        """The units of a text."""
        wide = () if text.isascii() else [at for at, char in enumerate(text) if char > "\uffff"]
        return cls(wide, len(text))

    def units(self, offset: int) -> int:
        """The unit where a code point begins."""
        return offset + bisect_left(self.wide, offset)

    def offset(self, unit: int) -> int | None:
        """The code point that begins at a unit, None where none does."""
        low = max(0, unit - len(self.wide))
        for offset in range(low, min(unit, self.length) + 1):
            if self.units(offset) == unit:
                return offset
        return None


def masked(text: str, unfit: "re.Pattern[str]") -> tuple[str, list[dict[str, object]]]:
    """A text with characters that a format cannot hold made spaces, and what they were.

    Args:
        text: The text.
        unfit: Matches one such character.
    """
    kept: list[dict[str, object]] = [
        {"at": match.start(), "char": match[0]} for match in unfit.finditer(text)
    ]
    return (unfit.sub(" ", text) if kept else text), kept


def unmasked(text: str, kept: Sequence[tuple[int, str]]) -> str | None:
    """The text before `masked`, None where that cannot have been.

    Args:
        text: The text with spaces.
        kept: Offsets and characters, as `masked` gave them.
    """
    characters = list(text)
    for at, char in kept:
        if at >= len(characters) or characters[at] != " " or len(char) != 1:
            return None
        characters[at] = char
    return "".join(characters)
