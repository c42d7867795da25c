"""Web pages (HTML, saved ASP pages): what a reader of the page sees, as paragraphs and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from referat.errors import UnreadableDocumentError
from referat.reading.html_elements import (
    BLOCKS,
    CELLS,
    LISTS,
    PARAGRAPHS,
    SKIPPED,
    heading_level,
    is_bold,
    is_furniture,
    is_hidden,
)
from referat.reading.html_encoding import decode_page
from referat.reading.html_lists import ListCount
from referat.reading.html_tables import TableMaker
from referat.reading.lines import Content
from referat.reading.manuscript import LineWriter, Paragraph, Piece
from referat.reading.plain import plain_content
from referat.reading.symbols import bullet, without_private
from referat.reading.typesetting import typeset
from referat.settings import Limits

_DIRECTIVE = re.compile(r"<%.*?%>|<\?(?:php|=).*?(?:\?>|$)", re.DOTALL)
_CONDITION = re.compile(r"<!\[(?:if|endif)[^\]>]{0,200}\]>", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00]")
_FORMATTING = re.compile(
    r"<(?P<close>/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE
)
_OPENING = re.compile(r"<(?:p|div|li|td|th|tr|table|h[1-6]|center|address|br)\b", re.IGNORECASE)
_MOST_REOPENED: Final = 2_000_000
"""Elements that unclosed formatting may multiply to, as the rules of HTML have it."""
_MSO_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_MSO_LEVEL = re.compile(r"mso-list\s*:[^;\"']*\blevel(?P<level>\d)", re.IGNORECASE)
_PRINTED: Final = 0.5
"""Share of a page's text in one `<pre>` from which on the page is that text."""


def html_content(data: bytes, limits: Limits) -> Content:
    """The text and blocks of a web page.

    Scripts, hidden elements, forms and the furniture of a site are left out.

    Raises:
        UnreadableDocumentError: It holds no text, too much, or is built to grow without bound.
    """
    page = _CONDITION.sub("", _DIRECTIVE.sub(" ", decode_page(data)))
    if len(page) > limits.max_characters:
        raise UnreadableDocumentError(
            f"is too long: {len(page):,} characters, the most is {limits.max_characters:,}"
            " (limit max_characters)"
        )
    _check_growth(page)
    root = LexborHTMLParser(page).root
    if root is None:
        raise UnreadableDocumentError("holds no text")
    printed = _printed_text(root)
    if printed is not None:
        return plain_content(printed)
    return typeset(_Walk(root, limits).pieces(), limits)


def _check_growth(page: str) -> None:
    """Raise where unclosed formatting would be opened again in each of many paragraphs."""
    unclosed = 0
    for match in _FORMATTING.finditer(page):
        unclosed += -1 if match["close"] else 1
    if unclosed > 0 and unclosed * len(_OPENING.findall(page)) > _MOST_REOPENED:
        raise UnreadableDocumentError(
            "is a web page whose markup is broken so that it grows without bound; save it as text"
        )


def _printed_text(root: LexborNode) -> str | None:
    """The text of a page that is little more than one preformatted text, else None."""
    whole = len(root.text())
    for node in root.css("pre"):
        text = _UNSEEN.sub("", node.text())
        if len(text) > _PRINTED * whole and text.count("\n") > 2:
            return text
    return None


