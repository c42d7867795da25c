"""Action items as rows of a register, for people who work in spreadsheets."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from referat.exporting.describing import agenda_label, holders, one_line
from referat.exporting.items import AgendaReference, ExportItem

Value = str | int | float | dt.date | None


def columns(words: Mapping[str, str]) -> list[str]:
    """The heads of the columns.

    Args:
        words: The words of the language they are in.
    """
    return [words[key] for key in _COLUMNS]


def row(item: ExportItem, words: Mapping[str, str]) -> list[Value]:
    """The values of an item in the order of the columns, dates and numbers as such.

    Args:
        item: The item.
        words: The words for its kind.
    """
    meeting = item.meeting
    return [
        words[item.kind],
        one_line(item.title),
        holders(item),
        item.due,
        one_line(item.deadline_text or ""),
        one_line(meeting.body or ""),
        meeting.date,
        one_line(meeting.title or ""),
        _agenda(item.item, words),
        one_line(item.text),
        item.document,
        item.page,
        item.start,
        item.end,
        item.score,
        item.id,
    ]


def _agenda(item: AgendaReference | None, words: Mapping[str, str]) -> str:
    """Number and title; a number alone has a word before it, or `3.2` would become 3 February."""
    if item is not None and item.number and not item.title:
        return f"{words['item']} {one_line(item.number)}"
    return agenda_label(item)


_COLUMNS: Final = (
    "kind",
    "title",
    "responsible",
    "due",
    "deadline",
    "body",
    "meeting_date",
    "meeting",
    "item",
    "text",
    "document",
    "page",
    "start",
    "end",
    "score",
    "id",
)
