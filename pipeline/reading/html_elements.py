"""The elements of web pages that stand on lines of their own, and what stands in their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from referat.reading.html_looks import Look
from referat.reading.html_styles import Style

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
CELLS: Final = frozenset({"td", "th"})
ROW_GROUPS: Final = frozenset({"table", "tbody", "thead", "tfoot"})
"""What rows stand in."""
TABLE_PARTS: Final = ROW_GROUPS | CELLS | {"tr", "caption"}
CONTAINERS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "fieldset"}
    | {"figcaption", "figure", "footer", "header", "hgroup", "legend", "listing", "main", "nav"}
    | {"pre", "search", "section", "summary"}
)
"""Elements that may be left out where they stand too deep, since they only hold others."""
BLOCKS: Final = CONTAINERS | HEADINGS | LISTS | TABLE_PARTS | {"p", "li", "dl", "dt", "dd"}


class Words(NamedTuple):
    """Text of one look within a line."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


@dataclass(slots=True)
class Element:
    """An element that stands on lines of its own.

    `look` is that of text in it, by all that stands around it, `own_look` that without elements
    within lines. `letters` counts the letters and digits in it, `linked` those of them that lead
    to other pages, in `links` links; `in_head` is whether it is a row of a table's head.
    """

    name: str
    attributes: Mapping[str, str]
    style: Style
    look: Look
    own_look: Look
    children: list[Element | Words | Break] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    links: int = 0
    in_head: bool = False
