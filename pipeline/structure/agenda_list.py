"""The list of the agenda in a header, which names all items before the minutes take them up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.headings import field, heading_section, is_weak, normalized
from referat.structure.numbering import block_number, leading_number, unmarked_number
from referat.structure.titles import has_verb, is_sentence, similar
from referat.structure.units import Line

_ANNOUNCES: Final = re.compile(
    r"\b(?:dagsorden|dagsordenen|agenda)\b[^.:]{0,40}:$"
    r"|\b(?:følgende|nedenstående) dagsorden\b"
    r"|\bdagsorden(?:en)? (?:er|var) (?:følgende|som følger)\b",
    re.IGNORECASE,
)
_REMEMBERED: Final = 2048
_MAX_ENTRY: Final = 220
_MIN_ENTRIES: Final = 3
_MAX_ENTRIES: Final = 200
_HEAD_LINES: Final = 35
_TAKEN_UP: Final = 3
"""Of the entries so many are looked for below: minutes may leave the first ones out."""


@dataclass(frozen=True, slots=True)
class AgendaList:
    """An agenda list: positions of its lines, half-open, and numbers and titles that it names.

    `resumed` is where the minutes begin to take them up, `end` or a line behind it.
    """

    start: int
    end: int
    titles: tuple[tuple[str, str], ...]
    resumed: int = 0

    def __contains__(self, position: int) -> bool:
        """Whether a line stands in the list."""
        return self.start <= position < self.end

    def names(self, title: str) -> bool:
        """Whether the list has an entry of that title."""
        return any(similar(title, other) for _, other in self.titles)

    def has(self, title: str) -> bool:
        """Whether the list has an entry that begins with all of that title."""
        bare = normalized(title)
        return any(normalized(other).startswith(bare) for _, other in self.titles)

    def title_of(self, number: str) -> str | None:
        """The title that the list gives a number."""
        return next((title for other, title in self.titles if other == number), None)


NO_LIST: Final = AgendaList(0, 0, ())


def find_agenda_list(lines: Sequence[Line]) -> AgendaList:
    """The agenda list of a document, `NO_LIST` where it has none apart from its items.

    Args:
        lines: The document's lines.
    """
    for position, line in enumerate(lines[:_HEAD_LINES]):
        if line.block.kind is BlockKind.TABLE_CELL or block_number(line.block):
            continue
        if not announces_agenda(line.text):
            continue
        entries = _entries(lines, position + 1)
        again = _recurrence(lines, entries)
        if again is not None and len(entries) > 1:
            return _list(lines, position, again, entries)
        followed = len(lines) - entries[-1] > len(entries) if entries else False
        if len(entries) >= _MIN_ENTRIES and (followed or _names_only(lines, entries)):
            return _list(lines, position, entries[-1] + 1, entries)
    return _taken_up_by_number(lines) or _unannounced(lines)


@lru_cache(_REMEMBERED)
def announces_agenda(text: str) -> bool:
    """Whether a line says that the agenda follows ("Dagsorden", "med følgende dagsorden:").

    Args:
        text: The line.
    """
    is_heading = heading_section(text) is Section.HEADER and field(text) is None
    if is_heading or len(text) >= _MAX_ENTRY:
        return is_heading
    lower = text.lower()
    return ("dagsorden" in lower or "agenda" in lower) and bool(_ANNOUNCES.search(text))


def _list(lines: Sequence[Line], start: int, resumed: int, entries: Sequence[int]) -> AgendaList:
    """The list from its first line to where its entries are taken up, or a heading stands before.

    Args:
        lines: The document's lines.
        start: Its first line.
        resumed: Where its entries are taken up, or the line behind it where nowhere.
        entries: Positions of the lines surely in it.
    """
    behind = range(entries[-1] + 1, resumed)
    restart = next((p for p in behind if _restarts(lines, p, entries)), resumed)
    resumed = max(restart, entries[-1] + 1)
    end = next((p for p in behind if p < resumed and _is_heading(lines[p])), resumed)
    entries = [*entries, *(p for p in range(entries[-1] + 1, end) if lines[p].block.marker)]
    titles: list[tuple[str, str]] = []
    for count, entry in enumerate(entries, start=1):
        number, title = _numbered(lines[entry])
        titles.append((number or str(count), title))
    return AgendaList(start, end, tuple(titles), resumed)


def _restarts(lines: Sequence[Line], position: int, entries: Sequence[int]) -> bool:
    """Whether a line counts from 1 again as the first entry did."""
    first, number = block_number(lines[entries[0]].block), block_number(lines[position].block)
    return first is not None and number is not None and number.path == (1,) == first.path


def _numbered(line: Line) -> tuple[str | None, str]:
    """The number of an entry, in front of its line or the first thing on it, and its title."""
    if number := block_number(line.block):
        return number.written, line.text
    leading = leading_number(line.text) or unmarked_number(line.text)
    return (leading[0].written, line.text[leading[1] :]) if leading else (None, line.text)


def _entries(lines: Sequence[Line], start: int) -> list[int]:
    """Positions of the run of list items or short lines from `start` on."""
    entries: list[int] = []
    for position in range(start, min(len(lines), start + _MAX_ENTRIES)):
        line = lines[position]
        marked = line.block.marker is not None
        unlike = bool(entries) and not marked and lines[entries[-1]].block.marker is not None
        heading = line.block.kind is BlockKind.HEADING
        if (unlike and not heading) or _leaves(lines, position):
            break
        if not marked and is_sentence(line.text):
            break
        entries.append(position)
    return entries


def _names_only(lines: Sequence[Line], entries: Sequence[int]) -> bool:
    """Whether entries are numbered titles with nothing told of them, though little follows."""
    told = sum(has_verb(lines[entry].text) for entry in entries)
    return all(block_number(lines[entry].block) for entry in entries) and told * 3 < len(entries)


def _leaves(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is no entry of the list: too long, another heading, or the numbers restart."""
    line = lines[position]
    if len(line.text) > _MAX_ENTRY or _is_heading(line):
        return True
    if is_bare_number(line):
        return True
    if field(line.text) is not None and not line.block.marker:
        return True
    number = block_number(line.block)
    above = block_number(lines[position - 1].block)
    return bool(number and above and number.path == (1,) and above.path > number.path)


