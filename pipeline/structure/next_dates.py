"""The date of the next meeting; None where the minutes do not surely say."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from referat.structure.dates import WrittenDate, written_dates
from referat.structure.fields import HeaderField
from referat.structure.header_words import weekday_numbers, word_set
from referat.structure.next_mentions import Mention, is_task, mentions
from referat.structure.rival_dates import Dated
from referat.structure.units import Line

_CANCELLED: Final = re.compile(
    r"\b(?:aflys(?:es|t)|bliver ikke|udgår|skulle (?:have|ha) (?:været|ligget))\b", re.IGNORECASE
)
_MOVED: Final = re.compile(
    r"\b(?:flytte[st]|flyttet|rykke[st]|rykket|ændre[st]|ændret|udsat|udskudt|udskydes|udsættes)\b"
    r"[^.]{0,60}?\btil\b",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\b(?:afholdt|blev (?:holdt|afholdt)|fandt sted|godkendt\w*|besluttet|vedtaget|fremlægger"
    r"|behandles|behandler)\b",
    re.IGNORECASE,
)
_MAX_BETWEEN: Final = 90
_FIRST_WORDS: Final = 2
_MOST_DAYS: Final = 335
_MOST_MENTIONS: Final = 500


def find_next_meeting(
    lines: Sequence[Line],
    fields: Mapping[int, Sequence[HeaderField]],
    meeting: dt.date | None,
    names: str = "",
) -> Dated:
    """The date of the next meeting, its year being the first in which it follows the meeting.

    Args:
        lines: All lines.
        fields: The fields of the header by their positions.
        meeting: The date of the meeting.
        names: Title and body, which tell a board's meetings from a general assembly.
    """
    unsure: list[Mention] = []
    doubtful: list[Dated] = []
    # the minutes tell it at their end, and the last word counts
    for mention in islice(mentions(lines, fields), _MOST_MENTIONS):
        if _is_other_kind(mention.kind, names):
            continue
        if not mention.sure:
            unsure.append(mention)
            continue
        found = _read(mention, meeting)
        if found.day is not None and not found.warnings:
            return found
        doubtful += [found] if found.warnings else []
    read = [_read(mention, meeting) for mention in unsure]
    plain = next((found for found in read if found.day is not None and not found.warnings), None)
    return plain or next((found for found in (*doubtful, *read) if found.warnings), Dated(None))


def _read(mention: Mention, meeting: dt.date | None) -> Dated:
    """The first date of a mention that lies after the meeting."""
    text = mention.text
    if _names_event(text):
        return Dated(None)
    if moved := _MOVED.search(text):
        text = text[moved.end() :]
    elif _CANCELLED.search(_first_sentence(text)):
        return Dated(None)
    dates = written_dates(text)
    if not dates or not _tells_when(text[: dates[0].start], close=not mention.sure):
        return Dated(None)
    coming = [(day, written) for written in _run(text, dates) if (day := _after(written, meeting))]
    if not coming:
        return Dated(None)
    day, written = min(coming, key=lambda pair: pair[0]) if mention.several else coming[0]
    return Dated(day) if written.fits(day) else _misfit(written, day)


def _run(text: str, dates: Sequence[WrittenDate]) -> Iterator[WrittenDate]:
    """The first date and those listed with it."""
    behind = 0
    for date in dates:
        if behind and len(text[behind : date.start]) > 40:
            return
        yield date
        behind = date.end


def _first_sentence(text: str) -> str:
    dates = written_dates(text)
    end = dates[0].end if dates else 0
    match = re.search(r"[.!?](?:\s|$)", text[end:])
    return text[: end + match.start()] if match else text


def _tells_when(between: str, *, close: bool) -> bool:
    """Whether a date follows soon, with no task or deadline between; at once if `close`."""
    words = re.findall(r"[^\W\d]+", between.lower())
    if close and not all(
        word in word_set("next", "between") or word in weekday_numbers() for word in words
    ):
        return False
    return len(between) < _MAX_BETWEEN and not is_task(between) and not _HELD.search(between)


def _after(written: WrittenDate, meeting: dt.date | None) -> dt.date | None:
    """The date, in the year in which it first follows the meeting if none is written."""
    if written.year is not None:
        day = written.complete()
        return day if day and (meeting is None or day > meeting) else None
    if meeting is None:
        return None
    days = (written.on(year) for year in range(meeting.year, meeting.year + 5))
    day = next((day for day in days if day and day > meeting), None)
    # a date of last month comes round in eleven
    return day if day and (day - meeting).days <= _MOST_DAYS else None


def _misfit(written: WrittenDate, day: dt.date) -> Dated:
    """A date whose weekday is another one: kept if it writes its year, else none."""
    told = f"the weekday written for the next meeting is not that of {day}"
    return Dated(day if written.year is not None else None, (told,))


def _is_other_kind(kind: str, names: str) -> bool:
    """Whether a mention names a meeting of another kind, as a board's minutes the assembly."""
    return bool(names) and "forsamling" in kind and "forsamling" not in names.lower()


def _names_event(text: str) -> bool:
    """Whether what comes next is no meeting ("Næste gang: sommerfest 3. maj")."""
    words = re.findall(r"\w+", text[:_MAX_BETWEEN].lower())[:_FIRST_WORDS]
    events = tuple(word_set("next", "events"))
    return any(word.startswith(events) or word.endswith(events) for word in words)
