"""Action items to export, composed for the tests."""

import json
from typing import Any

from referat.exporting.item_reader import item_of
from referat.exporting.items import ExportItem

ITEM: dict[str, Any] = {
    "id": "47782a73-94ef-5ad7-b6e4-6a6a1d8337d4",
    "title": "Sørg for en ny lås",
    "text": "MH sørger for en ny lås inden 1. april.",
    "kind": "task",
    "responsible": [{"text": "MH", "start": 9, "end": 11, "participant": "Mette Holm"}],
    "due": "2019-04-01",
    "deadline_text": "inden 1. april",
    "meeting": {"title": "Bestyrelsesmøde", "date": "2019-03-12", "body": "Lyngby Roklub"},
    "item": {"number": "2", "title": "Skuret"},
    "document": "/home/mh/lyngby.txt",
    "page": 2,
    "start": 9,
    "end": 48,
    "score": 0.9583,
}


def record(**changes: Any) -> dict[str, Any]:
    """A record with some keys changed; it is another item for every start and kind."""
    return {**ITEM, "id": f"{changes.get('kind', 'task')}-{changes.get('start', 9)}", **changes}


def item(**changes: Any) -> ExportItem:
    """The item of such a record."""
    return item_of(record(**changes))


def lines(*records: dict[str, Any]) -> bytes:
    """Records as JSON Lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode()


def deferral(**changes: Any) -> ExportItem:
    """A deferral: no holder, no date."""
    bare = {"responsible": [], "due": None, "deadline_text": None, "title": "Maling udsættes"}
    return item(**{"kind": "deferral", "start": 60, "end": 90, **bare, **changes})


def decision(**changes: Any) -> ExportItem:
    """A decision outside of any agenda item."""
    bare = {"responsible": [], "due": None, "deadline_text": None, "title": "Budgettet godkendt"}
    return item(**{"kind": "decision", "start": 2, "end": 8, "item": None, **bare, **changes})
