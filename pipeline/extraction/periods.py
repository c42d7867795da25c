"""Rules for weeks, months, quarters, years and feasts that are named."""

import re
from functools import cache

from referat.extraction import calendar
from referat.extraction.calendar import UNKNOWN, Frame, Part, Period
from referat.extraction.counted import NTH, counted_rules
from referat.extraction.feasts import feast_period, feasts, is_single_day
from referat.extraction.joined import joined_rules
from referat.extraction.rules import (
    AT_HOUR,
    DIGITS,
    FULL_YEAR,
    OF_YEAR,
    YEAR,
    Rule,
    dotted_month_names,
    full_month_names,
    month_names,
    month_number,
    pattern,
    short_month_names,
    starting,
    weekday_names,
    year_of,
)
from referat.extraction.spellings import LIKE_A_MONTH, month_like
from referat.extraction.vocabulary import alternation, months, ordinals, resource, weekdays

_SURNAME = re.compile(r"\s[A-ZÆØÅ][a-zæøå]")  # "Maj Holm" is a person
_JOIN = r"\s?(?:-|–|—|/|til|og|eller)\s?"


@cache
def period_rules() -> tuple[Rule, ...]:
    """All rules of this module, of `counted` and of `joined`."""
    return (
        *starting(("den", *NTH), *counted_rules()),
        *starting((*DIGITS, "q", *NTH), *joined_rules()),
        *starting(("u", *weekdays()), *_week_rules(), gate="digit"),
        *starting((*months(), *parts(), "mellem", "imellem"), *_month_rules()),
        *starting((*DIGITS, "q", "år", *ordinals()), *_year_rules()),
        *starting(
            ("næste",),
            Rule(
                "month_of_next_year",
                pattern(
                    rf"(?P<year>næste\s+år)\s+i\s+(?P<month>{full_month_names()})(?P<end>(?!))?"
                ),
                _month,
            ),
        ),
        *starting({name[0] for name in months()}, *_misspelt_rules()),
        *_feast_rules(),
    )


def parts() -> dict[str, Part]:
    """Words that cut out a part of a period, with the part."""
    table: dict[Part, list[str]] = resource("time_words")["parts"]
    return {word: part for part, words in table.items() for word in words}


def _week_rules() -> tuple[Rule, ...]:
    number = r"(?:0?[1-9]|[1-5]\d)"
    return (
        Rule(
            "short_week",
            pattern(rf"(?:u\.\s?|u)(?P<week>{number}){OF_YEAR}"),
            _week,
            needs="governor",
        ),
        Rule("week", pattern(rf"uge\s?(?:nr\.?\s?)?(?P<week>{number}){OF_YEAR}"), _week),
        Rule(
            "weeks",
            pattern(
                rf"(?:uge|ugerne)\s?(?P<week>{number})(?:,\s?\d{{1,2}}){{0,9}}{_JOIN}(?:uge\s)?(?P<last>{number}){OF_YEAR}"
            ),
            _weeks,
        ),
        Rule(
            "weekday_of_week",
            pattern(
                rf"(?P<weekday>{weekday_names()})\s+(?:i\s+)?uge\s?(?P<week>{number}){OF_YEAR}"
            ),
            _weekday_of_week,
        ),
    )


def _week_in(number: int, year: int | None, frame: Frame) -> Period:
    if year is not None:
        return calendar.week(year, number) or UNKNOWN
    return frame.upcoming(lambda candidate: calendar.week(candidate, number))


def _week(match: re.Match[str], frame: Frame) -> Period:
    return _week_in(int(match["week"]), year_of(match, frame), frame)


def _weeks(match: re.Match[str], frame: Frame) -> Period:
    first, last = int(match["week"]), int(match["last"])
    turns = last < first

    def make(year: int) -> Period | None:
        return calendar.span(calendar.week(year, first), calendar.week(year + turns, last))

    year = year_of(match, frame)
    return frame.upcoming(make) if year is None else make(year - turns) or UNKNOWN


def _weekday_of_week(match: re.Match[str], frame: Frame) -> Period:
    week = _week_in(int(match["week"]), year_of(match, frame), frame)
    if week.first is None:
        return UNKNOWN
    return calendar.later(week.first, weekdays()[match["weekday"].lower()] - 1)


def _misspelt_rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "misspelt_month",
            pattern(rf"(?=\w{{6}})(?P<month>{LIKE_A_MONTH}){YEAR}"),
            _misspelt_month,
            needs="governor",
        ),
    )


def _month_rules() -> tuple[Rule, ...]:
    part = rf"(?:{alternation(parts())})"
    full, short = full_month_names(), dotted_month_names()
    either = rf"(?:{full}(?!\w)|(?-i:{short_month_names()})\b\.?)"
    some = rf"(?:i?mellem\s+)?(?P<month>{either})(?:,\s{{0,3}}{full}){{0,9}}"
    return (
        Rule(
            "month",
            pattern(
                rf"(?P<month>{full}(?=s?(?!\w))|{short})(?:(?:\s+måneds?|s)?(?P<end>\s+(?:udgang|udløb))|\s+måneds?)?{YEAR}"
            ),
            _month,
            needs="governor",
        ),
        Rule(
            "month_of_year",
            pattern(rf"(?!jul\b)(?P<month>{month_names()})\s*(?P<year>{FULL_YEAR})(?P<end>(?!))?"),
            _month,
        ),
        Rule(
            "months",
            pattern(rf"{some}{_JOIN}(?P<last>{either}){YEAR}"),
            _months,
            needs="governor",
        ),
        Rule(
            "parts_of_months",
            pattern(
                rf"(?P<part>{part})(?:\s+(?P<month>{full_month_names()}))?{_JOIN}"
                rf"(?P<last_part>{part})\s+(?P<last>{full_month_names()}){YEAR}"
            ),
            _parts_of_months,
        ),
    )


