"""The XML of OpenDocument: namespaces, and values of attributes."""

import re
from typing import Final

from lxml import etree

_BASE: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{_BASE}office:1.0}}"
TEXT: Final = f"{_BASE}text:1.0}}"
TABLE: Final = f"{_BASE}table:1.0}}"
STYLE: Final = f"{_BASE}style:1.0}}"
DRAW: Final = f"{_BASE}drawing:1.0}}"
FORMAT: Final = f"{_BASE}xsl-fo-compatible:1.0}}"
MANIFEST: Final = f"{_BASE}manifest:1.0}}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,12})?)(pt|cm|mm|in|pc|px)")
_POINTS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}
_LARGEST: Final = 1_000_000


def count(element: etree._Element, name: str, otherwise: int = 1) -> int:
    """The whole number that an attribute has, kept within sane bounds."""
    written = element.get(name, "")
    if not written.isdecimal() or len(written) > 9:
        return otherwise
    return min(_LARGEST, int(written))


def points(length: str | None) -> float | None:
    """A length in points, None where it is no length."""
    match = _LENGTH.fullmatch(length or "")
    return None if match is None else float(match[1]) * _POINTS[match[2]]
