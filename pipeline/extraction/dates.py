"""Rules for days that are named by number: "den 1. april", "1/4-22", "torsdag den 17."."""

import datetime as dt
import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.rules import (
    ARTICLE,
    AT_HOUR,
    DAY,
    DIGITS,
    FULL_YEAR,
    MONTH_NUMBER,
    YEAR,
    Rule,
    full_month_names,
    month_names,
    month_number,
    pattern,
    starting,
    weekday_names,
    weekday_number,
    weekday_prefix,
    year_of,
)
from referat.extraction.spellings import LIKE_A_MONTH, day_as_read, month_like
from referat.extraction.vocabulary import alternation, ordinals, weekdays

_NO_FRACTION = (
    r"(?!\s*(?:år|time|timer|pris|dag|del|dele|liter|kg|side|sider|af\b|%|kr|meter|m2|mio|mia"
    r"|procent|flertal|plads|stemmer))"
)
_LAST_DAY = r"den\s+sidste(?:\s+i\s+(?:denne\s+måned|måneden|md\.?))?(?=\s*(?:[.,;)]|$))"
# "den 3. generalforsamling": before a noun the number counts something else
_NO_ORDINAL = (
    r"(?:(?!\s*(?-i:[a-zæøå]))|(?=\s+(?:og|så|til|for|på|med|hvor|kl|klokken|at|af|hos|via|eller|men|samt|når"
    r"|senest|inden|før|efter|formiddag|eftermiddag|skal|kan|vil)\b))"
)
DAY_ALONE = rf"(?P<day>{DAY})(?:\.|(?!\.))(?=\s*(?:[,;:)]|$))"
"""A day that ends its clause."""
_MONTH_GROUPS = ("month", "last_month")
_NOT_AHEAD = frozenset({"hver", "enhver", "sidste", "forrige"})
_DASH = r"\s?(?:-|–|—|til)\s?"
_JOIN = r"\s?(?:-|–|—|til|og|eller)\s?"


@cache
def date_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    numeric = (*DIGITS, "den", "d.", "d ", *(f"d{digit}" for digit in DIGITS), *weekdays())
    return (
        *starting((*numeric, *ordinals()), *_written_rules()),
        *starting(numeric, *_short_rules(), gate="digit"),
        *starting(numeric, *_numeric_rules(), gate="digit"),
        *starting((*numeric, "mellem", "imellem", "weekenden"), *_stretch_rules(), gate="digit"),
    )


def _written_rules() -> tuple[Rule, ...]:
    day = rf"(?:(?P<day>{DAY})(?:\s?\.|ste|nde|die|te|de)?|(?P<ordinal>{alternation(ordinals())}))"
    month = rf"\s{{0,3}}(?P<month>{month_names()})"
    like_month = rf"\s{{0,3}}(?P<month>{LIKE_A_MONTH})"
    nth = rf"(?:den|d\.)\s*(?P<day>{alternation(ordinals())})"
    which = r"\s+i\s+(?P<which>\w{2,12}\s+)?(?:måned|måneden|md\.?)"
    misread = r"(?:den|d\.)\s{0,3}(?P<day>[\dlIOo]{1,2})\.\s{0,3}"
    return (
        Rule(
            "day_month",
            pattern(rf"{weekday_prefix()}{ARTICLE}{day}{month}{YEAR}{AT_HOUR}"),
            _written,
        ),
        Rule(
            "day_misspelt_month",
            pattern(rf"{weekday_prefix()}{ARTICLE}{day}{like_month}{YEAR}{AT_HOUR}"),
            _misspelt,
        ),
        Rule(
            "misread_day",
            pattern(rf"{weekday_prefix()}{misread}(?P<month>{full_month_names()}){YEAR}{AT_HOUR}"),
            _misread,
        ),
        Rule("ordinal_of_which_month", pattern(rf"{weekday_prefix()}{nth}{which}"), _day_of_which),
        Rule("last_of_month", pattern(_LAST_DAY), _last_of_month, needs="limit"),
    )


