"""Brackets and quotation marks, inside which no sentence ends."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SMILEY: Final = re.compile(r"(?<![^\s.!?])[:;][-o']?[)(DPp]+(?![^\s.])")
_QUOTED: Final = re.compile(r"(?<![^\s(\[–-])(?:[”“\"„][^”“\"„]{1,300}[”“\"]|»[^»«]{1,300}«)(?!\w)")
_CLOSED_BY: Final = {"(": ")", "[": "]"}
_MARK: Final = re.compile(r"[()\[\]]")
_MAX_BRACKET: Final = 300


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges that no place of a text lies in twice, for looking places up."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, ranges: Iterable[tuple[int, int]]) -> "Ranges":
        """Ranges that may overlap, joined where they do."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(ranges):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return cls(tuple(start for start, _ in joined), tuple(end for _, end in joined))

    def hold(self, position: int) -> bool:
        """Whether a place lies inside one of the ranges, and not at its edge."""
        place = bisect_left(self.starts, position) - 1
        return place >= 0 and position < self.ends[place]


def protected_ranges(text: str) -> list[tuple[int, int]]:
    """Ranges of brackets and quotations in a text, the outermost of brackets in brackets.

    A bracket that nothing closes, or only far behind, protects nothing.

    Args:
        text: The text on one line.
    """
    return [match.span() for match in _QUOTED.finditer(text)] + _brackets(text)


def _brackets(text: str) -> list[tuple[int, int]]:
    smileys = {place for match in SMILEY.finditer(text) for place in range(*match.span())}
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _MARK.finditer(text):
        if match.start() in smileys:
            continue
        if match.group() in _CLOSED_BY:
            opened.append(match.start())
        elif opened and _CLOSED_BY[text[opened[-1]]] == match.group():
            start = opened.pop()
            if match.end() - start <= _MAX_BRACKET:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.end()))
    return found
