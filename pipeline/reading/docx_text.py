"""The words of a paragraph of Word as its page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from referat.reading.docx_styles import Look, Styles, run_look
from referat.reading.docx_xml import MC, M, W, child, chosen, number, switch, value
from referat.reading.manuscript import LineWriter
from referat.reading.symbols import shown, symbol

BOX: Final = f"{W}txbxContent"
_ALTERNATIVES: Final = f"{MC}AlternateContent"
_RUN: Final = f"{W}r"
_HOLDERS: Final = frozenset(
    W + name
    for name in (
        *("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple"),
        *("bdo", "dir", "sdt", "sdtContent"),
    )
)
"""What stands around runs and leaves them on the page, unlike deletions."""
_DRAWN: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", _ALTERNATIVES})
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_MAX_FIELDS: Final = 64
"""How deep fields in fields are followed."""
_CONTENTS: Final = "_Toc"
"""How Word names the places that a table of contents points to."""


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its lines, notes by kind and id, text boxes, entries of contents."""

    writer: LineWriter = field(default_factory=LineWriter)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    contents: bool = False


class TextReader:
    """Reads paragraphs in order, since fields may go on from one to the next."""

    def __init__(self, styles: Styles) -> None:
        """Begin a document whose styles are known."""
        self._styles = styles
        self._fields: list[bool] = []
        """For each open field whether its result has begun; what stands before is no text."""
        self._codes = 0

    def read(self, paragraph: etree._Element, look: Look, words: Words) -> None:
        """Read the words of a paragraph.

        Args:
            paragraph: The `w:p`.
            look: How its letters look where they do not say.
            words: Where they go, behind those that are there.
        """
        waiting: list[Iterator[etree._Element]] = [iter(paragraph)]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
            elif element.tag == _RUN:
                self._run(element, look, words)
            elif element.tag in _HOLDERS:
                words.contents |= element.get(f"{W}anchor", "").startswith(_CONTENTS)
                if switch(element, "sdtPr", "showingPlcHdr") is not True:
                    waiting.append(iter(element))
            elif element.tag == _ALTERNATIVES and (branch := chosen(element, _RUN)) is not None:
                waiting.append(iter(branch))
            elif element.tag.startswith(M):
                words.writer.write("".join(text.text or "" for text in element.iter(f"{M}t")))
        self._end_codes()

    def _run(self, run: etree._Element, look: Look, words: Words) -> None:
        writer = words.writer
        properties = child(run, "rPr")
        if properties is not None:
            style = self._styles.of_run(value(properties, "rStyle"))
            look = run_look(properties).over(style).over(look)
        strong = bool(look.bold or look.underlined)
        for element in run:
            if element.tag == f"{W}fldChar":
                self._field(element, writer)
            elif element.tag == f"{W}instrText":
                words.contents |= _CONTENTS in (element.text or "")
            elif look.hidden or self._codes:
                continue
            elif element.tag in _NOTES:
                words.notes.append((_NOTES[element.tag], element.get(f"{W}id", "")))
            elif element.tag in _DRAWN:
                words.boxes.extend(_boxes(element))
            elif element.tag == f"{W}br" and element.get(f"{W}type") in {"page", "column"}:
                writer.break_page()
            elif element.tag in {f"{W}br", f"{W}cr"}:
                writer.break_line()
            elif piece := _piece(element):
                writer.write(piece, strong=strong, size=look.size or 0.0)

    def _field(self, mark: etree._Element, writer: LineWriter) -> None:
        """Enter a field, its result, or what follows it."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and len(self._fields) < _MAX_FIELDS:
            if not self._codes:
                writer.write(_form(mark))
            self._fields.append(False)
            self._codes += 1
        elif kind == "separate" and self._fields and not self._fields[-1]:
            self._fields[-1] = True
            self._codes -= 1
        elif kind == "end" and self._fields:
            self._codes -= not self._fields.pop()

    def _end_codes(self) -> None:
        """End the codes of fields with the paragraph, so that a broken field takes no text."""
        if self._codes:
            self._fields = [True] * len(self._fields)
            self._codes = 0


def _piece(element: etree._Element) -> str:
    """What a piece of a run shows."""
    if element.tag == f"{W}t":
        return shown(element.text or "")
    if element.tag in {f"{W}tab", f"{W}ptab"}:
        return "\t"
    if element.tag == f"{W}noBreakHyphen":
        return "-"
    if element.tag == f"{W}sym":
        return _symbol(element)
    if element.tag == f"{W}ruby":
        return "".join(text.text or "" for text in element.iter(f"{W}t"))
    return ""


def _symbol(element: etree._Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        return symbol(int(code, 16), element.get(f"{W}font", ""))
    except (ValueError, OverflowError):
        return ""


def _form(mark: etree._Element) -> str:
    """What a field of a form shows that has no text of its own: a box, or what was chosen."""
    if (box := child(mark, "ffData", "checkBox")) is not None:
        checked = switch(box, "checked")
        return "☒" if (switch(box, "default") if checked is None else checked) else "☐"
    if (choices := child(mark, "ffData", "ddList")) is not None:
        place = number(choices, "result")
        entries = [entry.get(f"{W}val", "") for entry in choices.iterchildren(f"{W}listEntry")]
        place = number(choices, "default") or 0 if place is None else place
        return entries[place] if 0 <= place < len(entries) else ""
    return ""


def _boxes(drawn: etree._Element) -> Iterator[etree._Element]:
    """The text boxes in a drawing, those within them left to be found there."""
    waiting: list[etree._Element] = [drawn]
    while waiting:
        element = waiting.pop()
        if element.tag == BOX:
            yield element
        elif element.tag == _ALTERNATIVES:
            branch = chosen(element, BOX)
            waiting.extend(() if branch is None else reversed(branch))
        else:
            waiting.extend(reversed(element))
