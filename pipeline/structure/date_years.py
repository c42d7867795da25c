"""The year beside a day and month, where it surely is one and no time of day."""

import re
from collections.abc import Callable
from typing import Final

Fits = Callable[[int], bool]
"""Whether the weekday beside a date agrees with a year."""

_FULL: Final = r"(?:1[89]|20)\d\d"
_CLOCK: Final = r"\d{1,2}(?:[.:]\d\d)?"
_FULL_YEAR: Final = re.compile(
    rf"\.?,?\s?(?:[-–—/.]\s?)?(?:(?:år|i)\s)?(?P<year>{_FULL})(?!\d|\s?[-–]\s?\d{{4}}|[.:/]\d)",
    re.IGNORECASE,
)
_BEHIND_CLOCK: Final = re.compile(
    rf",?\s?\(?(?:kl\.?|klokken)\s?{_CLOCK}(?:\s?(?:[-–—]|til)\s?(?:kl\.?\s?)?{_CLOCK})?\)?"
    rf"(?:\s?[–—-]\s|,\s?|\s)(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)",
    re.IGNORECASE,
)
_APOSTROPHE: Final = re.compile(r"\.?,?\s?[’'´`](?P<year>\d\d)(?!\d)")
_MARKED: Final = re.compile(
    r"\s?(?P<mark>[-–./])\s?(?P<year>\d\d)(?!\d|[:/]|[.,]\d|\s?[-–]\s?\d)", re.IGNORECASE
)
_BARE: Final = re.compile(r"[.,]?\s(?P<year>\d\d)(?![\d:/]|[.,]\d|\s?[-–]\s?\d)")
_ENDS: Final = re.compile(
    r"\s?(?:$|[,;:)(](?!\d)|\.(?!\s?\d)|[-–]\s|(?:kl|klokken|hos|i|på|ved|fra)\b)", re.IGNORECASE
)
_CLOCK_FOLLOWS: Final = re.compile(r"\s?,?\s?(?:kl\.?|klokken)\s?\d", re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"\b(?:år|aar|anno)\s(?P<year>{_FULL})[,:]?\s(?:\w{{3,8}},?\s)?(?:(?:den|d\.?)\s?)?$",
    re.IGNORECASE,
)
_LAST_HOUR: Final = 24


def year_before(before: str) -> int | None:
    """The year that the words before a date give: "År 2012, tirsdag den 24. april".

    Args:
        before: The words before the date.
    """
    match = _BEFORE.search(before)
    return int(match["year"]) if match else None


def year_after(text: str, end: int, mark: str | None, fits: Fits | None) -> tuple[int, int] | None:
    """The year that follows a day and month, and where it ends; None where none surely does.

    Args:
        text: The text.
        end: Where day and month end.
        mark: What stands between day and month if both are numbers ("/").
        fits: Whether a weekday beside the date agrees with a year; None where none is written.
    """
    for pattern in (_FULL_YEAR, _BEHIND_CLOCK, _APOSTROPHE):
        if match := pattern.match(text, end):
            return _full(match["year"]), match.end()
    if (match := _MARKED.match(text, end)) and _is_marked_year(text, match, mark, fits):
        return _full(match["year"]), match.end()
    if (match := _BARE.match(text, end)) and _is_bare_year(text, match, fits):
        return _full(match["year"]), match.end()
    return None


def _is_marked_year(text: str, match: re.Match[str], mark: str | None, fits: Fits | None) -> bool:
    if mark is not None and (match["mark"] == mark or mark == "/"):
        return True
    if mark == ".":  # "9.10-11" is a time of day as often as a date
        return fits is not None and fits(_full(match["year"]))
    return mark is None and _ENDS.match(text, match.end()) is not None


def _is_bare_year(text: str, match: re.Match[str], fits: Fits | None) -> bool:
    if not _ENDS.match(text, match.end()):
        return False
    agrees = fits is not None and fits(_full(match["year"]))
    follows = _CLOCK_FOLLOWS.match(text, match.end()) is not None
    return agrees or follows or int(match["year"]) > _LAST_HOUR


def _full(written: str) -> int:
    """Four digits for two: 95 is 1995, 26 is 2026."""
    year = int(written)
    if year >= 100:
        return year
    return year + (1900 if year >= 70 else 2000)
