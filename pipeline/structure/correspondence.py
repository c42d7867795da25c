"""Letters, mails and invitations among minutes: background from salutation to greeting."""

import re
from collections.abc import Sequence
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.agenda_list import announces_agenda
from referat.structure.headings import heading_section
from referat.structure.numbering import block_number
from referat.structure.units import Line

_OPENS: Final = re.compile(
    r"(?:\W*\d[\d/.:-]*\s*[-–:]?\s*)?"
    r"(?:(?:e-?)?mail|brev|indkaldelse|invitation|nyhedsbrev) (?:fra|til)\b"
    r"(?: [^\s:]+){1,5}\s?[:.]?",
    re.IGNORECASE,
)
_SALUTES: Final = re.compile(
    r"(?:hej|kære|til alle|goddag|hejsa|hello)\b(?: [^\s.:;?]+){0,5}\s?[,!.]?", re.IGNORECASE
)
_GREETS: Final = re.compile(
    r"^(?:(?:med|de|de bedste|mange|kærlig|venlig|hyggelig\w*|bedste|sportslig)\s)*"
    r"(?:(?:venlig|kærlig|bedste)\s)?hilsen(?:er)?\b|^(?:m\.?v\.?h|kh|vh|v\.h)\b"
    r"|\bhilsen(?: fra)? [A-ZÆØÅ]\w+(?: (?:og|&) [A-ZÆØÅ]\w+)?\W*$",
    re.IGNORECASE,
)
_NAMES_MINUTES: Final = re.compile(
    r"(?:\W*\d[\d/.:-]*\s*[-–:]?\s*)?(?:møde|beslutnings)?referat\b", re.IGNORECASE
)
_MAX_OPENING: Final = 80
_MAX_NAME: Final = 40
_NAMES_BELOW: Final = 2


def letter_lines(lines: Sequence[Line], titles: frozenset[int]) -> frozenset[int]:
    """Positions of the lines of letters, with their headings, salutations and greetings.

    A letter ends with its greeting, or where an item, the minutes or another letter begins.

    Args:
        lines: The document's lines.
        titles: Positions of the titles of items.
    """
    found: set[int] = set()
    first = min(titles, default=len(lines))
    inside = False
    below = 0
    for position, line in enumerate(lines):
        if position in titles or _begins_minutes(line):
            inside, below = False, 0
        elif _opens(line, in_item=position > first):
            inside, below = True, 0
        elif below and not _is_name(line):
            inside, below = False, 0
        if not inside:
            continue
        if not _is_agenda(lines, position, found):
            found.add(position)
        if below:
            below -= 1
            inside = below > 0
        elif _GREETS.search(line.text):
            below = _NAMES_BELOW
    return frozenset(found)


def _is_agenda(lines: Sequence[Line], position: int, letter: set[int]) -> bool:
    """Whether a line of a letter is its agenda: the heading, or a number below it."""
    line = lines[position]
    if announces_agenda(line.text) or announces_agenda(line.first):
        return True
    above = position - 1
    return above >= 0 and above not in letter and block_number(line.block) is not None


def _opens(line: Line, *, in_item: bool) -> bool:
    """Whether a line heads a letter or salutes whom it is to; below an item's title surely."""
    if len(line.text) > _MAX_OPENING or line.block.kind is BlockKind.TABLE_CELL:
        return False
    if _SALUTES.fullmatch(line.text):
        return True
    sure = line.text.endswith(":") or line.block.kind is BlockKind.HEADING
    return bool(_OPENS.fullmatch(line.text)) and (sure or not in_item)


def _begins_minutes(line: Line) -> bool:
    short = len(line.text) <= _MAX_OPENING
    heading = heading_section(line.text) not in (None, Section.HEADER, Section.BACKGROUND)
    return short and (heading or bool(_NAMES_MINUTES.match(line.text)))


def _is_name(line: Line) -> bool:
    """Whether a line below a greeting may be who signs."""
    return len(line.text) <= _MAX_NAME and line.text[:1].isupper() and not line.text.endswith(":")
