"""Headings of a PDF, known by the size and weight of their letters."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from referat.reading.printed import PrintedLine

_LARGER: Final = 1.1
_MAX_CHARACTERS: Final = 120
_MAX_BOLD_SHARE: Final = 0.4


def heading_levels(lines: Sequence[PrintedLine]) -> list[int | None]:
    """The level of each line that is a heading, from 1 for the largest letters, else None.

    Lines in larger letters than the body are headings, and so are bold ones where bold is rare;
    the layout takes back those that turn out to be sentences.
    """
    body = median(line.size for line in lines for _ in line.words)
    bold = sum(len(line.text) for line in lines if line.bold)
    bold_counts = bold <= _MAX_BOLD_SHARE * sum(len(line.text) for line in lines)
    larger = sorted(
        {round(line.size) for line in lines if line.size > _LARGER * body}, reverse=True
    )
    rank = {height: level for level, height in enumerate(larger, start=1)}
    return [
        _level(line, rank, body_level=len(larger) + 1, bold_counts=bold_counts) for line in lines
    ]


def _level(
    line: PrintedLine, rank: dict[int, int], *, body_level: int, bold_counts: bool
) -> int | None:
    if len(line.text) > _MAX_CHARACTERS or not any(map(str.isalpha, line.text)):
        return None
    level = rank.get(round(line.size))
    if level is not None:
        return level
    return body_level if line.bold and bold_counts else None
