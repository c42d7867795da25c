"""Which items are exported, and in which order."""

import datetime as dt
from collections.abc import Collection, Iterable

from referat.exporting.item_reader import KINDS
from referat.exporting.items import ExportItem
from referat.minutes import ActionKind


def arranged(
    items: Iterable[ExportItem], kinds: Collection[ActionKind] = KINDS
) -> list[ExportItem]:
    """The items of some kinds, by date of the meeting, document and place; each id once.

    The order does not depend on that of the input. An item that comes twice, as when files are put
    together, is the same item: the first one stays.

    Args:
        items: The items.
        kinds: The kinds that are wanted.
    """
    once: dict[str, ExportItem] = {}
    for item in items:
        if item.kind in kinds:
            once.setdefault(item.id, item)
    return sorted(once.values(), key=_place)


def _place(item: ExportItem) -> tuple[bool, dt.date, str, int, int, str]:
    day = item.meeting.date
    return day is None, day or dt.date.min, item.document, item.start, item.end, item.id
