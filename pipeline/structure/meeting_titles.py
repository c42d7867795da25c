"""The title of the minutes: the line at the top that names them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from referat.minutes import BlockKind
from referat.structure.attendance import Frame
from referat.structure.dates import written_dates
from referat.structure.fields import HeaderField
from referat.structure.header_words import header_words, weekday_numbers, word_set
from referat.structure.headings import heading_section, label_of, normalized
from referat.structure.units import Line

_HELD: Final = re.compile(r"[,.]?\s(?:a\w{1,4}holdt|a\w{0,3}oldt|holdt)\b.*$", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"(?:i|for|af|ved|hos|den|d\.)\s\S")
_LOGS: Final = re.compile(r"(?:logbog|dagsorden\w*|noter|beslutningslog)\b", re.IGNORECASE)
_DAY: Final = re.compile(r"(?P<day>[^\W\d]+dag)\s[–-]\s[^\W\d]")
_EDGES: Final = " .,:;-–—*"
_HEAD: Final = 8
_MAX_TITLE: Final = 160


def find_title(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> str | None:
    """The line that names the minutes ("Referat af bestyrelsesmøde ..."), None without one.

    Args:
        frame: Lines, agenda list and items.
        fields: The fields of the header by their positions.
    """
    lines = [(place, _title(frame, place, fields)) for place in top_lines(frame)]
    told = [(place, text) for place, text in lines if text]
    named = [text for _, text in told if names_minutes(text) or _names_day(text)]
    fuller = [text for text in named if normalized(text) not in word_set("names", "plain")]
    # "Logbog" and "Dagsorden" name a file before they name its meeting
    fuller.sort(key=lambda text: _LOGS.match(text) is not None and not _of_meeting(text))
    headings = [text for place, text in told if frame.lines[place].block.kind is BlockKind.HEADING]
    return next(iter([*fuller, *named, *headings]), None)


def top_lines(frame: Frame) -> list[int]:
    """The positions of the lines at the top that may name the meeting or the body.

    Args:
        frame: Lines, agenda list and items.
    """
    return [
        position
        for position, line in enumerate(frame.lines[: 2 * _HEAD])
        if position not in frame.listed
        and (frame.items[position] is None or position < 2)
        and line.block.kind is not BlockKind.TABLE_CELL
    ][:_HEAD]


def names_minutes(text: str) -> bool:
    """Whether a line has a word that titles of minutes have ("referat", "årsmøde").

    Args:
        text: The line.
    """
    return _words().search(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a line tells something, by a verb in it.

    Args:
        text: The line.
    """
    verbs = word_set("names", "verbs")
    return any(word in verbs for word in text.lower().split()[1:])


def _title(frame: Frame, position: int, fields: Mapping[int, Sequence[HeaderField]]) -> str | None:
    """A line as the title that it may be, with a heading that goes on below it."""
    line = frame.lines[position]
    text = line.text
    for one in fields.get(position, ()):
        text = one.value if one.name == "title" else text
        if one.name not in {"body", "title"}:
            text = text.split(one.label, 1)[0]
    if _is_listed(line) or heading_section(label_of(text) or "") is not None:
        return None
    below = frame.lines[position + 1] if position + 1 < len(frame.lines) else None
    if below is not None and _continues(line, below):
        text = f"{text} {below.text}"
    text = _HELD.sub("", text).strip(_EDGES)
    told = len(text) > _MAX_TITLE or is_sentence(text) or text.endswith("?")
    return None if told else text or None


def _is_listed(line: Line) -> bool:
    """Whether a line is a bullet, and no "3. møde i udvalget"."""
    number = (line.block.marker or "").rstrip(".").isdigit()
    return line.block.kind is BlockKind.LIST_ITEM and not number


def _continues(line: Line, below: Line) -> bool:
    """Whether a heading goes on in the next: "Referat af generalforsamling", "i E/F Skoven"."""
    same = line.block.kind is below.block.kind is BlockKind.HEADING
    return same and _GOES_ON.match(below.text) is not None and not written_dates(below.text)


def _names_day(text: str) -> bool:
    """Whether a line of a log names the meeting of a day: "Tirsdag - projektarbejde"."""
    match = _DAY.match(text)
    return match is not None and match["day"].lower() in weekday_numbers()


def _of_meeting(text: str) -> bool:
    return re.search(r"møde|forsamling", text, re.IGNORECASE) is not None


@cache
def _words() -> re.Pattern[str]:
    words = "|".join(header_words("names")["title"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
