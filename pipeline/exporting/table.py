"""A readable table of action items for a terminal."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from referat.minutes import ActionItem, Minutes

_ITEM_WIDTH: Final = 40
_MIN_WIDTH: Final = 70
"""Width of a terminal from which on columns can be read."""


def table(minutes: Minutes, actions: Sequence[ActionItem]) -> RenderableType:
    """What the minutes decided, put off and gave someone to do, one row an action item."""
    meeting = minutes.meeting
    heading = " · ".join(
        part
        for part in (meeting.body or meeting.title, meeting.date and meeting.date.isoformat())
        if part
    )
    rows = _Rows(tuple(map(_row, actions))) if actions else Text("no action items found")
    return Group(_text(minutes.document.source, "bold"), _text(heading), rows)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    what: str
    who: str
    due: str
    item: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows that stand in columns, or in a narrow terminal below each other."""

    rows: tuple[_Row, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _MIN_WIDTH:
            yield _columns(self.rows)
            return
        for row in self.rows:
            yield _text(f"{row.kind}: {row.what}")
            details = " · ".join(filter(None, (row.who, row.due, row.item)))
            if details:
                yield Padding(_text(details, "dim"), (0, 0, 0, 2))


def _columns(rows: Sequence[_Row]) -> Table:
    grid = Table(expand=True, header_style="bold", row_styles=["", "dim"])
    for name, ratio in (("kind", None), ("what", 5), ("who", 3), ("due", None), ("item", 3)):
        grid.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for row in rows:
        grid.add_row(*map(_text, (row.kind, row.what, row.who, row.due, row.item)))
    return grid


def _row(item: ActionItem) -> _Row:
    who = ", ".join(holder.participant or holder.text for holder in item.responsible)
    due = item.due.isoformat() if item.due else item.deadline_text or ""
    agenda = item.item
    where = " ".join(part for part in (agenda.number, agenda.title) if part) if agenda else ""
    where = textwrap.shorten(where, _ITEM_WIDTH, placeholder=" …")
    return _Row(item.kind, item.title, who, due, where)


def _text(content: str, style: str = "") -> Text:
    """Text as it stands, neither markup nor what could steer the terminal."""
    return Text("".join(filter(_is_shown, content)), style=style)


def _is_shown(character: str) -> bool:
    return character.isprintable() or character == "\xa0"
