"""What stands above the first item: who met, and prose that already tells of the meeting."""

import re
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.attendance import is_name_line
from referat.structure.dates import written_dates
from referat.structure.headings import field, heading_section, label_of
from referat.structure.titles import has_verb
from referat.structure.units import Line
from referat.structure.words import heading_words

_WELCOMES: Final = re.compile(r"\bbød velkommen", re.IGNORECASE)
_HELD: Final = re.compile(r"afholdt\b|.*\b\d+ \w+ mødt\b", re.IGNORECASE)
_MINUTES_OF: Final = re.compile(
    r"(?:\w+ )?(?:\w*referat|udskrift|protokol\w*) (?:af|fra|for|til)\b", re.IGNORECASE
)
_MIN_PROSE: Final = 6
_MAX_DATE_LINE: Final = 60


def tells_attendance(text: str) -> bool:
    """Whether a sentence says who met, when or for what agenda ("Der var mødt 12 medlemmer.").

    Args:
        text: The sentence.
    """
    if _WELCOMES.search(text):
        return False
    return heading_words().attending.search(text) is not None or _HELD.match(text) is not None


def is_prose(line: Line) -> bool:
    """Whether a line above the items is told prose and no part of the header.

    Args:
        line: The line.
    """
    if line.block.kind is BlockKind.HEADING or is_headerlike(line):
        return False
    words = line.text.split()
    lower = sum(word[0].islower() for word in words)
    told = 2 * lower >= len(words) or has_verb(line.text)
    ended = line.text[-1] in ".!?" or line.block.kind is BlockKind.LIST_ITEM
    return len(words) >= _MIN_PROSE and told and ended


def is_headerlike(line: Line) -> bool:
    """Whether a line is a field, a name or a date, or all of it says who met.

    Args:
        line: The line.
    """
    label = label_of(line.text)
    if label and heading_section(label) is Section.HEADER:
        return True
    if field(line.text) or is_name_line(line.text) or _MINUTES_OF.match(line.text):
        return True
    if line.text == line.first and tells_attendance(line.text):
        return True
    return len(line.text) <= _MAX_DATE_LINE and bool(written_dates(line.text))
