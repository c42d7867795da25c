"""The section that each unit lives in."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.agenda_list import announces_agenda, repeated
from referat.structure.attendance import (
    Frame,
    constituted,
    header_lines,
    is_presence,
)
from referat.structure.cases import case_lines, confirmed_headings, has_cases, is_report
from referat.structure.correspondence import letter_lines
from referat.structure.endmatter import signing_start
from referat.structure.headings import field, heading_section, is_weak, labelled_section
from referat.structure.preamble import is_headerlike, is_prose, tells_attendance
from referat.structure.proposals import (
    body_proposes,
    holds_motions,
    is_proposal,
    leads_to_proposals,
    opens_motion,
    settles_motion,
)
from referat.structure.reports import is_about_report, takes_report_up, tells_report
from referat.structure.signoff import signoff_lines
from referat.structure.units import Line, Unit

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+(?:\s+https?://\S+)*", re.IGNORECASE)
_FURNITURE: Final = re.compile(
    r"(?:§?\s?\d{1,3}\.?|.{0,60}\bside\s+\d+(?:\s*(?:af|/)\s*\d+)?|[-_=*.~ ]{4,}"
    r"|(?:https?://|www\.)\S+(?:\s+https?://\S+)*|bilag(?:\s+\w{1,3})?\s?[:.]?)",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"_{5,}|\.{8,}|\b(?:dato og underskrift|underskrift)\b", re.IGNORECASE)
_FIELD_NAMES: Final = frozenset(
    {"date", "time", "place", "participants", "absentees", "chair", "secretary"}
)
_MINUTES_OF: Final = re.compile(r"(?:møde)?referat (?:af|fra|for)\b", re.IGNORECASE)
_FIRST_LINES: Final = 3
_MAX_DATE_LINE: Final = 60


def sections_of(units: Sequence[Unit], frame: Frame) -> list[Section]:
    """The section of every unit, in order.

    Args:
        units: The units, titles of items apart from the text on their lines.
        frame: Lines, agenda list and items.
    """
    positions = {line.index: position for position, line in enumerate(frame.lines)}
    reader = _Reader(frame)
    found: list[Section] = []
    for block, members in groupby(units, key=lambda unit: unit.block):
        found.extend(reader.block(positions[block], list(members)))
    return found


class _Reader:
    """Reads down the lines and keeps the section reached."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._constituted = constituted(frame.lines) - frame.titles
        self._header = header_lines(frame)
        self._letters = letter_lines(frame.lines, frame.titles)
        self._cases = case_lines(frame)
        titles = (frame.lines[title].block for title in frame.titles)
        self._tables = {block.table for block in titles if block.table is not None}
        self._repeated = repeated(frame.lines, frame.listed)
        self._signing = signing_start(frame.lines)
        self._has_cases = has_cases(frame.lines)
        self._confirmed = confirmed_headings(frame)
        self._signoff = signoff_lines(frame.lines, self._signing, frame.titles)
        self._several = sum(announces_agenda(line.text) for line in frame.lines) > 2
        self._current = Section.HEADER
        self._headed = False
        """Whether a heading opened the section, so that its bullets belong to it."""
        self._report = False
        self._motions = False
        self._motion = False

    def block(self, position: int, units: Sequence[Unit]) -> Iterator[Section]:
        """The sections of the units of one block."""
        if fixed := self._fixed(position):
            yield from [fixed] * len(units)
        elif position in self._frame.titles:
            self._current = self._opened(position)
            told = tells_report(self._frame.lines[position])
            self._report = self._current is Section.OUTCOME and told
            self._motions = holds_motions(self._frame.lines[position].first)
            self._motion = False
            titled = position not in self._frame.untitled
            quoted = len(units) if position in self._repeated else titled
            yield from [Section.OTHER] * quoted
            yield from self._read(position, units[quoted:])
        elif (asked := self._column_section(position)) is not None:
            yield from [asked] * len(units)
        else:
            self._enter(position)
            yield from self._read(position, units)

    def _fixed(self, position: int) -> Section | None:
        """The section of a line whatever stands above it."""
        if position >= self._signing:
            return Section.OTHER
        if position in self._constituted:
            return Section.OUTCOME
        if position in self._frame.listed:
            address = _ADDRESS.fullmatch(self._frame.lines[position].text)
            return Section.OTHER if address else Section.HEADER
        if position in self._letters:
            return Section.BACKGROUND
        if position in self._header or position in self._signoff:
            return Section.HEADER
        if position in self._repeated and position not in self._frame.titles:
            return Section.OTHER
        return None

    def _column_section(self, position: int) -> Section | None:
        """The section of a cell in a table of items, by a column of cases or of what is asked."""
        block = self._frame.lines[position].block
        if block.table not in self._tables or not block.column_head:
            return None
        section = heading_section(block.column_head)
        return section if section in (Section.PROPOSAL, Section.BACKGROUND) else None

    def _opened(self, position: int) -> Section:
        """The section that begins below an item's title."""
        if is_presence(self._frame.lines[position].first):
            return Section.HEADER
        return Section.BACKGROUND if position in self._cases else Section.OUTCOME

    def _enter(self, position: int) -> None:
        """Take up what the line itself says of its section, before its units are read."""
        line = self._frame.lines[position]
        in_item = self._frame.items[position] is not None
        section = self._heading(position, line)
        if section is Section.OUTCOME and not in_item and _heads_document(self._frame, position):
            return
        if section is Section.HEADER and in_item and not self._several:
            return
        if section is not None:
            self._current = section
            self._headed = True
            self._report = False
        elif position in self._cases or self._is_appended_report(position, line):
            self._current = Section.BACKGROUND
        elif not in_item:
            self._before_items(line)

    def _is_appended_report(self, position: int, line: Line) -> bool:
        """Whether a report begins that is a heading of its own, or stands among the appendices."""
        if not is_report(line) or position <= _FIRST_LINES or len(line.text) > _MAX_DATE_LINE:
            return False
        return line.block.kind is BlockKind.HEADING or self._current is Section.OTHER

    def _heading(self, position: int, line: Line) -> Section | None:
        """The section that the line opens as a heading of its own."""
        if is_weak(line.text) and not self._has_cases and position not in self._confirmed:
            return None
        if line.block.kind is BlockKind.TABLE_CELL:
            return None
        is_heading = line.block.kind is BlockKind.HEADING and position > _FIRST_LINES
        if is_heading and _MINUTES_OF.match(line.text):
            return Section.OUTCOME
        return heading_section(line.text)

    def _before_items(self, line: Line) -> None:
        """Header and prose take turns above the first item."""
        listed = self._headed and line.block.kind is BlockKind.LIST_ITEM
        told = is_prose(line) and not listed
        if self._current is Section.HEADER and told:
            self._current, self._headed = Section.OUTCOME, False
        elif self._may_return() and not listed and is_headerlike(line):
            self._current, self._headed = Section.HEADER, False

    def _may_return(self) -> bool:
        """Whether the header may go on behind prose: there are items yet to come."""
        return self._current is Section.OUTCOME and bool(self._frame.titles)

    def _read(self, position: int, units: Sequence[Unit]) -> Iterator[Section]:
        above = self._frame.items[position] is None and bool(self._frame.titles)
        for unit in units:
            section = labelled_section(unit.text) or _inner_heading(unit)
            if section is not None and section is not Section.HEADER:
                self._current = section
            elif _FURNITURE.fullmatch(unit.text) or _is_signed(unit.text):
                yield Section.OTHER
                continue
            elif self._current is Section.OUTCOME and leads_to_proposals(unit.text):
                self._current = Section.PROPOSAL
            yield self._sentence(unit.text, above=above)

    def _sentence(self, text: str, *, above: bool) -> Section:
        """The section of a sentence under the heading reached, `above` the first item or not."""
        if self._current is Section.BACKGROUND and body_proposes(text):
            self._current = Section.PROPOSAL
        if self._current is not Section.OUTCOME:
            return self._current
        if above and tells_attendance(text):
            return Section.HEADER
        if self._proposes(text):
            return Section.PROPOSAL
        if not self._report:
            return self._current
        self._report = not takes_report_up(text)
        told = self._report and not is_about_report(text)
        return Section.BACKGROUND if told else Section.OUTCOME

    def _proposes(self, text: str) -> bool:
        """Whether a sentence words what is asked, or belongs to a proposal that is told."""
        if self._motions:
            self._motion = not settles_motion(text) and (self._motion or opens_motion(text))
        return self._motion or is_proposal(text, among_motions=self._motions)


def _is_signed(text: str) -> bool:
    """Whether a unit is a line to sign on, or asks for a signature."""
    marked = "_____" in text or "........" in text or "underskrift" in text.lower()
    return marked and _SIGNED.search(text) is not None


def _inner_heading(unit: Unit) -> Section | None:
    """The section of a heading that stands inside a block, behind other sentences."""
    return None if unit.place == 0 or is_weak(unit.text) else heading_section(unit.text)


def _heads_document(frame: Frame, position: int) -> bool:
    """Whether "Referat" only heads the document: at its top, or with header fields below it."""
    if position < 2:
        return True
    if 0 < frame.listed.end <= position:
        return False
    below = (field(line.text) for line in frame.lines[position + 1 : position + 4])
    return any(found and found[0] in _FIELD_NAMES for found in below)
