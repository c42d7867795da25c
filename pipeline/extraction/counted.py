"""Rules for what is counted inside a month: "første uge af marts", "sidste hverdag i maj"."""

import datetime as dt
import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.feasts import is_working_day
from referat.extraction.rules import (
    AT_HOUR,
    OF_YEAR,
    Rule,
    full_month_names,
    month_number,
    pattern,
    weekday_names,
    year_of,
)
from referat.extraction.vocabulary import weekdays

NTH = {"første": 0, "anden": 1, "andet": 1, "tredje": 2, "tredie": 2, "fjerde": 3, "sidste": -1}
"""Words that count inside a month, with the place in it."""
_WORKING = ("hverdag", "arbejdsdag")


@cache
def counted_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    nth = rf"(?:den\s+)?(?P<nth>{'|'.join(NTH)})"
    month = rf"(?:i|af)\s+(?P<month>{full_month_names()}){OF_YEAR}"
    day = rf"(?P<day>{weekday_names()}|dag|{'|'.join(_WORKING)})"
    any_month = r"(?:i|af)\s+(?P<month>(?!))?(?P<year>(?!))?(?:denne\s+måned|måneden)"
    return (
        Rule("nth_day", pattern(rf"{nth}\s+{day}\s+{month}{AT_HOUR}"), _nth_day),
        Rule("nth_day_of_month", pattern(rf"{nth}\s+{day}\s+{any_month}"), _nth_day),
        Rule("nth_week", pattern(rf"{nth}\s+uge\s+{month}"), _nth_week),
    )


def _in_month(match: re.Match[str], frame: Frame, make: calendar.OfMonth) -> Period:
    if match["month"] is None:
        return UNKNOWN if frame.on is None else make(frame.on.year, frame.on.month) or UNKNOWN
    number, year = month_number(match["month"]), year_of(match, frame)
    if year is not None:
        return make(year, number) or UNKNOWN
    return frame.upcoming(lambda candidate: make(candidate, number))


def _nth_day(match: re.Match[str], frame: Frame) -> Period:
    kind, place = match["day"].lower(), NTH[match["nth"].lower()]

    def make(year: int, month: int) -> Period | None:
        period = calendar.month(year, month)
        matching = [date for date in calendar.dates(period) if _is_of(kind, date)]
        return calendar.day(matching[place]) if matching else None

    return _in_month(match, frame, make)


def _is_of(kind: str, date: dt.date) -> bool:
    if kind == "dag":
        return True
    return is_working_day(date) if kind in _WORKING else date.isoweekday() == weekdays()[kind]


def _nth_week(match: re.Match[str], frame: Frame) -> Period:
    place = NTH[match["nth"].lower()]

    def make(year: int, month: int) -> Period | None:
        return _week_of_month(calendar.month(year, month), place)

    return _in_month(match, frame, make)


def _week_of_month(month: Period | None, place: int) -> Period | None:
    # does a week that lies in two months count? Dated only where the month's edge is a week's
    if month is None or month.first is None or month.last is None:
        return None
    edge = month.first if place >= 0 else month.last
    if edge.isoweekday() != (1 if place >= 0 else 7):
        return UNKNOWN
    year, number, _ = edge.isocalendar()
    return calendar.week(year, number + max(place, 0))
