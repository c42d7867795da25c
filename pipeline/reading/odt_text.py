"""The words of a paragraph of OpenDocument as its page shows them."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from referat.reading.manuscript import LineWriter
from referat.reading.odt_styles import Look, Styles
from referat.reading.odt_xml import DRAW, OFFICE, TEXT
from referat.reading.symbols import shown

_LEFT_OUT: Final = frozenset(
    {
        f"{OFFICE}annotation",
        f"{TEXT}hidden-text",
        f"{TEXT}note-citation",
        f"{TEXT}number",
        f"{TEXT}placeholder",
        f"{TEXT}ruby-text",
        f"{TEXT}script",
    }
)
_ALONE: Final = {f"{TEXT}s": " ", f"{TEXT}tab": "\t"}
"""White space; how many blanks stand together does not matter."""


@dataclass(slots=True)
class Found:
    """What else a paragraph holds: notes, text boxes, and the number that was saved with it."""

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    number: str | None = None


def write_words(paragraph: etree._Element, look: Look, styles: Styles, writer: LineWriter) -> Found:
    """Write the words of a paragraph, and tell what else is in it.

    Args:
        paragraph: The `text:p` or `text:h`.
        look: How its letters look.
        styles: The styles of the document.
        writer: Where to write.
    """
    found = Found()
    looks = [look]
    walker = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            looks.pop()
            if element is not paragraph:
                _write(element.tail, looks[-1], writer)
            continue
        looks.append(_look(element, looks[-1], styles))
        if _is_kept_apart(element, found) or element.tag in _LEFT_OUT or looks[-1].hidden:
            walker.skip_subtree()
        elif element.tag in _ALONE:
            _write(_ALONE[element.tag], looks[-1], writer)
        elif element.tag == f"{TEXT}line-break":
            writer.break_line()
        else:
            _write(element.text, looks[-1], writer)
    return found


def _look(element: etree._Element, around: Look, styles: Styles) -> Look:
    if element.tag != f"{TEXT}span":
        return around
    return styles.of_span(element.get(f"{TEXT}style-name"), around)


def _is_kept_apart(element: etree._Element, found: Found) -> bool:
    """Take what stands beside the words of a paragraph; tell whether the element is that."""
    if element.tag == f"{TEXT}note":
        found.notes.extend(element.iterchildren(f"{TEXT}note-body"))
    elif element.tag == f"{TEXT}number":
        found.number = found.number or (element.text or "").strip()[:20]
    elif element.tag.startswith(DRAW) and element.tag != f"{DRAW}a":
        found.boxes.append(element)
    else:
        return False
    return True


def _write(text: str | None, look: Look, writer: LineWriter) -> None:
    if text and not look.hidden:
        writer.write(shown(text), strong=look.strong, size=look.size or 0.0)
