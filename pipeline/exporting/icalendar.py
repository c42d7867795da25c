"""Action items as iCalendar tasks (RFC 5545, VTODO), for every program that imports .ics files.

Lost: offsets of holders and deadlines. The holder stands in the description and the categories,
since the usual programs show no attendees of tasks.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from referat.errors import ReferatError
from referat.exporting import task_text
from referat.exporting.ical_lines import content_lines
from referat.exporting.items import ExportItem, ExportSettings, Language
from referat.exporting.merging import digests, digests_text

if TYPE_CHECKING:
    from icalendar import Todo

WRITTEN: Final = "X-REFERAT-WRITTEN"
"""The property that remembers what was last written into the others, as digests."""
PROPERTIES: Final[Mapping[str, str]] = {
    "summary": "SUMMARY",
    "description": "DESCRIPTION",
    "due": "DUE",
    "categories": "CATEGORIES",
}
"""The properties that are merged, by name of the field."""

_PRODUCT: Final = "-//referat//referat//EN"
_UNDATED: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as one calendar of tasks; the same items give the same bytes."""
    return calendar_text(items, settings.language)


def calendar_text(
    items: Sequence[ExportItem], language: Language = "en", stamp: dt.datetime | None = None
) -> str:
    """A calendar with one task for each item.

    Args:
        items: The items.
        language: That of the words around what the minutes say.
        stamp: When the tasks are made, with its zone; the day of each meeting if not given.

    Raises:
        ReferatError: The extra `caldav` is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise ReferatError("iCalendar needs an extra: pip install 'referat[caldav]'") from None
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for item in items:
        calendar.add_component(_task(item, language, stamp or _day(item)))
    return str(calendar.to_ical(sorted=False).decode("utf-8"))


def task_fields(item: ExportItem, language: Language) -> dict[str, str | None]:
    """The fields of an item that are merged, as text; `ical_task` reads them out of a task."""
    return {
        "summary": task_text.title(item),
        "description": task_text.description(item, language),
        "due": None if item.due is None else item.due.isoformat().replace("-", ""),
        "categories": "\n".join(sorted(task_text.categories(item, language))),
    }


def property_lines(
    item: ExportItem, language: Language, stamp: dt.datetime
) -> dict[str, list[str]]:
    """The content lines of the item's task, folded, by name of the property."""
    found: dict[str, list[str]] = {}
    for line in content_lines(calendar_text([item], language, stamp)):
        if line.path == ("VCALENDAR", "VTODO") and line.name not in ("BEGIN", "END"):
            found.setdefault(line.name, []).append(line.raw.rstrip("\r\n"))
    return found


def _task(item: ExportItem, language: Language, stamp: dt.datetime) -> "Todo":
    from icalendar import Todo

    fields = task_fields(item, language)
    task = Todo()
    task.add("uid", task_text.one_line(item.id))
    for name in ("dtstamp", "created", "last-modified"):
        task.add(name, stamp.astimezone(dt.UTC).replace(microsecond=0))
    task.add("summary", fields["summary"])
    task.add("description", fields["description"])
    if item.due is not None:
        task.add("due", item.due)
    task.add("categories", task_text.categories(item, language))
    task.add("status", "NEEDS-ACTION")
    task.add(WRITTEN, digests_text(digests(fields)))
    for name, value in _provenance(item).items():
        task.add(f"X-REFERAT-{name}", value)
    return task


def _provenance(item: ExportItem) -> dict[str, str]:
    """What leads back from the task to its sentence."""
    found = {
        "KIND": item.kind,
        "DOCUMENT": task_text.document_name(item),
        "OFFSETS": f"{item.start}-{item.end}",
        "SCORE": f"{item.score:.4f}",
    }
    return found if item.page is None else {**found, "PAGE": str(item.page)}


def _day(item: ExportItem) -> dt.datetime:
    date = item.meeting.date
    return _UNDATED if date is None else dt.datetime.combine(date, dt.time.min, dt.UTC)
