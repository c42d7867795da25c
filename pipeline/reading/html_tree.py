"""Web pages as a tree of the elements that stand on lines of their own, in linear time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.html_looks import Look, is_hidden, look_within
from referat.reading.html_markup import Tag, tokens
from referat.reading.html_styles import Style, StyleSheet
from referat.settings import Limits

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
CELLS: Final = frozenset({"td", "th"})
_SECTIONS: Final = frozenset({"table", "tbody", "thead", "tfoot"})
_PARTS: Final = _SECTIONS | CELLS | {"tr", "caption"}
_CONTAINERS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "fieldset"}
    | {"figcaption", "figure", "footer", "header", "hgroup", "legend", "listing", "main", "nav"}
    | {"pre", "search", "section", "summary", "xmp"}
)
_BLOCKS: Final = _CONTAINERS | HEADINGS | LISTS | _PARTS | {"p", "li", "dl", "dt", "dd"}
_EMPTY: Final = frozenset(
    {"area", "base", "basefont", "bgsound", "col", "embed", "frame", "img", "link", "meta"}
    | {"param", "source", "track", "wbr", "html", "head", "body", "form", "frameset", "colgroup"}
)
"""Tags that open nothing: elements without content, and those that change no line."""
_RAW: Final = frozenset(
    {"script", "style", "textarea", "title", "iframe", "noscript", "noembed", "noframes"}
)
"""Elements whose content is no text of the page."""
_FORMATTING: Final = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt"}
    | {"u"}
)
"""Elements that go on behind the end of a paragraph where they are not closed in it."""
_ITEMS: Final[Mapping[str, frozenset[str]]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
_PASSED_BY_ITEMS: Final = frozenset({"address", "div", "p"})
_MAX_OPEN: Final = 100
"""How many open elements within lines are remembered."""
_BYTES_AN_ELEMENT: Final = 200
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HOUR = re.compile(r"(?:^|\D)\d{1,2}$")
_MINUTES = re.compile(r"[0-5]\d")


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look within a line."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


@dataclass(slots=True)
class Element:
    """An element that stands on lines of its own.

    `letters` counts the characters in it that are no white space, `linked` those that lead to
    other pages, in `links` links.
    """

    name: str
    attributes: Mapping[str, str]
    style: Style
    look: Look
    children: list[Element | Words | Break] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    links: int = 0


@dataclass(slots=True)
class _Open:
    """An element within lines that is open, and how deep it stands."""

    name: str
    depth: int
    look: Look


_BREAK: Final = Break()


def page_tree(markup: str, limits: Limits) -> Element:
    """The body of a page.

    Args:
        markup: The page.
        limits: How deep lists and tables may stand in one another; how much a page may hold.

    Raises:
        UnreadableDocumentError: A limit is passed.
    """
    builder = _Builder(limits)
    raw = ""
    for token in tokens(markup):
        if isinstance(token, Tag):
            raw = token.name if token.name in _RAW and not token.closing else ""
            builder.tag(token)
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
        self._stack = [Element("body", {}, Style(), Look())]
        self._open: list[_Open] = []
        self._counts: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()
        """Containers that were too deep to be opened."""
        self._left = limits.max_unpacked // _BYTES_AN_ELEMENT
        self._tail = ""

    def finished(self) -> Element:
        """The whole page, all elements closed."""
        while len(self._stack) > 1:
            self._close()
        return self._stack[0]

    def text(self, text: str) -> None:
        """Add text."""
        look = self._look
        if look.silent:
            return
        if look.preserved:
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._words(first, look)
            for line in others:
                self._add(_BREAK)
                self._words(line, look)
        else:
            self._words(_SPACE.sub(" ", text), look)

    def tag(self, tag: Tag) -> None:
        """Open or close an element."""
        name = tag.name
        if name in _BLOCKS:
            if tag.closing:
                self._end_block(name)
            else:
                self._start_block(name, tag.attributes)
        elif name in {"br", "hr", "input"}:
            self._single(name, tag)
        elif name == "body":
            root = self._stack[0]
            root.look = look_within(name, {}, self.styles.of(name, tag.attributes), root.look)
        elif name in _EMPTY or name in _RAW:
            return
        elif tag.closing:
            self._end_inline(name)
        else:
            self._start_inline(name, tag.attributes)

    @property
    def _look(self) -> Look:
        depth = len(self._stack)
        return self._open[-1].look if self._is_open_within(depth) else self._stack[-1].look

    def _is_open_within(self, depth: int) -> bool:
        return bool(self._open) and self._open[-1].depth >= depth

    def _add(self, child: Element | Words | Break) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnreadableDocumentError(
                "has too many elements to be minutes (limit max_unpacked)"
            )
        self._stack[-1].children.append(child)

    def _words(self, text: str, look: Look) -> None:
        if not text:
            return
        top = self._stack[-1]
        if not (look.preserved or text.strip(" ")):
            if not (top.children and isinstance(top.children[-1], Words)):
                return  # white space between lines
        elif look.raised:
            text = _raised(text, self._tail)
        self._add(Words(text, look))
        self._tail = (self._tail + text)[-4:]
        letters = len(text) - text.count(" ") - text.count("\xa0")
        top.letters += letters
        top.linked += letters if look.outward else 0

    def _single(self, name: str, tag: Tag) -> None:
        """Take in an element without content."""
        if name == "br":
            self._add(_BREAK)
            self._tail = ""
        elif name == "input" and tag.attributes.get("type", "").lower() == "checkbox":
            if not (self._look.silent or tag.closing):
                self._words("☑ " if "checked" in tag.attributes else "☐ ", self._look)
        elif name == "hr" and not tag.closing:
            self._close_paragraph()
            self._add(Element(name, {}, Style(), self._stack[-1].look))

    def _start_inline(self, name: str, attributes: Mapping[str, str]) -> None:
        style = self.styles.of(name, attributes)
        if name == "a":
            self._end_inline(name)
        look = look_within(name, attributes, style, self._look)
        if name == "q":
            self._words("“", self._look)
        if style.tabs and not look.silent:
            self._add(Words("\t" * style.tabs, look))
            look = replace(look, silent=True)
        self._stack[-1].links += look.outward and name == "a"
        self._open.append(_Open(name, len(self._stack), look))
        self._counts[name] += 1
        if len(self._open) > _MAX_OPEN:
            self._counts[self._open.pop(0).name] -= 1

    def _end_inline(self, name: str) -> None:
        if not self._counts[name]:
            return
        position = next(
            at for at in range(len(self._open) - 1, -1, -1) if self._open[at].name == name
        )
        del self._open[position]
        self._counts[name] -= 1
        if name == "q":
            self._words("”", self._look)

    def _start_block(self, name: str, attributes: Mapping[str, str]) -> None:
        self._close_paragraph()
        if name in _PARTS and not self._fits_table(name):
            return
        if name in HEADINGS and self._stack[-1].name in HEADINGS:
            self._close()
        if name in _ITEMS:
            self._close_item(_ITEMS[name])
        style = self.styles.of(name, attributes)
        around = self._look
        look = look_within(name, attributes, style, around)
        element = Element(name, attributes, style, look)
        self._add(element)
        self._tail = ""
        if len(self._stack) > self._limits.max_depth:
            self._pass(name)
        elif not is_hidden(attributes, style) or name not in _EMPTY:
            self._stack.append(element)
            self._counts[name] += 1
