"""The meeting a sentence belongs to, where one file holds the minutes of several."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from referat.extraction.calendar import Frame
from referat.extraction.dates import date_rules
from referat.minutes import BlockKind, Document, Meeting

_WITH_YEAR = ("iso", "dashes", "slashes", "numeric_year", "day_month")


def meeting_at(document: Document, meeting: Meeting, position: int) -> Meeting:
    """The meeting that a place in the document tells of.

    A log has a heading with a full date for every meeting. The first of them is the header's; below
    a later one, times are read against that one's date.

    Args:
        document: The document.
        meeting: What the header says.
        position: An offset into the document's text.
    """
    headings = list(_dated_headings(document))
    dates = [date for _, date in headings]
    if len(dates) < 2 or dates[0] != meeting.date or dates != sorted(set(dates)):
        return meeting
    date = max(date for start, date in headings if start <= max(position, headings[0][0]))
    return meeting if date == meeting.date else replace(meeting, date=date, next_meeting=None)


def _dated_headings(document: Document) -> Iterator[tuple[int, dt.date]]:
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            date = _full_date(document.text[block.start : block.end])
            if date is not None:
                yield block.start, date


def _full_date(text: str) -> dt.date | None:
    """The date with its year in a heading, if there is exactly one."""
    found = set()
    for rule in date_rules():
        for match in rule.pattern.finditer(text) if rule.name in _WITH_YEAR else ():
            period = rule.read(match, Frame(None))  # no meeting: only a stated year gives a date
            if period is not None and period.first is not None:
                found.add(period.first)
    return found.pop() if len(found) == 1 else None
