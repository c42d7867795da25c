"""What follows a time and changes it: "… er omme", ", altså den 17.", "før den 1. oktober"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import Frame, Mode, Period
from referat.extraction.dates import date_rules
from referat.extraction.periods import parts, period_rules
from referat.extraction.relative import distance, length
from referat.extraction.rules import AT_HOUR, DAY_PART, Rule, pattern, weekday_names
from referat.extraction.vocabulary import alternation, weekdays

_CLOSING = re.compile(
    r"\s+(?:er\s+(?:omme|gået|slut|forbi|ovre|udløbet)|rinder\s+ud|går\s+på\s+hæld|slutter|løber\s+ud"
    r"|udløber)(?!\w)",
    re.IGNORECASE,
)
_MEETING_DATE = re.compile(
    r"\s{0,3},?\s{0,3}(?P<open>\()?(?:(?=(?:den|d\.|\w{3,7}dag)\s)|(?<=\()(?=\d))",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"(?:\s{0,3},\s{1,3}(?P<said>(?:altså|dvs\.?|d\.v\.s\.|det\s+vil\s+sige|nemlig)\s{1,3})?"
    r"|\s{1,3}(?P<open>\())(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Continued:
    """A time read on to `end`; `ahead` if it was counted back from a later one."""

    end: int
    period: Period
    ahead: bool = False


def closing_words(text: str, end: int, mode: Mode) -> int:
    """Where "er omme" and the like end after a time; `end` itself if they do not follow."""
    match = _CLOSING.match(text, end) if mode in ("before", "strict", "by") else None
    return end if match is None else match.end()


def dated_meeting(text: str, end: int, meeting: Period, anchor: Frame) -> Continued:
    """The next meeting, with the date that follows it: "til næste møde den 7. april"."""
    lead = _MEETING_DATE.match(text, end)
    date = None if lead is None else _longest(text, lead.end(), date_rules(), anchor)
    if lead is None or date is None or date.period.last is None:
        return Continued(end, meeting)
    stop = _past_bracket(text, date.end, lead)
    return Continued(stop, replace(date.period, value=meeting.value))


def counted_from(text: str, start: int, anchor: Frame) -> Continued | None:
    """A day that is counted from a date: "fire uger før den 17. april", "en uge efter 1. maj"."""
    lead = _counting().match(text, start)
    date = None if lead is None else _longest(text, lead.end(), date_rules(), anchor)
    if lead is None or date is None:
        return None
    back = lead["way"].lower() != "efter"
    return Continued(date.end, length(lead, date.period.first, sign=-1 if back else 1), back)


def apposition(text: str, end: int, period: Period, anchor: Frame) -> Continued | None:
    """The same time said again, more exactly, after a comma or in brackets.

    Only where both agree: ", den 15. april" after a week that it does not lie in is another time.
    """
    lead = _APPOSITION.match(text, end)
    if lead is None:
        return None
    weekday = _weekday_of(text, lead.end(), period, anchor)
    if weekday is not None:
        return replace(weekday, end=_past_bracket(text, weekday.end, lead))
    exact = _exact(text, lead.end(), anchor)
    if (
        exact is None
        or exact.period.first is None
        or not (
            _agree(period, exact.period)
            or (lead["said"] and _just_before(period, exact.period, anchor.mode))
        )
    ):
        return None
    return Continued(_past_bracket(text, exact.end, lead), exact.period)


def _agree(period: Period, exact: Period) -> bool:
    if period.first is None or period.last is None:
        return period.value is None
    if exact.first is None or exact.last is None:
        return False
    return period.first <= exact.first and exact.last <= period.last


def _just_before(period: Period, exact: Period, mode: Mode) -> bool:
    # "inden 1. april, dvs. lørdag den 31."
    if mode not in ("before", "strict") or period.first is None or exact.last is None:
        return False
    return 0 < (period.first - exact.last).days < 7


def _weekday_of(text: str, start: int, period: Period, frame: Frame) -> Continued | None:
    """The last such weekday in time: "inden uge 42, altså fredag" is the Friday before it."""
    match = _weekday().match(text, start) if period.grain == "week" else None
    due = None if match is None else frame.due(period)
    if match is None or due is None:
        return None
    back = (due.isoweekday() - weekdays()[match["weekday"].lower()]) % 7
    return Continued(match.end(), calendar.later(due, -back))


def _exact(text: str, start: int, anchor: Frame) -> Continued | None:
    part = _part().match(text, start)
    if part is None:
        return _longest(text, start, (*date_rules(), *_weeks()), anchor)
    frame = replace(anchor, part=parts()[" ".join(part["part"].lower().split())])
    found = _longest(text, part.end(), period_rules(), frame)
    return None if found is None else Continued(found.end, frame.shape(found.period))


def _longest(text: str, start: int, rules: Sequence[Rule], frame: Frame) -> Continued | None:
    matches = [(rule, match) for rule in rules if (match := rule.pattern.match(text, start))]
    if not matches:
        return None
    rule, match = max(matches, key=lambda pair: pair[1].end())
    period = rule.read(match, frame)
    return None if period is None else Continued(match.end(), period)


def _past_bracket(text: str, end: int, lead: re.Match[str]) -> int:
    return end + (lead["open"] is not None and text[end : end + 1] == ")")


@cache
def _weeks() -> tuple[Rule, ...]:
    return tuple(rule for rule in period_rules() if rule.name in ("week", "weekday_of_week"))


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?:i\s+)?(?P<part>{alternation(parts())})\s{{1,3}}", re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    return pattern(rf"(?P<weekday>{weekday_names()}){DAY_PART}{AT_HOUR}(?!\s+(?:den|d\.|\d))")


@cache
def _counting() -> re.Pattern[str]:
    event = r"(?:(?!den\b|\w+dag\b)[\w-]{3,40}\s+)?"
    day = rf"(?:{weekday_names()}\s+)?(?:(?:den|d\.)\s?)?\d"
    return re.compile(rf"{distance()}\s+(?P<way>før|inden|efter)\s+{event}(?={day})", re.IGNORECASE)
