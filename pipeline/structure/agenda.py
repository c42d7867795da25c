"""Agenda items: their titles in order, each with its number and where it ends on its line."""

from collections.abc import Sequence
from dataclasses import dataclass

from referat.structure.agenda_list import AgendaList
from referat.structure.candidates import numbered_lines
from referat.structure.chains import item_chains, subitems
from referat.structure.free_titles import free_titles
from referat.structure.inner_titles import displaced, motion_titles, restarted_titles
from referat.structure.numbering import Number, block_number, leading_number, unmarked_number
from referat.structure.table_items import table_titles
from referat.structure.titles import bare_title, has_verb, is_outcome, title_end
from referat.structure.units import Line


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
    candidates = numbered_lines(lines, listed)
    chosen = item_chains(candidates)
    chosen = sorted([*chosen, *displaced(candidates, chosen)], key=lambda item: item.position)
    tops = [candidate.position for candidate in chosen]
    numbers: dict[int, Number | None] = dict.fromkeys(free_titles(lines, listed, sorted(tops)))
    numbers |= table_titles(lines)
    numbers |= dict.fromkeys(motion_titles(lines, sorted(tops)))
    numbers |= restarted_titles(lines, candidates, chosen)
    numbers |= subitems(candidates, chosen)
    numbers |= {candidate.position: candidate.number for candidate in chosen}
    return [
        _item_title(lines[position], position, numbers[position], listed)
        for position in sorted(numbers)
    ]


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
