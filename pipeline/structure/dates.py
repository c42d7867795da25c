"""Dates written out in a header: "tirsdag den 12. marts 2019", "12/3-19", "2019-03-12"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from referat.structure.date_words import ordinal_days, ordinal_pattern, year_in_words
from referat.structure.date_years import year_after, year_before
from referat.structure.header_words import month_names, weekday_numbers

_ISO: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
)
_NUMERIC: Final = re.compile(
    r"(?<![\d/])(?<!\d[.,])(?P<day>\d{1,2})\s?(?P<mark>/|[.-](?!\s?\d{1,2}\s?/))\s?(?P<month>\d{1,2})(?!\d)"
)
_CLOCK: Final = re.compile(r"(?:\bkl\.?|klokken|fra|til|tid\w*:?|[-–])\s*$", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"(?:\b(?:nr|nummer|side|s|pkt|punkt|§|opg|bilag|sag|version|afsnit|uge)\.?|§)\s*$",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"\b(?:den|d\.?)\s?$", re.IGNORECASE)
_JOINS: Final = re.compile(
    r"\s?(?:[-–—/+&]|,|og|til|samt)\s?(?:[^\W\d_]{3,8}\.?,?\s)?(?:(?:den|d\.?)\s?)?", re.IGNORECASE
)
_FIRST_DAY: Final = re.compile(
    r"(?:^|(?P<before>[^\s\d]+)\s+|(?<=[(,:;.]))(?P<day>\d{1,2})(?P<dot>\.?)"
    r"(?P<mark>\s?[-–—]\s?|/|\s?&\s?|\s(?:og|til)\s)(?:(?:[^\W\d_]{3,8},?\s)?(?:(?:den|d\.?)\s?))?$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"(?:nr|kl|klokken|side|punkt|pkt|uge|referat|\w*møde|\w*forsamling|bind|del|nummer)[.:]?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<![\d.,/])(?:19[5-9]\d|20[0-4]\d)(?!\d|[,/]\d)")
_REMEMBERED: Final = 1024
_DIGIT: Final = re.compile(r"\d")
_LOOK_BACK: Final = 40


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written, where its text starts and ends.

    The year is None where none is written, the weekday (1 is Monday) where none stands beside it.
    Of several days ("3.-5. maj") it is the first.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None = None

    def on(self, year: int) -> dt.date | None:
        """The date in that year, None where there is no such day."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def complete(self) -> dt.date | None:
        """The date if its year is written."""
        return None if self.year is None else self.on(self.year)

    def fits(self, day: dt.date) -> bool:
        """Whether a day is of the weekday that is written, if one is."""
        return self.weekday is None or day.isoweekday() == self.weekday


def written_dates(text: str) -> list[WrittenDate]:
    """All dates of a text in order.

    Args:
        text: The text.
    """
    return list(_written(text))


@lru_cache(_REMEMBERED)
def _written(text: str) -> tuple[WrittenDate, ...]:
    found: list[WrittenDate] = []
    for date in sorted(_dates(text), key=lambda date: (date.start, -date.end)):
        behind = not found or date.start >= found[-1].end
        if behind and date.on(date.year or 2000):
            found.append(date)
    return tuple(_with_shared_years(text, found))


def written_years(text: str) -> set[int]:
    """All years that a text writes with four digits."""
    return {int(match.group()) for match in _YEAR.finditer(text)}


def _dates(text: str) -> Iterator[WrittenDate]:
    if not _DIGIT.search(text):
        numbered: Iterator[re.Match[str]] = iter(())
    else:
        for match in _ISO.finditer(text):
            day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
            yield _with_weekday(text, WrittenDate(match.start(), match.end(), day, month, year))
        yield from _numeric(text)
        numbered = _named().finditer(text)
    for match in numbered:
        day, month = int(match["day"]), month_names()[match["month"].lower()]
        yield _completed(text, WrittenDate(match.start(), match.end(), day, month, None))
    for match in _in_words().finditer(text):
        day = ordinal_days()["".join(match["day"].lower().split())]
        month = month_names()[match["month"].lower()]
        yield _completed(text, WrittenDate(match.start(), match.end(), day, month, None))