def _short_rules() -> tuple[Rule, ...]:
    number = rf"(?:den|d\.)\s*(?P<day>{DAY})\.(?!\s?\d)"
    of_month = rf"{number}(?:\s?(?:ds|dennes|d\.m)\b\.?)?"
    named = rf"(?P<weekday>{weekday_names()})(?P<short>(?!))?\s+(?:(?:den|d)\s+)?"
    which = r"\s+i\s+(?P<which>\w{2,12}\s+)?(?:måned|måneden|md\.?)"
    return (
        Rule(
            "day_of_month",
            pattern(rf"{weekday_prefix()}{of_month}{_NO_ORDINAL}{AT_HOUR}"),
            _day_of_month,
        ),
        Rule("weekday_day", pattern(rf"{named}{DAY_ALONE}"), _day_of_month),
        Rule("day_of_which_month", pattern(rf"{weekday_prefix()}{number}{which}"), _day_of_which),
    )


def _numeric_rules() -> tuple[Rule, ...]:
    prefix = weekday_prefix() + ARTICLE
    marked = r"(?=\w{2,8}\.?,?\s|d\.?\s?\d)"
    dashed = r"(?<![\d-])(?P<day>[0-3]\d)-(?P<month>[01]\d)(?![\d-])"
    free = r"(?<![\d/])(?<!\d\.)"
    month = rf"(?P<month>{MONTH_NUMBER})(?![\d/])"
    date = rf"{free}(?P<day>{DAY})(?:\s?/\s?|\.){month}"
    apart = rf"{free}(?P<day>{DAY})\s?\.\s{month}"
    dotted_year = rf"\s?\.?\s?(?P<year>{FULL_YEAR})"
    year = rf"(?:\s?[-–./]\s?(?P<year>{FULL_YEAR}|\d\d)(?![\d/.]\d)|\s(?P<year4>{FULL_YEAR}))"
    end = rf"(?![./-]?\d)\.?{_NO_FRACTION}{AT_HOUR}"
    iso = r"(?P<year>\d{4})(?P<dash>[-/])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    dashes = rf"(?P<day>{DAY})-(?P<month>{MONTH_NUMBER})-(?P<year>{FULL_YEAR}|\d\d)"
    return (
        Rule("iso", pattern(rf"{iso}{AT_HOUR}"), _numeric),
        Rule("dashes", pattern(rf"{prefix}{dashes}{AT_HOUR}"), _numeric),
        Rule("slashes", pattern(rf"{prefix}{dashes.replace('-(', '/(')}(?!/){AT_HOUR}"), _numeric),
        Rule("numeric_year", pattern(rf"{prefix}{date}{year}{end}"), _numeric),
        Rule("apart_year", pattern(rf"{prefix}{apart}{dotted_year}{end}"), _numeric),
        Rule("marked_apart", pattern(rf"{marked}{prefix}{apart}\.{end}"), _numeric),
        Rule("of_number", pattern(rf"(?:den|d\.)\s?(?P<day>{DAY})\.\s+i\s+{month}\."), _numeric),
        Rule("dashed", pattern(rf"{prefix}{dashed}{AT_HOUR}"), _numeric, needs="limit"),
        Rule("marked_numeric", pattern(rf"{marked}{prefix}{date}{end}"), _numeric),
        Rule("numeric", pattern(rf"{prefix}{date}{end}"), _numeric, needs="limit"),
    )


def _stretch_rules() -> tuple[Rule, ...]:
    names = weekday_names()
    pair = rf"(?:(?P<from_day>{names})(?:\s?[-–]\s?|\s+(?:og|til)\s+)(?P<to_day>{names})\s+)?"
    from_day, to_day = rf"(?:(?P<from_day>{names})\s+)?", rf"(?:(?P<to_day>{names})\s+)?"
    first = rf"(?:i?mellem\s+)?{ARTICLE}(?P<day>{DAY})"
    last = rf"{ARTICLE}(?P<last>{DAY})"
    month, last_month = (rf"\s?\.?\s?(?P<{name}>{month_names()})" for name in _MONTH_GROUPS)
    number, last_number = (rf"[./](?P<{name}>{MONTH_NUMBER})\.?" for name in _MONTH_GROUPS)
    first_year = rf"(?:\s+{FULL_YEAR})?"
    lead = r"(?:den|d\.|weekenden(?:\s+den)?)\s*"
    alone = rf"{lead}(?P<day>{DAY})\.?\s?[-–]\s?(?P<last>{DAY})\.(?=\W*$|[,;)])"
    between = rf"i?mellem\s+{ARTICLE}(?P<day>{DAY}){month}\s+og\s+{last}{last_month}{YEAR}"
    to_date = rf"{from_day}{first}{month}{first_year}{_DASH}{to_day}{last}{last_month}{YEAR}"
    year = rf"(?:\s?[-–/]?\s?(?P<year>{FULL_YEAR}))?"
    return (
        Rule(
            "days",
            pattern(rf"{pair}{first}(?:\s?\.?{_JOIN}|\.\s?/\s?){last}{month}{YEAR}"),
            _days_of_month,
        ),
        Rule("day_to_day", pattern(to_date), _day_to_day),
        Rule("days_alone", pattern(alone), _days_alone),
        Rule("between_days", pattern(between), _day_to_day),
        Rule(
            "numeric_days",
            pattern(rf"{first}{number}{_DASH}{last}{last_number}{year}"),
            _day_to_day,
        ),
    )


