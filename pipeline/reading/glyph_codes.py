"""Letters that came out as the numbers of their glyphs: "$QGHQ" for "Anden".

A font that does not say which characters its glyphs are gives their numbers. These are those of
the common orders of glyphs, so a text of them can be read; which order it is shows in its blanks
and vowels.
"""

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

import pypdfium2.raw as raw

_SUSPECT = re.compile(r"[\x01\x03-\x08\x0b\x0e-\x1f]|[ĂĐĚĞŐŚŝŬůŵŶƉƋƌƐƚƵǀǁǆǇǌ]{2}|x")
_TRUETYPE: Final = {
    **{code: chr(code + 29) for code in range(3, 98)},
    **dict(zip((98, 99, 108, 110, 112, 144, 145, 160, 161), "ÄÅäåéÆØæø", strict=True)),
    **dict(zip(range(177, 184), "–—“”‘’÷", strict=True)),
}
"""The order of glyphs that fonts of Windows and the Macintosh begin with."""
_POSTSCRIPT: Final = {
    **{code: chr(code + 31) for code in range(1, 96)},
    **dict(zip((138, 141, 144, 147, 175, 201, 204), "ÆØæøÅäå", strict=True)),
    **dict(zip((105, 119, 111, 137, 116), "“”–—•", strict=True)),
}
"""The standard order of names of the Compact Font Format."""
_CALIBRI: Final = {
    3: " ",
    **dict(
        zip(
            map(ord, "ĂďĐĚĞĨŐŚŝũŬůŵŶŽƉƋƌƐƚƵǀǁǆǇǌČƅƆĊ"),
            "abcdefghijklmnopqrstuvwxyzæøøå",
            strict=True,
        )
    ),
    **dict(
        zip(
            (4, 17, 18, 24, 28, 38, 39, 44, 47, 58, 60, 62, 68, 69, 75, 87, 90, 94, 100, 104, 115),
            "ABCDEFGHIJKLMNOPRSTUV",
            strict=True,
        )
    ),
    **dict(zip(map(ord, "ϬϭϮϯϰϱϲϳϴϵ"), "0123456789", strict=True)),
    **dict(zip(map(ord, "͕͖͗͘Ͳ͟͞;ͿΛͬ"), ".,:;-”“()@/", strict=True)),
}
"""The order of glyphs of Calibri, the font that Word sets minutes in."""
_ORDERS: Final[tuple[Mapping[int, str], ...]] = (_TRUETYPE, _POSTSCRIPT, _CALIBRI)
_LEAST: Final = 8
"""How many such characters are needed to tell the order."""
_READABLE: Final = 0.9
_BLANKS: Final = (0.06, 0.35)
_VOWELS: Final = (0.25, 0.6)
_BULLET: Final = "•"


def with_letters(page: raw.FPDF_TEXTPAGE, text: str) -> str:
    """The characters of a page, the numbers of glyphs among them as the letters they stand for.

    Args:
        page: The text of the page.
        text: Its characters, one for each index.
    """
    if _SUSPECT.search(text) is None:
        return text
    unknown: defaultdict[int, list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    for index in range(len(text)):
        if raw.FPDFText_HasUnicodeMapError(page, index) == 1:
            font = _font(page, index)
            key = ctypes.cast(font, ctypes.c_void_p).value or 0
            unknown[key].append(index)
            if key not in names:
                names[key] = base_name(font)
    characters = list(text)
    for key, indices in unknown.items():
        if "symbol" in names[key].lower() or "dings" in names[key].lower():
            order: Mapping[int, str] | None = dict.fromkeys(range(0x21, 0xFF), _BULLET)
        else:
            order = _order(Counter(text[index] for index in indices))
        for index in indices if order else ():
            characters[index] = order.get(ord(text[index]), text[index]) if order else ""
    return "".join(characters)


def base_name(font: raw.FPDF_FONT) -> str:
    """The name of a font.

    Args:
        font: The font, which may be missing.
    """
    name = ctypes.create_string_buffer(128)
    if not font or not raw.FPDFFont_GetBaseFontName(font, name, len(name)):
        return ""
    return name.value.decode("utf-8", errors="replace")


def _font(page: raw.FPDF_TEXTPAGE, index: int) -> raw.FPDF_FONT:
    printed = raw.FPDFText_GetTextObject(page, index)
    return raw.FPDFTextObj_GetFont(printed) if printed else None


def _order(codes: Counter[str]) -> Mapping[int, str] | None:
    """The order of glyphs by which characters read as text, None where none does."""
    total = codes.total()
    if total < _LEAST:
        return None
    return next((order for order in _ORDERS if _reads(codes, total, order)), None)


def _reads(codes: Counter[str], total: int, order: Mapping[int, str]) -> bool:
    letters: Counter[str] = Counter()
    for code, count in codes.items():
        letters[order.get(ord(code), "\0")] += count
    low = sum(count for one, count in letters.items() if one.islower())
    vowels = sum(letters[one] for one in "aeiouyæøå")
    return (
        1 - letters["\0"] / total >= _READABLE
        and _BLANKS[0] <= letters[" "] / total <= _BLANKS[1]
        and low >= total / 2
        and _VOWELS[0] <= vowels / low <= _VOWELS[1]
    )
