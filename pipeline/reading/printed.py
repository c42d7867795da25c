"""The lines printed on a page of a PDF, with their place, size and weight."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.reading.lines import Word

_HYPHENS: Final = frozenset({0x02, 0xFFFE})
"""What pdfium writes for the hyphen of a word broken over two lines, the break swallowed."""
_BREAKS: Final = frozenset({0x0A, 0x0D})
_BOLD: Final = ("bold", "black", "heavy", "semibold", "demi")
_FORCE_BOLD: Final = 1 << 18
_SAME_ROW: Final = 0.2
"""How far, in line heights, the baselines of pieces of one row may differ."""

_BULLETS: Final = frozenset("•▪●■◦\uf0b7\uf0a7\uf0d8")
_RULE = re.compile(r"[-_=–—.…*]{5,}")

_Run = Sequence[tuple[str, int]]
"""Characters with their index in the page."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page, the ranges of its words counted from its start.

    `baseline` is in points from the foot of the page, `height` the same as a share of the page;
    `size` is that of its letters.
    """

    text: str
    page: int
    words: tuple[Word, ...]
    baseline: float
    height: float
    size: float
    bold: bool
    upright: bool

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right


def printed_lines(page: pdfium.PdfTextPage, number: int, height: float) -> list[PrintedLine]:
    """The lines of a page in pdfium's order, without those that are blank.

    Pieces that pdfium gives one after the other but that stand in one row are one line.

    Args:
        page: The text of the page.
        number: Its number, from 1.
        height: Its height in points.
    """
    lines: list[PrintedLine] = []
    for run in _character_runs(page):
        line = _printed(page, number, height, run)
        if line is None:
            continue
        if lines and _in_row(lines[-1], line):
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    return [piece for line in lines for piece in _pieces(line)]


def _character_runs(page: pdfium.PdfTextPage) -> Iterator[_Run]:
    run: list[tuple[str, int]] = []
    lead = 0
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00) if lead else 0xFFFD
            lead = 0
        if code in _HYPHENS:
            run.append(("-", index))
        if code in _BREAKS or code in _HYPHENS:
            yield run
            run = []
        elif code:
            run.append((chr(code), index))
    yield run


def _printed(page: pdfium.PdfTextPage, number: int, height: float, run: _Run) -> PrintedLine | None:
    words: list[Word] = []
    characters: list[str] = []
    longest: _Run = ()
    visible = [index for character, index in run if character.isalnum()]
    for group in _word_groups(run):
        if characters:
            characters.append(" ")
        start = len(characters)
        characters.extend(character for character, _ in group)
        left, right = _box(page, group[0][1]).left, _box(page, group[-1][1]).right
        words.append(Word(start, len(characters), left, right))
        longest = max(longest, group, key=len)
    if not words:
        return None
    sample = longest[len(longest) // 2][1]
    baseline = _baseline(page, sample)
    return PrintedLine(
        text="".join(characters),
        page=number,
        words=tuple(words),
        baseline=baseline,
        height=baseline / height,
        size=_size(page, sample),
        bold=bool(visible) and _is_bold(page, visible[0]) and _is_bold(page, visible[-1]),
        upright=abs(math.sin(raw.FPDFText_GetCharAngle(page, sample))) < 0.1,
    )


def _word_groups(run: _Run) -> Iterator[_Run]:
    group: list[tuple[str, int]] = []
    for character, index in run:
        if not character.isspace():
            group.append((character, index))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _in_row(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a piece stands in one row with the one before it, to its right."""
    return (
        before.upright
        and line.upright
        and abs(before.baseline - line.baseline) <= _SAME_ROW * min(before.size, line.size)
        and line.left >= before.right - 0.1 * line.size
    )


def _joined(before: PrintedLine, line: PrintedLine) -> PrintedLine:
    """Two pieces of one row as one line, without a blank where they touch."""
    touching = line.left - before.right < 0.1 * line.size
    offset = len(before.text) + (0 if touching else 1)
    words = [replace(word, start=word.start + offset, end=word.end + offset) for word in line.words]
    old = list(before.words)
    if touching:
        first = words.pop(0)
        old[-1] = replace(old[-1], end=first.end, right=first.right)
    return replace(
        before,
        text=before.text + ("" if touching else " ") + line.text,
        words=(*old, *words),
        bold=before.bold and line.bold,
    )


def _pieces(line: PrintedLine) -> Iterator[PrintedLine]:
    """A line cut before bullets inside it and at rules drawn with dashes, which are dropped."""
    piece: list[Word] = []
    for word in line.words:
        content = line.text[word.start : word.end]
        rule = _RULE.fullmatch(content) is not None
        if piece and (rule or content in _BULLETS):
            yield _part(line, piece)
            piece = []
        if not rule:
            piece.append(word)
    if piece:
        yield _part(line, piece)


def _part(line: PrintedLine, words: Sequence[Word]) -> PrintedLine:
    start = words[0].start
    return replace(
        line,
        text=line.text[start : words[-1].end],
        words=tuple(
            replace(word, start=word.start - start, end=word.end - start) for word in words
        ),
    )


def _box(page: pdfium.PdfTextPage, index: int) -> raw.FS_RECTF:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    return box


def _baseline(page: pdfium.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    return y.value


def _size(page: pdfium.PdfTextPage, index: int) -> float:
    """The size of a character as printed: the font's size times the scale of its matrix."""
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(page, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    return max(1.0, float(raw.FPDFText_GetFontSize(page, index)) * scale)


def _is_bold(page: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(page, index, name, len(name), flags)
    font = name.raw[: min(length, len(name))].decode("utf-8", errors="ignore").lower()
    return bool(flags.value & _FORCE_BOLD) or any(word in font for word in _BOLD)
