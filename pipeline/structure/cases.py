"""Where a case as written before the meeting stands without a heading of its own."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.attendance import Frame
from referat.structure.headings import heading_section, is_weak, labelled_section, normalized
from referat.structure.proposals import body_proposes
from referat.structure.units import Line
from referat.structure.words import heading_words

_FORMAL: Final = ("s beslutning", "s afgørelse")
_DECISION: Final = "beslutning"
_MINUTES: Final = frozenset({"referat", "mødereferat"})


def case_lines(frame: Frame) -> frozenset[int]:
    """Positions from which on the text is background though no heading says so.

    They are titles of items whose case comes before a heading "Referat", or before a proposal and
    its outcome; the paragraph before a proposal that follows another item's outcome, where the
    title in between is missing; and headings of reports told as a whole.

    Args:
        frame: The lines and items.
    """
    cases = has_cases(frame.lines)
    found: set[int] = set()
    for title, end in _items(frame):
        opened: list[int] = []
        sections: list[Section] = []
        for position in range(title + 1, end):
            section = _opening(frame.lines[position])
            if section is not None:
                opened.append(position)
                sections.append(section)
        if _brings_case(frame.lines, opened, sections, formal=cases):
            found.add(title)
            found.update(_lost_titles(opened, sections))
    return frozenset(found | _reports(frame))


def has_cases(lines: Sequence[Line]) -> bool:
    """Whether a document has headings of cases, as municipal minutes do.

    Args:
        lines: The document's lines.
    """
    return any(
        _heading(line) in (Section.PROPOSAL, Section.BACKGROUND)
        for line in lines
        if not is_weak(line.text)
    )


def confirmed_headings(frame: Frame) -> frozenset[int]:
    """Positions of headings such as "Baggrund" that a heading of the outcome follows in their item.

    Args:
        frame: The lines and items.
    """
    found: set[int] = set()
    for title, end in _items(frame):
        weak: list[int] = []
        for position in range(title + 1, end):
            line = frame.lines[position]
            if line.block.kind is BlockKind.TABLE_CELL:
                continue
            if is_weak(line.text):
                weak.append(position)
            elif weak and heading_section(line.text) is Section.OUTCOME:
                found.update(weak)
    return frozenset(found)


def _items(frame: Frame) -> Iterator[tuple[int, int]]:
    """Where each item's title stands, and where the next one does."""
    return pairwise([*sorted(frame.titles), len(frame.lines)])


def _heading(line: Line) -> Section | None:
    if line.block.kind is BlockKind.TABLE_CELL:
        return None
    section = heading_section(line.text) or labelled_section(line.first)
    return section if section is not Section.HEADER else None


def _opening(line: Line) -> Section | None:
    """The section that a line opens as a heading, a label, or a sentence that indicates."""
    section = _heading(line)
    if section is None and line.block.kind is BlockKind.PARAGRAPH and body_proposes(line.first):
        return Section.PROPOSAL
    return section


def _brings_case(
    lines: Sequence[Line], opened: Sequence[int], sections: Sequence[Section], *, formal: bool
) -> bool:
    """Whether what stands between the title and the first heading is a case.

    In `formal` minutes, whose items have such headings, it is so before any "Beslutning".
    """
    names = [normalized(lines[position].first) for position in opened]
    if any(name in _MINUTES or name.endswith(_FORMAL) for name in names):
        return True
    if formal and names[:1] == [_DECISION]:
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
