"""The numbers of OpenDocument's lists, which are counted from their styles and stand in no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from referat.reading.numerals import letters, roman
from referat.reading.odt_xml import STYLE, TEXT, count
from referat.reading.symbols import bullet

_BULLETS: Final = frozenset({f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image"})
_NUMBERS: Final = frozenset({f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"})
_LISTS: Final = (f"{TEXT}list-style", f"{TEXT}outline-style")
_MAX_LEVELS: Final = 20
_MAX_AFFIX: Final = 20
OUTLINE: Final = "Outline"
"""The name of the style that numbers headings, in programs that give it one."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its bullet, or the format and words around its number."""

    bullet: str | None = None
    style: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


_PLAIN: Final = _Level()


@dataclass(slots=True)
class Count:
    """How far the levels of one list have counted; None where they begin anew."""

    style: str
    reached: list[int | None] = field(default_factory=lambda: [None] * _MAX_LEVELS)


class Numbering:
    """The lists of a document, counted on with every item."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        """Read the styles of lists.

        Args:
            roots: The parts that hold styles, those that may hide others last.
        """
        self._styles: dict[str, dict[int, _Level]] = {}
        self._named: dict[str, Count] = {}
        self._last: dict[str, Count] = {}
        for root in roots:
            for style in root.iter(*_LISTS):
                is_outline = style.tag == f"{TEXT}outline-style"
                name = OUTLINE if is_outline else style.get(f"{STYLE}name", "")
                self._styles[name] = dict(_levels(style))

    def begun(self, style: str, name: str | None, continues: str | None) -> Count:
        """The count of a list that begins here, or goes on from another.

        Args:
            style: The style of the list.
            name: Its own name, by which others may go on from it.
            continues: The name of the list that it goes on from; empty for the last in its style.
        """
        count = None
        if continues is not None:
            count = self._named.get(continues) if continues else self._last.get(style)
        count = count or Count(style)
        self._last[style] = count
        if name:
            self._named[name] = count
        return count

    def marker(self, counted: Count, depth: int, start: int | None = None) -> str | None:
        """The bullet or number of the next item of a list, None where it shows none.

        Args:
            counted: The count of the list.
            depth: The level, from 0.
            start: The number that the item itself says.
        """
        if not 0 <= depth < _MAX_LEVELS:
            return None
        levels = self._styles.get(counted.style, {})
        level = levels.get(depth, _PLAIN)
        before = counted.reached[depth]
        if start is None:
            start = level.start if before is None else before + 1
        counted.reached[depth] = start
        for deeper in range(depth + 1, _MAX_LEVELS):
            counted.reached[deeper] = None
        if level.bullet is not None:
            return level.bullet
        return _written(levels, counted, depth)


def _written(levels: dict[int, _Level], counted: Count, depth: int) -> str | None:
    """The number of an item with those of the levels above that its level shows."""
    level = levels.get(depth, _PLAIN)
    if not level.style:
        return None
    figures: list[str] = []
    for above in range(max(0, depth - level.shown + 1), depth + 1):
        shown = levels.get(above, _PLAIN)
        reached = counted.reached[above]
        figures.append(_figure(shown.start if reached is None else reached, shown.style))
    number = ".".join(figure for figure in figures if figure)
    return " ".join(f"{level.prefix}{number}{level.suffix}".split()) or None


def _figure(counted: int, style: str) -> str:
    if style in {"a", "A"}:
        written = letters(counted)
    elif style in {"i", "I"}:
        written = roman(counted)
    else:
        written = str(counted) if style else ""
    return written.upper() if style.isupper() else written


def _levels(style: etree._Element) -> Iterable[tuple[int, _Level]]:
    for level in style:
        depth = count(level, f"{TEXT}level") - 1
        if level.tag in _BULLETS:
            yield depth, _Level(bullet=_bullet(level))
        elif level.tag in _NUMBERS:
            yield (
                depth,
                _Level(
                    style=level.get(f"{STYLE}num-format", ""),
                    prefix=level.get(f"{STYLE}num-prefix", "")[:_MAX_AFFIX],
                    suffix=level.get(f"{STYLE}num-suffix", "")[:_MAX_AFFIX],
                    start=count(level, f"{TEXT}start-value"),
                    shown=count(level, f"{TEXT}display-levels"),
                ),
            )


def _bullet(level: etree._Element) -> str:
    letters = level.find(f"{STYLE}text-properties")
    font = None if letters is None else letters.get(f"{STYLE}font-name")
    return bullet(level.get(f"{TEXT}bullet-char", "•").strip()[:_MAX_AFFIX], font)
