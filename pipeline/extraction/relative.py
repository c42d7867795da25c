"""Rules for times that are counted from the meeting: "om 14 dage", "på fredag", "i næste uge"."""

import datetime as dt
import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.feasts import working_days_later
from referat.extraction.rules import (
    AT_HOUR,
    DAY_PART,
    DIGITS,
    Rule,
    pattern,
    starting,
)
from referat.extraction.vocabulary import alternation, numbers, resource

_UNITS_OF_ONE = {"dagen": "dag", "aftenen": "dag", "ugen": "uge", "måneden": "måned"}
THIS = r"(?:denne|dette|indeværende|nuværende)"
_NEXT = r"(?:næste|kommende|næstkommende)"
_WHICH = (
    ("denne", "dette", "indeværende", "nuværende"),
    ("den ", "det ", "næste", "kommende", "førstkommende", "næstkommende"),
)
_ALONE = r"(?!\s+(?:efter|før|inden|forinden|forud|fra|op\s+til|i\s+forvejen|derefter)\b)"
_OTHER = r"(?:(?:efter|før|inden)\s+(?:næste|påske|pinse|jul|nytår|uge\s\d+))"
# "ugen efter påske", "weekenden den 14.", "måneden før": not the one the meeting is in
_PLAIN = (
    r"(?!\s+(?:efter|før|inden|forinden|forud|op\s+til|derefter|derpå|den\b|d\.|i\s|\d|mellem"
    r"|omkring))"
)
_CLOSE, _OVER = r"(?:udgang|udløb)", r"er\s+(?:omme|gået|slut)"
_NO_RATE = r"(?<!\bom\s)"  # "en gang om ugen"
_NOW = r"(?:dagens\s+møde|dette\s+møde|mødet|dags\s+dato|dato|i\s+dag|nu|dd\.?|d\.d\.)"
_NEXT_LONG = r"(?:(?:de|den|det)\s+)?(?:næste|kommende|førstkommende)\s+"


@cache
def relative_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    near, this, following = resource("time_words")["days_from_meeting"], *_WHICH
    return (
        *starting((*near, "i dag"), *_day_rules()),
        *starting((*this, *following, "uge", "weekend"), *_week_rules()),
        *starting((*this, *following, "måned", "md"), *_month_rules()),
        *starting((*this, *following, "kvartal", "kalender", "år", "i år"), *_year_rules()),
        *starting(("om", "inden", "i løbet", "senest", *distance_starts()), *_duration_rules()),
    )


def duration() -> str:
    """A pattern for a length of time: "14 dage", "en måned", "et par uger"."""
    units = resource("time_words")["units"]
    unit = alternation(
        [*units["days"], *units["months"], *units["working"]["words"], *units["uncounted"]["words"]]
    )
    vague = alternation(resource("time_words")["vague"]["counts"])
    word, join = alternation(numbers()), r"(?:\s?[-–]\s?|\s+(?:til|eller)\s+)"
    digits = rf"(?:\d{{1,3}}{join})?(?P<digits>\d{{1,7}})"
    count = rf"(?:{digits}|(?:(?:{word}){join})?(?P<word>{word})|(?P<vague>{vague}))"
    return rf"{count}(?:\s+(?:hele|gode))?\s?(?P<unit>{unit})(?:'?s\s+tid)?(?!\w)"


def distance_starts() -> tuple[str, ...]:
    """What a `distance` can start with."""
    vague = resource("time_words")["vague"]["counts"]
    return (*DIGITS, *numbers(), *vague, *_UNITS_OF_ONE)


def distance() -> str:
    """A pattern for how far one time lies from another: a `duration`, or "dagen" (før)."""
    return rf"(?:{duration()}|(?P<one>{'|'.join(_UNITS_OF_ONE)})\b)"


