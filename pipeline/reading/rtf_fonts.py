"""Fonts and code pages of RTF, by which its bytes are characters."""

import codecs
from dataclasses import dataclass, field
from typing import Final

from referat.reading.symbols import symbol

_WESTERN: Final = "cp1252"
_UTF_8: Final = 65001
_SYMBOL: Final = 2
_CHARSETS: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_END: Final = ";"
_MAX_NAME: Final = 100
PLATFORMS: Final = {"ansi": _WESTERN, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Control words that name the code page of the program that wrote the file."""


@dataclass(slots=True)
class FontTable:
    """The code page of a document, and the fonts that have one of their own."""

    page: str = _WESTERN
    default: int = 0
    _charsets: dict[int, int] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _number: int = 0
    _name: str = ""

    def set_up(self, word: str, number: int | None) -> None:
        """Take a control word that says which code page or font a document is in."""
        if word in PLATFORMS:
            self.page = PLATFORMS[word]
        elif word == "ansicpg" and number is not None:
            self.page = _known_page(number) or self.page
        elif word == "deff":
            self.default = number or 0

    def define(self, word: str, number: int | None) -> None:
        """Take a control word of the font that is being defined."""
        if word == "f":
            self._number, self._name = number or 0, ""
        elif word == "fcharset":
            self._charsets[self._number] = number or 0

    def name(self, words: str) -> None:
        """Take a piece of the name of the font that is being defined."""
        self._name = (self._name + words)[:_MAX_NAME]
        self._names[self._number] = self._name.partition(_END)[0].strip()

    def decode(self, written: str, font: int) -> str:
        """The characters that bytes are in a font.

        Args:
            written: The bytes, as a character for each.
            font: The number of the font.
        """
        charset = self._charsets.get(font, 0)
        if charset == _SYMBOL:
            name = self._names.get(font, "symbol")
            return "".join(symbol(ord(c), name) if c > " " else c for c in written)
        page = _CHARSETS.get(charset, self.page)
        return written if written.isascii() else written.encode("latin-1").decode(page, "replace")


def _known_page(number: int) -> str | None:
    name = "utf-8" if number == _UTF_8 else f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name
