"""Titles of agenda items that have no number: headings, listed titles, short lines over text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.agenda_list import AgendaList, announces_agenda
from referat.structure.candidates import is_listed, number_and_title
from referat.structure.headings import field, heading_section, normalized
from referat.structure.numbering import block_number
from referat.structure.reports import tells_report
from referat.structure.titles import is_known_title, is_short_title, is_title, names_offices
from referat.structure.units import Line
from referat.structure.words import heading_words

_MAX_FIRST: Final = 60
_HEAD_LINES: Final = 40
_PRESENCE: Final = re.compile(r"(?:\w*deltag|til ?sted|fremm?ød|mødt|afbud|fravær)", re.IGNORECASE)
_OF_MEETING: Final = re.compile(
    r"\w*refer\w*t (?:af|fra|for)(?! (?:sidste|seneste|forrige)).*møde\b", re.IGNORECASE
)


def free_titles(lines: Sequence[Line], listed: AgendaList, numbered: Sequence[int]) -> list[int]:
    """Positions of titles without a number, sorted.

    They are headings like the numbered ones and entries of the agenda list; where there is nothing
    else, short lines over paragraphs.

    Args:
        lines: The document's lines.
        listed: The agenda list of its header.
        numbered: Positions of the numbered titles, sorted.
    """
    found = _candidates(lines, listed, numbered)
    return [position for position in found if not _in_report(lines, numbered, position)]


def _candidates(lines: Sequence[Line], listed: AgendaList, numbered: Sequence[int]) -> list[int]:
    floor = _header_end(lines)
    free = [
        position
        for position, line in enumerate(lines)
        if position > floor and not is_listed(position, listed) and _may_be_title(line)
    ]
    named = [
        p for p in free if listed.names(lines[p].text) and block_number(lines[p].block) is None
    ]
    headings = [p for p in free if lines[p].block.kind is BlockKind.HEADING and p > 0]
    if numbered:
        named += _before_second(lines, free, numbered[0])
        named += [p for p in free if p > numbered[-1] and _closes(lines, p)]
        level = min(lines[p].block.level for p in numbered)
        kinds = {lines[p].block.kind for p in numbered}
        same = [
            p
            for p in headings
            if lines[p].block.level <= level and p > numbered[0] and _heads_text(lines, p)
        ]
        return sorted({*named, *(same if kinds == {BlockKind.HEADING} else [])})
    if headings or named:
        return sorted({*named, *_content_headings(lines, headings)})
    return [p for p in free if _stands_over_text(lines, p)]


def _header_end(lines: Sequence[Line]) -> int:
    """The last of the first lines that says who was there or that the agenda follows, else -1."""
    return max(
        (
            position
            for position, line in enumerate(lines[:_HEAD_LINES])
            if announces_agenda(line.text) or _says_presence(line.text)
        ),
        default=-1,
    )


def _says_presence(text: str) -> bool:
    named = field(text)
    present = named is not None and named[0] in {"participants", "absentees"}
    return present and _PRESENCE.match(text) is not None


def _before_second(lines: Sequence[Line], free: Sequence[int], first: int) -> list[int]:
    """The title of the first item where only the second one and those below it are numbered."""
    number = number_and_title(lines, first)[0]
    if number is None or number.path != (2,):
        return []
    known = [p for p in free if p < first and is_known_title(lines[p].text)]
    return [p for p in known if len(lines[p].text) <= _MAX_FIRST and _heads_text(lines, p)][-1:]


def _closes(lines: Sequence[Line], position: int) -> bool:
    """Whether a line below the last number is the closing item, which often has none."""
    line = lines[position]
    unmarked = line.block.marker is None and line.block.kind is not BlockKind.LIST_ITEM
    return unmarked and normalized(line.text) in heading_words().closing_titles


def _in_report(lines: Sequence[Line], numbered: Sequence[int], position: int) -> bool:
    """Whether a line without a number stands in an item that is a report, as its heading."""
    above = bisect_right(numbered, position) - 1
    return above >= 0 and tells_report(lines[numbered[above]])


def _heads_text(lines: Sequence[Line], position: int) -> bool:
    """Whether a heading stands directly over text, and is no lead-in or row of figures."""
    heading = lines[position].text
    below = lines[position + 1].block.kind if position + 1 < len(lines) else None
    told = below not in (None, BlockKind.HEADING)
    return told and not heading[-1].isdigit() and _is_no_lead_in(heading)


def _is_no_lead_in(heading: str) -> bool:
    """Whether a heading is none that a colon opens a list with, unless it is a known title."""
    return not heading.endswith(":") or is_known_title(heading)


def _may_be_title(line: Line) -> bool:
    if line.block.kind is BlockKind.TABLE_CELL or not is_title(line.text):
        return False
    if _OF_MEETING.match(line.text) or names_offices(line.text):
        return False
    section = heading_section(line.text)
    if section is not None and section is not Section.BACKGROUND:
        return False
    named = field(line.text)
    unlabelled = named is not None and named[0] == "other" and ":" not in line.text
    return named is None or named[0] == "next_meeting" or unlabelled


def _content_headings(lines: Sequence[Line], headings: Sequence[int]) -> list[int]:
    """Headings behind the ones that only open the document."""
    opening = 0
    for position in headings:
        if position != opening and position != opening + 1:
            break
        opening = position
    return [position for position in headings if position > opening or opening == 0]


def _stands_over_text(lines: Sequence[Line], position: int) -> bool:
    line = lines[position]
    if line.block.kind is not BlockKind.PARAGRAPH or not is_short_title(line.text):
        return False
    if not 0 < position < len(lines) - 1:
        return False
    above, below = lines[position - 1], lines[position + 1]
    if line.text.endswith(":") and below.block.kind is BlockKind.LIST_ITEM:
        return False
    if line.text.isupper() and not below.text.isupper():
        return True
    set_off = line.blank_above and not below.blank_above
    if set_off and is_known_title(line.text):
        return True
    ended = above.text.endswith((".", "!", "?", ")")) or above.block.kind is BlockKind.LIST_ITEM
    runs = len(below.text) > len(line.text) and not is_short_title(below.text)
    return (ended or set_off) and runs
