"""Cards of Trello: payloads of `POST /1/cards`, one JSON object a line.

Trello imports no file. The time of day of a date is noon UTC, so that the day is the right one from
twelve hours west to eleven east. Lost: members and labels, whom Trello wants by id (names and kind
stand in the description); the score and the offsets; letters past 16,384.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from referat.exporting.describing import facts, one_line
from referat.exporting.formats import json_lines
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.markup import markdown
from referat.exporting.moments import noon
from referat.exporting.wording import words

_MOST: Final = 16_384


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as cards of the list whose id is the container."""
    own = words(settings.language)
    return json_lines(_card(item, settings.container, own) for item in items)


def _card(item: ExportItem, container: str | None, own: Mapping[str, str]) -> Mapping[str, Any]:
    told = [f"- {label}: {markdown(value)}" for label, value in facts(item, own)]
    told_whole = "\n".join([markdown(item.text), "", *told])
    return {
        "idList": container,
        "name": one_line(item.title, _MOST),
        "desc": told_whole[:_MOST],
        "due": noon(item.due),
        "pos": "bottom",
    }
