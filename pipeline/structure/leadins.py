"""The line that introduces a list, for each unit of the list, and the heads of table columns."""

import re
from collections.abc import Sequence
from typing import Final

from referat.minutes import Block, BlockKind
from referat.structure.units import Line, Unit

_INTRODUCES: Final = re.compile(r"(?::|\bat|\bfølgende|\bherunder)\s*$", re.IGNORECASE)
_CONTINUES: Final = re.compile(r"at\s", re.IGNORECASE)
_MAX_OPEN: Final = 80


def lead_ins(
    lines: Sequence[Line], units: Sequence[Unit], titles: frozenset[int]
) -> dict[int, str]:
    """The lead-in of each block that has one, by the block's index.

    A bullet's is the bullet above it that it is set in under, else the line above the list.

    Args:
        lines: The document's lines.
        units: The units in order.
        titles: Positions of item titles.
    """
    last = {unit.block: unit.text for unit in units}
    found: dict[int, str] = {}
    opened: dict[int, str] = {}
    line_above: str | None = None
    for position, line in enumerate(lines):
        if position in titles:
            line_above, opened = None, {}
        elif line.block.kind is BlockKind.LIST_ITEM:
            opened = {level: text for level, text in opened.items() if level < line.block.level}
            lead = opened[max(opened)] if opened else line_above
            if lead:
                found[line.index] = lead
            opened[line.block.level] = last[line.index]
        elif line_above and _CONTINUES.match(line.text):
            found[line.index] = line_above
        else:
            line_above, opened = _introduction(line, last[line.index]), {}
    return found


def _introduction(line: Line, text: str) -> str | None:
    """The text if it may introduce a list below it."""
    if line.block.kind is BlockKind.TABLE_CELL:
        return None
    if _INTRODUCES.search(text):
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
