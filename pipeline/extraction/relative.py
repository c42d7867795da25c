"""Rules for times that are counted from the meeting: "om 14 dage", "på fredag", "i næste uge"."""

import datetime as dt
import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.feasts import feasts, working_days_later
from referat.extraction.rules import (
    AT_HOUR,
    DAY_PART,
    HOUR,
    PART_OF_DAY,
    Rule,
    pattern,
    weekday_names,
)
from referat.extraction.vocabulary import alternation, numbers, resource, weekdays

_UNITS_OF_ONE = {"dagen": "dag", "aftenen": "dag", "ugen": "uge", "måneden": "måned"}
_THIS = r"(?:denne|dette|indeværende|nuværende)"
_NEXT = r"(?:næste|kommende|næstkommende)"
_ALONE = r"(?!\s+(?:efter|før|inden|forinden|forud|fra|op\s+til|i\s+forvejen|derefter)\b)"
_OTHER = r"(?:(?:efter|før|inden)\s+(?:næste|påske|pinse|jul|nytår|uge\s\d+))"
# "ugen efter påske", "weekenden den 14.", "måneden før": not the one the meeting is in
_PLAIN = (
    r"(?!\s+(?:efter|før|inden|forinden|forud|op\s+til|derefter|derpå|den\b|d\.|i\s|\d|mellem"
    r"|omkring))"
)
_NO_RATE = r"(?<!\bom\s)"  # "en gang om ugen"
_NOW = r"(?:dagens\s+møde|dette\s+møde|mødet|dags\s+dato|dato|i\s+dag|nu|dd\.?|d\.d\.)"
_COUNT = r"(?:\d|en\b|to\b|tre\b|fire\b|fjorten\b)"
_NEXT_LONG = r"(?:(?:de|den|det)\s+)?(?:næste|kommende|førstkommende)\s+"


@cache
def relative_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    return (*_near_rules(), *_duration_rules(), *_weekday_rules())


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


