"""Titles inside an agenda item: numbers that start again, and single proposals."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from referat.minutes import BlockKind
from referat.structure.candidates import is_over_text
from referat.structure.chains import Candidate
from referat.structure.numbering import Number
from referat.structure.proposals import holds_motions, names_motion, settles_motion
from referat.structure.titles import has_verb
from referat.structure.units import Line

_MAX_INNER: Final = 60
_MIN_CHAIN: Final = 3
_SURE: Final = 1.5


def displaced(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Titles whose number is missing among the items since they stand out of its order.

    Args:
        candidates: Numbered lines in reading order.
        chosen: Those that are items, in ascending order.
    """
    taken = {item.number.path for item in chosen}
    styles = {item.number.style for item in chosen}
    if len(chosen) < _MIN_CHAIN or len(taken) < len(chosen):
        return
    first, last = chosen[0], chosen[-1]
    places = {item.position for item in chosen}
    above: Candidate | None = None
    for candidate in candidates:
        path = candidate.number.path
        counts_on = above is not None and above.number.path == (path[0] - 1,)
        inner = counts_on and above is not None and above.position not in places
        missing = path not in taken and first.number.path < path < last.number.path
        may_be = candidate.position > first.position and candidate.number.style in styles
        if missing and len(path) == 1 and may_be and not inner and candidate.score >= _SURE:
            taken.add(path)
            yield candidate
        above = candidate


def restarted_titles(
    lines: Sequence[Line], candidates: Sequence[Candidate], chosen: Sequence[Candidate]
) -> dict[int, Number]:
    """Titles by position that count from 1 or a inside an item, each over text of its own.

    Args:
        lines: The document's lines.
        candidates: Numbered lines in reading order.
        chosen: Those that are items.
    """
    places = [candidate.position for candidate in candidates]
    found: dict[int, Number] = {}
    ends = [item.position for item in chosen[1:]] + [len(lines)]
    for item, end in zip(chosen, ends, strict=False):
        inner = candidates[bisect_right(places, item.position) : bisect_left(places, end)]
        for style in ("number", "lower"):
            run = [c for c in inner if c.number.style.startswith(style)]
            counts = [c.number.path for c in run] == [(step + 1,) for step in range(len(run))]
            if len(run) > 1 and counts and all(_is_inner_title(lines, c) for c in run):
                found |= {c.position: c.number for c in run}
    return found


def _is_inner_title(lines: Sequence[Line], candidate: Candidate) -> bool:
    """Whether a numbered line inside an item is a short title with a paragraph below it."""
    line = lines[candidate.position]
    if len(line.text) > _MAX_INNER or has_verb(line.text) or not candidate.over_text:
        return False
    below = lines[candidate.position + 1]
    if below.block.kind is not BlockKind.PARAGRAPH:
        return False
    return len(below.text) > len(line.text) or candidate.number.style.startswith("lower")


def motion_titles(lines: Sequence[Line], numbered: Sequence[int]) -> Iterator[int]:
    """Positions of titles of single proposals in an item that takes up several.

    Args:
        lines: The document's lines.
        numbered: Positions of the items' titles, sorted.
    """
    for position, following in pairwise([*numbered, len(lines)]):
        if holds_motions(lines[position].first):
            for inside in range(position + 1, following - 1):
                text = lines[inside].text
                told = settles_motion(text) or not is_over_text(lines, inside)
                if names_motion(text) and not told:
                    yield inside
