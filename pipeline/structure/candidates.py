"""Numbered lines, and how much each looks like the title of an agenda item."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.agenda_list import AgendaList
from referat.structure.chains import Candidate
from referat.structure.headings import heading_section, is_weak, normalized
from referat.structure.numbering import (
    UNMARKED,
    Number,
    block_number,
    leading_number,
    lone_number,
    unmarked_number,
)
from referat.structure.titles import is_title, title_end
from referat.structure.units import Line

_SECTIONS: Final = frozenset({Section.PROPOSAL, Section.BACKGROUND, Section.OUTCOME})


def numbered_lines(lines: Sequence[Line], listed: AgendaList) -> list[Candidate]:
    """The lines with a number in front, which may be titles of items, in order.

    Args:
        lines: The document's lines.
        listed: The agenda list, whose lines are none.
    """
    found: list[Candidate] = []
    headings = _repeated_headings(lines)
    for position, line in enumerate(lines):
        if is_listed(position, listed) or line.block.kind is BlockKind.TABLE_CELL:
            continue
        number, title = number_and_title(lines, position)
        if number is None or not (title or number.style.startswith("named")):
            continue
        if normalized(title) in headings:
            continue
        score = _score(lines, position, number, title, listed)
        filled = len(line.text) > len(line.first) or title_end(title) is not None
        over_text = is_over_text(lines, position) or (_tells_more(line) and listed.names(title))
        found.append(Candidate(position, number, score, filled, over_text))
    return found


def _repeated_headings(lines: Sequence[Line]) -> frozenset[str]:
    """Headings of sections that stand behind numbers more than once ("1.2 Indstilling")."""
    counts = Counter(
        normalized(line.first)
        for line in lines
        if block_number(line.block)
        and heading_section(line.text) in _SECTIONS
        and not is_weak(line.text)
    )
    return frozenset(heading for heading, count in counts.items() if count > 1)


def is_listed(position: int, listed: AgendaList) -> bool:
    """Whether a line stands in the agenda list, or between it and where it is taken up.

    Args:
        position: The line's.
        listed: The agenda list.
    """
    return listed.start <= position < max(listed.end, listed.resumed)


def _tells_more(line: Line) -> bool:
    """Whether sentences stand behind the first one on the line, and not only a name in brackets."""
    rest = line.text[len(line.first) :].strip()
    return bool(rest) and not rest.startswith("(")


def is_over_text(lines: Sequence[Line], position: int) -> bool:
    """Whether a line with no number follows.

    Args:
        lines: The document's lines.
        position: That of the line.
    """
    following = lines[position + 1] if position + 1 < len(lines) else None
    return following is not None and block_number(following.block) is None


def number_and_title(lines: Sequence[Line], position: int) -> tuple[Number | None, str]:
    """The number of a line, in front of it or above it, and the first sentence behind it.

    Args:
        lines: The document's lines.
        position: That of the line.
    """
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
    score += 0.5 * is_over_text(lines, position)
    score -= 1.0 * (line.block.kind is BlockKind.LIST_ITEM and line.block.level > 0)
    score -= 1.0 * number.style.startswith("lower")
    score -= 0.5 * (number.style == UNMARKED)
    return score
