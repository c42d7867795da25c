"""A readable table of action items for a terminal."""

import textwrap
from collections.abc import Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from referat.minutes import ActionItem, Minutes

_ITEM_WIDTH: Final = 40


def table(minutes: Minutes, actions: Sequence[ActionItem]) -> RenderableType:
    """What the minutes decided, put off and gave someone to do, one row an action item."""
    meeting = minutes.meeting
    heading = " · ".join(
        part
        for part in (meeting.body or meeting.title, meeting.date and meeting.date.isoformat())
        if part
    )
    rows = Table(expand=True, header_style="bold", row_styles=["", "dim"])
    for name, ratio in (("kind", None), ("what", 6), ("who", 2), ("due", None), ("item", 2)):
        rows.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for item in actions:
        rows.add_row(*(Text(cell) for cell in _cells(item)))
    return Group(Text(minutes.document.source, style="bold"), Text(heading), rows)


def _cells(item: ActionItem) -> tuple[str, str, str, str, str]:
    who = ", ".join(holder.participant or holder.text for holder in item.responsible)
    due = item.due.isoformat() if item.due else item.deadline_text or ""
    agenda = item.item
    where = " ".join(part for part in (agenda.number, agenda.title) if part) if agenda else ""
    where = textwrap.shorten(where, _ITEM_WIDTH, placeholder=" …")
    return item.kind, item.title, who, due, where
