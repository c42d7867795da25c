"""What styles say of the letters and lines of a web page, as far as minutes need it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

_LENGTH = re.compile(r"(?P<number>-?(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}))(?P<unit>[a-z]{1,4}|%)?")
_POINTS: Final = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 12.0}
_NAMED_SIZES: Final = {
    "xx-small": 6.75,
    "x-small": 7.5,
    "small": 9.75,
    "medium": 12.0,
    "large": 13.5,
    "x-large": 18.0,
    "xx-large": 24.0,
}
_SCALES: Final = {"larger": 1.2, "smaller": 0.83}
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+))?")
_SYMBOL_FONTS: Final = ("symbol", "wingdings 2", "wingdings")
_BOLD: Final = 600
_TIGHT: Final = 2.0
"""Points of white space that are not seen."""
_MAX_DECLARATIONS: Final = 200
_MAX_RULES: Final = 5_000
_MAX_NAMES: Final = 50


@dataclass(frozen=True, slots=True)
class Style:
    """What a rule or an element's own words say; None where they say nothing.

    `size` is in points, `scale` a size against that around; `font` a font of symbols, empty for
    others; `preserved` whether line breaks of the source count; `above` and `below` whether white
    space stands there; `indent` how far it is set in, in points; `list_style` the kind of bullet
    or number; `list_level` the level of a list of Word, from 1; `ignored` whether Word wrote the
    bullet or number of that list there; `tabs` how many tabs the text stands for.
    """

    bold: bool | None = None
    underlined: bool | None = None
    size: float | None = None
    scale: float | None = None
    font: str | None = None
    hidden: bool | None = None
    preserved: bool | None = None
    above: bool | None = None
    below: bool | None = None
    indent: float | None = None
    list_style: str | None = None
    list_level: int | None = None
    ignored: bool | None = None
    tabs: int | None = None

    def over(self, under: "Style") -> "Style":
        """This style where it says something, else the other one."""
        said = {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) is not None
        }
        return replace(under, **said) if said else under


UNSTYLED: Final = Style()


class StyleSheet:
    """The rules of a page for elements and classes, and what the elements say themselves.

    No rule hides anything: pages fold minutes away that a click shows.
    """

    def __init__(self) -> None:
        """Begin a page without rules."""
        self._rules: dict[tuple[str, str], Style] = {}
        self._known: dict[tuple[str, str, str], Style] = {}

    def add(self, source: str) -> None:
        """Take in the rules of a `<style>`; those for print or narrow screens do not count."""
        self._known.clear()
        for selectors, declarations in _rules(source):
            style = replace(_style(declarations), hidden=None)
            for selector in selectors.split(",")[:_MAX_NAMES]:
                match = _SELECTOR.fullmatch(selector.strip())
                if match is None or style == UNSTYLED or len(self._rules) >= _MAX_RULES:
                    continue
                key = match["tag"] or "", match["name"] or ""
                self._rules[key] = style.over(self._rules.get(key, UNSTYLED))

    def of(self, name: str, attributes: Mapping[str, str]) -> Style:
        """The style of an element, its own words before those of rules.

        Args:
            name: The element.
            attributes: Its attributes.
        """
        key = name, attributes.get("class", ""), attributes.get("style", "")
        style = self._known.get(key)
        if style is None:
            style = self._found(*key)
            if len(self._known) < _MAX_RULES:
                self._known[key] = style
        return style

    def _found(self, name: str, classes: str, declarations: str) -> Style:
        style = _style(declarations)
        if self._rules:
            for one in classes.lower().split()[:_MAX_NAMES]:
                style = style.over(self._rules.get((name, one), UNSTYLED))
                style = style.over(self._rules.get(("", one), UNSTYLED))
            style = style.over(self._rules.get((name, ""), UNSTYLED))
        return style


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of rules that stand in no other rule."""
    first, *others = source.lower().split("/*")
    plain = "".join([first, *(piece.partition("*/")[2] for piece in others)])
    depth = 0
    selectors = text = ""
    for piece in re.split(r"([{}])", plain.replace("<!--", "").replace("-->", "")):
        if piece == "{":
            depth += 1
            selectors = text if depth == 1 else selectors
        elif piece == "}":
            if depth == 1 and not selectors.lstrip().startswith("@"):
                yield selectors, text
            depth = max(0, depth - 1)
        else:
            text = piece


