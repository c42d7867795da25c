"""The date of the meeting, and of the next one; None where the minutes do not surely say."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from referat.minutes import Document
from referat.structure.dates import WrittenDate, written_dates, written_years
from referat.structure.headings import field
from referat.structure.units import Line
from referat.structure.words import weekday_names

_NEXT: Final = re.compile(
    r"\b(?:næste|kommende|nyt|følgende|ny)\s+(?:\w+\s)?\w*(?:møde|gang|forsamling)\w*"
    r"|\bmødes igen\b|\bnæste (?-i:[A-ZÆØÅ]{2,})\b",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:sidste|seneste|forrige|næste|kommende|frist|deadline|udsendt|senest|indkaldt"
    r"|udskrevet|godkendt|referat af \d|fra mødet|tidligere|opdateret|født)\b",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(
    r"\b(?:referat|\w*møde\w*|\w*generalforsamling\w*|afholdt|beslutnings\w*|dagsorden|årsmøde|mødedato)\b",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(r"\bskulle (?:have|ha) været\b|\baflys(?:es|t)\b", re.IGNORECASE)
_MAX_NEXT: Final = 400
_HEAD_LINES: Final = 25


def find_date(document: Document, lines: Sequence[Line], head: Sequence[Line]) -> dt.date | None:
    """The date of the meeting: of a date field, else of a line that speaks of the meeting.

    Args:
        document: The document.
        lines: All its lines.
        head: The lines of its header.
    """
    for written in _candidates(head):
        if day := written.complete() or _with_year(written, document, head):
            return day
    ends = [line for line in lines[len(head) : _HEAD_LINES] if _is_date_field(line)]
    return next(
        (day for line in ends for w in written_dates(line.text) if (day := w.complete())), None
    )


def find_next_meeting(lines: Sequence[Line], meeting: dt.date | None) -> dt.date | None:
    """The date of the next meeting, its year being the first on or after the meeting's date.

    Args:
        lines: All lines.
        meeting: The date of the meeting.
    """
    for position in range(len(lines) - 1, -1, -1):
        text = _next_text(lines, position)
        found = written_dates(text) if text else []
        if found and (day := _on_or_after(found[0], meeting)):
            return day
    return None


def _candidates(head: Sequence[Line]) -> Iterator[WrittenDate]:
    """Dates of the header, the surest first."""
    labelled = [line for line in head if _is_date_field(line)]
    speaking = [
        line
        for line in head
        if line not in labelled and _MEETING.search(line.text) and not _OTHER.search(line.text)
    ]
    bare = [line for line in head[:8] if line not in speaking and _is_bare_date(line.text)]
    for line in [*labelled, *speaking, *bare]:
        yield from written_dates(line.text)[:1]


def _is_date_field(line: Line) -> bool:
    found = field(line.text)
    return found is not None and found[0] in {"date", "time"}


def _is_bare_date(text: str) -> bool:
    """Whether a line holds little but a date."""
    if _OTHER.search(text):
        return False
    found = written_dates(text)
    rest = text
    if found and _leads(text[: found[0].start]):
        return True
    for date in found:
        rest = rest.replace(text[date.start : date.end], " ")
    words = [
        word for word in re.findall(r"[^\W\d]{3,}", rest) if word.lower() not in weekday_names()
    ]
    return bool(found) and len(words) <= 6


def _leads(before: str) -> bool:
    """Whether a line begins with its date, or with the weekday before it."""
    words = re.findall(r"[^\W\d]+", before.lower())
    return all(word in weekday_names() or word in {"den", "d"} for word in words)


def _with_year(written: WrittenDate, document: Document, head: Sequence[Line]) -> dt.date | None:
    """The date in the only year that the header names, or that the file's name agrees on."""
    years = {
        year for line in head if not _OTHER.search(line.text) for year in written_years(line.text)
    }
    if len(years) == 1:
        return written.on(years.pop())
    named = {day for w in written_dates(document.source) if (day := w.complete())}
    agreeing = {day for day in named if (day.day, day.month) == (written.day, written.month)}
    return agreeing.pop() if len(agreeing) == 1 else None


def _next_text(lines: Sequence[Line], position: int) -> str | None:
    """What a line, or the one below a bare heading, says of the next meeting."""
    text = lines[position].text
    match = _NEXT.search(text)
    if match is None or len(text) > _MAX_NEXT or _CHANGED.search(text):
        return None
    rest = text[match.end() :]
    if written_dates(rest) or position + 1 >= len(lines):
        return rest if _tells_when(rest) else None
    is_heading = len(text) < 60 and not text.endswith(".")
    return lines[position + 1].text if is_heading else None


def _tells_when(rest: str) -> bool:
    """Whether a date follows soon, with no task or deadline between."""
    first = written_dates(rest)[:1]
    between = rest[: first[0].start] if first else rest
    return len(between) < 90 and not re.search(
        r"\b(?:frist|senest|inden|skal)\b", between, re.IGNORECASE
    )


def _on_or_after(written: WrittenDate, meeting: dt.date | None) -> dt.date | None:
    if written.year is not None:
        day = written.complete()
        return day if day and (meeting is None or day >= meeting) else None
    if meeting is None:
        return None
    days = (written.on(year) for year in range(meeting.year, meeting.year + 5))
    return next((day for day in days if day and day >= meeting), None)
