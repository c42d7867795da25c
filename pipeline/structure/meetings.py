"""Where the minutes of another meeting begin in a file that holds several."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

from referat.minutes import BlockKind
from referat.structure.attendance import is_name_line
from referat.structure.dates import written_dates
from referat.structure.headings import field, heading_section, normalized
from referat.structure.numbering import Number, block_number, leading_number
from referat.structure.units import Line
from referat.structure.words import month_numbers, weekday_names

_ATTENDANCE: Final = frozenset({"participants", "absentees"})
_FACTS: Final = frozenset({"date", "time", "place"})
_OFFICES: Final = frozenset({"chair", "secretary"})
_APART: Final = 3
"""Lines that may stand between two fields of one header, names and bullets not counted."""
_MAX_HEAD: Final = 6
"""Lines above its fields that a header may begin with."""
_MAX_TITLE: Final = 120
_MIN_LINES: Final = 3
_MIN_DATED_LINES: Final = 2
"""The same under a heading that is a date."""
_MIN_ALIKE: Final = 2
_MANY: Final = 4
"""Dates from which on one may fall where the others rise, as at a new year."""
_DAY_WORDS: Final = frozenset(
    {"d", "den", "uge", "dato", "af", "fra", "med", "på", "i", "til", "nr"}
)
_MEETING_WORD: Final = re.compile(r"møde|refer|logbog|vejled|forsamling")
_MAX_PREAMBLE: Final = 8
"""Lines that may stand above the first of several dates that are headings."""
_NAMES_MINUTES: Final = re.compile(
    r"(?:beslutnings|møde)?referat\b|\w*møde\w*\b|\w*generalforsamling\b|logbog\b|dagbog\b|årsmøde\b",
    re.IGNORECASE,
)
_OTHER_MINUTES: Final = re.compile(
    r"\b(?:sidste|seneste|forrige|næste|kommende|godkend\w+|underskriv\w+|bilag|se)\b",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_LONE_DAY: Final = re.compile(
    r"(?P<before>[^\d]{0,60})(?P<day>0?[1-9]|[12]\d|3[01])[-./](?P<month>0?[1-9]|1[0-2])"
    r"(?![\d%])(?:[-./](?:20)?\d\d)?(?![\d%])",
)
"""A day and month in figures at the start of a heading, whatever parts them."""
_LETTERS: Final = re.compile(r"[^\W\d]+")
_WORDS: Final = re.compile(r"[^\W\d]+|\d+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Header:
    """A run of header fields: the position of the first, and their names."""

    position: int
    names: frozenset[str]


def meeting_starts(lines: Sequence[Line]) -> list[int]:
    """Positions of the lines where the minutes of a meeting begin; the first is 0.

    Another meeting begins at a header that repeats the fields of the first ("Dato", "Til stede"),
    with the headings above it; at a line that names minutes of another date in the way the first
    line does; and, where headings of one level open most meetings, at the others like them.

    Args:
        lines: The document's lines.
    """
    headers = [header for header in _headers(lines) if _is_meeting(header)]
    opened = _openings(lines, headers) if len(headers) > 1 else []
    days = set(_days(lines))
    opened += [*_titles(lines), *days]
    opened += _siblings(lines, headers)
    found = [0]
    numbered = [
        (position, number)
        for position, line in enumerate(lines)
        if (number := block_number(line.block)) and number.path[0] > 0
    ]
    for position in sorted(set(opened)):
        least = _MIN_DATED_LINES if position in days and found[-1] in days else _MIN_LINES
        apart = position - found[-1] >= least and len(lines) - position >= _MIN_LINES
        if apart and not _counts_on(numbered, position):
            found.append(position)
    return found


def _counts_on(numbered: Sequence[tuple[int, Number]], position: int) -> bool:
    """Whether the numbers of items run on over a line, so that no meeting begins at it."""
    place = bisect_left(numbered, position, key=itemgetter(0))
    if not 0 < place < len(numbered):
        return False
    before, after = numbered[place - 1][1], numbered[place][1]
    return before.style == after.style and after.path[0] == before.path[0] + 1


def _headers(lines: Sequence[Line]) -> Iterator[_Header]:
    """Runs of header fields that stand close together."""
    start, names, apart, headed = 0, set[str](), 0, False
    for position, line in enumerate(lines):
        name = _field_name(line)
        headed = headed or (bool(names) and _is_heading(line))
        again = name in _FACTS | _ATTENDANCE and name in names and (headed or apart > 0)
        if names and (apart > _APART or again):
            yield _Header(start, frozenset(names))
            names = set()
        if name is None:
            apart += bool(names) and not _may_name(line)
            continue
        if not names:
            start, headed = position, False
        names.add(name)
        apart = 0
    if names:
        yield _Header(start, frozenset(names))


def _may_name(line: Line) -> bool:
    """Whether a line may be one of the names below a field."""
    bullet = line.block.kind is BlockKind.LIST_ITEM and block_number(line.block) is None
    return bullet or is_name_line(line.text)


def _field_name(line: Line) -> str | None:
    found = field(line.text)
    known = found is not None and found[0] in _ATTENDANCE | _FACTS | _OFFICES
    return found[0] if found and known else None


def _is_meeting(header: _Header) -> bool:
    """Whether fields are those of a meeting, and not of the next one or of an election."""
    return bool(header.names & _ATTENDANCE) and len(header.names) > 1


def _openings(lines: Sequence[Line], headers: Sequence[_Header]) -> list[int]:
    """Where the headers behind the first begin, with what stands above their fields."""
    first = headers[0].names
    found: list[int] = []
    for header in headers[1:]:
        start = _top(lines, header.position)
        told = start < header.position or len(header.names & first) > 2
        if len(header.names & first) > 1 and told:
            found.append(start)
    return found


def _top(lines: Sequence[Line], position: int) -> int:
    """The topmost of the headings, titles and dates that stand directly above a line."""
    top = position
    for above in range(position - 1, max(-1, position - 1 - _MAX_HEAD), -1):
        line = lines[above]
        if line.block.kind is BlockKind.TABLE_CELL:
            break
        if _is_heading(line) or _names_minutes(line) or _is_day(line.text):
            top = above
        elif len(line.text) > _MAX_TITLE or line.text.endswith((".", "!", "?")):
            break
    return top


def _is_heading(line: Line) -> bool:
    return line.block.kind is BlockKind.HEADING and heading_section(line.text) is None


def _names_minutes(line: Line) -> bool:
    """Whether a line is the name of minutes ("Referat af bestyrelsesmøde den 3. maj")."""
    text = line.text
    if len(text) > _MAX_TITLE or text.endswith((".", ":", "!", "?", ",")) or line.block.marker:
        return False
    if _OTHER_MINUTES.search(text) or leading_number(text) or field(text):
        return False
    return line.block.kind is not BlockKind.TABLE_CELL and bool(_NAMES_MINUTES.match(text))


def _is_day(text: str) -> bool:
    """Whether a line is a weekday or a date, and little more."""
    words = _LETTERS.findall(text.lower())
    dated = bool(written_dates(text)) or any(word in weekday_names() for word in words)
    return dated and len(words) <= 5


def _titles(lines: Sequence[Line]) -> list[int]:
    """Lines that name minutes of other dates in the same words as the first line that does."""
    dated = [
        (position, written[0], _shape(line.text))
        for position, line in enumerate(lines)
        if _names_minutes(line) and (written := written_dates(line.text))
    ]
    if not dated:
        return []
    _, first, shape = dated[0]
    days = {(first.day, first.month, first.year)}
    found: list[int] = []
    for position, date, other in dated[1:]:
        day = (date.day, date.month, date.year)
        if other == shape and day not in days:
            found.append(position)
            days.add(day)
    return found


def _shape(text: str) -> str:
    """A title without its date: what stands before the first figure, weekdays left out."""
    words = normalized(_DIGITS.split(text)[0]).split()
    return " ".join(word for word in words if word not in weekday_names() | {"den", "d", "d."})


def _siblings(lines: Sequence[Line], headers: Sequence[_Header]) -> list[int]:
    """Headings like those over most headers: of their level, with a day or a meeting's name."""
    above = [lines[header.position - 1] for header in headers if header.position > 0]
    levels = [line.block.level for line in above if _is_heading(line)]
    if len(levels) < _MIN_ALIKE or len(levels) < len(headers) / 2:
        return []
    usual = max(set(levels), key=levels.count)
    return [
        _top(lines, position)
        for position, line in enumerate(lines)
        if _is_heading(line)
        and line.block.level == usual
        and block_number(line.block) is None
        and (_is_day(line.text) or _names_meeting(line))
    ]