def _numeric(text: str) -> Iterator[WrittenDate]:
    for match in _NUMERIC.finditer(text):
        start, end, mark = match.start(), match.end(), match["mark"]
        before = text[max(0, start - _LOOK_BACK) : start]
        if not 1 <= int(match["month"]) <= 12 or (mark == "-" and before.endswith("-")):
            continue
        date = WrittenDate(start, end, int(match["day"]), int(match["month"]), None)
        date = _completed(text, date, mark)
        governed = date.weekday is not None or _ARTICLE.search(before)
        clock = _CLOCK.search(before)
        # "19.30" and "14-16" are clock times, "2.3" is a number, "10.12-12" may be either
        doubtful = mark == "." and not governed
        if date.year is not None and not (
            clock and mark != "/" and len(text[start : date.end]) < 8
        ):
            yield date
        elif clock or _NUMBERED.search(before) or mark == "-" or doubtful:
            continue
        else:
            yield date


def _completed(text: str, date: WrittenDate, mark: str | None = None) -> WrittenDate:
    """The date with the year and weekday that stand beside it, and with the first of its days."""
    date = _with_weekday(text, _from_first_day(text, date))
    fits = None if date.weekday is None else lambda year: _agrees(date, year)
    year = year_in_words(text, date.end) if mark is None else None
    year = year or year_after(text, date.end, mark, fits)
    if year is not None:
        return _with_weekday(text, replace(date, year=year[0], end=year[1]))
    return replace(date, year=year_before(text[max(0, date.start - _LOOK_BACK) : date.start]))


def _agrees(date: WrittenDate, year: int) -> bool:
    day = date.on(year)
    return day is not None and date.fits(day)


def _from_first_day(text: str, date: WrittenDate) -> WrittenDate:
    """The first of several days: of "3.-5. maj" the 3rd of May, but not of "nr. 3 - 5. maj"."""
    origin = max(0, date.start - _LOOK_BACK)
    match = _FIRST_DAY.search(text, origin, date.start)
    if match is None or not 0 < int(match["day"]) < date.day:
        return date
    spaced = match["mark"].strip() in {"-", "–", "—"} and match["mark"] != match["mark"].strip()
    if (spaced and not match["dot"]) or _COUNTED.fullmatch(match["before"] or ""):
        return date
    return replace(date, start=match.start("day"), day=int(match["day"]))


def _with_weekday(text: str, date: WrittenDate) -> WrittenDate:
    """The date with the weekday written before it, or behind it in brackets."""
    if date.weekday is not None:
        return date
    before = _weekday_before().search(text, max(0, date.start - _LOOK_BACK), date.start)
    found = before or _weekday_behind().match(text, date.end)
    if found is None or (before is not None and before["more"]):
        return date
    return replace(date, weekday=weekday_numbers()[found["weekday"].lower()])


def _with_shared_years(text: str, dates: list[WrittenDate]) -> list[WrittenDate]:
    """The dates, those of a run such as "29. april - 1. maj 2019" with the year of its last."""
    found = list(dates)
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if one.year is None and other.year and _JOINS.fullmatch(text, one.end, other.start):
            found[place] = replace(one, year=other.year - (one.month > other.month))
    return found


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d/])(?<!\d[.,])(?P<day>\d{{1,2}})(?:\s?\.|\.?\s?te)?\s?(?P<month>{_months()})"
        r"(?![^\W\d_])\.?",
        re.IGNORECASE,
    )


@cache
def _in_words() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<day>{ordinal_pattern()})\s(?P<month>{_months()})(?![^\W\d_])", re.IGNORECASE
    )


def _months() -> str:
    return "|".join(sorted(month_names(), key=len, reverse=True))


@cache
def _weekday_before() -> re.Pattern[str]:
    days = "|".join(sorted(weekday_numbers(), key=len, reverse=True))
    return re.compile(
        rf"(?P<more>\b(?:{days})\s?(?:[-–+&]|til|og)\s?)?\b(?P<weekday>{days})\b\.?,?\s?"
        r"(?:den\s?|d\.?\s?)?$",
        re.IGNORECASE,
    )


@cache
def _weekday_behind() -> re.Pattern[str]:
    days = "|".join(day for day in weekday_numbers() if len(day) > 5)
    return re.compile(
        rf"\s?(?:\(|,\s?(?=\w+\s?(?:$|[,(.]|kl)))(?P<weekday>{days})\b", re.IGNORECASE
    )
