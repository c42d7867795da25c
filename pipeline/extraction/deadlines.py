"""Deadlines of a sentence: which time expressions a task is tied to, and where they stand."""

import datetime as dt
from dataclasses import replace

from referat.extraction.anchors import meeting_at
from referat.extraction.calendar import NEXT_MEETING
from referat.extraction.expressions import FoundTime, When, find_times, read_when
from referat.extraction.next_meetings import is_own_meeting
from referat.extraction.selection import select
from referat.extraction.vocabulary import resource
from referat.minutes import Deadline, Document, Meeting, Sentence
from referat.surface import Surface, surface


def find_deadlines(
    text: str, on: dt.date | None, *, next_meeting: dt.date | None = None
) -> list[FoundTime]:
    """The time expressions in a sentence that sets a deadline, with their place in `text`.

    Args:
        text: The sentence on one line.
        on: The meeting's date, if known.
        next_meeting: The date of the next meeting, if known.
    """
    return select(text, find_times(text, on, next_meeting=next_meeting), on)


def deadlines(sentence: Sentence, document: Document, meeting: Meeting) -> tuple[Deadline, ...]:
    """The deadlines of a sentence that is tagged with one.

    Args:
        sentence: The sentence.
        document: The document it stands in.
        meeting: The header's facts: its date is the anchor.
    """
    line = surface(document, sentence.start, sentence.end)
    here = _consistent(meeting_at(document, meeting, sentence.start))
    if is_deadline_column(sentence.column):
        return _whole_cell(line, here)
    found = find_deadlines(line.text, here.date, next_meeting=here.next_meeting)
    return tuple(_placed(_own(time, line.text, here), line) for time in found)


def is_deadline_column(head: str | None) -> bool:
    """Whether a table column of this head holds deadlines."""
    if head is None:
        return False
    return head.strip(" :*").lower() in resource("time_words")["labels"]["columns"]


def _consistent(meeting: Meeting) -> Meeting:
    date, following = meeting.date, meeting.next_meeting
    if date is not None and following is not None and following <= date:
        return replace(meeting, next_meeting=None)
    return meeting


def _whole_cell(line: Surface, meeting: Meeting) -> tuple[Deadline, ...]:
    when = read_when(line.text, meeting.date, next_meeting=meeting.next_meeting)
    if not any(character.isalnum() for character in line.text) or _says_no_time(line.text):
        return ()
    cell = FoundTime(0, len(line.text), replace(when, relation="by"), governed=True)
    return (_placed(_own(cell, line.text, meeting), line),)


def _says_no_time(cell: str) -> bool:
    words = cell.lower().strip(" .:?-–")
    return words.startswith(tuple(resource("time_words")["labels"]["no_time"]))


def _placed(time: FoundTime, line: Surface) -> Deadline:
    span = line.span(time.start, time.end)
    when = time.when
    return Deadline(when.text, span.start, span.end, when.value, when.due, when.relation, when.rule)


def _own(time: FoundTime, text: str, meeting: Meeting) -> FoundTime:
    """The time, undated where it is the next meeting of some other body."""
    hangs = time.when.value == NEXT_MEETING or time.when.rule == "before_next_meeting"
    if not hangs or is_own_meeting(text[: time.start], time.when.text, text[time.end :], meeting):
        return time
    return replace(time, when=_undated(time.when))


def _undated(when: When) -> When:
    return replace(when, value=None, due=None, rule="other_meeting")
