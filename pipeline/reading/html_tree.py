"""Web pages as a tree of the elements that stand in lines of their own."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.html_looks import BODY_LOOK, Look, inline_look, is_outward
from referat.reading.html_markup import Tag, tokens
from referat.reading.html_styles import Style, StyleSheet
from referat.settings import Limits

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
CELLS: Final = frozenset({"td", "th"})
_SECTIONS: Final = frozenset({"table", "tbody", "thead", "tfoot"})
_PARTS: Final = _SECTIONS | {"tr", "caption"}
_CONTAINERS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "fieldset"}
    | {"figcaption", "figure", "footer", "header", "hgroup", "legend", "listing", "main", "nav"}
    | {"pre", "search", "section", "summary", "xmp"}
)
_BLOCKS: Final = (
    _CONTAINERS | HEADINGS | LISTS | CELLS | _PARTS | {"p", "li", "dl", "dt", "dd", "body"}
)
_NO_CONTENT: Final = frozenset(
    {"area", "base", "basefont", "bgsound", "col", "embed", "frame", "img", "link", "meta"}
    | {"param", "source", "track", "wbr"}
)
_LEFT_OUT: Final = frozenset({"script", "style", "textarea", "title", "iframe", "noscript"})
_LEFT_OUT_RAW: Final = frozenset({"noembed", "noframes"}) | _LEFT_OUT
_IGNORED: Final = frozenset({"html", "head", "form", "frameset"})
_FORMATTING: Final = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt"}
    | {"u"}
)
"""Elements that go on behind the end of a paragraph if they are not closed in it."""
_OPAQUE: Final = _CONTAINERS - {"div", "address"} | LISTS | CELLS | _PARTS | {"dl", "body"}
"""What an item of a list does not end across."""
_MAX_OPEN: Final = 100
"""How many open elements within a line are remembered."""
_BYTES_AN_ELEMENT: Final = 200
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HOUR = re.compile(r"(?<!\d)\d{1,2}\Z")
_MINUTES = re.compile(r"[0-5]\d")
