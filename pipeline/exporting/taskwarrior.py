"""Action items as JSON that Taskwarrior's `task import` takes.

Lost: offsets, scores, and dates before 1980, on which Taskwarrior 2.6 crashes. `task import`
replaces a task of the same id, whatever a person changed in it; for tasks that are there already,
`referat push taskwarrior` is the way.
"""

import datetime as dt
import json
import re
import unicodedata
import uuid
from collections.abc import Sequence
from typing import Any, Final

from referat.exporting import describing
from referat.exporting.items import ExportItem, ExportSettings, Language
from referat.exporting.merging import digests, digests_text
from referat.exporting.task_text import categories, holders, one_line, title
from referat.exporting.wording import words

WRITTEN: Final = "referatskrevet"
"""The attribute that remembers what was last written into the others, as digests."""
MERGED: Final = ("description", "due", "tags", "ansvarlig", "annotations")
"""The attributes that are merged."""

_UNDATED: Final = dt.date(2000, 1, 1)
_FIRST: Final = dt.date(1980, 1, 2)
"""The first day that Taskwarrior takes, wherever on Earth."""
_NAMESPACE: Final = uuid.UUID("a8d7d9e0-1f0f-5c62-9c8e-0f6a5e3f7b21")
_NO_TAG: Final = re.compile(r"[^\w]+")
_DANISH: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})

Attributes = dict[str, Any]
"""A task as Taskwarrior's JSON has it."""


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as one JSON array, a task a line; the same items give the same bytes."""
    return tasks_text([task(item, settings.language) for item in items])


def tasks_text(tasks: Sequence[Attributes]) -> str:
    """Tasks as one JSON array, a task a line."""
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in tasks)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def task(item: ExportItem, language: Language) -> Attributes:
    """An item as a task.

    Args:
        item: The item.
        language: That of the words around what the minutes say.
    """
    entry = _entry(item)
    attributes: Attributes = {
        "uuid": task_id(item),
        "status": "pending",
        "entry": entry,
        "description": title(item),
        "tags": sorted(filter(None, map(slug, categories(item, language)))),
        "annotations": [{"entry": entry, "description": _source(item, language)}],
    }
    if item.due is not None and item.due >= _FIRST:
        attributes["due"] = _midnight(item.due)
    if item.responsible:
        attributes["ansvarlig"] = ", ".join(holders(item))
    return {**attributes, WRITTEN: digests_text(digests(task_fields(attributes)))}


def task_id(item: ExportItem) -> str:
    """The id of the item's task: the item's own where it is a UUID, else one made of it."""
    try:
        return str(uuid.UUID(item.id))
    except ValueError:
        return str(uuid.uuid5(_NAMESPACE, one_line(item.id)))


def task_fields(attributes: Attributes) -> dict[str, str | None]:
    """The merged attributes of a task as text."""
    return {name: _field(attributes.get(name)) for name in MERGED}


def slug(text: str) -> str:
    """A tag: small letters and digits, words joined by an underscore, Danish letters spelt out."""
    spelt = text.lower().translate(_DANISH)
    letters = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    tag = _NO_TAG.sub("_", letters).strip("_")
    return f"n_{tag}" if tag[:1].isdigit() else tag


def _field(value: Any) -> str | None:  # noqa: ANN401 - whatever the JSON has
    if isinstance(value, str):
        return value
    if not value:
        return None
    if all(isinstance(one, str) for one in value):
        return "\n".join(sorted(value))
    return "\n".join(sorted(str(one.get("description")) for one in value))


def _source(item: ExportItem, language: Language) -> str:
    told = one_line(item.text)
    return f"{one_line(describing.source(item, words(language)))}: {told}"


def _entry(item: ExportItem) -> str:
    return _midnight(max(item.meeting.date or _UNDATED, _FIRST))


def _midnight(day: dt.date) -> str:
    return f"{day.isoformat().replace('-', '')}T000000Z"
