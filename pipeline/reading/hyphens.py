"""Words broken over the end of a line."""

import re
from typing import Final

from referat.minutes import Span
from referat.reading.words import layout_words

_BROKEN = re.compile(r"(?P<part>[\w.]*[^\W_])(?P<hyphen>[-\u00ad\u2010\u2011])$")
_SOFT: Final = "\u00ad"
_FIRST_WORD = re.compile(r"[\w/]+")


def joint(text: str, end: int, start: int) -> Span | None:
    """What to hide so that a word broken at `end` runs on at `start`, the next line's first.

    None where the line ends in no broken word, or where its hyphen stays open ("drifts- og").
    """
    broken = _BROKEN.search(text, max(0, end - 60), end)
    follower = _FIRST_WORD.match(text, start)
    if broken is None or follower is None:
        return None
    if broken["hyphen"] == _SOFT:
        return Span(end - 1, start)
    if follower.group().lower() in layout_words().after_open_hyphen:
        return None
    keeps = _keeps_hyphen(broken["part"]) or not follower.group()[0].islower()
    return Span(end if keeps else end - 1, start)


def _keeps_hyphen(part: str) -> bool:
    """Whether a compound is written with a hyphen behind this part ("EU-", "2025-")."""
    return part.isupper() or part[-1].isdigit() or part.lower() in layout_words().keeps_hyphen
