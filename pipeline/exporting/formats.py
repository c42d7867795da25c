"""The output formats of `referat extract`, by name."""

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from referat.exporting.markdown_page import markdown_page
from referat.exporting.page import page
from referat.exporting.records import action_record, sentence_records
from referat.minutes import ActionItem, TaggedMinutes


class Format(StrEnum):
    """What is shown of a document."""

    TABLE = "table"
    JSONL = "jsonl"
    ACTIONS = "actions"
    TEXT = "text"
    STRUCTURE = "structure"
    HTML = "html"
    MD = "md"


PAGES: Final = (Format.HTML, Format.MD)
"""Formats that show all documents together."""


def rendered(
    meetings: Sequence[TaggedMinutes], actions: Sequence[ActionItem], shown: Format
) -> str:
    """What was extracted from one document, as it is printed.

    Args:
        meetings: The tagged minutes of each meeting in it.
        actions: Their action items.
        shown: The format, one of those that need tags; a table is as wide as the terminal, and has
            colours only on one.
    """
    if shown is Format.TABLE:
        return _table(meetings, actions)
    if shown is Format.ACTIONS:
        return json_lines(map(action_record, actions))
    if shown is Format.HTML:
        return page(meetings, actions)
    if shown is Format.MD:
        return markdown_page(meetings, actions)
    return json_lines(record for tagged in meetings for record in sentence_records(tagged))


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _table(meetings: Sequence[TaggedMinutes], actions: Sequence[ActionItem]) -> str:
    from rich.console import Console

    from referat.exporting.table import table

    console = Console()
    with console.capture() as capture:
        for tagged in meetings:
            own = [item for item in actions if item.meeting is tagged.minutes.meeting]
            console.print(table(tagged.minutes, own))
    return capture.get()
