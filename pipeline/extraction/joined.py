"""Rules for halves of a period and for several quarters: "første halvdel af maj", "Q3 og Q4"."""

import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.rules import (
    FULL_YEAR,
    OF_YEAR,
    Rule,
    full_month_names,
    month_number,
    pattern,
    year_of,
)

_FIRST = r"første|1\."
_SECOND = r"anden|andet|sidste|2\."
_JOIN = r"\s?(?:-|–|—|/|til|og|eller)\s?"


@cache
def joined_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    half = rf"(?:(?P<first>{_FIRST})|(?:{_SECOND}))\s+halvdel\s+af"
    quarter, nth = r"Q(?P<number>[1-4])", r"(?P<number>[1-4])\."
    return (
        Rule(
            "half_of_month",
            pattern(rf"{half}\s+(?P<month>{full_month_names()}){OF_YEAR}"),
            _half_of_month,
        ),
        Rule("half_of_year", pattern(rf"{half}\s+(?P<year>{FULL_YEAR})"), _half_of_year),
        Rule(
            "short_quarters",
            pattern(rf"{quarter}{_JOIN}Q(?P<last>[1-4]){OF_YEAR}"),
            _quarters,
        ),
        Rule(
            "quarters",
            pattern(rf"{nth}{_JOIN}(?P<last>[1-4])\.\s?kvartal{OF_YEAR}"),
            _quarters,
        ),
        Rule(
            "quarter_after_year",
            pattern(rf"(?P<year>{FULL_YEAR})[\s/-]{{0,2}}Q(?P<number>[1-4])(?P<last>(?!))?"),
            _quarters,
        ),
    )


def _half_of_month(match: re.Match[str], frame: Frame) -> Period:
    number, year = month_number(match["month"]), year_of(match, frame)

    def make(candidate: int) -> Period | None:
        month = calendar.month(candidate, number)
        if month is None or month.first is None or month.last is None:
            return None
        middle = month.first.replace(day=15)
        bounds = (month.first, middle) if match["first"] else (middle + calendar.DAY, month.last)
        return calendar.days(*bounds)

    return frame.upcoming(make) if year is None else make(year) or UNKNOWN


def _half_of_year(match: re.Match[str], frame: Frame) -> Period:
    year = year_of(match, frame)
    return UNKNOWN if year is None else calendar.half(year, 1 if match["first"] else 2) or UNKNOWN


def _quarters(match: re.Match[str], frame: Frame) -> Period:
    first, year = int(match["number"]), year_of(match, frame)
    last = int(match["last"] or first)
    turns = last < first

    def make(candidate: int) -> Period | None:
        if first == last:
            return calendar.quarter(candidate, first)
        stop = calendar.quarter(candidate + turns, last)
        return calendar.span(calendar.quarter(candidate, first), stop)

    return frame.upcoming(make) if year is None else make(year - turns) or UNKNOWN