def _near_rules() -> tuple[Rule, ...]:
    close, over = r"(?:udgang|udløb)", r"er\s+(?:omme|gået|slut)"
    near = alternation(resource("time_words")["days_from_meeting"])
    hour = rf"{DAY_PART}{AT_HOUR}"
    return (
        Rule("near_day", pattern(rf"(?P<words>{near}){hour}"), _near_day),
        # "i dag" is mostly "nowadays"
        Rule("today", pattern(rf"i\s+dag{hour}"), _today, needs="governor"),
        Rule(
            "this_week",
            pattern(rf"{_THIS}\s+uge|{_NO_RATE}ugen{_PLAIN}"),
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
        Rule(
            "this_month",
            pattern(rf"{_THIS}\s+måned|{_NO_RATE}måneden{_PLAIN}"),
            _this_month,
            needs="governor",
        ),
        Rule("next_month", pattern(rf"(?:den\s+)?{_NEXT}\s+måned"), _next_month),
        Rule(
            "this_year",
            pattern(rf"i\s+år|{_THIS}\s+år|{_NO_RATE}året{_PLAIN}"),
            _this_year,
            needs="governor",
        ),
        Rule("next_year", pattern(rf"(?:det\s+)?{_NEXT}\s+år"), _next_year, needs="governor"),
        Rule(
            "this_quarter",
            pattern(rf"{_THIS}\s+kvartal|kvartalet{_PLAIN}"),
            _this_quarter,
            needs="governor",
        ),
        Rule("next_quarter", pattern(rf"(?:det\s+)?{_NEXT}\s+kvartal"), _next_quarter),
        Rule("end_of_quarter", pattern(rf"kvartalets\s+{close}"), _end_of_quarter),
        Rule(
            "end_of_month",
            pattern(rf"(?:månedens|md\.?s?)\s+{close}|månedsskiftet|måneden\s+{over}"),
            _end_of_month,
        ),
        Rule("end_of_year", pattern(rf"(?:kalender)?årets\s+{close}|året\s+{over}"), _end_of_year),
        Rule("end_of_week", pattern(rf"ugens\s+{close}|ugen\s+{over}"), _end_of_week),
    )


def _near_day(match: re.Match[str], frame: Frame) -> Period:
    words = " ".join(match["words"].lower().split())
    return calendar.later(frame.on, resource("time_words")["days_from_meeting"][words])


def _today(_match: re.Match[str], frame: Frame) -> Period:
    return calendar.later(frame.on, 0)


def _week_of(date: dt.date | None) -> Period:
    if date is None:
        return UNKNOWN
    year, number, _ = date.isocalendar()
    return calendar.week(year, number) or UNKNOWN


def _this_week(_match: re.Match[str], frame: Frame) -> Period:
    return _week_of(frame.on)


def _next_week(_match: re.Match[str], frame: Frame) -> Period:
    return _week_of(calendar.later(frame.on, 7).first)


def _weekend(_match: re.Match[str], frame: Frame) -> Period:
    week = _week_of(frame.on)
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
    return calendar.closing(_week_of(frame.on))


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


def _qualifier() -> str:
    """A pattern for what makes a weekday another than the next one: "i påskeugen", "efter jul"."""
    times = alternation([*feasts(), *resource("time_words")["events"]["nouns"]])
    week = (
        r"i\s+(?:(?:den\s+)?[\w-]{3,20}\s+uge|[\w-]{0,20}(?:ugen|ferien))"
        r"(?:\s+(?:før|efter)\s+[\w-]+)?"
    )
    near = (
        rf"(?:efter|før|inden|op\s+til)\s+(?:den\s+)?(?:\d|uge\b|næste|[\w-]{{0,20}}?(?:{times})\b)"
    )
    return rf"(?:(?:otte|8|fjorten|14)\s+dage|om\s+{_COUNT}|{week}|{near})"


def _weekday_rules() -> tuple[Rule, ...]:
    name = rf"(?P<weekday>{weekday_names()})"
    clock = rf"{DAY_PART}{AT_HOUR}"
    return (
        Rule(
            "weekday", pattern(rf"{name}{clock}(?!\s+{_qualifier()})"), _weekday, needs="governor"
        ),
        Rule("weekday_hour", pattern(rf"{name}(?:\s+{PART_OF_DAY}|(?={HOUR})){AT_HOUR}"), _weekday),
        Rule(
            "weekday_and_week",
            pattern(rf"{name}(?:\s+om)?\s+(?:otte|8)\s+dage"),
            _week_after,
            needs="governor",
        ),
        Rule(
            "weekday_and_weeks",
            pattern(rf"{name}\s+(?:(?:fjorten|14)\s+dage|(?:to|2)\s+uger)"),
            _fortnight_after,
            needs="governor",
        ),
        Rule("coming_weekday", pattern(rf"(?:først|næst)kommende\s+{name}{clock}"), _weekday),
        Rule("next_weekday", pattern(rf"(?:næste|kommende)\s+{name}{clock}"), _next_weekday),
        Rule("weekday_of_next_week", pattern(rf"{name}\s+i\s+næste\s+uge{clock}"), _after_sunday),
        Rule("weekday_of_this_week", pattern(rf"{name}\s+i\s+{_THIS}\s+uge{clock}"), _this_weekday),
        Rule("weekday_later", pattern(rf"{name}\s+om\s+{duration()}"), _undated),
        Rule("weekday_qualified", pattern(rf"{name}\s+{_qualifier()}"), _undated),
    )


def _weekday(match: re.Match[str], frame: Frame) -> Period:
    if frame.on is None:
        return UNKNOWN
    wanted = weekdays()[match["weekday"].lower()]
    return calendar.later(frame.on, (wanted - frame.on.isoweekday() - 1) % 7 + 1)


def _week_after(match: re.Match[str], frame: Frame) -> Period:
    return calendar.later(_weekday(match, frame).first, 7)


def _fortnight_after(match: re.Match[str], frame: Frame) -> Period:
    return calendar.later(_weekday(match, frame).first, 14)


def _this_weekday(match: re.Match[str], frame: Frame) -> Period:
    period = calendar.later(_week_of(frame.on).first, weekdays()[match["weekday"].lower()] - 1)
    over = period.first is not None and frame.on is not None and period.first < frame.on
    return UNKNOWN if over else period


def _next_weekday(match: re.Match[str], frame: Frame) -> Period:
    # "næste fredag" on a Tuesday: this week's or next week's? Dated only where both agree.
    nearest, following = _weekday(match, frame), _after_sunday(match, frame)
    return nearest if nearest == following else UNKNOWN


def _after_sunday(match: re.Match[str], frame: Frame) -> Period:
    week = _week_of(calendar.later(frame.on, 7).first)
    return calendar.later(week.first, weekdays()[match["weekday"].lower()] - 1)


def _undated(_match: re.Match[str], _frame: Frame) -> Period:
    return UNKNOWN
