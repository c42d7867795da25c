"""The pages of a PDF, each opened, read and closed again."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.errors import UnreadableDocumentError
from referat.reading.glyphs import Glyphs
from referat.reading.pieces import pieces_of, runs_of
from referat.reading.printed import PrintedPage


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
            pieces = pieces_of(glyphs, runs_of(glyphs))
        finally:
            text_page.close()
        low, high = _ends(page, glyphs.turn)
        return PrintedPage(index + 1, tuple(pieces), low, high)
    finally:
        page.close()


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