def _written(match: re.Match[str], frame: Frame) -> Period:
    number = int(match["day"]) if match["day"] else ordinals()[match["ordinal"].lower()]
    return _dated(number, month_number(match["month"]), year_of(match, frame), match, frame)


def _misspelt(match: re.Match[str], frame: Frame) -> Period | None:
    month = month_like(match["month"])
    if month is None:
        return None
    number = int(match["day"]) if match["day"] else ordinals()[match["ordinal"].lower()]
    return _dated(number, month, year_of(match, frame), match, frame)


def _misread(match: re.Match[str], frame: Frame) -> Period:
    month = month_number(match["month"])
    return _dated(day_as_read(match["day"]), month, year_of(match, frame), match, frame)


def _numeric(match: re.Match[str], frame: Frame) -> Period:
    groups = [name for name in ("year", "year4") if match.groupdict().get(name)]
    year = year_of(match, frame, groups[0]) if groups else None
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


def _day_of_which(match: re.Match[str], frame: Frame) -> Period | None:
    which = (match["which"] or "").strip().lower()
    day = match["day"].lower()
    number = int(day) if day.isdigit() else ordinals()[day]
    if which in _NOT_AHEAD:
        return None
    months = {"næste": 1, "kommende": 1, "denne": 0, "indeværende": 0}.get(which)
    month = calendar.months_later(frame.on, months).first if months is not None else None
    date = month and calendar.date_or_none(month.year, month.month, number)
    period = calendar.day(date) if date else UNKNOWN
    return period if _agrees(period, match) else UNKNOWN


def _last_of_month(_match: re.Match[str], frame: Frame) -> Period:
    if frame.on is None:
        return UNKNOWN
    last = (calendar.month(frame.on.year, frame.on.month) or UNKNOWN).last
    return UNKNOWN if last is None else calendar.day(last)


def _days_of_month(match: re.Match[str], frame: Frame) -> Period:
    month = month_number(match["month"])
    bounds = (int(match["day"]), month), (int(match["last"]), month)
    return _on_weekdays(_between(*bounds, year_of(match, frame), frame), match)


def _days_alone(match: re.Match[str], frame: Frame) -> Period:
    """Days of the month that the first of them falls in next."""
    first, last = int(match["day"]), int(match["last"])
    if frame.on is None or last <= first:
        return UNKNOWN
    month = calendar.months_later(frame.on.replace(day=1), first < frame.on.day).first
    if month is None:
        return UNKNOWN
    start = calendar.date_or_none(month.year, month.month, first)
    stop = calendar.date_or_none(month.year, month.month, last)
    return UNKNOWN if start is None or stop is None else calendar.days(start, stop) or UNKNOWN


def _on_weekdays(period: Period, match: re.Match[str]) -> Period:
    """The days from one to another, unless a weekday that is named contradicts its date."""
    groups = match.groupdict()
    for name, date in ((groups.get("from_day"), period.first), (groups.get("to_day"), period.last)):
        if name is not None and date is not None and date.isoweekday() != weekdays()[name.lower()]:
            return UNKNOWN
    return period


def _day_to_day(match: re.Match[str], frame: Frame) -> Period:
    first, last = (_any_month(match[name]) for name in ("month", "last_month"))
    bounds = (int(match["day"]), first), (int(match["last"]), last)
    return _on_weekdays(_between(*bounds, year_of(match, frame), frame), match)


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