def _month(match: re.Match[str], frame: Frame) -> Period | None:
    if match["month"][0].isupper() and _SURNAME.match(match.string, match.end()):
        return None
    number, year = month_number(match["month"]), year_of(match, frame)
    close = calendar.closing if match["end"] else _same

    def make(candidate: int) -> Period | None:
        period = calendar.month(candidate, number)
        return None if period is None else close(period)

    return frame.upcoming(make) if year is None else make(year) or UNKNOWN


def _misspelt_month(match: re.Match[str], frame: Frame) -> Period | None:
    number, year = month_like(match["month"]), year_of(match, frame)
    if number is None:
        return None
    if year is not None:
        return calendar.month(year, number) or UNKNOWN
    return frame.upcoming(lambda candidate: calendar.month(candidate, number))


def _same(period: Period) -> Period:
    return period


def _months(match: re.Match[str], frame: Frame) -> Period:
    first, last = month_number(match["month"]), month_number(match["last"])
    turns = last < first

    def make(year: int) -> Period | None:
        return calendar.span(calendar.month(year, first), calendar.month(year + turns, last))

    year = year_of(match, frame)
    return frame.upcoming(make) if year is None else make(year - turns) or UNKNOWN


def _parts_of_months(match: re.Match[str], frame: Frame) -> Period:
    last = month_number(match["last"])
    first = month_number(match["month"]) if match["month"] else last
    turns = last < first
    start, stop = (_part(match[name]) for name in ("part", "last_part"))

    def make(year: int) -> Period | None:
        opening, ending = calendar.month(year, first), calendar.month(year + turns, last)
        if opening is None or ending is None:
            return None
        begin, end = Frame(None, part=start).shape(opening), Frame(None, part=stop).shape(ending)
        if begin.first is None or end.last is None:
            return None
        return calendar.days(begin.first, end.last)

    year = year_of(match, frame)
    return frame.upcoming(make) if year is None else make(year - turns) or UNKNOWN


def _part(words: str) -> Part:
    return parts()[" ".join(words.lower().split())]


def _year_rules() -> tuple[Rule, ...]:
    ordinal = alternation(ordinals())
    nth = rf"(?:(?P<number>[1-4])\.?|(?P<ordinal>{ordinal}))"
    return (
        Rule(
            "quarter",
            pattern(rf"{nth}\s?(?:kvt?\.|kv(?:artal)?(?:s(?P<end>\s+(?:udgang|udløb)))?){OF_YEAR}"),
            _quarter,
            needs="governor",
        ),
        Rule(
            "short_quarter",
            pattern(rf"Q(?P<number>[1-4])(?P<ordinal>(?!))?{OF_YEAR}"),
            _quarter,
            needs="governor",
        ),
        Rule("half", pattern(rf"{nth}\s?halvår{OF_YEAR}"), _half, needs="governor"),
        Rule("year", pattern(rf"(?:år\s+)?(?P<year>{FULL_YEAR})"), _year, needs="governor"),
    )


def _nth(match: re.Match[str]) -> int:
    return int(match["number"]) if match["number"] else ordinals()[match["ordinal"].lower()]


def _quarter(match: re.Match[str], frame: Frame) -> Period:
    number, year = _nth(match), year_of(match, frame)
    close = calendar.closing if match.groupdict().get("end") else _same

    def make(candidate: int) -> Period | None:
        period = calendar.quarter(candidate, number)
        return None if period is None else close(period)

    return frame.upcoming(make) if year is None else make(year) or UNKNOWN


def _half(match: re.Match[str], frame: Frame) -> Period:
    number, year = _nth(match), year_of(match, frame)
    if year is None:
        return frame.upcoming(lambda candidate: calendar.half(candidate, number))
    return calendar.half(year, number) or UNKNOWN


def _year(match: re.Match[str], frame: Frame) -> Period:
    year = year_of(match, frame)
    return UNKNOWN if year is None else calendar.whole_year(year) or UNKNOWN


def _feast_rules() -> tuple[Rule, ...]:
    single = [name for name, feast in feasts().items() if is_single_day(feast, name)]
    undated = [name for name, feast in feasts().items() if feast.keys() == {"names"}]
    return starting(
        (*feasts(), *resource("time_words")["vague"]["seasons"]),
        Rule(
            "feast",
            pattern(
                rf"(?P<feast>{alternation(feasts())})(?:\s+(?P<year>{FULL_YEAR}))?(?:/\d\d(?:\d\d)?)?"
            ),
            _feast,
            needs="governor",
        ),
        Rule(
            "feast_day",
            pattern(rf"(?P<feast>{alternation(single)})(?P<year>(?!))?{AT_HOUR}"),
            _feast,
        ),
        Rule(
            "feast_in_week",
            pattern(
                rf"(?:{alternation(undated)})\s*,?\s*\(?(?:i\s+)?uge\s?"
                rf"(?P<week>0?[1-9]|[1-5]\d){OF_YEAR}\)?"
            ),
            _week,
            needs="governor",
        ),
        Rule(
            "between_feasts",
            pattern(r"(?P<year>(?!))?(?P<feast>mellem\s+jul\s+og\s+nytår)"),
            _feast,
        ),
        Rule(
            "season",
            pattern(
                rf"(?:{alternation(resource('time_words')['vague']['seasons'])})"
                rf"(?:\s+{FULL_YEAR})?"
            ),
            _undated,
            needs="governor",
        ),
    )


def _feast(match: re.Match[str], frame: Frame) -> Period:
    return feast_period(" ".join(match["feast"].lower().split()), year_of(match, frame), frame)


def _undated(_match: re.Match[str], _frame: Frame) -> Period:
    return UNKNOWN