def _names_meeting(line: Line) -> bool:
    """Whether a heading names a meeting, and is no bare "Referat af mødet" inside one."""
    reported = normalized(line.text).startswith("referat")
    return _names_minutes(line) and not (reported and not written_dates(line.text))


def _days(lines: Sequence[Line]) -> list[int]:
    """Headings that are dates, where one opens the document and others follow in their order.

    Two must be written alike; of three and more the form may change.
    """
    dated = [
        (position, day)
        for position, line in enumerate(lines)
        if line.block.kind is BlockKind.HEADING and (day := heading_day(line.text))
    ]
    if not dated:
        return []
    first = lines[dated[0][0]]
    opening = lines[: min(dated[0][0], _MAX_PREAMBLE)]
    undated = any(_is_heading(line) and _names_minutes(line) for line in opening)
    if dated[0][0] > _MAX_PREAMBLE and not undated:
        return []
    found = [
        (position, day)
        for position, day in dated
        if lines[position].block.level == first.block.level
    ]
    if len(found) == _MIN_ALIKE and len({_form(lines[p].text) for p, _ in found}) > 1:
        return []
    days = [day for _, day in found]
    return [position for position, _ in found] if _in_order(days) else []


def heading_day(text: str) -> tuple[int, int] | None:
    """The month and day that a heading names at its start, None where it names none.

    Args:
        text: The heading.
    """
    written = written_dates(text)
    if len(text) > _MAX_TITLE or _OTHER_MINUTES.search(text):
        return None
    if written and _leads_to_day(text[: written[0].start]):
        return written[0].month, written[0].day
    match = _LONE_DAY.match(text)
    if match is None or not _leads_to_day(match["before"]):
        return None
    return int(match["month"]), int(match["day"])


def _leads_to_day(before: str) -> bool:
    """Whether words may stand before the date that a heading names ("Vejledermøde tirsdag d.")."""
    words = _LETTERS.findall(before.lower())
    return all(word in weekday_names() | _DAY_WORDS or _MEETING_WORD.search(word) for word in words)


def _in_order(days: Sequence[tuple[int, int]]) -> bool:
    """Whether days rise or fall all the way, but for one new year."""
    for ordered in (days, days[::-1]):
        falls = sum(after <= before for before, after in pairwise(ordered))
        if len(set(days)) == len(days) > 1 and falls <= (len(days) >= _MANY):
            return True
    return False


def _form(text: str) -> str:
    """How a date is written: figures, names of days and months each as one letter."""
    words = (
        "D" if word in weekday_names() else "M" if word in month_numbers() else word
        for word in _WORDS.findall(text.lower())
    )
    return " ".join("#" if word.isdigit() else word for word in words)
