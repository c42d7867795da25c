"""Web pages as a tree of the elements that stand on lines of their own, in linear time."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.html_elements import (
    BLOCKS,
    CELLS,
    CONTAINERS,
    HEADINGS,
    ROW_GROUPS,
    TABLE_PARTS,
    Break,
    Element,
    Words,
)
from referat.reading.html_inline import Inline
from referat.reading.html_looks import Look, look_within
from referat.reading.html_markup import RAW, Tag, tokens
from referat.reading.html_styles import UNSTYLED, StyleSheet
from referat.settings import Limits

_ALONE: Final = frozenset({"br", "hr", "input", "body"})
_IGNORED: Final = frozenset(
    {"area", "base", "basefont", "bgsound", "col", "colgroup", "embed", "form", "frame"}
    | {"frameset", "head", "html", "img", "link", "meta", "param", "source", "track", "wbr"}
)
"""Tags that open nothing and change no line."""
_SECTIONS: Final = frozenset({"tbody", "thead", "tfoot", "caption"})
_ITEMS: Final[Mapping[str, frozenset[str]]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
"""What an item of a list ends that stands before it."""
_PASSED_BY_ITEMS: Final = frozenset({"address", "div", "p"})
_ROW_EDGES: Final = ROW_GROUPS | {"tr"}
_TABLES: Final = frozenset({"table"})
_CELL_EDGES: Final = CELLS | {"table", "caption"}
"""What elements do not end across, parts of tables and others."""
_BREAK: Final = Break()
_BYTES_AN_ELEMENT: Final = 200
_XML = re.compile(r"\s*<\?xml\s")
_NO_LETTERS = re.compile(r"\W+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HOUR = re.compile(r"(?:^|\D)\d{1,2}$")
_MINUTES = re.compile(r"[0-5]\d")


def page_tree(markup: str, limits: Limits) -> Element:
    """The body of a page.

    Args:
        markup: The page.
        limits: How deep lists and tables may stand in one another, and how much a page may hold.

    Raises:
        UnreadableDocumentError: A limit is passed.
    """
    builder = _Builder(limits)
    is_xml = _XML.match(markup) is not None
    raw = ""
    for token in tokens(markup):
        if isinstance(token, Tag):
            raw = token.name if token.name in RAW and not token.closing else ""
            builder.tag(token)
            if is_xml and token.empty and token.name != "br":
                builder.tag(Tag(token.name, closing=True))
        elif not raw:
            builder.text(token)
        elif raw == "style":
            builder.styles.add(token)
    return builder.finished()


class _Builder:
    """Opens and closes elements as their tags come."""

    def __init__(self, limits: Limits) -> None:
        self.styles = StyleSheet()
        self._limits = limits
        self._stack = [Element("body", {}, UNSTYLED, Look(), Look())]
        self._counts: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()
        """Containers that were too deep to be opened."""
        self._inline = Inline()
        self._left = limits.max_unpacked // _BYTES_AN_ELEMENT
        self._tail = ""
        """The last characters of the line."""

    def finished(self) -> Element:
        """The whole page, all elements closed."""
        while len(self._stack) > 1:
            self._close()
        return self._stack[0]

    def tag(self, tag: Tag) -> None:
        """Open or close an element."""
        name = tag.name
        if name in BLOCKS:
            if tag.closing:
                self._end_block(name)
            else:
                self._start_block(name, tag.attributes)
        elif name in _ALONE:
            self._alone(tag)
        elif name in _IGNORED or name in RAW:
            return
        elif tag.closing:
            self._end_inline(name)
        else:
            self._start_inline(name, tag.attributes)

    def text(self, text: str) -> None:
        """Add text."""
        look = self._look
        if look.silent:
            return
        if not look.preserved:
            self._words(_SPACE.sub(" ", text), look)
            return
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._words(first, look)
        for line in others:
            self._add(_BREAK)
            self._words(line, look)

    @property
    def _look(self) -> Look:
        return self._inline.look(len(self._stack)) or self._stack[-1].look

    def _add(self, child: Element | Words | Break) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnreadableDocumentError(
                "has too many elements to be minutes (limit max_unpacked)"
            )
        self._stack[-1].children.append(child)
        if not isinstance(child, Words):
            self._tail = ""

    def _edge(self, name: str) -> None:
        """Add an element that holds nothing, and only ends a line."""
        self._add(Element(name, {}, UNSTYLED, self._look, self._look))

    def _words(self, text: str, look: Look) -> None:
        top = self._stack[-1]
        within = bool(top.children) and isinstance(top.children[-1], Words)
        if not text or (text == " " and not within):
            return
        if look.raised:
            text = _raised(text, self._tail)
        self._add(Words(text, look))
        self._tail = (self._tail + text)[-4:]
        letters = len(_NO_LETTERS.sub("", text))
        top.letters += letters
        top.linked += letters if look.outward else 0

    def _alone(self, tag: Tag) -> None:
        """Take in an element without content, or the body, which opens nothing."""
        if tag.name == "br":
            self._add(_BREAK)
        elif tag.closing:
            return
        elif tag.name == "body":
            style = replace(self.styles.of("body", tag.attributes), hidden=None)
            root = self._stack[0]
            root.look = root.own_look = look_within("body", {}, style, root.own_look)
        elif tag.name == "hr":
            self._close_paragraph()
            self._edge("hr")
        elif tag.attributes.get("type", "").lower() == "checkbox" and not self._look.silent:
            self._words("[x] " if "checked" in tag.attributes else "[ ] ", self._look)

    def _start_inline(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "a":
            self._end_inline(name)
        style = self.styles.of(name, attributes)
        look = look_within(name, attributes, style, self._look)
        if style.tabs and not look.silent:
            self._words("\t" * style.tabs, look)
            look = replace(look, silent=True)
        elif name == "q":
            self._words("“", look)
        self._stack[-1].links += look.outward and name == "a"
        self._inline.start(name, len(self._stack), look)

    def _end_inline(self, name: str) -> None:
        depth = self._inline.end(name)
        if depth is None:
            return
        if name == "q":
            self._words("”", self._look)
        for element in self._stack[depth:]:
            # it was opened around these elements, and ends within them
            element.look = element.own_look

    def _start_block(self, name: str, attributes: Mapping[str, str]) -> None:
        self._close_paragraph()
        if name in TABLE_PARTS and not self._fits_table(name):
            self._edge(name)
            return
        if name in HEADINGS and self._stack[-1].name in HEADINGS:
            self._close()
        if name in _ITEMS:
            self._close_item(_ITEMS[name])
        style = self.styles.of(name, attributes)
        around, own = self._look, self._stack[-1].own_look
        look = look_within(name, attributes, style, around)
        own_look = look if around is own else look_within(name, attributes, style, own)
        element = Element(name, attributes, style, look, own_look)
        element.in_head = self._stack[-1].name == "thead"
        self._add(element)
        if len(self._stack) < self._limits.max_depth:
            self._stack.append(element)
            self._counts[name] += 1
        elif name in CONTAINERS:
            self._passed[name] += 1
        elif name not in {"p", *HEADINGS}:
            raise UnreadableDocumentError(
                f"has lists or tables in one another more than {self._limits.max_depth} deep"
                " (limit max_depth)"
            )

    def _fits_table(self, name: str) -> bool:
        """Close what a part of a table ends; tell whether there is a table for it."""
        if name == "table":
            if self._stack[-1].name in ROW_GROUPS:
                self._close_through(_TABLES)
            return True
        if not self._counts["table"]:
            return False
        enders = _TABLES if name in _SECTIONS else ROW_GROUPS if name == "tr" else _ROW_EDGES
        while self._stack[-1].name not in enders:
            self._close()
        if name in CELLS and self._stack[-1].name != "tr":
            self._start_block("tr", {})
        return True

    def _close_item(self, names: frozenset[str]) -> None:
        """Close the item of a list that a new one ends, if it stands in the same list."""
        for depth in range(len(self._stack) - 1, 0, -1):
            name = self._stack[depth].name
            if name in names:
                self._close_down_to(depth)
                return
            if name not in _PASSED_BY_ITEMS:
                return

    def _end_block(self, name: str) -> None:
        if name == "p" and self._stack[-1].name != "p":
            self._start_block(name, {})
        if self._passed[name]:
            self._passed[name] -= 1
            self._edge(name)
        elif name in HEADINGS:
            self._close_through(HEADINGS)
        elif self._counts[name]:
            self._close_through(frozenset({name}))

    def _close_through(self, names: frozenset[str]) -> None:
        """Close the innermost element of these names, unless a cell or table stands between."""
        edges = _TABLES if names <= TABLE_PARTS else _CELL_EDGES
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].name in names:
                self._close_down_to(depth)
                return
            if self._stack[depth].name in edges:
                return

    def _close_down_to(self, depth: int) -> None:
        while len(self._stack) > depth:
            self._close()

    def _close_paragraph(self) -> None:
        if self._stack[-1].name == "p":
            self._close()

    def _close(self) -> None:
        element = self._stack.pop()
        above = self._stack[-1]
        above.letters += element.letters
        above.linked += element.linked
        above.links += element.links
        self._counts[element.name] -= 1
        self._inline.rise(len(self._stack), all_ends=element.name in TABLE_PARTS)
        self._tail = ""


def _raised(text: str, before: str) -> str:
    """Text above the line: the minutes of a time ("19⁰⁰") behind a point, other digits raised."""
    if _MINUTES.fullmatch(text) and _HOUR.search(before):
        return f".{text}"
    return text.translate(_SUPERSCRIPT) if text.isdecimal() else text
