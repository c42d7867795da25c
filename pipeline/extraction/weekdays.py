"""Rules for weekdays: "på fredag", "torsdag i næste uge", "mandag otte dage"."""

import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Period
from referat.extraction.feasts import feasts
from referat.extraction.relative import THIS, duration, week_of
from referat.extraction.rules import (
    AT_HOUR,
    DAY_PART,
    HOUR,
    PART_OF_DAY,
    Rule,
    pattern,
    starting,
    weekday_names,
)
from referat.extraction.vocabulary import alternation, resource, weekdays

_COUNT = r"(?:\d|en\b|to\b|tre\b|fire\b|fjorten\b)"


@cache
def weekday_rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    return starting(
        ("førstkommende", "næst", "kommende", *weekdays()), *_plain_rules(), *_qualified_rules()
    )


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


def _plain_rules() -> tuple[Rule, ...]:
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
    )


def _qualified_rules() -> tuple[Rule, ...]:
    name = rf"(?P<weekday>{weekday_names()})"
    clock = rf"{DAY_PART}{AT_HOUR}"
    return (
        Rule("weekday_of_next_week", pattern(rf"{name}\s+i\s+næste\s+uge{clock}"), _after_sunday),
        Rule("weekday_of_this_week", pattern(rf"{name}\s+i\s+{THIS}\s+uge{clock}"), _this_weekday),
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
    period = calendar.later(week_of(frame.on).first, weekdays()[match["weekday"].lower()] - 1)
    over = period.first is not None and frame.on is not None and period.first < frame.on
    return UNKNOWN if over else period


def _next_weekday(match: re.Match[str], frame: Frame) -> Period:
    # "næste fredag" on a Tuesday: this week's or next week's? Dated only where both agree.
    nearest, following = _weekday(match, frame), _after_sunday(match, frame)
    return nearest if nearest == following else UNKNOWN


def _after_sunday(match: re.Match[str], frame: Frame) -> Period:
    week = week_of(calendar.later(frame.on, 7).first)
    return calendar.later(week.first, weekdays()[match["weekday"].lower()] - 1)


def _undated(_match: re.Match[str], _frame: Frame) -> Period:
    return UNKNOWN
