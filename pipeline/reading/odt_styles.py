"""Styles of OpenDocument texts, each with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from lxml import etree

from referat.reading.odt_xml import FORMAT, STYLE, TEXT, points
from referat.reading.style_names import heading_level, is_contents

_Said = TypeVar("_Said")
_BOLD: Final = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says, with those that it is based on; None where it says nothing.

    `size` is in points; `share` is the size as a share of what is around.
    """

    heading: int | None = None
    contents: bool | None = None
    list_style: str | None = None
    indent: float | None = None
    page_before: bool | None = None
    bold: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    share: float | None = None

    @property
    def strong(self) -> bool:
        """Whether the letters stand out."""
        return bool(self.bold or self.underlined)

    def over(self, below: Look) -> Look:
        """This look, what it does not say taken from another."""
        size, share = self.size, self.share
        if size is None and share is None:
            size, share = below.size, below.share
        elif share is not None and below.size is not None:
            size, share = below.size * share, None
        elif share is not None and below.share is not None:
            share *= below.share
        return Look(
            heading=_first(self.heading, below.heading),
            contents=_first(self.contents, below.contents),
            list_style=_first(self.list_style, below.list_style),
            indent=_first(self.indent, below.indent),
            page_before=self.page_before,
            bold=_first(self.bold, below.bold),
            underlined=_first(self.underlined, below.underlined),
            hidden=_first(self.hidden, below.hidden),
            size=size,
            share=share,
        )


NO_LOOK: Final = Look()


class Styles:
    """The styles of a document, common and automatic ones."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        """Read the styles.

        Args:
            roots: The parts that hold styles, those that may hide others last.
        """
        self._raw: dict[tuple[str, str], etree._Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._base = NO_LOOK
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._raw[key] = style
            for style in root.iter(f"{STYLE}default-style"):
                if style.get(f"{STYLE}family") == "paragraph":
                    self._base = _look(style)

    def of_paragraph(self, name: str | None) -> Look:
        """The look of paragraphs in a style."""
        return self._look("paragraph", name).over(self._base)

    def of_span(self, name: str | None, around: Look) -> Look:
        """The look of text in a character style.

        Args:
            name: The style.
            around: The look of the text around it.
        """
        return self._look("text", name).over(around)

    def is_hidden_section(self, name: str | None) -> bool:
        """Whether a section in a style is not shown."""
        style = self._raw.get(("section", name or ""))
        properties = None if style is None else style.find(f"{STYLE}section-properties")
        return properties is not None and properties.get(f"{TEXT}display") == "none"

    def _look(self, family: str, name: str | None) -> Look:
        """The look of a style over those that it is based on."""
        look = NO_LOOK
        for style in reversed(list(self._line(family, name))):
            known = self._looks.get((family, style))
            look = _look(self._raw[family, style]).over(look) if known is None else known
            self._looks[family, style] = look
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


def _look(style: etree._Element) -> Look:
    """What a style says by itself."""
    name = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "").replace("_20_", " ")
    paragraph = style.find(f"{STYLE}paragraph-properties")
    letters = style.find(f"{STYLE}text-properties")
    weight = _said(letters, f"{FORMAT}font-weight")
    line = _said(letters, f"{STYLE}text-underline-style")
    display = _said(letters, f"{TEXT}display")
    size = _said(letters, f"{FORMAT}font-size")
    return Look(
        heading=heading_level(name),
        contents=is_contents(name) or None,
        list_style=style.get(f"{STYLE}list-style-name"),
        indent=points(_said(paragraph, f"{FORMAT}margin-left")),
        page_before=_said(paragraph, f"{FORMAT}break-before") == "page",
        bold=None if weight is None else weight in _BOLD,
        # links are underlined by a style of their own, and are no headings
        underlined=None if line is None or "link" in name.lower() else line != "none",
        hidden=None if display is None else display == "none",
        size=points(size),
        share=_share(size),
    )


def _said(properties: etree._Element | None, name: str) -> str | None:
    return None if properties is None else properties.get(name)


def _first(said: _Said | None, below: _Said | None) -> _Said | None:
    return below if said is None else said


def _share(size: str | None) -> float | None:
    """A size that is given in per cent."""
    written = (size or "").removesuffix("%")
    return (
        int(written) / 100 if written != size and written.isdecimal() and len(written) < 4 else None
    )
