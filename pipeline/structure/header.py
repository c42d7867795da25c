"""What the header says of the meeting, from its title to the date of the next."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from referat.minutes import Document, Meeting
from referat.structure.attendance import Frame
from referat.structure.bodies import find_body
from referat.structure.endmatter import signing_start
from referat.structure.fields import header_fields
from referat.structure.meeting_dates import find_date
from referat.structure.meeting_titles import find_title
from referat.structure.next_dates import find_next_meeting
from referat.structure.participants import read_attendance
from referat.structure.places import find_place
from referat.structure.rival_dates import Dated
from referat.structure.units import Line

_MAX_LINE: Final = 5_000
_MAX_WORD: Final = 100
_ENDLESS: Final = re.compile(r"\S{100,}")


def read_meeting(
    document: Document, lines: Sequence[Line], frame: Frame, date: dt.date | None = None
) -> Meeting:
    """What the header says of the meeting.

    Args:
        document: The document.
        lines: Its lines.
        frame: Agenda list and items.
        date: The meeting's date if it is known.
    """
    frame = replace(frame, lines=[_bounded(line) for line in lines])
    fields = header_fields(frame.lines)
    unsigned = _unsigned(frame)
    dated = Dated(date) if date else find_date(document.source, unsigned, fields)
    title = find_title(unsigned, fields)
    body = find_body(unsigned, fields, title)
    following = find_next_meeting(frame.lines, fields, dated.day, f"{title or ''} {body or ''}")
    present, absent = read_attendance(frame, fields)
    return Meeting(
        title=title,
        body=body,
        date=dated.day,
        next_meeting=following.day,
        participants=present,
        absentees=absent,
        place=find_place(unsigned, fields),
        warnings=(*dated.warnings, *following.warnings),
    )


def _bounded(line: Line) -> Line:
    """The line without what no header has: thousands of characters, words that never end."""
    text = line.text
    if len(text) <= _MAX_WORD:
        return line
    endless = _ENDLESS.search(text)
    end = min(_MAX_LINE, endless.start() if endless else _MAX_LINE)
    return line if end >= len(text) else replace(line, text=text[:end].rstrip())


def _unsigned(frame: Frame) -> Frame:
    """The frame without the signatures at the end, whose dates and names are not the meeting's."""
    end = signing_start(frame.lines)
    return replace(frame, lines=frame.lines[:end], items=frame.items[:end])
