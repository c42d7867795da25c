"""The numbers of Word's lists, which are counted from their definitions and stand in no text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from referat.reading.docx_xml import W, as_number, child, number, switch, value
from referat.reading.numerals import letters, roman
from referat.reading.symbols import bullet

_LEVELS: Final = 9
_PLACE = re.compile(r"%([1-9])")
_MAX_MARKER: Final = 40


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: how it counts, and what it writes ("%1.%2")."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    font: str | None = None
    restart: int | None = None
    digits_only: bool = False
    picture: bool = False
    linked: str | None = None
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list as its paragraphs name it; lists of one definition count on together."""

    definition: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class _Count:
    """How far the levels of a definition have counted; None where they begin anew."""

    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a document, counted on with every paragraph."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the definitions of lists.

        Args:
            root: The part of numbering, None where the document has none.
        """
        self._lists: dict[str, _List] = {} if root is None else _lists(root)
        self._counts: dict[str, _Count] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of(self, list_id: str, style: str | None) -> int:
        """The level of a list that is linked to a style, the first where none is."""
        known = self._lists.get(list_id)
        levels = known.levels.items() if known and style is not None else ()
        return next((depth for depth, level in levels if level.linked == style), 0)

    def indent(self, list_id: str, depth: int) -> int | None:
        """How far a level of a list is set in, None where it does not say."""
        known = self._lists.get(list_id)
        level = known.levels.get(depth) if known else None
        return None if level is None else level.indent

    def marker(self, list_id: str, depth: int) -> str | None:
        """The bullet or number of the next paragraph of a list, None where it shows none.

        Args:
            list_id: The list.
            depth: The level, from 0.
        """
        known = self._lists.get(list_id)
        if known is None or not 0 <= depth < _LEVELS:
            return None
        count = self._counts.setdefault(known.definition, _Count())
        self._count_on(list_id, known, count, depth)
        level = known.levels.get(depth)
        if level is None or level.style == "none":
            return None
        if level.style == "bullet":
            text = level.text.strip()[:_MAX_MARKER]
            return bullet(text, level.font) if text or level.picture else None
        return _written(known, count, level)

    def _count_on(self, list_id: str, known: _List, count: _Count, depth: int) -> None:
        level = known.levels.get(depth, _Level())
        before = count.reached[depth]
        anew = depth in known.starts and (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        if before is None or anew:
            count.reached[depth] = known.starts.get(depth, level.start)
        else:
            count.reached[depth] = before + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = known.levels.get(deeper, _Level()).restart
            if restart is None or restart > deeper or depth < restart:
                count.reached[deeper] = None


def _written(known: _List, count: _Count, level: _Level) -> str | None:
    """The number of a paragraph in the words of its level."""

    def figure(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        shown = known.levels.get(depth, _Level())
        reached = count.reached[depth]
        counted = shown.start if reached is None else reached
        return _figure(counted, "decimal" if level.digits_only else shown.style)

    return " ".join(_PLACE.sub(figure, level.text[:_MAX_MARKER]).split()) or None


def _figure(counted: int, style: str) -> str:
    if style in {"lowerLetter", "upperLetter"}:
        written = letters(counted)
    elif style in {"lowerRoman", "upperRoman"}:
        written = roman(counted)
    elif style in {"none", "bullet"}:
        written = ""
    else:
        zeros = {"decimalZero": 2}.get(style, 1)
        written = f"{counted:0{zeros}d}." if style == "ordinal" else f"{counted:0{zeros}d}"
    return written.upper() if style.startswith("upper") else written


def _lists(root: etree._Element) -> dict[str, _List]:
    definitions: dict[str, dict[int, _Level]] = {}
    styled: dict[str, str] = {}
    links: dict[str, str] = {}
    for definition in root.iter(f"{W}abstractNum"):
        name = definition.get(f"{W}abstractNumId", "")
        definitions[name] = _levels(definition)
        if (style := value(definition, "styleLink")) is not None:
            styled[style] = name
        if (style := value(definition, "numStyleLink")) is not None:
            links[name] = style
    lists: dict[str, _List] = {}
    for instance in root.iter(f"{W}num"):
        name = value(instance, "abstractNumId") or ""
        name = styled.get(links.get(name, ""), name)
        if name in definitions:
            lists[instance.get(f"{W}numId", "")] = _instance(instance, name, definitions[name])
    return lists


def _instance(instance: etree._Element, name: str, levels: Mapping[int, _Level]) -> _List:
    starts: dict[int, int] = {}
    changed: dict[int, _Level] = {}
    for override in instance.iter(f"{W}lvlOverride"):
        depth = as_number(override.get(f"{W}ilvl"))
        start = number(override, "startOverride")
        if depth is not None and start is not None:
            starts[depth] = start
        changed |= _levels(override)
    return _List(name, {**levels, **changed} if changed else levels, starts)


def _levels(definition: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in definition.iterchildren(f"{W}lvl"):
        depth = as_number(level.get(f"{W}ilvl"))
        if depth is not None and 0 <= depth < _LEVELS:
            levels[depth] = _level(level)
    return levels


def _level(level: etree._Element) -> _Level:
    start, fonts = number(level, "start"), child(level, "rPr", "rFonts")
    indent = child(level, "pPr", "ind")
    left = None if indent is None else indent.get(f"{W}left", indent.get(f"{W}start"))
    return _Level(
        start=0 if start is None else start,
        style=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        font=None if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi")),
        restart=number(level, "lvlRestart"),
        digits_only=switch(level, "isLgl") is True,
        picture=child(level, "lvlPicBulletId") is not None,
        linked=value(level, "pStyle"),
        indent=as_number(left),
    )
