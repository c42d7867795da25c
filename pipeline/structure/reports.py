"""Reports told at the meeting: background, up to where the meeting takes them up."""

import re
from typing import Final

from referat.structure.headings import normalized
from referat.structure.units import Line
from referat.structure.words import heading_words

_TAKEN_UP: Final = re.compile(
    r"\bberetning(?:en)?\b.*\b(?:godkend\w*|vedtag\w*)|\bgodkendt\w*\b.*\bberetning|^godkend\w*\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\bberetningen (?:kan|er|var|blev|findes|ligger|skulle|skal)\b", re.IGNORECASE
)


def tells_report(line: Line) -> bool:
    """Whether a title is that of the report of a chair or a board.

    Args:
        line: The title's line.
    """
    title = normalized(line.first)
    return any(title.endswith(word) or f"{word} " in title for word in heading_words().report_words)


def takes_report_up(text: str) -> bool:
    """Whether a sentence says what the meeting did with a report, which ends it.

    Args:
        text: The sentence.
    """
    words = heading_words().report_taken_up
    return words.search(text) is not None or _TAKEN_UP.search(text) is not None


def is_about_report(text: str) -> bool:
    """Whether a sentence says that there was a report, and is none itself.

    Args:
        text: The sentence.
    """
    words = heading_words().report_announced
    return words.search(text) is not None or _ABOUT.search(text) is not None
