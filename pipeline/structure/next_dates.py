"""The date of the next meeting; None where the minutes do not surely say."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from referat.minutes import BlockKind
from referat.structure.dates import WrittenDate, written_dates
from referat.structure.fields import HeaderField
from referat.structure.rival_dates import Dated
from referat.structure.units import Line

_NEXT: Final = re.compile(
    r"\b(?:(?:dato|datoer|tid|tidspunkt|fastsættelse) (?:for|af) )?"
    r"(?:(?:det |vores |vort )?(?:næste|kommende|følgende)|nyt|ny|nye)\s(?:[^\W\d]+\s)?"
    r"(?P<kind>[^\W\d]*møde[^\W\d]*|gang|[^\W\d]*forsamling[^\W\d]*)"
    r"|\b(?:vi )?(?P<again>(?:mødes|ses|samles)(?: vi)?(?: igen| næste gang)?|på gensyn)\b"
    r"|\bnæste (?P<short>(?-i:[A-ZÆØÅ]{2,}))\b"
    r"|\bmøde(?:t)? igen\b|\b(?:nye )?mødedatoer\b|\bmødeplan(?:en)?\b|\bmøderække\b",
    re.IGNORECASE,
)
_HINTS: Final = (
    "næste",
    "kommende",
    "følgende",
    "ny",
    "mødes",
    "ses",
    "samles",
    "igen",
    "mødedato",
    "mødeplan",
    "møderække",
    "gensyn",
)
_CANCELLED: Final = re.compile(
    r"\b(?:aflys(?:es|t)|bliver ikke|udgår|skulle (?:have|ha) (?:været|ligget))\b", re.IGNORECASE
)
_MOVED: Final = re.compile(
    r"\b(?:flytte[st]|flyttet|rykke[st]|rykket|ændre[st]|ændret|udsat|udskudt|udskydes|udsættes)\b[^.]{0,60}?\btil\b",
    re.IGNORECASE,
)
_TASK: Final = re.compile(
    r"\b(?:frist|senest|inden|skal|punkter|forslag|afbud|tilmelding|deadline|meldes|sendes|siden|fra)\b",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\b(?:afholdt|blev (?:holdt|afholdt)|fandt sted|godkendt\w*|besluttet|vedtaget|fremlægger"
    r"|behandles|behandler)\b",
    re.IGNORECASE,
)
_START: Final = re.compile(r"(?:^|[.!?:;)–-]\s*|\b(?:og|evt\.?|eventuelt)\s)$")
_NOT_MEETINGS: Final = re.compile(
    r"^\W*(?:afholdes|holdes|er|bliver)?\W*(?:fest|kursus|tur|koncert|arbejdsdag|oprydning|stævne|konference|messe|udflugt|foredrag)\w*\b",
    re.IGNORECASE,
)
_GENERIC: Final = frozenset(
    {
        "møde",
        "mødet",
        "møder",
        "gang",
        "mødedato",
        "mødedag",
        "mødetid",
        "mødetidspunkt",
        "mødedatoer",
    }
)
_MAX_LINE: Final = 1200
_MAX_BETWEEN: Final = 90
_MAX_HEADING: Final = 80
_FEW_WORDS: Final = 4
_MOST_DAYS: Final = 335
_LINES_BELOW: Final = 3
_MOST_MENTIONS: Final = 500


@dataclass(frozen=True, slots=True)
class _Mention:
    """What the minutes say of the next meeting in one place, and whether that is its subject."""

    text: str
    sure: bool
    kind: str


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
    unsure: list[_Mention] = []
    doubtful: list[Dated] = []
    # the minutes tell it at their end, and the last word counts
    for mention in islice(_mentions(lines, fields), _MOST_MENTIONS):
        if _is_other_kind(mention.kind, names):
            continue
        if not mention.sure:
            unsure.append(mention)
            continue
        found = _read(mention.text, meeting)
        if found.day is not None and not found.warnings:
            return found
        doubtful += [found] if found.warnings else []
    read = [_read(mention.text, meeting) for mention in unsure]
    plain = next((found for found in read if found.day is not None and not found.warnings), None)
    return plain or next((found for found in (*doubtful, *read) if found.warnings), Dated(None))


def _mentions(
    lines: Sequence[Line], fields: Mapping[int, Sequence[HeaderField]]
) -> Iterator[_Mention]:
    """All places that may say when the next meeting is, the last first."""
    for position in range(len(lines) - 1, -1, -1):
        named = [one for one in fields.get(position, ()) if one.name == "next_meeting"]
        for one in reversed(named):
            yield _Mention(one.value or _below(lines, position), True, one.label.lower())
        if not named and len(lines[position].text) <= _MAX_LINE:
            yield from reversed(list(_of_text(lines, position)))


def _of_text(lines: Sequence[Line], position: int) -> Iterator[_Mention]:
    text = lines[position].text
    lower = text.lower()
    if not any(word in lower for word in _HINTS):
        return
    for match in _NEXT.finditer(text):
        rest = text[match.end() :]
        kind = (match["kind"] or "").lower()
        if match["again"] and not _follows_at_once(rest):
            continue
        sure = _START.search(text, 0, match.start()) is not None
        if written_dates(rest[:_MAX_LINE]):
            yield _Mention(rest, sure and not match["again"], kind)
        elif _is_heading(lines[position], match):
            yield _Mention(_below(lines, position), True, kind)


def _is_heading(line: Line, match: re.Match[str]) -> bool:
    """Whether a line only announces the next meeting, so that its date stands below."""
    text = line.text
    before, rest = text[: match.start()].split(), text[match.end() :].split()
    governed = bool(before) and before[-1].lower() in {"til", "på", "inden", "før"}
    kik = len(before) > 1 and before[-2].lower() in {"kig", "kik", "blik"}
    short = len(before) <= _FEW_WORDS and len(rest) <= _FEW_WORDS and not text.endswith(".")
    return len(text) < _MAX_HEADING and short and (kik or not governed)


def _follows_at_once(rest: str) -> bool:
    """Whether "vi ses" is followed by its date, and not by talk."""
    dates = written_dates(rest[:_MAX_BETWEEN])
    between = rest[: dates[0].start] if dates else ""
    return bool(dates) and len(between) < 30 and not _TASK.search(between)


def _below(lines: Sequence[Line], position: int) -> str:
    """The lines below a label that hold its dates."""
    found: list[str] = []
    for line in lines[position + 1 : position + 1 + _LINES_BELOW]:
        text = line.text
        if (
            not written_dates(text)
            or len(text) > 200
            or (line.block.kind is BlockKind.HEADING and found)
        ):
            break
        found.append(text)
    return ", ".join(found)


def _read(text: str, meeting: dt.date | None) -> Dated:
    """The first date of a mention that lies after the meeting."""
    if _NOT_MEETINGS.match(text):
        return Dated(None)
    if moved := _MOVED.search(text):
        text = text[moved.end() :]
    elif _CANCELLED.search(_first_sentence(text)):
        return Dated(None)
    dates = written_dates(text)
    if not dates or not _tells_when(text[: dates[0].start]):
        return Dated(None)
    for written in _run(text, dates):
        day = _after(written, meeting)
        if day is not None:
            return Dated(day) if written.fits(day) else _misfit(written, day)
    return Dated(None)


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


def _tells_when(between: str) -> bool:
    """Whether a date follows soon, with no task or deadline between."""
    return len(between) < _MAX_BETWEEN and not _TASK.search(between) and not _HELD.search(between)


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
    if not names or kind in _GENERIC or "forsamling" not in kind:
        return False
    return "forsamling" not in names.lower()
