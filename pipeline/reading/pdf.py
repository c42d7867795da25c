"""PDF: the text printed on every page, with the layout it stands in."""

from collections.abc import Sequence
from typing import Final

import pypdfium2 as pdfium

from referat.errors import UnreadableDocumentError
from referat.reading.columns import with_tables
from referat.reading.composition import composed, lines_of
from referat.reading.flow import measure_flow
from referat.reading.layout import blocks_of
from referat.reading.limits import check_pages, check_text
from referat.reading.lines import Content
from referat.reading.markers import with_marker
from referat.reading.pages import read_page
from referat.reading.printed import PrintedLine, PrintedPage
from referat.reading.reading_order import lines_in_order
from referat.reading.running import without_running
from referat.settings import Limits

_PASSWORD_ERROR: Final = 4


def pdf_content(data: bytes, limits: Limits, *, ocr: bool = False) -> Content:
    """The text and blocks of a PDF.

    Raises:
        UnreadableDocumentError: It is encrypted, damaged or without text.
    """
    pages = _pages(data, limits)
    printed = _lines(pages)
    if not printed:
        raise UnreadableDocumentError("has no text layer (a scan); run OCR over it first")
    text, ranges, starts = composed(printed, len(pages))
    check_text(text, limits)
    lines = [with_marker(text, line) for line in with_tables(text, lines_of(printed, starts))]
    blocks, hidden = blocks_of(text, lines, measure_flow(text, lines, columns=False))
    return Content(text, ranges, tuple(blocks), tuple(hidden))


def _lines(pages: Sequence[PrintedPage]) -> list[PrintedLine]:
    """The lines of a document in reading order, running heads and feet left out."""
    return [
        line for page in without_running(pages) for line in lines_in_order(page.pieces, page.number)
    ]


def _pages(data: bytes, limits: Limits) -> list[PrintedPage]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(error) from None
    with document:
        check_pages(len(document), limits)
        return [read_page(document, index) for index in range(len(document))]


def _unreadable(error: pdfium.PdfiumError) -> UnreadableDocumentError:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
        return UnreadableDocumentError(
            "is encrypted with a password; save it without one and try again"
        )
    return UnreadableDocumentError("is a damaged PDF, or one cut off; fetch it again")