@dataclass(slots=True)
class _Walk:
    """A walk over the elements of a page, without recursion, that gathers paragraphs and tables."""

    root: LexborNode
    limits: Limits
    writer: LineWriter = field(default_factory=LineWriter)
    stack: list[list[Piece]] = field(default_factory=lambda: [[]])
    tables: list[TableMaker] = field(default_factory=list)
    lists: list[ListCount] = field(default_factory=list)
    bold: int = 0
    heading: int | None = None
    marker: str | None = None
    level: int | None = None
    blank: bool = True

    def pieces(self) -> list[Piece]:
        """The pieces of the whole page."""
        letters = len(self.root.text())
        for node, entered in _events(self.root, letters):
            if node.is_text_node:
                self._text(node)
            elif entered:
                self._enter(node)
            else:
                self._leave(node)
        self._flush()
        while len(self.stack) > 1:
            inner = self.stack.pop()
            self.stack[-1].extend(inner)
        return self.stack[0]

    def _text(self, node: LexborNode) -> None:
        raw = _UNSEEN.sub("", without_private(node.text_content or ""))
        parent = node.parent
        if parent is not None and parent.tag == "pre":
            for position, line in enumerate(raw.split("\n")):
                if position:
                    self.writer.break_line()
                self.writer.write(line, strong=self.bold > 0)
            return
        words = re.sub(r"\s+", " ", raw)
        if words.strip() or not self.blank:
            self.writer.write(words, strong=self.bold > 0)
            self.blank = not words.strip() and self.blank

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "br":
            self.writer.break_line()
        elif tag == "hr":
            self._flush()
            self._space()
        elif tag == "input":
            self._box(node)
        elif _is_mso_marker(node):
            self.marker = bullet(" ".join(node.text().split())) or self.marker
        self.bold += is_bold(node)
        if tag in BLOCKS:
            self._flush()
            self._begin(node, tag)

    def _begin(self, node: LexborNode, tag: str) -> None:
        """Begin a block: what stands before it is set."""
        if tag in PARAGRAPHS and not (self.marker and tag == "p"):
            self._space()
        level = heading_level(node)
        if level is not None:
            self.heading = level
        if tag in LISTS:
            self.lists.append(ListCount.of(node))
            self._check_depth(len(self.lists))
        elif tag == "li":
            self.marker = self.lists[-1].marker(node) if self.lists else None
        elif tag == "table":
            self.tables.append(TableMaker())
            self._check_depth(len(self.tables))
        elif tag == "tr" and self.tables:
            self.tables[-1].begin_row()
        elif tag in CELLS and self.tables:
            self.stack.append([])
        if match := _MSO_LEVEL.search(node.attributes.get("style") or ""):
            self.level = int(match["level"]) - 1

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS:
            self._flush()
            self._end(node, tag)
        self.bold -= is_bold(node)

    def _end(self, node: LexborNode, tag: str) -> None:
        if heading_level(node) is not None:
            self.heading = None
        if tag in LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.marker = None
        elif tag in CELLS and self.tables and len(self.stack) > 1:
            self.tables[-1].cell(node, self.stack.pop())
        elif tag == "table" and self.tables:
            self.stack[-1].append(self.tables.pop().table())
        if tag in PARAGRAPHS:
            self._space()

    def _flush(self) -> None:
        """Set the lines written so far as a paragraph."""
        lines = self.writer.taken()
        self.blank = True
        if not lines:
            return
        level = self.level if self.level is not None else max(0, len(self.lists) - 1)
        self.stack[-1].append(Paragraph(lines, self.heading, self.marker, level))
        self.marker = self.level = None

    def _space(self) -> None:
        """Leave white space, once."""
        pieces = self.stack[-1]
        if pieces and not (isinstance(pieces[-1], Paragraph) and not pieces[-1].lines):
            pieces.append(Paragraph(()))

    def _box(self, node: LexborNode) -> None:
        """A check box is the marker of what stands behind it."""
        if (node.attributes.get("type") or "").lower() == "checkbox" and self.blank:
            self.marker = "[x]" if "checked" in node.attributes else "[ ]"

    def _check_depth(self, depth: int) -> None:
        if depth > self.limits.max_depth:
            raise UnreadableDocumentError(
                f"has lists or tables nested deeper than {self.limits.max_depth} (limit max_depth)"
            )


def _events(root: LexborNode, letters: int) -> Iterator[tuple[LexborNode, bool]]:
    """Elements as they begin (True) and end (False), and texts, in reading order."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        inside = None
        if node.is_text_node:
            yield node, True
        elif node.is_element_node and not _is_left_out(node, letters):
            yield node, True
            inside = None if _is_mso_marker(node) else node.first_child
            if inside is None:
                yield node, False
        if inside is not None:
            node, depth = inside, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if node is None or depth < 0:
                return
            yield node, False
        node = node.next if node is not None and depth else None


def _is_mso_marker(node: LexborNode) -> bool:
    """Whether an element holds the bullet that Word wrote in front of a paragraph."""
    return bool(_MSO_MARKER.search(node.attributes.get("style") or ""))


def _is_left_out(node: LexborNode, letters: int) -> bool:
    if node.tag in SKIPPED or is_hidden(node):
        return True
    return node.tag in BLOCKS and is_furniture(node, letters)
