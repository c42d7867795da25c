"""Word documents (DOCX): paragraphs, tables, and the numbers that Word counts for its lists."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from referat.errors import UnreadableDocumentError
from referat.reading.docx_numbering import Numbering
from referat.reading.docx_parts import Parts, open_docx
from referat.reading.docx_styles import Look, Styles, paragraph_look
from referat.reading.docx_text import TextReader, Words
from referat.reading.docx_xml import MC, W, child, chosen, number, switch, value
from referat.reading.letterheads import opened_by
from referat.reading.lines import Content
from referat.reading.manuscript import (
    Paragraph,
    Piece,
    Table,
    TableCell,
    TableRow,
    TypedLine,
    list_steps,
    paragraphs_of,
    steps,
)
from referat.reading.typesetting import typeset
from referat.settings import Limits

_PARAGRAPH: Final = f"{W}p"
_TABLE: Final = f"{W}tbl"
_ALTERNATIVES: Final = f"{MC}AlternateContent"
_HOLDERS: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_GONE: Final = ("del", "moveFrom")
_NO_LIST: Final = "0"
_TWIPS: Final = 20
"""To a point."""
_MAX_SPAN: Final = 100


def docx_content(data: bytes, limits: Limits) -> Content:
    """The text and blocks of a Word document.

    Tracked changes are read as accepted, hidden text, comments and tables of contents are left
    out, and notes follow the paragraph that refers to them.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, too large or without text.
    """
    parts = open_docx(data, limits)
    body = _Body(parts, limits)
    pieces = body.pieces(parts.body, 0)
    head = [] if parts.head is None else body.pieces(parts.head, 0)
    if not any(p.lines for p in paragraphs_of(pieces)) and _is_linked(parts.body):
        raise UnreadableDocumentError(
            "holds its text as a file within the file; open it in Word, save it and try again"
        )
    return typeset(opened_by(head, pieces), limits)


def _is_linked(body: etree._Element) -> bool:
    return next(body.iter(f"{W}altChunk"), None) is not None


class _Body:
    """Reads what stands on the pages in order, lists being counted on the way."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._notes = dict(parts.notes)
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering)
        self._text = TextReader(self._styles)
        self._limits = limits

    def pieces(self, holder: etree._Element, depth: int) -> list[Piece]:
        """The paragraphs and tables in an element.

        Args:
            holder: The body, a cell, a note or a text box.
            depth: How many elements that hold pieces stand around it.
        """
        if depth > self._limits.max_depth:
            raise UnreadableDocumentError("is nested too deeply (limit max_depth)")
        words = Words()
        pieces: list[Piece] = []
        for element in _blocks(holder):
            if element.tag == _TABLE:
                pieces.append(self._table(element, depth))
            else:
                pieces.extend(self._paragraph(element, words, depth))
        if lines := words.writer.taken():
            pieces.append(Paragraph(lines))
        return pieces

    def _paragraph(self, element: etree._Element, words: Words, depth: int) -> Iterator[Piece]:
        properties = child(element, "pPr")
        own = paragraph_look(properties)
        look = own.over(self._styles.of_paragraph(value(properties, "pStyle")))
        self._text.read(element, look, words)
        marks = child(properties, "rPr")
        if any(child(marks, gone) is not None for gone in _GONE):
            return  # its end was deleted: it runs on into the next paragraph
        lines, notes, boxes = words.writer.taken(), words.notes, words.boxes
        contents = look.contents or words.contents
        words.notes, words.boxes, words.contents = [], [], False
        if contents:
            return
        if switch(properties, "pageBreakBefore"):
            yield Paragraph(())
        yield self._set(lines, look, own)
        for box in boxes:
            yield from self.pieces(box, depth + 1)
        for note in notes:
            # taken out, so that a note which refers to itself ends
            if (text := self._notes.pop(note, None)) is not None:
                yield from self.pieces(text, depth + 1)

    def _set(self, lines: tuple[TypedLine, ...], look: Look, own: Look) -> Paragraph:
        """A paragraph with its marker and place."""
        if look.list_id in (None, _NO_LIST):
            marker, level = None, steps(_points(look.indent))
        else:
            marker, level = self._listed(look.list_id or _NO_LIST, look, own)
        return Paragraph(lines, heading=look.heading or None, marker=marker, level=level)

    def _listed(self, list_id: str, look: Look, own: Look) -> tuple[str | None, int]:
        """The marker of a paragraph of a list, and how deep it is set in."""
        depth = look.list_level
        if depth is None:
            depth = self._numbering.level_of(list_id, look.numbered_by)
        marker = self._numbering.marker(list_id, depth)
        indent = self._numbering.indent(list_id, depth) if own.indent is None else own.indent
        return marker, list_steps(marker, depth, _points(look.indent if indent is None else indent))

    def _table(self, element: etree._Element, depth: int) -> Table:
        first = child(element, "tblPr", "tblLook")
        strong = self._styles.has_strong_head(value(element, "tblPr", "tblStyle"))
        strong = strong and first is not None and _is_first_row_set(first)
        rows = [row for row in _within(element, f"{W}tr") if not _is_deleted(row, "trPr", "del")]
        return Table(
            tuple(
                self._row(row, depth, head=strong and not position)
                for position, row in enumerate(rows)
            )
        )

    def _row(self, row: etree._Element, depth: int, *, head: bool) -> TableRow:
        column = max(0, number(row, "trPr", "gridBefore") or 0)
        cells: list[TableCell] = []
        for cell in _within(row, f"{W}tc"):
            span = max(1, min(_MAX_SPAN, number(cell, "tcPr", "gridSpan") or 1))
            if not _goes_on(cell) and not _is_deleted(cell, "tcPr", "cellDel"):
                cells.append(TableCell(column, tuple(self.pieces(cell, depth + 1)), span))
            column += span
        return TableRow(tuple(cells), head=head or switch(row, "trPr", "tblHeader") is True)


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of an element, in whatever they are wrapped."""
    waiting: list[Iterator[etree._Element]] = [iter(holder)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in {_PARAGRAPH, _TABLE}:
            yield element
        elif element.tag in _HOLDERS and not _is_left_out(element):
            waiting.append(iter(element))
        elif element.tag == _ALTERNATIVES and (branch := chosen(element, _PARAGRAPH)) is not None:
            waiting.append(iter(branch))


def _within(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, in whatever they are wrapped."""
    waiting: list[Iterator[etree._Element]] = [iter(holder)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag == tag:
            yield element
        elif element.tag in _HOLDERS:
            waiting.append(iter(element))


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is merged into the one above or before it."""
    merged = (child(cell, "tcPr", name) for name in ("vMerge", "hMerge"))
    return any(m is not None and m.get(f"{W}val", "continue") == "continue" for m in merged)


def _points(twips: int | None) -> float:
    return (twips or 0) / _TWIPS


def _is_left_out(control: etree._Element) -> bool:
    """Whether a content control holds a table of contents, or only asks to be filled in."""
    properties = child(control, "sdtPr")
    gallery = value(properties, "docPartObj", "docPartGallery")
    return gallery == "Table of Contents" or switch(properties, "showingPlcHdr") is True


def _is_deleted(element: etree._Element, properties: str, mark: str) -> bool:
    return child(element, properties, mark) is not None


def _is_first_row_set(look: etree._Element) -> bool:
    """Whether a table shows the first row of its style."""
    said = look.get(f"{W}firstRow")
    if said is not None:
        return said in {"1", "true", "on"}
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & 0x20)
    except ValueError:
        return False
