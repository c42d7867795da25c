"""Which of the times in a sentence are its deadlines."""

import datetime as dt
import re
from dataclasses import replace
from functools import cache

from referat.extraction.expressions import FoundTime
from referat.extraction.vocabulary import alternation, resource

_FAR = dt.timedelta(days=270)
"""A date without year this far ahead has most likely just passed."""
_LONG = frozenset({"year", "this_year", "next_year", "quarter", "short_quarter", "half", "season"})
_ALONE = frozenset(
    {"numeric", "weekday", "month", "months", "today", "quarter", "short_quarter", "half"}
)
_OCCASIONS = frozenset({"month", "months", "feast", "season", "event", "near_event"})
"""Times that "til" may name as what something is for: "øl til sommerfesten"."""
_VERSION = re.compile(r"(?i)til \d+\.\d+")
_SOON = frozenset({"weekday", "weekday_hour", "day_of_month"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|[-./]\s?\d\d(?!\d)$")
_CLAUSE = re.compile(r"[,;:.!?]\s|\b(?:at|og|men|så)\s")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:)!]|$)")


def select(text: str, found: list[FoundTime], on: dt.date | None) -> list[FoundTime]:
    """The deadlines among the times found in a sentence that has one.

    Times that are over at the meeting, that come back ("hver fredag") or that something is put off
    to are left out. A time that no word governs ("… 15/11.") counts where it is all there is and
    ends its clause; a period as long as a year only where no limit is set.

    Args:
        text: The sentence on one line.
        found: The times in it.
        on: The meeting's date, if known.
    """
    possible = [time for time in found if not _excluded(text, time, on)]
    governed = [time for time in possible if time.governed]
    governed = [_undated(time) if _is_doubtful(time) else time for time in governed]
    limits = [time for time in governed if time.when.relation == "by" and not _is_occasion(time)]
    if not limits:
        return governed or _only(text, possible)
    return [
        time
        for time in governed
        if time in limits or (time.when.rule not in _LONG and not _is_occasion(time))
    ]


def _only(text: str, times: list[FoundTime]) -> list[FoundTime]:
    ending = [
        time
        for time in times
        if time.when.rule in _ALONE and _CLAUSE_ENDS.match(text, time.end) is not None
    ]
    return ending if len(ending) == 1 else []


def _excluded(text: str, time: FoundTime, on: dt.date | None) -> bool:
    due = time.when.due
    if due is not None and on is not None and due < on:
        return True
    before = _CLAUSE.split(text[max(0, time.start - 120) : time.start])[-1]
    if _is_to(time) and _moved().search(before) and "frist" not in before.lower():
        return True
    return _has_passed(before, time, on)


def _is_doubtful(time: FoundTime) -> bool:
    return _is_to(time) and time.when.rule in _LONG


def _undated(time: FoundTime) -> FoundTime:
    # "budget til næste år" is not due on its last day
    return replace(time, when=replace(time.when, due=None))


def _is_occasion(time: FoundTime) -> bool:
    return _is_to(time) and (
        time.when.rule in _OCCASIONS | _LONG or _VERSION.fullmatch(time.when.text) is not None
    )


def _is_to(time: FoundTime) -> bool:
    return time.when.text.lower().startswith("til ")


def _has_passed(before: str, time: FoundTime, on: dt.date | None) -> bool:
    due = time.when.due
    if time.when.rule in _SOON and time.when.relation == "at" and _past().search(before):
        return True
    if due is None or on is None or due - on < _FAR or _YEAR.search(time.when.text):
        return False
    if time.when.rule in ("in_duration", "within_duration", "next_year", "feast"):
        return False
    return time.when.relation == "at" or _past().search(before) is not None


@cache
def _moved() -> re.Pattern[str]:
    words = alternation(resource("time_words")["until"]["moved"])
    return re.compile(rf"\b(?:{words})(?:\s+\w+)?\s+$", re.IGNORECASE)


@cache
def _past() -> re.Pattern[str]:
    words = alternation(resource("time_words")["until"]["past"])
    return re.compile(rf"\b(?:{words}|(?!allerede|tilstede)\w{{3,}}(?:ede|edes))\b", re.IGNORECASE)
