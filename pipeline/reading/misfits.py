"""Characters that are printed in another width than their font has for them.

What says that it is an O, but is as wide as "ti", is a ligature whose glyph got the wrong name.
Such characters are kept apart by a character of their own until all words of the document are
there to tell what they stand for.
"""

import ctypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pypdfium2.raw as raw

from referat.reading.glyph_codes import base_name

_ODD = re.compile(
    r"(?<=[a-zæøå])[A-ZÆØÅ0-9\x01\x03-\x08\x0b\x0e-\x1f\[\]{}!#$%&*+<=>?@^_|~](?=[a-zæøå])"
)
_WORD = re.compile(r"(?=\S*[a-zæøå])\S{2,60}")
_WIDEST: Final = 3.0
_LIGATURES: Final = (
    "ti", "tt", "ft", "tti", "fi", "ff", "fl", "fj", "tf", "fh", "fb", "fk", "ffi", "ffl", "fti",
    "fft", "ttf", "ffj",
)  # fmt: skip
_FIRST: Final = 0xF0000
"""Where the characters of Unicode begin that mean nothing by themselves."""
_MOST: Final = 500
_OFF: Final = 0.03
"""Share by which a character must be off its width."""
_NARROWER: Final = 0.91
_WIDER: Final = 1.02
"""How wide ligatures are as a share of the letters that they stand for."""
_PARTS: Final = "tfijlhbk"
"""The letters of ligatures."""
_TRIED: Final = 8


@dataclass(frozen=True, slots=True)
class Misfit:
    """A character that may not be what it says: what it says, and the ligatures as wide as it.

    It is `sure` not to be where it is of another width than its font has for what it says; others
    are suspected where a document has such.
    """

    character: str
    ligatures: tuple[str, ...]
    sure: bool = True


@dataclass(slots=True)
class Misfits:
    """The misfits of a document, each under the character that keeps it apart."""

    known: dict[str, Misfit] = field(default_factory=dict)
    _keys: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def marked(self, page: raw.FPDF_TEXTPAGE, text: str) -> str:
        """The characters of a page, misfits kept apart.

        Args:
            page: The text of the page.
            text: Its characters, one for each index.
        """
        odd = set(_ODD.findall(text))
        if (not odd and not self.known) or len(self._keys) > _MOST:
            return text
        marked = self._with(page, text, odd) if odd else text
        # where there is one misfit there are others, also at the beginning of words
        others = (
            {one for one in text if not (one.islower() or one.isspace())} if self.known else odd
        )
        return self._with(page, marked, others - odd) if others - odd else marked

    def _with(self, page: raw.FPDF_TEXTPAGE, text: str, suspects: set[str]) -> str:
        characters = list(text)
        for match in _WORD.finditer(text):
            for index in range(*match.span()):
                if text[index] in suspects:
                    characters[index] = self._marked(page, text, index)
        return "".join(characters)

    def _marked(self, page: raw.FPDF_TEXTPAGE, text: str, index: int) -> str:
        """What keeps a character apart if it is a misfit, else the character."""
        character = text[index]
        font = _font(page, index)
        width = _printed_width(page, index)
        own = _width(font, character) if font else 0.0
        sure = not _fits(width, own)
        if not font or not 0 < width < _WIDEST or not (sure or self.known):
            return character
        name = base_name(font)
        key = name, character, round(width * 200)
        if key not in self._keys:
            beside = _beside(text, index)
            relied = beside is not None and _fits(
                _printed_width(page, beside), _width(font, text[beside])
            )
            fitting = _fitting(page, text, name, width) if relied else ()
            self._keys[key] = chr(_FIRST + len(self._keys)) if fitting else character
            if fitting:
                self.known[self._keys[key]] = Misfit(character, fitting, sure)
        return self._keys[key]


def _beside(text: str, index: int) -> int | None:
    """A small letter next to a character."""
    near = (at for at in (index - 1, index + 1) if 0 <= at < len(text))
    return next((at for at in near if text[at].islower()), None)


def _fits(width: float, own: float) -> bool:
    return own > 0 and abs(width - own) <= _OFF * own


def _font(page: raw.FPDF_TEXTPAGE, index: int) -> raw.FPDF_FONT:
    printed = raw.FPDFText_GetTextObject(page, index)
    return raw.FPDFTextObj_GetFont(printed) if printed else None


def _printed_width(page: raw.FPDF_TEXTPAGE, index: int) -> float:
    """The width of a character as a share of the size of its letters, 0 where not known."""
    box = raw.FS_RECTF()
    scale = _scale(page, index) * float(raw.FPDFText_GetFontSize(page, index))
    if scale <= 0 or not raw.FPDFText_GetLooseCharBox(page, index, box):
        return 0.0
    return max(float(box.right - box.left), 0.0) / scale


def _fitting(page: raw.FPDF_TEXTPAGE, text: str, name: str, width: float) -> tuple[str, ...]:
    """The ligatures that may be as wide, by the letters of the font that stand on the page."""
    widths = {letter: _seen_width(page, text, name, letter) for letter in _PARTS}
    return tuple(ligature for ligature in _LIGATURES if _may_be(ligature, width, widths))


def _seen_width(page: raw.FPDF_TEXTPAGE, text: str, name: str, letter: str) -> float:
    """The width of a letter as printed in a font, 0 where it is not among the first few."""
    at = text.find(letter)
    for _ in range(_TRIED):
        if at < 0:
            break
        if base_name(_font(page, at)) == name:
            return _printed_width(page, at)
        at = text.find(letter, at + 1)
    return 0.0


def _may_be(ligature: str, width: float, widths: Mapping[str, float]) -> bool:
    """Whether letters are about as wide together; a letter whose width is not known may be."""
    parts = [widths[letter] for letter in ligature]
    return not all(parts) or _NARROWER <= width / sum(parts) <= _WIDER


def _width(font: raw.FPDF_FONT, character: str) -> float:
    """The width of a character as a share of the size of a font, 0 where it has none."""
    width = ctypes.c_float()
    if not raw.FPDFFont_GetGlyphWidth(font, ord(character), 1.0, width):
        return 0.0
    return float(width.value)


def _scale(page: raw.FPDF_TEXTPAGE, index: int) -> float:
    """By how much text is wider than the size of its font says."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(page, index, matrix):
        return 1.0
    return abs(float(matrix.a)) or abs(float(matrix.b))
