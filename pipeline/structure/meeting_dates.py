"""The date of the meeting; None, with a warning, where the header does not surely say."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from referat.minutes import BlockKind
from referat.structure.attendance import Frame
from referat.structure.dates import WrittenDate, written_dates
from referat.structure.fields import HeaderField
from referat.structure.header_words import header_words, weekday_numbers
from referat.structure.headings import label_of
from referat.structure.listing import sentences
from referat.structure.rival_dates import Candidate, Dated, settled
from referat.structure.units import Line
from referat.structure.years import dates_of_name, meeting_years

_WORD: Final = re.compile(r"[^\W\d]{3,}")
_LETTER: Final = re.compile(r"[A-ZÆØÅ][\w.-]+(?:\s[A-ZÆØÅ]?[\w.-]+)?,?\s(?:den|d\.)\s?$")
_CLOSED: Final = re.compile(r"(?<=\w{3})[.;]\s")
_APPROVES: Final = re.compile(r"\bgodkend\w*\b", re.IGNORECASE)
_OF_DATE: Final = re.compile(
    r"\breferat(?:et)?\s(?:af|fra)\s(?:(?:den|d\.|mødet|\w{3,4}dag|\w*møde\w*)\s?)*$", re.IGNORECASE
)
_HEAD_LINES: Final = 40
_BARE_LINES: Final = 12
_TOP_LINES: Final = 6
_TITLE_LINES: Final = 3
_FIELD_LINES: Final = 30
_MOST_BARE_WORDS: Final = 7
_LONG: Final = 240


def find_date(source: str, frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> Dated:
    """The date of the meeting: of a date field, else of a line that speaks of the meeting.

    Args:
        source: The name of the document, whose date may tell the year.
        frame: Lines, agenda list and items.
        fields: The fields of the header by their positions.
    """
    years = meeting_years([line.text for line in _head(frame)])
    named = dates_of_name(source)
    found = [
        replace(one, day=_day(one.written, years, named)) for one in _candidates(frame, fields)
    ]
    return settled(found, named)


def speaks_of_meeting(text: str) -> bool:
    """Whether a line has a word for a meeting or its minutes.

    Args:
        text: The line.
    """
    return _speaks().search(text) is not None


def _candidates(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> Iterator[Candidate]:
    """Dates that may be the meeting's, in the order of the document."""
    for position in range(min(len(frame.lines), _HEAD_LINES)):
        in_head = frame.items[position] is None and position not in frame.listed
        found = [one for one in fields.get(position, ()) if one.name in {"date", "time"}]
        if found and (in_head or position < _FIELD_LINES):
            for one in found:
                for date in _dates(_value(frame, one, fields))[:1]:
                    yield Candidate(
                        date, position, 0 if in_head else 3, own=speaks_of_meeting(one.label)
                    )
        elif in_head or (position < _TOP_LINES and _may_head(frame, position)):
            yield from _of_line(frame, position, fields.get(position, ()))


def _of_line(frame: Frame, position: int, fields: Sequence[HeaderField]) -> Iterator[Candidate]:
    """The date of a line without a date field, if it speaks of the meeting or holds little else."""
    text = _header_text(frame.lines[position].text, fields)
    dates = _dates(text, first=position < _TITLE_LINES)
    label = label_of(text)
    if not dates or (label is not None and not fields and not _may_label(label)):
        return
    before = text[: dates[0].start]
    if speaks_of_meeting(text) or any(one.name == "place" for one in fields):
        yield Candidate(dates[0], position, 1)
    elif position < _BARE_LINES and (
        (_is_bare(text, dates) and not _LETTER.fullmatch(before))
        or (dates[0].weekday is not None and _leads(before))
    ):
        yield Candidate(dates[0], position, 2)


def _header_text(text: str, fields: Sequence[HeaderField]) -> str:
    """What of a line may tell the date: not its people, and of prose the first sentence."""
    if len(text) > _LONG:
        text = sentences(text)[0]
    for one in fields:
        if one.name not in {"body", "title", "place"}:
            text = text.split(one.label, 1)[0]
    return text


def _may_label(label: str) -> bool:
    """Whether a label of no known field may stand before the meeting's date ("Møde nr. 5")."""
    return speaks_of_meeting(label) or any(
        word in weekday_numbers() for word in label.lower().split()
    )


def _head(frame: Frame) -> list[Line]:
    return [
        line
        for position, line in enumerate(frame.lines[:_BARE_LINES])
        if position not in frame.listed and (frame.items[position] is None or position < 3)
    ]


def _may_head(frame: Frame, position: int) -> bool:
    """Whether a line at the top that is taken for an item may name the meeting all the same."""
    line = frame.lines[position]
    unnumbered = line.block.marker is None or line.block.kind is BlockKind.HEADING
    return position in frame.titles and position not in frame.listed and unnumbered


def _value(frame: Frame, field: HeaderField, fields: Mapping[int, Sequence[HeaderField]]) -> str:
    """The value of a field, which may stand on the line below its label."""
    below = field.position + 1
    if field.value or below >= len(frame.lines) or below in fields:
        return field.value
    return frame.lines[below].text


def _dates(text: str, *, first: bool = False) -> list[WrittenDate]:
    """The dates of a text but those of something else ("udsendt den 3. maj")."""
    found: list[WrittenDate] = []
    behind = 0
    for date in written_dates(text):
        before = _CLOSED.split(text[behind : date.start])[-1]
        title = first and _OF_DATE.search(before) and not _APPROVES.search(text)
        if title or not (_other().search(before) or _OF_DATE.search(before)):
            found.append(date)
        behind = date.end
    return found


def _is_bare(text: str, dates: Sequence[WrittenDate]) -> bool:
    """Whether a line holds little but dates."""
    rest = text
    for date in reversed(dates):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    words = [word for word in _WORD.findall(rest) if word.lower() not in weekday_numbers()]
    return len(words) <= _MOST_BARE_WORDS and not _other().search(rest)


def _leads(before: str) -> bool:
    """Whether a line begins with its date, or with the weekday before it."""
    words = re.findall(r"[^\W\d]+", before.lower())
    return all(word in weekday_numbers() or word in {"den", "d"} for word in words)


def _day(written: WrittenDate, years: frozenset[int], named: Sequence[dt.date]) -> dt.date | None:
    """The date in the year it writes, the only one the header gives, or that of the file's name."""
    if written.year is not None:
        return written.complete()
    days = [day for year in years if (day := written.on(year)) and written.fits(day)]
    if len(days) == 1:
        return days[0]
    same = {day for day in named if (day.day, day.month) == (written.day, written.month)}
    agreeing = {day for day in same if written.fits(day)} or same
    told = len(agreeing) == 1 and not years - {day.year for day in agreeing}
    return agreeing.pop() if told else None


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(header_words('dates')['meeting'])})\b", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(header_words('dates')['other'])})(?!\w)", re.IGNORECASE
    )
