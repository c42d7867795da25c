"""Deadlines read by the library `dateparser`: what the rules for dates are shown beside."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import replace
from typing import Final

from referat.errors import ModelError
from referat.evaluation.systems import Level, ReadDocument
from referat.minutes import Deadline, TaggedMinutes

RULE: Final = "dateparser"
_GOVERNING: Final = re.compile(r"\s*(?:(?:senest|inden|til|den|frist)\b|d\.)[\s:]*", re.IGNORECASE)
_ANCHORED: Final[dict[str, object]] = {"PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}
_UNANCHORED: Final[dict[str, object]] = {
    **_ANCHORED,
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
}
"""Without a meeting date: whole dates only, since all else is counted from today's."""


def dateparser_due(text: str, meeting_date: dt.date | None) -> dt.date | None:
    """The day that `dateparser` reads, or None.

    Where it reads nothing, leading words that govern a time ("senest den") are left out one after
    the other until it does.

    Args:
        text: The time as written.
        meeting_date: What relative times count from; without it only whole dates are read.

    Raises:
        ModelError: dateparser is not installed.
    """
    rest = text.strip()
    while rest:
        read = _parsed(rest, meeting_date)
        if read is not None:
            return read
        governing = _GOVERNING.match(rest)
        rest = rest[governing.end() :] if governing else ""
    return None


def dateparser_deadlines(gold: TaggedMinutes) -> TaggedMinutes:
    """Gold minutes with the days of their deadlines as `dateparser` reads them, spans untouched.

    Args:
        gold: The annotated minutes.

    Raises:
        ModelError: dateparser is not installed.
    """
    date = gold.minutes.meeting.date
    sentences = tuple(
        replace(one, deadlines=tuple(_read(deadline, date) for deadline in one.deadlines))
        for one in gold.sentences
    )
    return replace(gold, sentences=sentences)


def _read(deadline: Deadline, meeting_date: dt.date | None) -> Deadline:
    due = dateparser_due(deadline.text, meeting_date)
    return replace(deadline, value=None if due is None else due.isoformat(), due=due, rule=RULE)


def _parsed(text: str, meeting_date: dt.date | None) -> dt.date | None:
    try:
        import dateparser
    except ImportError as error:
        raise ModelError(
            "the baseline of deadlines needs dateparser; pip install 'referat[test]'"
        ) from error
    settings = dict(_UNANCHORED)
    if meeting_date is not None:
        base = dt.datetime.combine(meeting_date, dt.time())
        settings = {**_ANCHORED, "RELATIVE_BASE": base}
    with warnings.catch_warnings():
        # Python from 3.13 on warns of the day and month without a year that dateparser tries.
        warnings.filterwarnings(
            "ignore", message="Parsing dates involving a day", category=DeprecationWarning
        )
        read: dt.datetime | None = dateparser.parse(text, languages=["da"], settings=settings)
    return None if read is None else read.date()


class DateparserSystem:
    """Gold tags and spans with dates as `dateparser` reads them, whatever the level."""

    name = "dateparser"
    section_rule = True

    def tag(self, one: ReadDocument, level: Level) -> TaggedMinutes:
        """The gold with the baseline's dates."""
        return dateparser_deadlines(one.gold)