def _style(declarations: str) -> Style:
    said: dict[str, object] = {}
    for declaration in declarations.split(";", _MAX_DECLARATIONS)[:_MAX_DECLARATIONS]:
        name, _, value = declaration.partition(":")
        reader = _READERS.get(name.strip().lower())
        if reader is not None:
            value = value.replace("!important", "").strip().lower()[:_MAX_DECLARATIONS]
            said |= {key: one for key, one in reader(value).items() if one is not None}
    return Style(**said) if said else UNSTYLED  # type: ignore[arg-type]


_Said = Mapping[str, object]


def _weight(value: str) -> _Said:
    if value.isdecimal():
        return {"bold": int(value) >= _BOLD}
    return {"bold": {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(value)}


def _size(value: str) -> _Said:
    if value in _NAMED_SIZES:
        return {"size": _NAMED_SIZES[value], "scale": None}
    if value in _SCALES:
        return {"scale": _SCALES[value]}
    match = _LENGTH.fullmatch(value)
    if match is None:
        return {}
    if match["unit"] in {"em", "%"}:
        return {"scale": float(match["number"]) / (100 if match["unit"] == "%" else 1)}
    return {"size": _points(value)}


def _font(value: str) -> _Said:
    """The shorthand: weight and size before the family."""
    words = value.partition('"')[0].partition("'")[0].split()
    sized = [word.partition("/")[0] for word in words if word[:1].isdigit() and not word.isdigit()]
    size = _size(sized[0]) if sized else {}
    return {**size, "bold": "bold" in words, "font": ""}


def _family(value: str) -> _Said:
    first = value.strip("\"' ")
    return {"font": next((font for font in _SYMBOL_FONTS if first.startswith(font)), "")}


def _decoration(value: str) -> _Said:
    return {"underlined": True if "underline" in value else False if "none" in value else None}


def _margin(value: str) -> _Said:
    """The shorthand: one to four lengths, from the top round to the left."""
    sides = [_points(side) for side in value.split()[:4]]
    if not sides:
        return {}
    left = sides[3] if len(sides) == 4 else sides[min(1, len(sides) - 1)]
    below = sides[2] if len(sides) > 2 else sides[0]
    return {"above": _is_seen(sides[0]), "below": _is_seen(below), "indent": left}


def _list(value: str) -> _Said:
    words = value.split()
    level = next((word[5:] for word in words if word.startswith("level")), "")
    return {
        "ignored": True if value == "ignore" else None,
        "list_level": int(level) if level.isdecimal() and len(level) < 3 else None,
    }


def _preserved(value: str) -> _Said:
    return {"preserved": value.startswith("pre") or value == "break-spaces"}


def _points(value: str) -> float | None:
    match = _LENGTH.fullmatch(value)
    if match is None or match["unit"] == "%":
        return None
    return float(match["number"]) * _POINTS.get(match["unit"] or "px", 12.0)


def _is_seen(space: float | None) -> bool | None:
    return None if space is None else space > _TIGHT


def _list_style(value: str) -> _Said:
    words = [word for word in value.split() if word not in {"inside", "outside"}]
    return {"list_style": words[0] if words and "(" not in words[0] else None}


_READERS: Final[Mapping[str, Callable[[str], _Said]]] = {
    "font-weight": _weight,
    "font-size": _size,
    "font": _font,
    "font-family": _family,
    "text-decoration": _decoration,
    "text-decoration-line": _decoration,
    "display": lambda value: {"hidden": True if value == "none" else None},
    "visibility": lambda value: {"hidden": True if value in {"hidden", "collapse"} else None},
    "mso-hide": lambda value: {"hidden": True if value == "all" else None},
    "white-space": _preserved,
    "margin": _margin,
    "margin-top": lambda value: {"above": _is_seen(_points(value))},
    "margin-bottom": lambda value: {"below": _is_seen(_points(value))},
    "margin-left": lambda value: {"indent": _points(value)},
    "list-style": _list_style,
    "list-style-type": _list_style,
    "mso-list": _list,
    "mso-tab-count": lambda value: {"tabs": int(value[:1]) if value[:1].isdecimal() else None},
}
