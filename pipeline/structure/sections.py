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
    is_name_line,
    is_presence,
)
from referat.structure.cases import case_lines, has_cases, is_report
from referat.structure.correspondence import letter_lines
from referat.structure.dates import written_dates
from referat.structure.endmatter import signing_start
from referat.structure.headings import field, heading_section, is_weak, labelled_section, normalized
from referat.structure.units import Line, Unit
from referat.structure.words import heading_words

_INDICATES: Final = re.compile(
    r"\b(?:indstiller|indstilles|foreslår|foreslås|anbefaler)\b[^.]{0,60}\bat:?$", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+(?:\s+https?://\S+)*", re.IGNORECASE)
_FURNITURE: Final = re.compile(
    r"(?:§?\s?\d{1,3}\.?|.{0,60}\bside\s+\d+(?:\s*(?:af|/)\s*\d+)?|[-_=*.~ ]{4,}"
    r"|(?:https?://|www\.)\S+(?:\s+https?://\S+)*|bilag(?:\s+\w{1,3})?\s?[:.]?)",
    re.IGNORECASE,
)
_PROPOSES: Final = re.compile(
    r"^(?:(?:nr\. \d+ |[A-H]\. )?[^,.:]{2,60}\b(?:foreslår|indstiller)"
    r"|(?:[A-H]\.\s)?det (?:foreslås|indstilles)),? at\b"
    r"|^forslag (?:nr\.? )?(?:\d{1,2}|[A-H])\b(?!.*\b(?:vedtaget|godkendt|forkastet|nedstemt)\b)",
    re.IGNORECASE,
)
_MOTION: Final = re.compile(r"(?:\w{1,3}\s?[.:)]?\s*)?(?:\([^)]{1,40}\))?[.:]?\s*At\s[a-zæøå\"”]")
_TAKEN_UP: Final = re.compile(
    r"\b(?:diskuter\w*|synspunkt\w*|spurgt\w*|spørgsmål\w*|debat\w*|kommentarer|svarede"
    r"|savnede|fra salen|bifald|applaus"
    r"|klap\w*|roste|efterretning|vedlagt|vedhæftet|vedlægges|omdelt|udsendt|enstemmigt)\b"
    r"|\bberetning(?:en)?\b.*\b(?:godkend\w*|vedtag\w*)|\bgodkendt\w*\b.*\bberetning",
    re.IGNORECASE,
)
_REPORTS: Final = re.compile(
    r"\b(?:aflagde|fremlagde|afgav|berettede|gennemgik|oplæste|refererede|henviste)\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"_{5,}|\.{8,}|\b(?:dato og underskrift|underskrift)\b", re.IGNORECASE)
_ATTENDANCE: Final = re.compile(
    r"^(?!.*\bbød velkommen).*\b(?:der var mødt|\d+ \w+ mødt|dagsorden\w*|referat\w*|fremmødt\w*"
    r"|repræsenteret|til ?stede\w*|deltog|deltagere|afbud|afholdt|indkald\w+|stemmer|fuldmagt\w*"
    r"|mødet (?:blev )?(?:åbnet|startede|begyndte|holdt))\b",
    re.IGNORECASE,
)
_FIELD_NAMES: Final = frozenset(
    {"date", "time", "place", "participants", "absentees", "chair", "secretary"}
)
_MINUTES_OF: Final = re.compile(r"(?:møde)?referat (?:af|fra|for)\b", re.IGNORECASE)
_MIN_PROSE: Final = 6
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
        self._repeated = repeated(frame.lines, frame.listed)
        self._signing = signing_start(frame.lines)
        self._has_cases = has_cases(frame.lines)
        self._several = sum(announces_agenda(line.text) for line in frame.lines) > 2
        self._current = Section.HEADER
        self._report = False
        self._motions = False

    def block(self, position: int, units: Sequence[Unit]) -> Iterator[Section]:
        """The sections of the units of one block."""
        if fixed := self._fixed(position):
            yield from [fixed] * len(units)
        elif position in self._frame.titles:
            self._current = self._opened(position)
            self._report = self._current is Section.OUTCOME and _tells_report(self._frame, position)
            self._motions = "forslag" in self._frame.lines[position].first.lower()
            titled = position not in self._frame.untitled
            yield from [Section.OTHER] * titled
            yield from self._read(units[titled:])
        else:
            self._enter(position)
            yield from self._read(units)

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
        if position in self._header:
            return Section.HEADER
        if position in self._repeated and position not in self._frame.titles:
            return Section.OTHER
        return None

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
        if is_weak(line.text) and not self._has_cases:
            return None
        if line.block.kind is BlockKind.TABLE_CELL:
            return None
        is_heading = line.block.kind is BlockKind.HEADING and position > _FIRST_LINES
        if is_heading and _MINUTES_OF.match(line.text):
            return Section.OUTCOME
        return heading_section(line.text)

    def _before_items(self, line: Line) -> None:
        """Header and prose take turns above the first item."""
        if self._current is Section.HEADER and (_is_prose(line) or _is_note(line)):
            self._current = Section.OUTCOME
        elif self._current is Section.OUTCOME and self._frame.titles and _is_headerlike(line):
            self._current = Section.HEADER

    def _read(self, units: Sequence[Unit]) -> Iterator[Section]:
        for unit in units:
            section = labelled_section(unit.text) or _inner_heading(unit)
            if section is not None and section is not Section.HEADER:
                self._current = section
            elif _FURNITURE.fullmatch(unit.text) or _SIGNED.search(unit.text):
                yield Section.OTHER
                continue
            elif self._current is Section.OUTCOME and _INDICATES.search(unit.text):
                self._current = Section.PROPOSAL
            yield self._sentence(unit.text)

    def _sentence(self, text: str) -> Section:
        """The section of a sentence under the heading reached."""
        if self._current is Section.OUTCOME and self._proposes(text):
            return Section.PROPOSAL
        if not self._report:
            return self._current
        self._report = not _TAKEN_UP.search(text)
        told = self._report and not _REPORTS.search(text)
        return Section.BACKGROUND if told else Section.OUTCOME

    def _proposes(self, text: str) -> bool:
        """Whether a sentence words what is asked, among the outcome of an item."""
        return bool(_PROPOSES.match(text) or (self._motions and _MOTION.match(text)))


def _inner_heading(unit: Unit) -> Section | None:
    """The section of a heading that stands inside a block, behind other sentences."""
    return None if unit.place == 0 or is_weak(unit.text) else heading_section(unit.text)


def _tells_report(frame: Frame, position: int) -> bool:
    """Whether an item is the report of the chair, told at the meeting."""
    title = normalized(frame.lines[position].first)
    return any(title.endswith(word) or f"{word} " in title for word in heading_words().report_words)


def _heads_document(frame: Frame, position: int) -> bool:
    """Whether "Referat" only heads the document: at its top, or with header fields below it."""
    if position < 2:
        return True
    if 0 < frame.listed.end <= position:
        return False
    below = (field(line.text) for line in frame.lines[position + 1 : position + 4])
    return any(found and found[0] in _FIELD_NAMES for found in below)


def _is_prose(line: Line) -> bool:
    if line.block.kind is BlockKind.HEADING or _is_headerlike(line):
        return False
    return len(line.text.split()) >= _MIN_PROSE and line.text.endswith((".", "!", "?"))


def _is_note(line: Line) -> bool:
    """Whether a line is a bullet that tells something, without a full stop."""
    bullet = line.block.kind is BlockKind.LIST_ITEM and not _is_headerlike(line)
    return bullet and len(line.text.split()) >= _MIN_PROSE


def _is_headerlike(line: Line) -> bool:
    if _ATTENDANCE.search(line.text) or field(line.text) or is_name_line(line.text):
        return True
    return len(line.text) <= _MAX_DATE_LINE and bool(written_dates(line.text))
