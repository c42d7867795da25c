"""Agenda items: numbered titles in their order, headings, or short lines between paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.agenda_list import AgendaList, announces_agenda
from referat.structure.chains import Candidate, item_chains, subitems
from referat.structure.headings import field, heading_section
from referat.structure.numbering import (
    UNMARKED,
    Number,
    block_number,
    leading_number,
    lone_number,
    unmarked_number,
)
from referat.structure.proposals import holds_motions, names_motion, settles_motion
from referat.structure.reports import tells_report
from referat.structure.titles import (
    bare_title,
    has_verb,
    is_known_title,
    is_outcome,
    is_short_title,
    is_title,
    names_offices,
    title_end,
)
from referat.structure.units import Line

_MAX_INNER: Final = 60
_HEAD_LINES: Final = 40
_PRESENCE: Final = re.compile(r"(?:\w*deltag|til ?sted|fremm?ød|mødt|afbud|fravær)", re.IGNORECASE)
_OF_MEETING: Final = re.compile(r"\w*refer\w*t (?:af|fra|for)(?! (?:sidste|seneste|forrige)).*møde\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ItemTitle:
    """The title line of an item: which line it is, its number, title, and range as written."""

    position: int
    number: str | None
    title: str | None
    start: int
    length: int
    """Characters of the first unit's text that are title; 0 where the line holds text only."""


def find_items(lines: Sequence[Line], listed: AgendaList) -> list[ItemTitle]:
    """The titles of all agenda items in order.

    Args:
        lines: The document's lines.
        listed: The agenda list of its header, whose lines are no items.
    """
    candidates = _numbered(lines, listed)
    chosen = item_chains(candidates)
    positions = {candidate.position: candidate.number for candidate in chosen}
    numbers: dict[int, Number | None] = {**positions, **subitems(candidates, chosen)}
    numbers |= {p: n for p, n in _restarted(lines, candidates, chosen).items() if p not in numbers}
    tops = sorted(positions)
    numbers |= dict.fromkeys(_motions(lines, tops))
    for position in _unnumbered(lines, listed, tops):
        if not _in_report(lines, tops, position):
            numbers.setdefault(position, None)
    return [
        _item_title(lines[position], position, numbers[position], listed)
        for position in sorted(numbers)
    ]


def _numbered(lines: Sequence[Line], listed: AgendaList) -> list[Candidate]:
    found: list[Candidate] = []
    for position, line in enumerate(lines):
        if _is_listed(position, listed) or line.block.kind is BlockKind.TABLE_CELL:
            continue
        number, title = _number_and_title(lines, position)
        if number is None or not (title or number.style.startswith("named")):
            continue
        score = _score(lines, position, number, title, listed)
        filled = len(line.text) > len(line.first) or title_end(title) is not None
        over_text = _is_over_text(lines, position) or (_tells_more(line) and listed.names(title))
        found.append(Candidate(position, number, score, filled, over_text))
    return found


def _is_listed(position: int, listed: AgendaList) -> bool:
    """Whether a line stands in the agenda list, or between it and where it is taken up."""
    return listed.start <= position < max(listed.end, listed.resumed)


def _tells_more(line: Line) -> bool:
    """Whether sentences stand behind the first one on the line, and not only a name in brackets."""
    rest = line.text[len(line.first) :].strip()
    return bool(rest) and not rest.startswith("(")


def _is_over_text(lines: Sequence[Line], position: int) -> bool:
    """Whether a line with no number follows."""
    following = lines[position + 1] if position + 1 < len(lines) else None
    return following is not None and block_number(following.block) is None


def _number_and_title(lines: Sequence[Line], position: int) -> tuple[Number | None, str]:
    line = lines[position]
    if number := block_number(line.block) or _number_above(lines, position):
        return number, line.first
    if leading := leading_number(line.first) or unmarked_number(line.first):
        return leading[0], line.first[leading[1] :]
    return None, ""


def _number_above(lines: Sequence[Line], position: int) -> Number | None:
    """The number that stands on the line above by itself."""
    line = lines[position]
    if position == 0 or line.block.marker or lone_number(line.text):
        return None
    return lone_number(lines[position - 1].text)


def _score(
    lines: Sequence[Line], position: int, number: Number, title: str, listed: AgendaList
) -> float:
    """How much a numbered line looks like the title of an item."""
    line = lines[position]
    score = 1.0 if not title or is_title(title) or title_end(title) else -2.0
    score += 2.0 * (line.block.kind is BlockKind.HEADING)
    score += 1.5 * number.style.startswith("named")
    score += 3.0 * listed.names(title)
    score += 0.5 * _is_over_text(lines, position)
    score -= 1.0 * (line.block.kind is BlockKind.LIST_ITEM and line.block.level > 0)
    score -= 1.0 * number.style.startswith("lower")
    score -= 0.5 * (number.style == UNMARKED)
    return score


