"""The paragraphs and tables of a web page, in the order of its source."""

from collections.abc import Iterator
from typing import Final

from referat.reading.html_elements import CELLS, HEADINGS, LISTS, Break, Element, Words
from referat.reading.html_furniture import is_content, is_furniture, is_skipping_link
from referat.reading.html_lists import ListCount
from referat.reading.html_tables import TableMaker, is_table
from referat.reading.manuscript import LineWriter, Paragraph, Piece, TypedLine, list_steps, steps
from referat.reading.style_names import heading_level
from referat.reading.symbols import BULLET, bullet, shown, symbol

_SPACED: Final = HEADINGS | {"p", "blockquote", "pre", "dl", "table", "figure", "fieldset", "hr"}
"""Elements with white space above and below, where no style says otherwise."""
_MAX_TABLES: Final = 8
"""How deep tables in tables are still tables."""
_ROLE_LEVEL: Final = 2
_ROLE_LEVELS: Final = frozenset("123456789")
_NO_BREAK_SPACE: Final = "\xa0"


def pieces_of(page: Element) -> list[Piece]:
    """The paragraphs and tables of a page, without the furniture of its site.

    Args:
        page: The body of the page.
    """
    pieces = _Assembler(page, furniture=False).pieces()
    if any(True for piece in pieces if not isinstance(piece, Paragraph) or piece.lines):
        return pieces
    return _Assembler(page, furniture=True).pieces()


