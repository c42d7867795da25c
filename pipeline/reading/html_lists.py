"""The bullets and numbers that a web page shows in front of the items of its lists."""

from dataclasses import dataclass
from typing import Final

from referat.reading.html_elements import Element
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
    def of(cls, element: Element) -> "ListCount":
        """The count of a list that begins."""
        attributes = element.attributes
        backwards = "reversed" in attributes
        items = _items(element) if backwards else 1
        number = _whole(attributes.get("start"), items)
        style = element.style.list_style or attributes.get("type", "")
        return cls(element.name == "ol", style, number, -1 if backwards else 1)

    def marker(self, item: Element) -> str | None:
        """The bullet or number of the next item, None where the list shows none."""
        self.number = _whole(item.attributes.get("value"), self.number)
        number = self.number
        self.number += self.step
        style = item.style.list_style or item.attributes.get("type") or self.style
        if style == "none":
            return None
        return f"{_written(number, style)}." if self.ordered else BULLET


def _items(element: Element) -> int:
    return sum(isinstance(child, Element) and child.name == "li" for child in element.children)


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