def length(match: re.Match[str], on: dt.date | None, sign: int = 1) -> Period:
    """The day a matched `duration` or `distance` after (or before) a date; unknown if vague."""
    if match["vague"]:
        return UNKNOWN
    count, unit = _counted(match)
    units = resource("time_words")["units"]
    if unit in units["days"]:
        return calendar.later(on, sign * count * int(units["days"][unit]))
    if unit in units["months"]:
        return calendar.months_later(on, sign * count * int(units["months"][unit]))
    if unit in units["working"]["words"] and sign == 1:
        return working_days_later(on, count)
    return UNKNOWN


def _counted(match: re.Match[str]) -> tuple[int, str]:
    if match.groupdict().get("one"):
        return 1, _UNITS_OF_ONE[match["one"].lower()]
    count = int(match["digits"]) if match["digits"] else numbers()[match["word"].lower()]
    return count, " ".join(match["unit"].lower().split())


def _day_rules() -> tuple[Rule, ...]:
    near = alternation(resource("time_words")["days_from_meeting"])
    hour = rf"{DAY_PART}{AT_HOUR}"
    return (
        Rule("near_day", pattern(rf"(?P<words>{near}){hour}"), _near_day),
        # "i dag" is mostly "nowadays"
        Rule("today", pattern(rf"i\s+dag{hour}"), _today, needs="governor"),
    )


def _week_rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "this_week",
            pattern(rf"{THIS}\s+uge|{_NO_RATE}ugen{_PLAIN}"),
            _this_week,
            needs="governor",
        ),
        Rule("next_week", pattern(rf"(?:den\s+)?{_NEXT}\s+uge{_ALONE}"), _next_week),
        Rule("weekend", pattern(rf"weekenden{_PLAIN}"), _weekend, needs="governor"),
        Rule("next_weekend", pattern(r"næste\s+weekend"), _undated),
        Rule(
            "coming_weekend",
            pattern(r"(?:den\s+)?(?:(?:først|næst)?kommende)\s+weekend"),
            _weekend,
        ),
        Rule("other_weekend", pattern(rf"weekenden\s+{_OTHER}"), _undated, needs="governor"),
        Rule("end_of_week", pattern(rf"ugens\s+{_CLOSE}|ugen\s+{_OVER}"), _end_of_week),
    )


def _month_rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "this_month",
            pattern(rf"{THIS}\s+måned|{_NO_RATE}måneden{_PLAIN}"),
            _this_month,
            needs="governor",
        ),
        Rule("next_month", pattern(rf"(?:den\s+)?{_NEXT}\s+måned"), _next_month),
        Rule(
            "end_of_month",
            pattern(rf"(?:månedens|md\.?s?)\s+{_CLOSE}|månedsskiftet|måneden\s+{_OVER}"),
            _end_of_month,
        ),
    )


def _year_rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "this_quarter",
            pattern(rf"{THIS}\s+kvartal|kvartalet{_PLAIN}"),
            _this_quarter,
            needs="governor",
        ),
        Rule("next_quarter", pattern(rf"(?:det\s+)?{_NEXT}\s+kvartal"), _next_quarter),
        Rule("end_of_quarter", pattern(rf"kvartalets\s+{_CLOSE}"), _end_of_quarter),
        Rule(
            "this_year",
            pattern(rf"i\s+år|{THIS}\s+år|{_NO_RATE}året{_PLAIN}"),
            _this_year,
            needs="governor",
        ),
        Rule("next_year", pattern(rf"(?:det\s+)?{_NEXT}\s+år"), _next_year, needs="governor"),
        Rule(
            "end_of_year", pattern(rf"(?:kalender)?årets\s+{_CLOSE}|året\s+{_OVER}"), _end_of_year
        ),
    )


def _near_day(match: re.Match[str], frame: Frame) -> Period:
    words = " ".join(match["words"].lower().split())
    return calendar.later(frame.on, resource("time_words")["days_from_meeting"][words])


def _today(_match: re.Match[str], frame: Frame) -> Period:
    return calendar.later(frame.on, 0)


