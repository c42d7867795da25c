"""Styles of OpenDocument texts, each with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from referat.reading.odt_xml import FORMAT, STYLE, TEXT, points
from referat.reading.style_names import heading_level, is_contents

_BOLD: Final = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of the text set in it; `size` is in points, 0 where it is not known."""

    heading: int | None = None
    contents: bool = False
    list_style: str | None = None
    indent: float = 0.0
    page_before: bool = False
    bold: bool = False
    underlined: bool = False
    hidden: bool = False
    size: float = 0.0

    @property
    def strong(self) -> bool:
        """Whether the letters stand out."""
        return self.bold or self.underlined


class Styles:
    """The styles of a document, common and automatic ones."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        """Read the styles.

        Args:
            roots: The parts that hold styles, those that may hide others last.
        """
        self._raw: dict[tuple[str, str], etree._Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._base = Look()
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._raw[key] = style
            for style in root.iter(f"{STYLE}default-style"):
                if style.get(f"{STYLE}family") == "paragraph":
                    self._base = _look(style, self._base)

    def of_paragraph(self, name: str | None) -> Look:
        """The look of paragraphs in a style."""
        return self._of("paragraph", name, self._base)

    def of_span(self, name: str | None, around: Look) -> Look:
        """The look of text in a character style.

        Args:
            name: The style.
            around: The look of the text around it.
        """
        look = around
        for style in reversed(list(self._line("text", name))):
            look = _look(self._raw["text", style], look)
        return look

    def is_hidden_section(self, name: str | None) -> bool:
        """Whether a section in a style is not shown."""
        style = self._raw.get(("section", name or ""))
        properties = None if style is None else style.find(f"{STYLE}section-properties")
        return properties is not None and properties.get(f"{TEXT}display") == "none"

    def _of(self, family: str, name: str | None, base: Look) -> Look:
        line = list(self._line(family, name))
        look = self._looks.get((family, line[-1]), base) if line else base
        for style in reversed(line):
            if (family, style) not in self._looks:
                self._looks[family, style] = _look(self._raw[family, style], look)
            look = self._looks[family, style]
        return look

    def _line(self, family: str, name: str | None) -> Iterator[str]:
        """A style and those that it is based on, down to one whose look is known."""
        seen: set[str] = set()
        while name is not None and (family, name) in self._raw and name not in seen:
            yield name
            if (family, name) in self._looks:
                return
            seen.add(name)
            name = self._raw[family, name].get(f"{STYLE}parent-style-name")


def _look(style: etree._Element, below: Look) -> Look:
    """What a style says, the rest taken from the style below it."""
    name = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "").replace("_20_", " ")
    heading = heading_level(name)
    paragraph = style.find(f"{STYLE}paragraph-properties")
    letters = style.find(f"{STYLE}text-properties")
    indent = points(_said(paragraph, f"{FORMAT}margin-left"))
    weight = _said(letters, f"{FORMAT}font-weight")
    line = _said(letters, f"{STYLE}text-underline-style")
    display = _said(letters, f"{TEXT}display")
    return Look(
        heading=below.heading if heading is None else heading,
        contents=below.contents or is_contents(name),
        list_style=style.get(f"{STYLE}list-style-name", below.list_style),
        indent=below.indent if indent is None else indent,
        page_before=_said(paragraph, f"{FORMAT}break-before") == "page",
        bold=below.bold if weight is None else weight in _BOLD,
        # links are underlined by a style of their own, and are no headings
        underlined=below.underlined if line is None or _is_link(name) else line != "none",
        hidden=below.hidden if display is None else display == "none",
        size=_size(_said(letters, f"{FORMAT}font-size"), below.size),
    )


def _said(properties: etree._Element | None, name: str) -> str | None:
    return None if properties is None else properties.get(name)


def _is_link(name: str) -> bool:
    return "link" in name.lower()


def _size(written: str | None, below: float) -> float:
    if written is not None and written.endswith("%"):
        share = written[:-1]
        return below * int(share) / 100 if share.isdecimal() and len(share) < 4 else below
    return points(written) or below
