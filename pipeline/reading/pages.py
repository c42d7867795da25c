"""The pages of a PDF, each opened, read and closed again."""

from collections.abc import Sequence
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.errors import UnreadableDocumentError
from referat.reading.glyphs import Glyphs
from referat.reading.misfits import Misfits
from referat.reading.pieces import pieces_of, runs_of
from referat.reading.printed import PrintedPage
from referat.reading.ruled import Grid, grids_of, in_lines
from referat.reading.rules import Rule, Rules, rules_of

_MIN_RULE: Final = 100.0
"""Points from which on a level rule may part the head of a table from its rows."""
_MOST_RULES: Final = 100
_MOST_TEXTS: Final = 30_000
"""Pieces of text on a page; one printed letter by letter has 5,000."""
_MIN_CHARACTERS: Final = 40
_FEW_CHARACTERS: Final = 160
"""Characters from which on a page has a text layer, whatever pictures it shows."""
_MIN_COVERED: Final = 0.4
_ALL_COVERED: Final = 0.8
"""Shares of a page that pictures cover on a scan of it, without text and with a few words."""


def read_page(document: pdfium.PdfDocument, index: int, misfits: Misfits) -> PrintedPage:
    """What is printed on a page.

    Args:
        document: The open document.
        index: The page, from 0.
        misfits: The misfits of the document, to which those of the page are added.

    Raises:
        UnreadableDocumentError: The page is damaged.
    """
    try:
        page = document[index]
    except pdfium.PdfiumError:
        raise UnreadableDocumentError(
            f"is a damaged PDF: page {index + 1} cannot be read"
        ) from None
    try:
        _check_objects(page, index + 1)
        text_page = page.get_textpage()
        try:
            glyphs = Glyphs(text_page, misfits)
            runs = runs_of(glyphs)
            rules = rules_of(page, glyphs.turn)
            grids = grids_of(rules)
            pieces = pieces_of(glyphs, runs, in_lines(rules.upright) if grids else ())
        finally:
            text_page.close()
        low, high = _ends(page, glyphs.turn)
        level = _across(rules, grids)
        return PrintedPage(index + 1, tuple(pieces), low, high, tuple(grids), level)
    finally:
        page.close()


def _check_objects(page: pdfium.PdfPage, number: int) -> None:
    """Raise if a page has more pieces of text than pdfium puts in order in bounded time."""
    count = raw.FPDFPage_CountObjects(page.raw)
    texts = 0
    for index in range(count):
        one = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            texts += max(0, raw.FPDFFormObj_CountObjects(one))
        texts += kind == raw.FPDF_PAGEOBJ_TEXT
    if texts > _MOST_TEXTS:
        raise UnreadableDocumentError(
            f"has {texts:,} pieces of text on page {number}; it is hardly minutes"
        )


def _across(rules: Rules, grids: Sequence[Grid]) -> tuple[Rule, ...]:
    """Level rules as long as those under the head of a table, outside of ruled tables."""
    return tuple(
        rule
        for rule in in_lines(rules.level)
        if rule.high - rule.low >= _MIN_RULE
        and not any(grid.bottom - 1 <= rule.at <= grid.top + 1 for grid in grids)
    )[:_MOST_RULES]


def is_scan(document: pdfium.PdfDocument, page: PrintedPage) -> bool:
    """Whether a page is a picture, or strips of one, with next to no text of its own.

    What a signature service printed up the margin of a scan does not make a text of it.

    Args:
        document: The open document.
        page: What was read of the page.
    """
    characters = sum(len(piece.text) for piece in page.pieces if piece.upright)
    if characters >= _FEW_CHARACTERS:
        return False
    opened = document[page.number - 1]
    try:
        width, height = opened.get_size()
        boxes = (
            picture.get_bounds()
            for picture in opened.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
        )
        covered = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    except pdfium.PdfiumError:
        return False
    finally:
        opened.close()
    needed = _MIN_COVERED if characters < _MIN_CHARACTERS else _ALL_COVERED
    return bool(covered >= needed * width * height)


def scanned_page(document: pdfium.PdfDocument, page: PrintedPage) -> PrintedPage:
    """A scanned page, read by OCR.

    Args:
        document: The open document.
        page: What was read of the page without it.

    Raises:
        UnreadableDocumentError: OCR is not installed, or fails.
    """
    from referat.reading.ocr import scanned_pieces

    opened = document[page.number - 1]
    try:
        pieces = scanned_pieces(opened, page.number)
        return PrintedPage(page.number, tuple(pieces), 0.0, opened.get_height())
    finally:
        opened.close()


def _ends(page: pdfium.PdfPage, turn: int) -> tuple[float, float]:
    """How high the foot and the top of a page lie, as its baselines are counted."""
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page.raw, box):
        return 0.0, 842.0
    if turn % 2 == 0:
        low, high = sorted((box.bottom, box.top))
    else:
        low, high = sorted((box.left, box.right))
    return (low, high) if turn in (0, 3) else (-high, -low)
