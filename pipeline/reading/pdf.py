"""PDF: the text printed on every page, with the layout it stands in; scans by OCR if asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium

from referat.errors import UnreadableDocumentError
from referat.reading.arrangement import arranged
from referat.reading.composition import composed, lines_of
from referat.reading.flow import measure_flow
from referat.reading.layout import blocks_of
from referat.reading.ligatures import find_repairs
from referat.reading.limits import check_pages, check_text
from referat.reading.lines import Content
from referat.reading.markers import with_marker
from referat.reading.pages import is_scan, read_page, scanned_page
from referat.reading.printed import PrintedPage
from referat.reading.running import without_running
from referat.settings import Limits

_PASSWORD_ERROR: Final = 4
_MOST_NAMED: Final = 5


def pdf_content(data: bytes, limits: Limits, *, ocr: bool = False) -> Content:
    """The text and blocks of a PDF.

    Args:
        data: The file.
        limits: The limits.
        ocr: Whether scanned pages are read by OCR.

    Raises:
        UnreadableDocumentError: It is encrypted, damaged, without text, or scanned and `ocr` is
            not asked for or not at hand.
    """
    pages, scans = _pages(data, limits, ocr=ocr)
    printed = arranged(without_running(_repaired(pages)))
    if not printed:
        raise UnreadableDocumentError(
            "is a scan without a text layer; read it with --ocr" if scans else "holds no text"
        )
    text, ranges, starts = composed(printed, len(pages))
    check_text(text, limits)
    lines = [with_marker(text, line) for line in lines_of(printed, starts)]
    blocks, hidden = blocks_of(text, lines, measure_flow(text, lines, columns=False))
    warnings = (_unread(scans),) if scans else ()
    return Content(text, ranges, tuple(blocks), tuple(hidden), warnings)


def _repaired(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages with ligatures that came out as other letters repaired."""
    repairs = find_repairs(piece.text for page in pages for piece in page.pieces)
    if not repairs.any:
        return list(pages)
    return [
        replace(
            page,
            pieces=tuple(replace(piece, text=repairs.apply(piece.text)) for piece in page.pieces),
        )
        for page in pages
    ]


def _pages(data: bytes, limits: Limits, *, ocr: bool) -> tuple[list[PrintedPage], list[int]]:
    """What is printed on each page, and the numbers of scanned pages that were not read."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(error) from None
    with document:
        check_pages(len(document), limits)
        pages: list[PrintedPage] = []
        scans: list[int] = []
        for page in _read(document):
            scan = is_scan(document, page)
            if scan and ocr:
                scans.append(page.number)
                _check_scans(scans, limits)
                pages.append(scanned_page(document, page))
                continue
            if scan:
                scans.append(page.number)
            pages.append(page)
        return pages, [] if ocr else scans


def _read(document: pdfium.PdfDocument) -> Iterator[PrintedPage]:
    for index in range(len(document)):
        yield read_page(document, index)


def _check_scans(scans: Sequence[int], limits: Limits) -> None:
    if len(scans) > limits.max_ocr_pages:
        raise UnreadableDocumentError(
            f"has more than {limits.max_ocr_pages:,} scanned pages (limit max_ocr_pages)"
        )


def _unread(scans: Sequence[int]) -> str:
    """What to say of scanned pages in a document that has text on others."""
    named = ", ".join(map(str, scans[:_MOST_NAMED]))
    more = f" and {len(scans) - _MOST_NAMED} more" if len(scans) > _MOST_NAMED else ""
    which = f"pages {named}{more} are scans" if len(scans) > 1 else f"page {named} is a scan"
    return f"{which} and not read; --ocr reads scans"


def _unreadable(error: pdfium.PdfiumError) -> UnreadableDocumentError:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
        return UnreadableDocumentError(
            "is encrypted with a password; save it without one and try again"
        )
    return UnreadableDocumentError("is a damaged PDF, or one cut off; fetch it again")