class _Assembler:
    """Walks over a page without recursion, and sets down what stands on lines of its own."""

    def __init__(self, page: Element, *, furniture: bool) -> None:
        self._page = page
        self._keeps_furniture = furniture
        self._writer = LineWriter()
        self._targets: list[list[Piece]] = [[]]
        """Where pieces go: the page, and the cells that are open."""
        self._tables: list[TableMaker | None] = []
        self._lists: list[ListCount] = []
        self._levels: list[int] = [0]
        self._headings: list[int] = []
        self._marker: str | None = None
        self._content = 0
        self._written = self._seen_blank = False
        """Whether anything stands on the line, and whether it is white space that is seen."""
        self._word_marker = self._word_font = ""
        """The bullet or number that Word wrote in front, and its font."""

    def pieces(self) -> list[Piece]:
        """The pieces of the whole page."""
        waiting: list[tuple[Element, Iterator[Element | Words | Break]]] = [
            (self._page, iter(self._page.children))
        ]
        while waiting:
            element, children = waiting[-1]
            child = next(children, None)
            if child is None:
                waiting.pop()
                self._flush(element)
                self._leave(element)
            elif isinstance(child, Words):
                self._words(child)
            elif isinstance(child, Break):
                self._writer.break_line()
                self._written = self._seen_blank = True
            else:
                self._flush(element)
                if not self._is_left_out(child):
                    self._enter(child)
                    waiting.append((child, iter(child.children)))
        return self._targets[0]

    def _is_left_out(self, element: Element) -> bool:
        if element.look.silent or self._keeps_furniture:
            return element.look.silent
        content = self._content > 0
        return is_furniture(element, self._page, self._line_above(), content=content)

    def _line_above(self) -> str:
        for piece in reversed(self._targets[-1][-2:]):
            if isinstance(piece, Paragraph) and piece.lines:
                return piece.lines[-1].text.strip()
        return ""

    def _words(self, words: Words) -> None:
        look, text = words.look, words.text
        if is_skipping_link(words):
            return
        self._written = True
        if look.font and len(text.strip()) == 1:
            text = text.replace(text.strip(), symbol(ord(text.strip()), look.font))
        text = shown(text)
        if look.marker:
            self._word_marker += text
            self._word_font = self._word_font or look.font
            return
        self._seen_blank = self._seen_blank or _NO_BREAK_SPACE in text
        self._writer.write(text, strong=look.strong, size=look.size)

    def _enter(self, element: Element) -> None:
        name = element.name
        self._content += is_content(element)
        if _is_spaced(element, above=True) or (name in LISTS and not self._lists):
            self._space()
        if (level := _heading(element)) is not None:
            self._headings.append(level)
        if name in LISTS:
            self._lists.append(ListCount.of(element))
        elif name == "li":
            self._marker = self._lists[-1].marker(element) if self._lists else BULLET
            self._levels.append(list_steps(self._marker, len(self._lists) - 1))
        elif name == "dd":
            self._levels.append(self._levels[-1] + list_steps(None, 1))
        elif name == "table":
            deep = len(self._tables) >= _MAX_TABLES or not is_table(element)
            self._tables.append(None if deep else TableMaker())
        elif name in CELLS and self._tables and self._tables[-1] is not None:
            self._targets.append([])

    def _leave(self, element: Element) -> None:
        name = element.name
        self._content -= is_content(element)
        if _heading(element) is not None:
            self._headings.pop()
        if name in LISTS:
            self._lists.pop()
        elif name in {"li", "dd"}:
            self._levels.pop()
            self._marker = None
        elif name in {*CELLS, "tr", "table"} and self._tables:
            self._leave_table(element)
        if _is_spaced(element, above=False) or (name in LISTS and not self._lists):
            self._space()

    def _leave_table(self, element: Element) -> None:
        maker = self._tables[-1]
        if element.name == "table":
            self._tables.pop()
        if maker is None:
            return
        if element.name in CELLS:
            maker.cell(element, self._targets.pop())
        elif element.name == "tr":
            maker.end_row(head=element.in_head)
        else:
            self._targets[-1].append(maker.table())

    def _flush(self, element: Element) -> None:
        """Set down the lines written so far, as a paragraph of an element."""
        if not self._written:
            return
        self._written = False
        lines = list(self._writer.taken())
        blank, self._seen_blank = self._seen_blank, False
        word_marker, self._word_marker = self._word_marker.strip(), ""
        if not lines:
            if blank:
                self._space()
            return
        while not lines[0].text.strip():
            self._space()
            del lines[0]
        ended = _without_end(lines)
        marker = _mark(word_marker, self._word_font) if word_marker else self._marker
        level = self._level(element, marker)
        heading = self._headings[-1] if self._headings else None
        self._targets[-1].append(Paragraph(tuple(ended), heading, marker, level))
        self._marker, self._word_font = None, ""
        if len(lines) > len(ended) + 1:
            self._space()

    def _level(self, element: Element, marker: str | None) -> int:
        """How deep a paragraph is set in."""
        style = element.style
        if style.list_level is not None and marker is not None:
            return list_steps(marker, style.list_level - 1, style.indent or 0.0)
        return self._levels[-1] or steps(style.indent or 0.0)

    def _space(self) -> None:
        """Leave white space, once."""
        pieces = self._targets[-1]
        if pieces and not (isinstance(pieces[-1], Paragraph) and not pieces[-1].lines):
            pieces.append(Paragraph(()))


def _is_spaced(element: Element, *, above: bool) -> bool:
    said = element.style.above if above else element.style.below
    return element.name in _SPACED if said is None else said


def _heading(element: Element) -> int | None:
    """The level of a heading that an element is by its name, role or class, else None."""
    name, attributes = element.name, element.attributes
    if name in HEADINGS:
        return int(name[1])
    if attributes.get("role", "").lower() == "heading":
        said = attributes.get("aria-level", "").strip()
        return int(said) if said in _ROLE_LEVELS else _ROLE_LEVEL
    if name not in {"p", "div"}:
        return None
    names = attributes.get("class", "").lower().split()
    levels = (heading_level(one.removeprefix("mso")) for one in names)
    return next((level for level in levels if level is not None), None)


def _without_end(lines: list[TypedLine]) -> list[TypedLine]:
    """The lines of a paragraph without the blank ones behind them."""
    end = len(lines)
    while end > 1 and not lines[end - 1].text.strip():
        end -= 1
    return lines[:end]


def _mark(text: str, font: str) -> str:
    """The bullet or number that Word wrote in front of a paragraph."""
    words = " ".join(text.split())
    return words if any(map(str.isdecimal, words)) else bullet(words, font or None)
