"""The line that introduces a list, for each unit of the list, and the heads of table columns."""

import re
from collections.abc import Sequence
from typing import Final

from referat.minutes import Block, BlockKind
from referat.structure.headings import field, heading_section, labelled_section
from referat.structure.units import Line, Unit

_INTRODUCES: Final = re.compile(r"(?:at|følgende|herunder)", re.IGNORECASE)
_CONTINUES: Final = re.compile(r"at\s", re.IGNORECASE)
_LAST_WORD: Final = re.compile(r"\w+$")
_MAX_WORD: Final = 20
_MAX_OPEN: Final = 80
_MAX_ENTRY: Final = 120


def lead_ins(
    lines: Sequence[Line], units: Sequence[Unit], titles: frozenset[int]
) -> dict[int, str]:
    """The lead-in of each block that has one, by the block's index.

    A bullet's is the bullet above it that it is set in under, else the line above the list. Lines
    set under one another below such a line, with no bullets, have it too.

    Args:
        lines: The document's lines.
        units: The units in order.
        titles: Positions of item titles.
    """
    last = {unit.block: unit.text for unit in units}
    found: dict[int, str] = {}
    opened: dict[int, str] = {}
    line_above: str | None = None
    entries = 0
    for position, line in enumerate(lines):
        if position in titles:
            line_above, opened, entries = None, {}, 0
        elif line.block.kind is BlockKind.LIST_ITEM:
            opened = {level: text for level, text in opened.items() if level < line.block.level}
            lead = opened[max(opened)] if opened else line_above
            if lead:
                found[line.index] = lead
            opened[line.block.level] = last[line.index]
        elif line_above and (_CONTINUES.match(line.text) or _is_entry(line, line_above, entries)):
            found[line.index] = line_above
            entries += 1
        else:
            line_above, opened, entries = _introduction(line, last[line.index]), {}, 0
    return found


def _is_entry(line: Line, above: str, entries: int) -> bool:
    """Whether a line without a bullet is one of a list set line by line below a lead-in."""
    if line.block.kind is not BlockKind.PARAGRAPH or len(line.text) > _MAX_ENTRY:
        return False
    if not above.endswith(":") or labelled_section(above) or field(above):
        return False
    if line.text.endswith(":") or line.text != line.first or heading_section(line.text):
        return False
    return entries == 0 or not line.blank_above


def _introduction(line: Line, text: str) -> str | None:
    """The text if it may introduce a list below it."""
    if line.block.kind is BlockKind.TABLE_CELL:
        return None
    last = _LAST_WORD.search(text[-_MAX_WORD:])
    if text.endswith(":") or (last and _INTRODUCES.fullmatch(last.group())):
        return text
    is_open = len(text) <= _MAX_OPEN and not text.endswith((".", "!", "?"))
    return text if is_open else None


def column_head(block: Block, text: str) -> str | None:
    """The head of a table cell's column, None for the head itself.

    Args:
        block: The cell.
        text: Its text.
    """
    if block.kind is not BlockKind.TABLE_CELL or block.column_head == text:
        return None
    return block.column_head
