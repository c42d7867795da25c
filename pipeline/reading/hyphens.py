"""Words broken over the end of a line."""

import re
from collections.abc import Iterator
from typing import Final

from referat.minutes import Span
from referat.reading.words import layout_words

_BROKEN = re.compile(r"(?P<part>[\w.]*[^\W_])(?P<hyphen>[-\u00ad\u2010\u2011])$")
_SLASHED = re.compile(r"[^\W_]/[-\u2010\u2011]?$")
_SOFT: Final = "\u00ad"
_UNBREAKABLE: Final = "\u2011"
_FIRST_WORD = re.compile(r"[\w/]+")
_FAR: Final = 60
_NEAR: Final = 50_000
"""Characters on either side in which it is looked up how a word is written elsewhere."""


def joint(text: str, end: int, start: int) -> Span | None:
    """What to hide so that a word broken at `end` runs on at `start`, the next line's first.

    None where the line ends in no broken word, or where its hyphen stays open ("drifts- og").
    """
    follower = _FIRST_WORD.match(text, start)
    if follower is None:
        return None
    if _SLASHED.search(text, max(0, end - _FAR), end) and follower.group()[0].isalnum():
        return Span(end, start)  # "mødeleder/-referent", "og/eller"
    broken = _BROKEN.search(text, max(0, end - _FAR), end)
    if broken is None:
        return None
    if broken["hyphen"] == _SOFT:
        return Span(end - 1, start)
    if follower.group().lower() in layout_words().after_open_hyphen:
        return None
    keeps = broken["hyphen"] == _UNBREAKABLE or not follower.group()[0].islower()
    keeps = keeps or _keeps_hyphen(broken["part"])
    if not keeps:
        keeps = _is_written_with_hyphen(text, end, broken["part"], follower.group())
    return Span(end if keeps else end - 1, start)


def soft_hyphens(text: str) -> Iterator[Span]:
    """The soft hyphens of a text, which are seen only where a line ends in one.

    Args:
        text: The canonical text.
    """
    at = text.find(_SOFT)
    while at >= 0:
        yield Span(at, at + 1)
        at = text.find(_SOFT, at + 1)


def _keeps_hyphen(part: str) -> bool:
    """Whether a compound is written with a hyphen behind this part ("EU-", "2025-", "p-")."""
    return (
        part.isupper()
        or part[-1].isdigit()
        or len(part) == 1
        or any(map(str.isupper, part[1:]))
        or part.lower() in layout_words().keeps_hyphen
    )


def _is_written_with_hyphen(text: str, end: int, part: str, follower: str) -> bool:
    """Whether the word stands with a hyphen inside a line near by, and nowhere without one."""
    begin, stop = max(0, end - _NEAR), end + _NEAR
    if text.find(f"{part}-{follower}", begin, stop) < 0:
        return False
    return text.find(f"{part}{follower}", begin, stop) < 0
