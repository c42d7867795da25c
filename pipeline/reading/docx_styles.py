"""Styles of Word documents, each with all that it inherits."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from lxml import etree

from referat.reading.docx_xml import W, as_number, child, number, switch, value
from referat.reading.style_names import heading_level, is_contents

_Said = TypeVar("_Said")
_BODY_LEVEL: Final = 9
"""The outline level of what is no heading."""
_NO_HEADING: Final = 0
_SIZE: Final = 10.0
"""Points of letters of which nothing is said."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, or the paragraph or run itself, says; None where it says nothing.

    `heading` is 0 for what is surely none. `numbered_by` is the style that `list_id` stands in.
    """

    heading: int | None = None
    contents: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    numbered_by: str | None = None
    indent: int | None = None
    bold: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    size: float | None = None

    def over(self, below: Look) -> Look:
        """This look, what it does not say taken from another."""
        own_list = self.list_id is not None
        return Look(
            heading=_first(self.heading, below.heading),
            contents=_first(self.contents, below.contents),
            list_id=_first(self.list_id, below.list_id),
            list_level=_first(self.list_level, None if own_list else below.list_level),
            numbered_by=self.numbered_by if own_list else below.numbered_by,
            indent=_first(self.indent, below.indent),
            bold=_first(self.bold, below.bold),
            underlined=_first(self.underlined, below.underlined),
            hidden=_first(self.hidden, below.hidden),
            size=_first(self.size, below.size),
        )


NO_LOOK: Final = Look()


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the styles.

        Args:
            root: The part of styles, None where the document has none.
        """
        self._raw: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self._strong_heads: dict[str, bool] = {}
        self._default: str | None = None
        base = run_look(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._base = base.over(Look(size=_SIZE))
        for style in () if root is None else root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._raw.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = self._default or name

    def of_paragraph(self, style: str | None) -> Look:
        """The look of paragraphs in a style, or in none."""
        known = style if style in self._raw else self._default
        return (NO_LOOK if known is None else self._look(known)).over(self._base)

    def of_run(self, style: str | None) -> Look:
        """What a style says of the letters set in it."""
        return NO_LOOK if style is None else self._look(style)

    def has_strong_head(self, style: str | None) -> bool:
        """Whether a table in this style sets its first row in bold."""
        if style is None:
            return False
        for name in reversed(list(self._line(style, self._strong_heads))):
            based_on = value(self._raw[name], "basedOn") or ""
            said = _is_head_strong(self._raw[name])
            self._strong_heads[name] = said or self._strong_heads.get(based_on, False)
        return self._strong_heads.get(style, False)

    def _look(self, style: str) -> Look:
        """The look of a style over those that it is based on."""
        line = list(self._line(style, self._looks))
        look = self._looks.get(line[-1], NO_LOOK) if line else NO_LOOK
        for name in reversed(line):
            if name not in self._looks:
                self._looks[name] = _style_look(name, self._raw[name]).over(look)
            look = self._looks[name]
        return look

    def _line(self, style: str | None, known: Container[str]) -> Iterator[str]:
        """A style and those that it is based on, down to one of which all is known."""
        seen: set[str] = set()
        while style is not None and style in self._raw and style not in seen:
            yield style
            if style in known:
                return
            seen.add(style)
            style = value(self._raw[style], "basedOn")


def paragraph_look(properties: etree._Element | None) -> Look:
    """What the properties of a paragraph say of it.

    Args:
        properties: Its `w:pPr`, None where it has none.
    """
    if properties is None:
        return NO_LOOK
    outline = number(properties, "outlineLvl")
    indent = child(properties, "ind")
    left = None if indent is None else indent.get(f"{W}left", indent.get(f"{W}start"))
    return Look(
        heading=None if outline is None else _heading(outline),
        list_id=value(properties, "numPr", "numId"),
        list_level=number(properties, "numPr", "ilvl"),
        indent=as_number(left),
    )


def run_look(properties: etree._Element | None) -> Look:
    """What the properties of a run say of its letters.

    Args:
        properties: Its `w:rPr`, None where it has none.
    """
    if properties is None:
        return NO_LOOK
    size = number(properties, "sz")
    return Look(
        bold=switch(properties, "b"),
        underlined=switch(properties, "u"),
        hidden=switch(properties, "vanish"),
        size=None if size is None else size / 2,
    )


def _is_head_strong(style: etree._Element) -> bool:
    return any(
        switch(condition, "rPr", "b") is True
        for condition in style.iterchildren(f"{W}tblStylePr")
        if condition.get(f"{W}type") == "firstRow"
    )


def _style_look(name: str, style: etree._Element) -> Look:
    named = value(style, "name") or name
    paragraph = paragraph_look(child(style, "pPr"))
    level = heading_level(named)
    letters = run_look(child(style, "rPr"))
    if style.get(f"{W}type") == "character":
        letters = replace(letters, underlined=None)  # links are underlined, and no headings
    return replace(
        letters.over(paragraph),
        heading=paragraph.heading if level is None or paragraph.heading else level,
        contents=is_contents(named) or None,
        numbered_by=name if paragraph.list_id is not None else None,
    )


def _first(said: _Said | None, below: _Said | None) -> _Said | None:
    return below if said is None else said


def _heading(outline: int) -> int:
    return outline + 1 if 0 <= outline < _BODY_LEVEL else _NO_HEADING
