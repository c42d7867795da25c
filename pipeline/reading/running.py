"""Running heads and feet and page numbers, which are no part of the minutes."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from referat.reading.printed import PrintedLine

_ZONE: Final = 3
"""How many lines at the top and at the foot of a page may be running ones."""
_MARGIN: Final = 0.15
"""Share of a page's height at either end that running lines keep to."""
_ROW: Final = 4.0
"""Points within which lines of different pages stand at the same height."""
_DIGITS = re.compile(r"\d+")
_PAGE_WORDS = re.compile(
    r"\b(?:side|s\.|page)\s*(?P<of>\d{1,4})\b(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[-–|\s]*(?P<of>\d{1,4})(?:\s*(?:/|af)\s*\d{1,4})?[-–|\s.]*")


def without_running(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a document without running heads, feet and page numbers.

    A head that recurs is kept where it stands first: there it is the title.
    """
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    edges = [_edges(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(line, foot) for line, foot in edge})
    needed = max(2, len(pages) / 2)
    recurring = {key for key, count in counts.items() if count >= needed}
    seen: set[tuple[str, bool, int]] = set()
    dropped: set[int] = set()
    for edge in edges:
        for line, foot in edge:
            key = _key(line, foot)
            known = key in recurring and (foot or key in seen)
            seen.add(key)
            if known or _is_page_number(line):
                dropped.add(id(line))
    dropped.update(id(line) for page in pages for line in _sideways(page))
    return [line for line in lines if id(line) not in dropped]


def _sideways(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Text up the margin of a page that is otherwise upright, such as a signature service's key."""
    turned = [line for line in page if not line.upright]
    return turned if len(turned) < len(page) / 2 else []


def _edges(page: Sequence[PrintedLine]) -> list[tuple[PrintedLine, bool]]:
    """The lines at the top and at the foot of a page, the latter marked True."""
    down = sorted(page, key=lambda line: -line.baseline)
    heads = [line for line in down[:_ZONE] if line.height > 1 - _MARGIN]
    feet = [line for line in down[-_ZONE:] if line.height < _MARGIN]
    return [(line, False) for line in heads] + [(line, True) for line in feet]


def _key(line: PrintedLine, foot: bool) -> tuple[str, bool, int]:
    return _DIGITS.sub("#", line.text), foot, round(line.baseline / _ROW)


def _is_page_number(line: PrintedLine) -> bool:
    """Whether a line at a page's edge gives the number of that page."""
    bare = _BARE_NUMBER.fullmatch(line.text)
    if bare is not None:
        return int(bare["of"]) == line.page
    named = _PAGE_WORDS.search(line.text)
    return named is not None and int(named["of"]) == line.page and len(line.text) < 100
