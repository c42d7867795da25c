"""The table of styles of an RTF file."""

from dataclasses import dataclass, field
from typing import Final

from referat.reading.style_names import heading_level, is_contents

_END: Final = ";"
_MAX_NAME: Final = 200
_BODY_LEVEL: Final = 9


@dataclass(slots=True)
class StyleTable:
    """Styles of paragraphs by number: the level of headings, and if they are for contents."""

    _known: dict[int, tuple[int | None, bool]] = field(default_factory=dict)
    _number: int = 0
    _outline: int | None = None
    _name: str = ""

    def of(self, number: int) -> tuple[int | None, bool]:
        """The level of headings in a style, and whether it is for a table of contents."""
        return self._known.get(number, (None, False))

    def define(self, word: str, number: int | None) -> None:
        """Take a control word of the style that is being defined."""
        if word == "s":
            self._number = number or 0
        elif word == "outlinelevel":
            self._outline = number

    def name(self, words: str) -> None:
        """Take a piece of the name of the style that is being defined, which ends with it."""
        for ending in words.split(_END)[:-1]:
            name = self._name + ending
            level = heading_level(name)
            if level is None and self._outline is not None and 0 <= self._outline < _BODY_LEVEL:
                level = self._outline + 1
            self._known[self._number] = (level, is_contents(name))
            self._number, self._outline, self._name = 0, None, ""
        self._name = (self._name + words.rpartition(_END)[2])[:_MAX_NAME]
