"""The output formats of `referat extract`, by name."""

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from referat.exporting.records import action_record, sentence_records
from referat.minutes import ActionItem, TaggedMinutes


class Format(StrEnum):
    """What is shown of a document."""

    TABLE = "table"
    JSONL = "jsonl"
    ACTIONS = "actions"
    TEXT = "text"


def rendered(tagged: TaggedMinutes, actions: Sequence[ActionItem], shown: Format) -> str:
    """What was extracted from one document, as it is printed.

    Args:
        tagged: The tagged minutes.
        actions: Their action items.
        shown: The format; a table is as wide as the terminal, and has colours only on one.
    """
    if shown is Format.TABLE:
        return _table(tagged, actions)
    if shown is Format.ACTIONS:
        return json_lines(map(action_record, actions))
    if shown is Format.JSONL:
        return json_lines(sentence_records(tagged))
    return tagged.minutes.document.text


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _table(tagged: TaggedMinutes, actions: Sequence[ActionItem]) -> str:
    from rich.console import Console

    from referat.exporting.table import table

    console = Console()
    with console.capture() as capture:
        console.print(table(tagged.minutes, actions))
    return capture.get()
