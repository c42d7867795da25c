"""The characters of a page as pdfium has them, taken out in bulk, with what is asked of each."""

import ctypes
import math
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

BREAK: Final = "\n"
HYPHEN: Final = "\ufffe"
"""What stands for the hyphen of a word broken over two lines, the break behind it swallowed."""
NOTHING: Final = "\0"
"""What stands for a character that nobody sees."""
_BOLD: Final = ("bold", "black", "heavy", "semibold", "demi")
_FORCE_BOLD: Final = 1 << 18
_FARTHEST: Final = 1e7
"""Points beyond which a place on a page is not believed."""
_LARGEST: Final = 1e4
_TURNED: Final = 0.1
"""How far, in radians, a line may be off a right angle."""
_TRANSLATION: Final = {
    **dict.fromkeys(range(0x20), NOTHING),
    **dict.fromkeys(range(0x7F, 0xA0), NOTHING),
    0x02: HYPHEN,
    0x09: " ",
    0x0A: BREAK,
    0x0D: BREAK,
    # marks of writing direction and joins, which have no width
    **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F)), NOTHING),
    **dict.fromkeys((*range(0x2060, 0x2070), 0xFEFF, 0xFFFF), NOTHING),
    0x2028: BREAK,
    0x2029: BREAK,
}
_LEAD: Final = range(0xD800, 0xDC00)
_TRAIL: Final = range(0xDC00, 0xE000)


class Glyphs:
    """The characters of one page: `text` has exactly one for each index of pdfium's.

    Edges and baselines are given in the direction that most of the page is written in, so that a
    page printed sideways reads like any other: `turn` counts quarter turns against the clock.
    """

    __slots__ = ("_box", "_page", "text", "turn")

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        """Take the characters out of a page, which must stay open."""
        self._page = page.raw
        self._box = raw.FS_RECTF()
        self.text = _characters(self._page)
        self.turn = 0

    def edges(self, first: int, last: int) -> tuple[float, float]:
        """Where the character at `first` begins and the one at `last` ends, along the line."""
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, first, box)
        begin = box.left if self.turn == 0 else min(self._ends())
        raw.FPDFText_GetLooseCharBox(self._page, last, box)
        end = box.right if self.turn == 0 else max(self._ends())
        if -_FARTHEST < begin < _FARTHEST and -_FARTHEST < end < _FARTHEST:
            return begin, end
        return 0.0, 0.0

    def baseline(self, index: int) -> float:
        """How high the line of a character stands, counted against the way lines follow."""
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        height = (y.value, -x.value, -y.value, x.value)[self.turn]
        return height if -_FARTHEST < height < _FARTHEST else 0.0

    def size(self, index: int) -> float:
        """The size of a character as printed: the font's size times the scale of its matrix."""
        matrix = raw.FS_MATRIX()
        scale = 1.0
        if raw.FPDFText_GetMatrix(self._page, index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = float(raw.FPDFText_GetFontSize(self._page, index)) * scale
        return min(max(size, 1.0), _LARGEST) if math.isfinite(size) else 1.0

    def direction(self, index: int) -> int | None:
        """The quarter turns by which a character is turned, None where it stands askew."""
        matrix = raw.FS_MATRIX()
        if not raw.FPDFText_GetMatrix(self._page, index, matrix):
            return 0
        turns = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        if not math.isfinite(turns) or abs(turns - round(turns)) > _TURNED / (math.pi / 2):
            return None
        return round(turns) % 4

    def is_bold(self, index: int) -> bool:
        """Whether a character is of a bold font."""
        name = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._page, index, name, len(name), flags)
        font = name.raw[: min(length, len(name))].decode("utf-8", errors="ignore").lower()
        return bool(flags.value & _FORCE_BOLD) or any(word in font for word in _BOLD)

    def _ends(self) -> tuple[float, float]:
        """The edges of the box last asked for, along a line that is turned."""
        box = self._box
        if self.turn == 2:
            return -box.left, -box.right
        return (box.bottom, box.top) if self.turn == 1 else (-box.bottom, -box.top)


def _characters(page: raw.FPDF_TEXTPAGE) -> str:
    """The characters of a page, one an index."""
    count = raw.FPDFText_CountChars(page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * written].decode("utf-16-le", errors="surrogatepass")
    if written != count or len(text) != count:
        text = _one_by_one(page, count)
    return text.translate(_TRANSLATION)


def _one_by_one(page: raw.FPDF_TEXTPAGE, count: int) -> str:
    """The same where pdfium's text leaves indices out, or has characters of two of its units."""
    characters: list[str] = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in _TRAIL and characters and ord(characters[-1]) in _LEAD:
            high = (ord(characters[-1]) - _LEAD.start) << 10
            characters[-1] = chr(0x10000 + high + code - _TRAIL.start)
            code = 0
        characters.append(chr(code) if code <= 0x10FFFF else "\ufffd")
    # a half of a pair that stands alone is no character
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in characters)