def _is_heading(line: Line) -> bool:
    return line.block.marker is None and _opens_section(line)


def _opens_section(line: Line) -> bool:
    """Whether a line is a heading of the minutes, and not the title of an item."""
    section = heading_section(line.text)
    return section not in (None, Section.HEADER) and not is_weak(line.text)


def is_bare_number(line: Line) -> bool:
    """Whether a line is a number alone ("Ad 4."), whose title stands in the agenda list.

    Args:
        line: The line.
    """
    leading = leading_number(line.text)
    return leading is not None and leading[1] >= len(line.text)


def _recurrence(lines: Sequence[Line], entries: Sequence[int]) -> int | None:
    """Where one of the first entries is taken up again, None where none is."""
    wanted = [_numbered(lines[entry])[1] for entry in entries[:_TAKEN_UP]]
    for position in range(entries[-1] + 1 if entries else 0, len(lines)):
        title = _numbered(lines[position])[1]
        if any(similar(title, other) for other in wanted):
            return position
    return None


def _taken_up_by_number(lines: Sequence[Line]) -> AgendaList | None:
    """The numbered lines above a bare "Ad 1"."""
    bare = next((place for place, line in enumerate(lines) if is_bare_number(line)), None)
    number = leading_number(lines[bare].text) if bare is not None else None
    if bare is None or number is None or number[0].path != (1,):
        return None
    entries = [place for place in range(bare) if block_number(lines[place].block)]
    return _list(lines, entries[0], bare, entries) if len(entries) > 1 else None


def _unannounced(lines: Sequence[Line]) -> AgendaList:
    """A run of numbered lines whose titles are taken up again."""
    for position, line in enumerate(lines[:_HEAD_LINES]):
        number = block_number(line.block)
        if number is None or number.path != (1,):
            continue
        entries = _entries(lines, position)
        again = _recurrence(lines, entries) if len(entries) >= _MIN_ENTRIES else None
        if again is not None:
            return _list(lines, position, again, entries)
    return NO_LIST


def repeated(lines: Sequence[Line], listed: AgendaList) -> frozenset[int]:
    """Lines below the list that repeat one of its lines in full, as quoted agendas do.

    Args:
        lines: The document's lines.
        listed: The agenda list.
    """
    named = {normalized(line.text) for line in lines[listed.start : listed.end]}
    return frozenset(
        position
        for position in range(listed.end, len(lines))
        if len(lines[position].text) > 12 and normalized(lines[position].text) in named
    )