def week_of(date: dt.date | None) -> Period:
    """The ISO week of a day; unknown without one."""
    if date is None:
        return UNKNOWN
    year, number, _ = date.isocalendar()
    return calendar.week(year, number) or UNKNOWN


def _this_week(_match: re.Match[str], frame: Frame) -> Period:
    return week_of(frame.on)


def _next_week(_match: re.Match[str], frame: Frame) -> Period:
    return week_of(calendar.later(frame.on, 7).first)


def _weekend(_match: re.Match[str], frame: Frame) -> Period:
    week = week_of(frame.on)
    if week.last is None:
        return UNKNOWN
    return calendar.days(week.last - calendar.DAY, week.last) or UNKNOWN


def _month_of(on: dt.date | None, months: int = 0) -> Period:
    date = calendar.months_later(on, months).first
    return UNKNOWN if date is None else calendar.month(date.year, date.month) or UNKNOWN


def _this_month(_match: re.Match[str], frame: Frame) -> Period:
    return _month_of(frame.on)


def _next_month(_match: re.Match[str], frame: Frame) -> Period:
    return _month_of(frame.on, 1)


def _year_of(on: dt.date | None, years: int = 0) -> Period:
    return UNKNOWN if on is None else calendar.whole_year(on.year + years) or UNKNOWN


def _this_year(_match: re.Match[str], frame: Frame) -> Period:
    return _year_of(frame.on)


def _next_year(_match: re.Match[str], frame: Frame) -> Period:
    return _year_of(frame.on, 1)


def _quarter_of(on: dt.date | None, quarters: int = 0) -> Period:
    date = calendar.months_later(on, 3 * quarters).first
    if date is None:
        return UNKNOWN
    return calendar.quarter(date.year, (date.month + 2) // 3) or UNKNOWN


def _this_quarter(_match: re.Match[str], frame: Frame) -> Period:
    return _quarter_of(frame.on)


def _next_quarter(_match: re.Match[str], frame: Frame) -> Period:
    return _quarter_of(frame.on, 1)


def _end_of_quarter(_match: re.Match[str], frame: Frame) -> Period:
    return calendar.closing(_quarter_of(frame.on))


def _end_of_month(match: re.Match[str], frame: Frame) -> Period:
    period = _month_of(frame.on)
    if match[0].lower() == "månedsskiftet" and period.last is not None:
        return calendar.day(period.last)
    return calendar.closing(period)


def _end_of_year(_match: re.Match[str], frame: Frame) -> Period:
    return calendar.closing(_year_of(frame.on))


def _end_of_week(_match: re.Match[str], frame: Frame) -> Period:
    return calendar.closing(week_of(frame.on))


def _duration_rules() -> tuple[Rule, ...]:
    some = rf"(?:{_NEXT_LONG})?{duration()}"
    about = r"(?:ca\.?\s+|cirka\s+|højst\s+|maks\.?\s+)?"
    return (
        Rule("in_duration", pattern(rf"om\s+{about}{some}{_ALONE}"), _after_duration),
        Rule(
            "within_duration",
            pattern(rf"(?:inden\s?for|inden|i\s+løbet\s+af|senest)\s+{about}{some}{_ALONE}"),
            _after_duration,
            mode="by",
        ),
        Rule(
            "within_from_now",
            pattern(
                rf"(?:inden\s?for|inden|i\s+løbet\s+af|senest)\s+{about}{some}\s+(?:efter|fra)\s+{_NOW}"
            ),
            _after_duration,
            mode="by",
        ),
        Rule(
            "after_this_meeting",
            pattern(rf"{duration()}\s+(?:efter|fra)\s+{_NOW}"),
            _after_duration,
        ),
    )


def _after_duration(match: re.Match[str], frame: Frame) -> Period:
    return length(match, frame.on)


def _undated(_match: re.Match[str], _frame: Frame) -> Period:
    return UNKNOWN
