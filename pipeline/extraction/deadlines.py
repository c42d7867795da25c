"""Deadlines of a sentence: which time expressions a task is tied to, and where they stand."""

import datetime as dt
import re
from dataclasses import replace

from referat.extraction.expressions import FoundTime, When, find_times, read_when
from referat.extraction.vocabulary import resource
from referat.minutes import Deadline, Document, Meeting, Sentence
from referat.surface import Surface, surface

_COMPOUND_MEETING = re.compile(r"(?P<body>\w{3,30}?)s?møde(?:t)?\b", re.IGNORECASE)
_OWN_MEETINGS = ("bestyrelse", "udvalg", "gruppe", "råd", "team", "personale", "hus", "status")


def find_deadlines(
    text: str, on: dt.date | None, *, next_meeting: dt.date | None = None
) -> list[FoundTime]:
    """The time expressions in a sentence that sets a deadline, with their place in `text`.

    Times that are over at the meeting and words that are a time only in a table cell ("fredag")
    are left out.

    Args:
        text: The sentence on one line.
        on: The meeting's date, if known.
        next_meeting: The date of the next meeting, if known.
    """
    return [
        time
        for time in find_times(text, on, next_meeting=next_meeting)
        if time.governed and not _is_past(time.when, on)
    ]


def deadlines(sentence: Sentence, document: Document, meeting: Meeting) -> tuple[Deadline, ...]:
    """The deadlines of a sentence that is tagged with one.

    Args:
        sentence: The sentence.
        document: The document it stands in.
        meeting: The header's facts: its date is the anchor.
    """
    line = surface(document, sentence.start, sentence.end)
    if is_deadline_column(sentence.column):
        return _whole_cell(line, meeting)
    found = find_deadlines(line.text, meeting.date, next_meeting=meeting.next_meeting)
    return tuple(_placed(_own(time, meeting), line) for time in found)


def is_deadline_column(head: str | None) -> bool:
    """Whether a table column of this head holds deadlines."""
    if head is None:
        return False
    return head.strip(" :*").lower() in resource("time_words")["labels"]["columns"]


def _whole_cell(line: Surface, meeting: Meeting) -> tuple[Deadline, ...]:
    when = read_when(line.text, meeting.date, next_meeting=meeting.next_meeting)
    if not line.text or when.rule == "none":
        return ()
    cell = FoundTime(0, len(line.text), replace(when, relation="by"), governed=True)
    return (_placed(cell, line),)


def _placed(time: FoundTime, line: Surface) -> Deadline:
    span = line.span(time.start, time.end)
    when = time.when
    return Deadline(when.text, span.start, span.end, when.value, when.due, when.relation, when.rule)


def _own(time: FoundTime, meeting: Meeting) -> FoundTime:
    """The time, undated where it is the next meeting of some other body."""
    match = _COMPOUND_MEETING.search(time.when.text)
    if time.when.rule != "next_meeting" or match is None:
        return time
    body = match["body"].lower()
    names = f"{meeting.body or ''} {meeting.title or ''}".lower()
    if not names.strip() or body in names or body.startswith(_OWN_MEETINGS):
        return time
    return replace(time, when=replace(time.when, value=None, due=None, rule="other_meeting"))


def _is_past(when: When, on: dt.date | None) -> bool:
    return when.due is not None and on is not None and when.due < on
