"""Rules for days that are named by number: "den 1. april", "1/4-22", "torsdag den 17."."""

import datetime as dt
import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.rules import (
    ARTICLE,
    CLOCK,
    DAY,
    FULL_YEAR,
    MONTH_NUMBER,
    YEAR,
    Rule,
    month_names,
    month_number,
    pattern,
    weekday_number,
    weekday_prefix,
    year_of,
)
from referat.extraction.vocabulary import alternation, ordinals

_NO_FRACTION = (
    r"(?!\s*(?:år|time|timer|pris|dag|del|dele|liter|kg|side|sider|af\b|%|kr|meter|m2|mio|mia"
    r"|procent))"
)
_LAST_DAY = r"den\s+sidste(?:\s+i\s+(?:denne\s+måned|måneden|md\.?))?(?=\s*(?:[.,;)]|$))"
_DASH = r"\s?(?:-|–|—|til)\s?"
_JOIN = r"\s?(?:-|–|—|til|og|eller)\s?"


@cache
def date_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    day_word = rf"(?:(?P<day>{DAY})\s?\.?|(?P<ordinal>{alternation(ordinals())}))"
    prefix = weekday_prefix() + ARTICLE
    clock = rf"(?:\s*,?\s*{CLOCK})?"
    return (
        Rule("iso", pattern(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){clock}"), _numeric),
        Rule(
            "day_month",
            pattern(rf"{prefix}{day_word}\s?(?P<month>{month_names()}){YEAR}{clock}"),
            _written,
        ),
        Rule(
            "marked_numeric",
            pattern(
                rf"(?=\w{{2,8}}\.?,?\s|d\.?\s?\d){prefix}(?P<day>{DAY})[/.]"
                rf"(?P<month>{MONTH_NUMBER})(?![\d/])\.?(?P<year>(?!))?{clock}"
            ),
            _numeric,
        ),
        Rule(
            "numeric",
            pattern(
                rf"{prefix}(?<![\d./])(?P<day>{DAY})(?:\s?/\s?|\.)(?P<month>{MONTH_NUMBER})(?![\d/])"
                rf"(?:\s?[-–./]\s?(?P<year>{FULL_YEAR}|\d\d)(?![\d/.])|\s(?P<year4>{FULL_YEAR}))?"
                rf"\.?{_NO_FRACTION}{clock}"
            ),
            _numeric,
            needs="limit",
        ),
        Rule(
            "slashes",
            pattern(
                rf"{prefix}(?P<day>{DAY})/(?P<month>{MONTH_NUMBER})/(?P<year>{FULL_YEAR}|\d\d)"
                rf"(?!/){clock}"
            ),
            _numeric,
        ),
        Rule(
            "dashes",
            pattern(
                rf"{prefix}(?P<day>{DAY})-(?P<month>{MONTH_NUMBER})-(?P<year>{FULL_YEAR}|\d\d){clock}"
            ),
            _numeric,
        ),
        Rule(
            "day_of_month",
            pattern(
                rf"{weekday_prefix()}(?:den|d\.)\s*(?P<day>{DAY})\.(?!\s?\d)"
                rf"(?:\s?(?:ds|dennes|d\.m)\b\.?)?{clock}"
            ),
            _day_of_month,
        ),
        Rule("last_of_month", pattern(_LAST_DAY), _last_of_month, needs="limit"),
        Rule(
            "days",
            pattern(
                rf"(?:mellem\s+)?{ARTICLE}(?P<day>{DAY})\s?\.?{_JOIN}{ARTICLE}(?P<last>{DAY})\s?\.?"
                rf"\s?(?P<month>{month_names()}){YEAR}"
            ),
            _days_of_month,
        ),
        Rule(
            "day_to_day",
            pattern(
                rf"(?:mellem\s+)?{ARTICLE}(?P<day>{DAY})\s?\.?\s?(?P<month>{month_names()}){_DASH}"
                rf"{ARTICLE}(?P<last>{DAY})\s?\.?\s?(?P<last_month>{month_names()}){YEAR}"
            ),
            _day_to_day,
        ),
        Rule(
            "numeric_days",
            pattern(
                rf"(?:mellem\s+)?{ARTICLE}(?P<day>{DAY})/(?P<month>{MONTH_NUMBER}){_DASH}{ARTICLE}"
                rf"(?P<last>{DAY})/(?P<last_month>{MONTH_NUMBER})"
                rf"(?:\s?[-–/]?\s?(?P<year>{FULL_YEAR}))?"
            ),
            _day_to_day,
        ),
    )


def _written(match: re.Match[str], frame: Frame) -> Period:
    number = int(match["day"]) if match["day"] else ordinals()[match["ordinal"].lower()]
    return _dated(number, month_number(match["month"]), year_of(match, frame), match, frame)


def _numeric(match: re.Match[str], frame: Frame) -> Period:
    year = year_of(match, frame)
    if year is None and match.groupdict().get("year4"):
        year = year_of(match, frame, "year4")
    return _dated(int(match["day"]), int(match["month"]), year, match, frame)


def _dated(number: int, month: int, year: int | None, match: re.Match[str], frame: Frame) -> Period:
    def make(candidate: int) -> Period | None:
        date = calendar.date_or_none(candidate, month, number)
        return None if date is None else calendar.day(date)

    period = frame.upcoming(make) if year is None else make(year) or UNKNOWN
    return period if _agrees(period, match) else UNKNOWN


def _agrees(period: Period, match: re.Match[str]) -> bool:
    # a weekday that contradicts the date: nobody can tell which of the two is wrong
    named = weekday_number(match) if "weekday" in match.re.groupindex else None
    return named is None or period.first is None or period.first.isoweekday() == named


def _day_of_month(match: re.Match[str], frame: Frame) -> Period:
    if frame.on is None:
        return UNKNOWN
    number = int(match["day"])
    start = frame.on.replace(day=1)
    if number < frame.on.day:
        start = (start + dt.timedelta(days=32)).replace(day=1)
    date = calendar.date_or_none(start.year, start.month, number)
    period = UNKNOWN if date is None else calendar.day(date)
    return period if _agrees(period, match) else UNKNOWN


def _last_of_month(_match: re.Match[str], frame: Frame) -> Period:
    if frame.on is None:
        return UNKNOWN
    last = (calendar.month(frame.on.year, frame.on.month) or UNKNOWN).last
    return UNKNOWN if last is None else calendar.day(last)


def _days_of_month(match: re.Match[str], frame: Frame) -> Period:
    month = month_number(match["month"])
    bounds = (int(match["day"]), month), (int(match["last"]), month)
    return _between(*bounds, year_of(match, frame), frame)


def _day_to_day(match: re.Match[str], frame: Frame) -> Period:
    first, last = (_any_month(match[name]) for name in ("month", "last_month"))
    bounds = (int(match["day"]), first), (int(match["last"]), last)
    return _between(*bounds, year_of(match, frame), frame)


def _any_month(text: str) -> int:
    return int(text) if text.isdigit() else month_number(text)


def _between(
    start: tuple[int, int], stop: tuple[int, int], year: int | None, frame: Frame
) -> Period:
    turns = stop[1] < start[1]

    def make(candidate: int) -> Period | None:
        first = calendar.date_or_none(candidate, start[1], start[0])
        last = calendar.date_or_none(candidate + turns, stop[1], stop[0])
        return None if first is None or last is None else calendar.days(first, last)

    if year is None:
        return frame.upcoming(make)
    return make(year - turns) or UNKNOWN
