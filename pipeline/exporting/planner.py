"""Tasks of Microsoft Planner: Graph payloads of `POST /planner/tasks`, one JSON object a line.

Planner imports no file, and is for work accounts only. Dates are noon UTC. Lost: assignments, which
Planner wants by user id, and the kind (names and kind stand in the description); the score and the
offsets; letters of a title past 255. Planner gives a new task the plan's first bucket.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from referat.exporting.describing import description, one_line
from referat.exporting.formats import json_lines
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.moments import noon
from referat.exporting.wording import words

_MOST: Final = 255


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as tasks of the plan whose id is the container."""
    own = words(settings.language)
    return json_lines(_task(item, settings.container, own) for item in items)


def _task(item: ExportItem, container: str | None, own: Mapping[str, str]) -> Mapping[str, Any]:
    task: dict[str, Any] = {"planId": container, "title": one_line(item.title, _MOST)}
    if item.due is not None:
        task["dueDateTime"] = noon(item.due)
    return {**task, "details": {"description": description(item, own)}}
