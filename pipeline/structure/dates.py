"""Dates written out in a header: "tirsdag den 12. marts 2019", "12/3-19", "2019-03-12"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from referat.structure.words import month_numbers

_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d/])(?<!\d\.)(?P<day>\d{1,2})\s?(?P<mark>[./-])\s?(?P<month>\d{1,2})"
    r"(?:\s?[-./ ]\s?(?P<year>(?:19|20)\d\d|\d\d))?(?![\d/])(?!\.\d)"
)
_CLOCK = re.compile(r"(?:kl\.?|klokken|fra|til|tid:?|[-–])\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,/])(?:19[5-9]\d|20[0-4]\d)(?!\d|[,/]\d)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written, where its text starts and ends; the year is None where none is written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def on(self, year: int) -> dt.date | None:
        """The date in that year, None where there is no such day."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def complete(self) -> dt.date | None:
        """The date if its year is written."""
        return None if self.year is None else self.on(self.year)


def written_dates(text: str) -> list[WrittenDate]:
    """All dates of a text in order.

    Args:
        text: The text.
    """
    found: list[WrittenDate] = []
    for match in _matches(text):
        date = _date(match)
        overlaps = any(date.start < other.end and other.start < date.end for other in found)
        if date.on(date.year or 2000) and not overlaps:
            found.append(date)
    return sorted(found, key=lambda date: date.start)


def written_years(text: str) -> set[int]:
    """All years that a text writes with four digits."""
    return {int(match.group()) for match in _YEAR.finditer(text)}


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from _ISO.finditer(text)
    yield from _named().finditer(text)
    for match in _NUMERIC.finditer(text):
        # "19.30" and "14-16" are clock times, "2.3" is a number
        if match["year"] or (match["mark"] == "/" and not _CLOCK.search(text[: match.start()])):
            yield match


@cache
def _named() -> re.Pattern[str]:
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d./])(?P<day>\d{{1,2}})\s?\.?\s?(?P<month>{months})(?![^\W\d_])\.?"
        r"(?:,?\s?-?\s?(?P<year>(?:19|20)\d\d|’\d\d|'\d\d|\d\d(?![\d.:/])))?",
        re.IGNORECASE,
    )


def _date(match: re.Match[str]) -> WrittenDate:
    month = match["month"]
    number = int(month) if month.isdigit() else month_numbers()[month.lower()]
    return WrittenDate(
        match.start(), match.end(), int(match["day"]), number, _full_year(match["year"])
    )


def _full_year(written: str | None) -> int | None:
    """Four digits for two: 95 is 1995, 26 is 2026."""
    if written is None:
        return None
    year = int(written.lstrip("’'"))
    if year >= 100:
        return year
    return year + (1900 if year >= 70 else 2000)
