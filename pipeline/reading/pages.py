"""The pages of a PDF, each opened, read and closed again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.errors import UnreadableDocumentError
from referat.reading.glyphs import Glyphs
from referat.reading.pieces import pieces_of, runs_of
from referat.reading.printed import PrintedPage
from referat.reading.ruled import Grid, grids_of, in_lines
from referat.reading.rules import Rule, Rules, rules_of

_MIN_RULE: Final = 100.0
"""Points from which on a level rule may part the head of a table from its rows."""
_MOST_RULES: Final = 100
_MIN_LETTERS: Final = 40
"""Characters from which on a page has a text layer, whatever pictures it shows."""
_MIN_COVERED: Final = 0.4
"""Share of a page that a picture must cover to be a scan of it."""


def read_page(document: pdfium.PdfDocument, index: int) -> PrintedPage:
    """What is printed on a page.

    Args:
        document: The open document.
        index: The page, from 0.

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
        text_page = page.get_textpage()
        try:
            glyphs = Glyphs(text_page)
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


def _across(rules: Rules, grids: Sequence[Grid]) -> tuple[Rule, ...]:
    """Level rules as long as those under the head of a table, outside of ruled tables."""
    return tuple(
        rule
        for rule in in_lines(rules.level)
        if rule.high - rule.low >= _MIN_RULE
        and not any(grid.bottom - 1 <= rule.at <= grid.top + 1 for grid in grids)
    )[:_MOST_RULES]


def is_scan(document: pdfium.PdfDocument, page: PrintedPage) -> bool:
    """Whether a page is a picture with next to no text.

    Args:
        document: The open document.
        page: What was read of the page.
    """
    if sum(len(piece.text) for piece in page.pieces) >= _MIN_LETTERS:
        return False
    opened = document[page.number - 1]
    try:
        width, height = opened.get_size()
        for picture in opened.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
            left, bottom, right, top = picture.get_bounds()
            if (right - left) * (top - bottom) >= _MIN_COVERED * width * height:
                return True
    except pdfium.PdfiumError:
        return False
    finally:
        opened.close()
    return False


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
        return replace(page, pieces=tuple(scanned_pieces(opened, page.number)))
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
