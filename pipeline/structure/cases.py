"""Where a case as written before the meeting stands without a heading of its own."""

from collections.abc import Sequence
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.attendance import Frame
from referat.structure.headings import heading_section, is_weak, labelled_section, normalized
from referat.structure.units import Line
from referat.structure.words import heading_words

_FORMAL: Final = ("s beslutning", "s afgørelse")
_MINUTES: Final = frozenset({"referat", "mødereferat"})


def case_lines(frame: Frame) -> frozenset[int]:
    """Positions from which on the text is background though no heading says so.

    They are titles of items whose case comes before a heading "Referat", or before a proposal and
    its outcome; the paragraph before a proposal that follows another item's outcome, where the
    title in between is missing; and headings of reports told as a whole.

    Args:
        frame: The lines and items.
    """
    openings = {
        position: section
        for position, line in enumerate(frame.lines)
        if position not in frame.titles and (section := _opening(line))
    }
    found: set[int] = set()
    for title in sorted(frame.titles):
        inside = _inside(frame, title)
        opened = [position for position in inside if position in openings]
        sections = [openings[position] for position in opened]
        if _brings_case(frame.lines, opened, sections):
            found.add(title)
            found.update(_lost_titles(opened, sections))
    return frozenset(found | _reports(frame))


def has_cases(lines: Sequence[Line]) -> bool:
    """Whether a document has headings of cases, as municipal minutes do.

    Args:
        lines: The document's lines.
    """
    return any(
        _opening(line) in (Section.PROPOSAL, Section.BACKGROUND)
        for line in lines
        if not is_weak(line.text)
    )


def _opening(line: Line) -> Section | None:
    if line.block.kind is BlockKind.TABLE_CELL:
        return None
    section = heading_section(line.text) or labelled_section(line.first)
    return section if section is not Section.HEADER else None


def _inside(frame: Frame, title: int) -> range:
    later = [position for position in frame.titles if position > title]
    return range(title + 1, min(later, default=len(frame.lines)))


def _brings_case(lines: Sequence[Line], opened: Sequence[int], sections: Sequence[Section]) -> bool:
    """Whether what stands between the title and the first heading is a case."""
    names = [normalized(lines[position].text) for position in opened]
    if any(name in _MINUTES or name.endswith(_FORMAL) for name in names):
        return True
    if Section.PROPOSAL not in sections:
        return False
    return Section.OUTCOME in sections[sections.index(Section.PROPOSAL) :]


def _lost_titles(opened: Sequence[int], sections: Sequence[Section]) -> list[int]:
    """The line before each proposal that comes after an outcome."""
    outcomes = [place for place, section in enumerate(sections) if section is Section.OUTCOME]
    if not outcomes:
        return []
    return [
        opened[place] - 1
        for place, section in enumerate(sections)
        if section is Section.PROPOSAL
        and place > outcomes[0]
        and opened[place] - 1 > opened[place - 1] + 1
    ]


def _reports(frame: Frame) -> frozenset[int]:
    """Headings of a report that stand behind the last item's text, or repeat a report's title."""
    titles = sorted(frame.titles)
    reports = [position for position in titles if is_report(frame.lines[position])]
    numbered = [position for position in titles if frame.lines[position].block.marker]
    return frozenset(
        position
        for position in reports
        if numbered and position > numbered[-1] and frame.lines[position].block.marker is None
    )


def is_report(line: Line) -> bool:
    """Whether a line is the heading of a report or letter told as a whole.

    Args:
        line: The line.
    """
    return normalized(line.first).startswith(heading_words().reports)