def _restarted(
    lines: Sequence[Line], candidates: Sequence[Candidate], chosen: Sequence[Candidate]
) -> dict[int, Number]:
    """Titles that count from 1 or a inside an item, each over text of its own."""
    places = [candidate.position for candidate in candidates]
    found: dict[int, Number] = {}
    ends = [item.position for item in chosen[1:]] + [len(lines)]
    for item, end in zip(chosen, ends, strict=False):
        inner = candidates[bisect_right(places, item.position) : bisect_left(places, end)]
        for style in ("number", "lower"):
            run = [c for c in inner if c.number.style.startswith(style)]
            counts = [c.number.path for c in run] == [(step + 1,) for step in range(len(run))]
            if len(run) > 1 and counts and all(_is_inner_title(lines, c) for c in run):
                found |= {c.position: c.number for c in run}
    return found


def _is_inner_title(lines: Sequence[Line], candidate: Candidate) -> bool:
    """Whether a numbered line inside an item is a short title with a paragraph below it."""
    line = lines[candidate.position]
    if len(line.text) > _MAX_INNER or has_verb(line.text) or not candidate.over_text:
        return False
    below = lines[candidate.position + 1]
    if below.block.kind is not BlockKind.PARAGRAPH:
        return False
    return len(below.text) > len(line.text) or candidate.number.style.startswith("lower")


def _unnumbered(lines: Sequence[Line], listed: AgendaList, numbered: list[int]) -> list[int]:
    """Headings without a number, and where there is nothing else short lines of their own."""
    floor = _header_end(lines)
    free = [
        position
        for position, line in enumerate(lines)
        if position > floor and not _is_listed(position, listed) and _may_be_title(line)
    ]
    named = [
        p for p in free if listed.names(lines[p].text) and block_number(lines[p].block) is None
    ]
    headings = [p for p in free if lines[p].block.kind is BlockKind.HEADING and p > 0]
    if numbered:
        named += _before_second(lines, free, numbered[0])
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
    return named is not None and named[0] in {"participants", "absentees"} and _PRESENCE.match(text) is not None


def _motions(lines: Sequence[Line], numbered: Sequence[int]) -> Iterator[int]:
    """Titles of single proposals in an item that takes up several."""
    for position, following in pairwise([*numbered, len(lines)]):
        if holds_motions(lines[position].first):
            for inside in range(position + 1, following - 1):
                text = lines[inside].text
                told = settles_motion(text) or not _is_over_text(lines, inside)
                if names_motion(text) and not told:
                    yield inside


def _before_second(lines: Sequence[Line], free: Sequence[int], first: int) -> list[int]:
    """The title of the first item where only the second one and those below it are numbered."""
    number = _number_and_title(lines, first)[0]
    if number is None or number.path != (2,):
        return []
    known = [p for p in free if p < first and is_known_title(lines[p].text)]
    return [p for p in known if len(lines[p].text) <= _MAX_INNER and _heads_text(lines, p)][-1:]


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


def _item_title(line: Line, position: int, number: Number | None, listed: AgendaList) -> ItemTitle:
    start = line.start if line.block.marker_start is None else line.block.marker_start
    if number is None:
        return ItemTitle(position, None, bare_title(line.first), start, len(line.first))
    known = listed.title_of(number.written)
    if _is_text(line, number, listed):
        return ItemTitle(position, number.written, known, start, 0)
    skipped = 0
    leading = leading_number(line.first) or unmarked_number(line.first)
    if block_number(line.block) is None and leading and leading[0] == number:
        skipped = leading[1]
    cut = None if listed.has(line.first[skipped:]) else title_end(line.first[skipped:])
    length = skipped + cut if cut is not None else len(line.first)
    title = bare_title(line.first[skipped:length]) or known
    return ItemTitle(position, number.written, title, start, length)


def _is_text(line: Line, number: Number, listed: AgendaList) -> bool:
    """Whether the text of the item stands right behind its number ("Ad 4 Godkendt.")."""
    if block_number(line.block) is None or title_end(line.first) is not None:
        return False
    if listed.names(line.first):
        return False
    if line.first.endswith((".", "!")) and has_verb(line.first):
        return True
    bare = number.style.startswith("named") or listed.title_of(number.written) is not None
    return bare and (is_outcome(line.first) or has_verb(line.first))
