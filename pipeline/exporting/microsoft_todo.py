"""Tasks of Microsoft To Do: payloads of Graph's `POST /me/todo/lists/ID/tasks`, one a line.

A deferral gets the status `deferred`, everything else `notStarted`; the kind is a category, and the
id of the item that of a linked resource. To Do keeps the day of a date, not the time. Lost: the
holders, since To Do has one person only (the names stand in the body); the score and the offsets;
letters of a title past 255.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from referat.exporting.describing import description, one_line, source
from referat.exporting.formats import json_lines
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.wording import words

_MOST: Final = 255


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as tasks of one list, a payload each."""
    own = words(settings.language)
    return json_lines(_task(item, own) for item in items)


def _task(item: ExportItem, own: Mapping[str, str]) -> Mapping[str, Any]:
    task: dict[str, Any] = {
        "title": one_line(item.title, _MOST),
        "body": {"content": description(item, own), "contentType": "text"},
        "status": "deferred" if item.kind == "deferral" else "notStarted",
        "categories": [own[item.kind]],
    }
    if item.due is not None:
        midnight = f"{item.due.isoformat()}T00:00:00"
        task["dueDateTime"] = {"dateTime": midnight, "timeZone": "UTC"}
    origin = {
        "applicationName": "referat",
        "displayName": one_line(source(item, own), _MOST),
        "externalId": item.id,
    }
    return {**task, "linkedResources": [origin]}
