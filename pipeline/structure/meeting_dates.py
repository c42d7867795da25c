"""The date of the meeting; None, with a warning, where the header does not surely say."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from referat.minutes import BlockKind
from referat.structure.attendance import Frame
from referat.structure.dates import WrittenDate, written_dates
from referat.structure.fields import HeaderField
from referat.structure.header_words import header_words, weekday_numbers
from referat.structure.headings import label_of
from referat.structure.listing import sentences
from referat.structure.units import Line
from referat.structure.years import dates_of_name, meeting_years

_WORD: Final = re.compile(r"[^\W\d]{3,}")
_LETTER: Final = re.compile(r"[A-ZÆØÅ][\w.-]+(?:\s[A-ZÆØÅ]?[\w.-]+)?,?\s(?:den|d\.)\s?$")
_CLOSED: Final = re.compile(r"(?<=\w{3})[.;]\s|\(")
_APPROVES: Final = re.compile(r"\bgodkend\w*\b", re.IGNORECASE)
_OF_DATE: Final = re.compile(
    r"\breferat(?:et)?\s(?:af|fra)\s(?:(?:den|d\.|mødet|\w{3,4}dag|\w*møde\w*)\s?)*$", re.IGNORECASE
)
_HEAD_LINES: Final = 40
_BARE_LINES: Final = 12
_TOP_LINES: Final = 6
_FIELD_LINES: Final = 30
_MOST_BARE_WORDS: Final = 7
_LONG: Final = 240


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a meeting and what is doubtful of it."""

    day: dt.date | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the meeting's; its rank says how surely.

    0 is the date of a field, 1 of a title, 2 a bare one, 3 that of a field inside an item.
    """

    written: WrittenDate
    rank: int
    day: dt.date | None

    @property
    def fits(self) -> bool | None:
        """Whether its weekday is right, None without one."""
        if self.day is None or self.written.weekday is None:
            return None
        return self.written.fits(self.day)


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
        _Candidate(written, rank, _day(written, years, named))
        for rank, written in _candidates(frame, fields)
    ]
    complete = [candidate for candidate in found if candidate.day is not None]
    if not complete:
        return Dated(None, _unresolved(found, years))
    first = min(complete, key=lambda candidate: candidate.rank)
    other = next((one for one in complete if _contradicts(one, first)), None)
    if other is not None:
        return _decided(first, other, named)
    return Dated(first.day, _misfit(first))


def speaks_of_meeting(text: str) -> bool:
    """Whether a line has a word for a meeting or its minutes.

    Args:
        text: The line.
    """
    return _speaks().search(text) is not None


def _candidates(
    frame: Frame, fields: Mapping[int, Sequence[HeaderField]]
) -> Iterator[tuple[int, WrittenDate]]:
    """Dates that may be the meeting's with their ranks, in the order of the document."""
    for position, line in enumerate(frame.lines[:_HEAD_LINES]):
        in_head = frame.items[position] is None and position not in frame.listed
        found = [field for field in fields.get(position, ()) if field.name in {"date", "time"}]
        if found and (in_head or position < _FIELD_LINES):
            rank = 0 if in_head else 3
            for field in found:
                yield from ((rank, date) for date in _dates(_value(frame, field, fields))[:1])
        elif in_head or (position < _TOP_LINES and _may_head(frame, position)):
            yield from _of_line(frame, position, fields.get(position, ()))


def _of_line(
    frame: Frame, position: int, fields: Sequence[HeaderField]
) -> Iterator[tuple[int, WrittenDate]]:
    """The date of a line without a date field, if it speaks of the meeting or holds little else."""
    text = frame.lines[position].text
    if len(text) > _LONG:
        text = sentences(text)[0]
    if not any(character.isdecimal() for character in text) and len(text) > _LONG:
        return
    names = {field.name for field in fields}
    if names & {
        "next_meeting",
        "other",
        "secretary",
        "participants",
        "absentees",
        "chair",
        "member",
    }:
        text = text[: min(text.find(field.label) for field in fields)]
    dates = _dates(text, first=position < 3)
    if not dates:
        return
    label = label_of(text)
    speaks = _speaks().search(text) is not None
    if label is not None and not names and not _speaks().search(label) and not _is_weekday(label):
        return
    if speaks or "place" in names:
        yield 1, dates[0]
    elif (
        position < _BARE_LINES
        and _is_bare(text, dates)
        and not _LETTER.fullmatch(text[: dates[0].start])
    ):
        yield 2, dates[0]
    elif dates[0].weekday and position < _BARE_LINES and _leads(text[: dates[0].start]):
        yield 2, dates[0]


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


def _is_weekday(label: str) -> bool:
    return any(word in weekday_numbers() for word in label.lower().split())


def _day(written: WrittenDate, years: frozenset[int], named: Sequence[dt.date]) -> dt.date | None:
    """The date in the year it writes, the only one the header gives, or that of the file's name."""
    if written.year is not None:
        return written.complete()
    days = [day for year in years if (day := written.on(year)) and written.fits(day)]
    if len(days) == 1:
        return days[0]
    agreeing = {day for day in named if (day.day, day.month) == (written.day, written.month)}
    agreeing = {day for day in agreeing if written.fits(day)} or agreeing
    return (
        agreeing.pop()
        if len(agreeing) == 1 and not years - {day.year for day in agreeing}
        else None
    )


def _contradicts(one: _Candidate, first: _Candidate) -> bool:
    """Whether a title says another date than the field, or a field above the title."""
    return one.rank < 2 and one.rank != first.rank and one.day != first.day


def _decided(first: _Candidate, other: _Candidate, named: Sequence[dt.date]) -> Dated:
    """One of two dates, if its weekday or the file's name speaks for it and nothing against."""
    told = f"the header names two dates of the meeting, {first.day} and {other.day}"
    votes = {
        candidate: (candidate.fits is True) + (candidate.day in named) - (candidate.fits is False)
        for candidate in (first, other)
    }
    if votes[first] == votes[other]:
        return Dated(None, (f"{told}; none is taken",))
    best = max(votes, key=lambda candidate: votes[candidate])
    return Dated(
        best.day, (f"{told}; the first fits" if best is first else f"{told}; the second fits",)
    )


def _misfit(candidate: _Candidate) -> tuple[str, ...]:
    """What to tell of a date whose weekday is another one."""
    if candidate.fits is not False:
        return ()
    written = _weekday(candidate.written.weekday or 0)
    actual = _weekday(candidate.day.isoweekday() if candidate.day else 0)
    return (f"the header says {written} of {candidate.day}, which is a {actual}",)


def _unresolved(found: Sequence[_Candidate], years: frozenset[int]) -> tuple[str, ...]:
    """What to tell of a date whose year cannot be told."""
    if not found or found[0].written.weekday is None or not years:
        return ()
    written = found[0].written
    return (f"the weekday of {written.day}/{written.month} fits no year that the header names",)


def _weekday(number: int) -> str:
    return next(
        (
            name
            for name, value in weekday_numbers().items()
            if value == number and name.endswith("dag")
        ),
        "",
    )


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(header_words('dates')['meeting'])})\b", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(header_words('dates')['other'])})(?!\w)", re.IGNORECASE
    )
