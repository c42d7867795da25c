"""Headings of a PDF, known by the size and weight of their letters."""

from collections.abc import Sequence
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
    weights = [len(line.text) for line in lines]
    body = _body_size(lines, weights)
    bold = sum(weight for line, weight in zip(lines, weights, strict=True) if line.bold)
    bold_counts = bold <= _MAX_BOLD_SHARE * sum(weights)
    larger = sorted(
        {round(line.size) for line in lines if line.size > _LARGER * body}, reverse=True
    )
    rank = {height: level for level, height in enumerate(larger, start=1)}
    return [
        _level(line, rank, body_level=len(larger) + 1, bold_counts=bold_counts) for line in lines
    ]


def _body_size(lines: Sequence[PrintedLine], weights: Sequence[int]) -> float:
    """The size of letters that half of the text does not exceed."""
    half = sum(weights) / 2
    for size, weight in sorted(zip((line.size for line in lines), weights, strict=True)):
        half -= weight
        if half <= 0:
            return size
    return 1.0


def _level(
    line: PrintedLine, rank: dict[int, int], *, body_level: int, bold_counts: bool
) -> int | None:
    if line.cell is not None:
        return None
    text = line.text
    if len(text) > _MAX_CHARACTERS or not any(map(str.isalpha, text)):
        return None
    level = rank.get(round(line.size))
    if level is not None:
        return level
    return body_level if line.bold and bold_counts else None
