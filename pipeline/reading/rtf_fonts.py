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
PLATFORMS: Final = {"ansi": _WESTERN, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Control words that name the code page of the program that wrote the file."""


@dataclass(slots=True)
class Fonts:
    """The code page of a document, and the fonts that have one of their own."""

    page: str = _WESTERN
    default: int = 0
    _charsets: dict[int, int] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)

    def set_page(self, number: int) -> None:
        """Set the code page of the document, if it is one that is known."""
        name = "utf-8" if number == _UTF_8 else f"cp{number}"
        try:
            codecs.lookup(name)
        except LookupError:
            return
        self.page = name

    def set_charset(self, font: int, charset: int) -> None:
        """Set the set of characters of a font."""
        self._charsets[font] = charset

    def set_name(self, font: int, name: str) -> None:
        """Set the name of a font."""
        self._names[font] = name

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
