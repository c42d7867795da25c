"""Rules for times that hang on an event: "til næste møde", "inden sommerfesten"."""

import re
from functools import cache
from typing import Any

from referat.extraction.calendar import NEXT_MEETING, UNKNOWN, Frame, Period
from referat.extraction.relative import distance, distance_starts, length
from referat.extraction.rules import (
    Rule,
    full_month_names,
    month_number,
    pattern,
    starting,
    weekday_names,
)
from referat.extraction.vocabulary import alternation, months, resource, weekdays

_WORD = r"[^\W\d_][\w/-]{0,40}"


@cache
def meeting_rules() -> tuple[Rule, ...]:
    """Rules for the next meeting."""
    coming = next_meeting_pattern()
    until = r"til\s+vi\s+(?:ses|mødes)\s+(?:igen|næste\s+gang)(?P<meeting>(?!))?"
    of_month = rf"(?:[\w-]{{2,30}}s\s+)?(?P<month>{full_month_names()})-?mødet?"
    gathering = rf"(?:inden|til|før)\s+vi\s+(?:ses|mødes)\s+i\s+(?P<month>{full_month_names()})"
    in_month = rf"\w{{0,30}}mødet?\s+i\s+(?P<month>{full_month_names()})"
    return starting(
        (),
        Rule("next_meeting", pattern(coming), _next_meeting),
        Rule("until_next_meeting", pattern(until), _next_meeting, mode="by"),
        Rule("before_next_meeting", pattern(rf"{distance()}\s+(?:før|inden)\s+{coming}"), _ahead),
        Rule("after_next_meeting", pattern(rf"{distance()}\s+efter\s+{coming}"), _following),
        Rule("gathering_in_month", pattern(gathering), _meeting_in_month, mode="by"),
        Rule("meeting_in_month", pattern(in_month), _meeting_in_month, needs="limit"),
        Rule("meeting_of_month", pattern(of_month), _meeting_in_month, needs="governor"),
        gate="meeting",
    )


@cache
def event_rules() -> tuple[Rule, ...]:
    """Rules for other events, to be tried where no other rule serves: they date nothing."""
    words: dict[str, list[str]] = resource("time_words")["events"]
    event, phrase = _event(words["nouns"]), _phrase(words["stops"], 3)
    near = rf"{distance()}\s+(?:før|inden|efter|op\s+til|fra)\s+{phrase}"
    bare = rf"{distance()}\s+(?:før|forinden|i\s+forvejen|derefter|forud|op\s+til)"
    weekday = rf"{weekday_names()}en\s+(?:før|inden|op\s+til)(?:\s+{phrase})?"
    before = rf"før\s+(?!(?:{alternation(words['excluded'])})\b)[\w-]{{3,40}}(?:en|et|erne|ne)"
    return (
        *starting(
            ("forinden", *distance_starts()),
            Rule("near_event", pattern(near), _undated),
            Rule("beforehand", pattern(rf"{bare}|forinden"), _undated, mode="by"),
        ),
        *starting(weekdays(), Rule("weekday_before_event", pattern(weekday), _undated)),
        *starting(("før",), Rule("ahead_of_event", pattern(before), _undated, mode="strict")),
        Rule("event", pattern(event), _undated, needs="limit"),
        Rule("at_event", pattern(rf"(?:senest\s+)?ved\s+(?:{event}|{_close()})"), _undated),
        Rule("close_of_event", pattern(_close()), _undated, needs="limit"),
        *starting(
            ("inden", "forud"), Rule("before_event", pattern(_before(words)), _undated, mode="by")
        ),
    )


def next_meeting_pattern() -> str:
    """A pattern for the next meeting; the group `meeting` holds the noun, if there is one."""
    words: dict[str, Any] = resource("time_words")["next_meeting"]
    nouns = "|".join(words["nouns"])
    return (
        r"(?:(?:det|den|vores|vort|vor|deres|sit|[\w-]{2,30}s)\s+)?(?:"
        rf"(?:{alternation(words['adjectives'])})\s+(?:(?:{alternation(words['between'])})\s+)?"
        rf"(?P<meeting>{nouns})"
        rf"|{alternation(words['phrases'])})"
    )


def _phrase(stops: list[str], most: int) -> str:
    # a run of words that ends before a stop word; bounded, so linear
    word = rf"(?!(?:{alternation(stops)})\b){_WORD}"
    return rf"{word}(?:\s+{word}){{0,{most}}}"


def _event(nouns: list[str]) -> str:
    adjective = r"(?:(?:den|det|vores|årets|næste|kommende|store|fælles|ordinære)\s+){0,2}"
    return rf"{adjective}(?:\w{{1,30}})??(?:{alternation(nouns)})"


def _close() -> str:
    ends = "afslutning|start|opstart|begyndelse|ophør|udløb|udgang|åbning|færdiggørelse|overtagelse"
    return rf"{_WORD}s\s+(?:{ends})"


def _before(words: dict[str, list[str]]) -> str:
    excluded = alternation([*words["excluded"], *months()])
    article = r"(?:(?:den|det|de)\s+(?=[\w-]{3,20}e\s+[a-zæøå]))?"
    return rf"(?:inden|forud\s+for)\s+{article}(?!(?:{excluded})\b){_phrase(words['stops'], 5)}"


def _next_meeting(_match: re.Match[str], frame: Frame) -> Period:
    date = frame.next_meeting
    return Period(NEXT_MEETING, date, date, before=date, grain="day")


def _meeting_in_month(match: re.Match[str], frame: Frame) -> Period:
    month, date = month_number(match["month"]), frame.next_meeting
    return UNKNOWN if date is None or date.month != month else _next_meeting(match, frame)


def _ahead(match: re.Match[str], frame: Frame) -> Period:
    return length(match, frame.next_meeting, sign=-1)


def _following(match: re.Match[str], frame: Frame) -> Period:
    return length(match, frame.next_meeting)


def _undated(_match: re.Match[str], _frame: Frame) -> Period:
    return UNKNOWN
