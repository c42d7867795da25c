"""OpenDocument texts (ODT): paragraphs, tables, and the numbers counted for their lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from referat.errors import UnreadableDocumentError
from referat.reading.letterheads import opened_by
from referat.reading.lines import Content
from referat.reading.manuscript import (
    LineWriter,
    Paragraph,
    Piece,
    Table,
    TableCell,
    TableRow,
    list_steps,
    steps,
)
from referat.reading.odt_lists import OUTLINE, Count, Numbering
from referat.reading.odt_styles import Look, Styles
from referat.reading.odt_text import write_words
from referat.reading.odt_xml import MANIFEST, OFFICE, STYLE, TABLE, TEXT, XML, count
from referat.reading.packed import DAMAGED, ENCRYPTED, Package
from referat.reading.typesetting import typeset
from referat.settings import Limits

_PARAGRAPHS: Final = frozenset({f"{TEXT}p", f"{TEXT}h"})
_LEFT_OUT: Final = frozenset(
    {
        f"{TEXT}tracked-changes",
        f"{TEXT}table-of-content",
        f"{TEXT}alphabetical-index",
        f"{TEXT}illustration-index",
        f"{TEXT}table-index",
        f"{TEXT}user-index",
        f"{OFFICE}forms",
    }
)
_ITEMS: Final = frozenset({f"{TEXT}list-item", f"{TEXT}list-header"})
_ROW_GROUPS: Final = frozenset(
    {f"{TABLE}table-rows", f"{TABLE}table-row-group", f"{TABLE}table-header-rows"}
)
_HEADINGS: Final = 10
_MAX_SPAN: Final = 100


def odt_content(data: bytes, limits: Limits) -> Content:
    """The text and blocks of an OpenDocument text.

    Deleted and hidden text, comments and indexes are left out, and notes follow the paragraph that
    refers to them.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, too large or without text.
    """
    package = Package(data, limits)
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
        raise UnreadableDocumentError(ENCRYPTED)
    content, styles = package.tree("content.xml"), package.tree("styles.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if content is None or body is None:
        raise UnreadableDocumentError(DAMAGED)
    reader = _Body([root for root in (styles, content) if root is not None], limits)
    pieces = reader.pieces(body, 0)
    head = None if styles is None else _head(styles)
    return typeset(opened_by([] if head is None else reader.pieces(head, 0), pieces), limits)


def _head(styles: etree._Element) -> etree._Element | None:
    """The running head of the first page."""
    for page in styles.iter(f"{STYLE}master-page"):
        for name in ("header-first", "header"):
            head = page.find(STYLE + name)
            if head is not None and head.get(f"{STYLE}display") != "false":
                return head
    return None


@dataclass(slots=True)
class _Item:
    """A place in a list: the count of the list, how deep it is, and what the item itself says.

    `open` is whether the item has yet to show its marker.
    """

    count: Count
    depth: int
    start: int | None = None
    open: bool = True


class _Body:
    """Reads what stands on the pages in order, lists being counted on the way."""

    def __init__(self, roots: list[etree._Element], limits: Limits) -> None:
        self._styles = Styles(roots)
        self._numbering = Numbering(roots)
        self._outline = Count(OUTLINE)
        self._limits = limits

    def pieces(self, holder: etree._Element, depth: int, item: _Item | None = None) -> list[Piece]:
        """The paragraphs and tables in an element.

        Args:
            holder: The body, a section, cell, note, text box or item of a list.
            depth: How many elements that hold pieces stand around it.
            item: The place in a list that it is, if it is one.
        """
        if depth > self._limits.max_depth:
            raise UnreadableDocumentError("is nested too deeply (limit max_depth)")
        pieces: list[Piece] = []
        for element in holder:
            if element.tag in _PARAGRAPHS:
                pieces.extend(self._paragraph(element, depth, item))
            elif element.tag == f"{TEXT}list":
                pieces.extend(self._list(element, depth, item))
            elif element.tag == f"{TABLE}table":
                pieces.append(self._table(element, depth))
            elif not self._is_left_out(element):
                pieces.extend(self.pieces(element, depth + 1, item))
        return pieces

    def _is_left_out(self, element: etree._Element) -> bool:
        if element.tag in _LEFT_OUT or element.get(f"{TEXT}display") == "none":
            return True
        return self._styles.is_hidden_section(element.get(f"{TEXT}style-name"))

    def _paragraph(
        self, element: etree._Element, depth: int, item: _Item | None
    ) -> Iterator[Piece]:
        look = self._styles.of_paragraph(element.get(f"{TEXT}style-name"))
        if look.contents or look.hidden or _is_hidden(element):
            return
        if look.page_before:
            yield Paragraph(())
        writer = LineWriter()
        found = write_words(element, look, self._styles, writer)
        paragraph = Paragraph(
            writer.taken(),
            heading=_heading(element, look),
            level=steps(look.indent or 0.0),
        )
        yield self._placed(paragraph, element, item, found.number)
        for box in found.boxes:
            yield from self.pieces(box, depth + 1)
        for note in found.notes:
            yield from self.pieces(note, depth + 1)

    def _placed(
        self, paragraph: Paragraph, element: etree._Element, item: _Item | None, saved: str | None
    ) -> Paragraph:
        """The paragraph with the marker and depth that its list gives it."""
        outline = element.tag == f"{TEXT}h" and (item is None or item.count.style == OUTLINE)
        if outline and element.get(f"{TEXT}is-list-header") != "true":
            level = min(_HEADINGS, count(element, f"{TEXT}outline-level"))
            marker = self._numbering.marker(self._outline, level - 1)
            return replace(paragraph, marker=marker or saved)
        if item is None:
            return paragraph
        if not item.open:
            return replace(paragraph, level=list_steps(None, item.depth))
        item.open = False
        marker = self._numbering.marker(item.count, item.depth, item.start) or saved
        return replace(paragraph, marker=marker, level=list_steps(marker, item.depth))

    def _list(self, element: etree._Element, depth: int, around: _Item | None) -> Iterator[Piece]:
        counted = around.count if around is not None else self._begun(element)
        level = 0 if around is None else around.depth + 1
        for entry in element:
            if entry.tag in _ITEMS:
                start = count(entry, f"{TEXT}start-value", -1)
                item = _Item(counted, level, None if start < 0 else start)
                item.open = entry.tag == f"{TEXT}list-item"
                yield from self.pieces(entry, depth + 1, item)

    def _begun(self, element: etree._Element) -> Count:
        style = element.get(f"{TEXT}style-name") or self._style_within(element)
        continues = element.get(f"{TEXT}continue-list")
        if continues is None and element.get(f"{TEXT}continue-numbering") == "true":
            continues = ""
        return self._numbering.begun(style, element.get(f"{XML}id"), continues)

    def _style_within(self, element: etree._Element) -> str:
        """The style of a list that only its paragraphs name."""
        first = next(element.iter(*_PARAGRAPHS), None)
        name = None if first is None else first.get(f"{TEXT}style-name")
        return self._styles.of_paragraph(name).list_style or ""

    def _table(self, element: etree._Element, depth: int) -> Table:
        return Table(tuple(self._row(row, depth, head=head) for row, head in _rows(element)))

    def _row(self, row: etree._Element, depth: int, *, head: bool) -> TableRow:
        column = 0
        cells: list[TableCell] = []
        for cell in row:
            span = max(1, min(_MAX_SPAN, count(cell, f"{TABLE}number-columns-spanned")))
            if cell.tag == f"{TABLE}table-cell":
                cells.append(TableCell(column, tuple(self.pieces(cell, depth + 1)), span))
            # what a merged cell covers stands in elements of its own
            column += count(cell, f"{TABLE}number-columns-repeated")
        return TableRow(tuple(cells), head)


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table, and whether they are marked as its head."""
    waiting: list[tuple[Iterator[etree._Element], bool]] = [(iter(table), False)]
    while waiting:
        rows, head = waiting[-1]
        element = next(rows, None)
        if element is None:
            waiting.pop()
        elif element.tag == f"{TABLE}table-row":
            yield element, head
        elif element.tag in _ROW_GROUPS:
            waiting.append((iter(element), head or element.tag == f"{TABLE}table-header-rows"))


def _heading(element: etree._Element, look: Look) -> int | None:
    if element.tag == f"{TEXT}h":
        return max(1, min(_HEADINGS, count(element, f"{TEXT}outline-level")))
    return look.heading


def _is_hidden(paragraph: etree._Element) -> bool:
    """Whether a field in a paragraph hides it."""
    field = next(paragraph.iter(f"{TEXT}hidden-paragraph"), None)
    return field is not None and field.get(f"{TEXT}is-hidden") == "true"
