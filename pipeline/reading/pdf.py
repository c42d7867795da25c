"""PDF: pdfium's text of every page, with the layout it stands in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium

from referat.errors import UnreadableDocumentError
from referat.minutes import Page
from referat.reading.columns import with_tables
from referat.reading.flow import measure_flow
from referat.reading.headings import heading_levels
from referat.reading.layout import blocks_of
from referat.reading.ligatures import find_repairs
from referat.reading.limits import check_pages, check_text
from referat.reading.lines import Content, Line, Word
from referat.reading.markers import with_marker
from referat.reading.printed import PrintedLine, printed_lines
from referat.reading.running import without_running
from referat.settings import Limits

_PASSWORD_ERROR: Final = 4


def pdf_content(data: bytes, limits: Limits, *, ocr: bool = False) -> Content:
    """The text and blocks of a PDF.

    Raises:
        UnreadableDocumentError: It is encrypted, damaged or without text.
    """
    printed, pages = _extract(data, limits)
    if not printed:
        raise UnreadableDocumentError("has no text layer (a scan); run OCR over it first")
    kept = _repaired(without_running(printed) or printed)
    text, ranges, starts = _compose(kept, pages)
    check_text(text, limits)
    lines = [with_marker(text, line) for line in with_tables(text, _lines(kept, starts))]
    blocks, hidden = blocks_of(text, lines, measure_flow(text, lines, columns=False))
    return Content(text, ranges, tuple(blocks), tuple(hidden))


def _repaired(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines with ligatures that came out as other letters repaired."""
    repairs = find_repairs(line.text for line in lines)
    return [_rewritten(line, repairs.apply(line.text)) for line in lines]


def _rewritten(line: PrintedLine, text: str) -> PrintedLine:
    if text == line.text:
        return line
    words: list[Word] = []
    position = 0
    for word, written in zip(line.words, text.split(" "), strict=False):
        words.append(replace(word, start=position, end=position + len(written)))
        position += len(written) + 1
    return replace(line, text=text, words=tuple(words))


def _extract(data: bytes, limits: Limits) -> tuple[list[PrintedLine], int]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(error) from None
    with document:
        check_pages(len(document), limits)
        lines: list[PrintedLine] = []
        for index in range(len(document)):
            lines.extend(_page_lines(document, index))
        return lines, len(document)


def _page_lines(document: pdfium.PdfDocument, index: int) -> list[PrintedLine]:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        raise UnreadableDocumentError(
            f"is a damaged PDF: page {index + 1} cannot be read"
        ) from None
    try:
        text_page = page.get_textpage()
        try:
            return printed_lines(text_page, index + 1, page.get_height())
        finally:
            text_page.close()
    finally:
        page.close()


def _unreadable(error: pdfium.PdfiumError) -> UnreadableDocumentError:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
        return UnreadableDocumentError(
            "is encrypted with a password; save it without one and try again"
        )
    return UnreadableDocumentError("is a damaged PDF, or one cut off; fetch it again")


def _compose(
    lines: Sequence[PrintedLine], page_count: int
) -> tuple[str, tuple[Page, ...], list[int]]:
    """The canonical text, the range of each page, and where each line begins."""
    pieces: list[str] = []
    starts: list[int] = []
    pages: list[Page] = []
    position = 0
    upcoming = 0
    for number in range(1, page_count + 1):
        begin = position
        while upcoming < len(lines) and lines[upcoming].page == number:
            if position > begin:
                pieces.append("\n")
                position += 1
            starts.append(position)
            pieces.append(lines[upcoming].text)
            position += len(lines[upcoming].text)
            upcoming += 1
        pages.append(Page(number, begin, position))
        if number < page_count:
            pieces.append("\f")
            position += 1
    return "".join(pieces), tuple(pages), starts


def _lines(printed: Sequence[PrintedLine], starts: Sequence[int]) -> list[Line]:
    """Printed lines as the layout wants them, paragraphs told apart by the space above."""
    headings = heading_levels(printed)
    lines: list[Line] = []
    for position, (line, start) in enumerate(zip(printed, starts, strict=True)):
        above = printed[position - 1] if position else None
        lines.append(
            Line(
                start=start,
                end=start + len(line.text),
                left=line.left,
                right=line.right,
                lead=line.words[0].right - line.left,
                space=line.size * 0.25,
                gap=_gap(above, line),
                size=line.size,
                heading=headings[position],
                words=tuple(
                    replace(word, start=start + word.start, end=start + word.end)
                    for word in line.words
                ),
            )
        )
    return lines


def _gap(above: PrintedLine | None, line: PrintedLine) -> float | None:
    """Distance to the line above in line heights, None where a page or column begins."""
    if above is None or above.page != line.page or above.baseline < line.baseline - 1:
        return None
    return (above.baseline - line.baseline) / line.size
