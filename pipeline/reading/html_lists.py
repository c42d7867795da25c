"""The bullets and numbers that a web page shows in front of the items of its lists."""

from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from referat.reading.numerals import letters, roman
from referat.reading.symbols import BULLET

_MAX_NUMBER: Final = 9_999


@dataclass(slots=True)
class ListCount:
    """A list that is open: its kind, and the number of its next item."""

    ordered: bool
    style: str
    number: int
    step: int = 1

    @classmethod
    def of(cls, node: LexborNode) -> "ListCount":
        """The count of a list that begins."""
        attributes = node.attributes
        backwards = "reversed" in attributes
        items = sum(child.tag == "li" for child in node.iter()) if backwards else 1
        number = _whole(attributes.get("start"), items)
        style = attributes.get("type") or _style(attributes.get("style") or "")
        return cls(node.tag == "ol", style, number, -1 if backwards else 1)

    def marker(self, item: LexborNode) -> str | None:
        """The bullet or number of the next item, None where the list shows none."""
        if self.style == "none":
            return None
        if not self.ordered:
            return BULLET
        self.number = _whole(item.attributes.get("value"), self.number)
        written = _written(self.number, self.style)
        self.number += self.step
        return f"{written}."


def _written(number: int, style: str) -> str:
    if style in {"a", "lower-alpha", "lower-latin"}:
        return letters(number)
    if style in {"A", "upper-alpha", "upper-latin"}:
        return letters(number).upper()
    if style in {"i", "lower-roman"}:
        return roman(number)
    if style in {"I", "upper-roman"}:
        return roman(number).upper()
    return str(number)


def _whole(value: str | None, default: int) -> int:
    text = (value or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= len(str(_MAX_NUMBER)) else default


def _style(css: str) -> str:
    """The kind of marker that a style names."""
    for part in css.lower().split(";"):
        name, _, value = part.partition(":")
        if name.strip() in {"list-style", "list-style-type"}:
            return value.split()[0] if value.split() else ""
    return ""
