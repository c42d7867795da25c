"""Pushes action items to a CalDAV calendar: made once, kept up to date, never over a person's edit.

Every write names the state it expects (ETag). A task that changed in between is read again, merged
again and tried again, so no change is lost whoever comes first.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from referat.exporting.caldav_calendars import StoredTask, TaskCalendar, TaskRefusedError
from referat.exporting.ical_task import task_of, with_merged
from referat.exporting.icalendar import calendar_text, task_fields
from referat.exporting.items import ExportItem, Language
from referat.exporting.ledger import Ledger
from referat.exporting.merging import Digests, digests, merged
from referat.exporting.pushing import Action, Outcome, each_once, kept_note
from referat.exporting.task_text import one_line

_TRIES: Final = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with one task, and the data to write where something is to be written."""

    action: Action
    text: str | None = None
    note: str = ""
    written: Digests = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Push:
    """A push to one calendar.

    `place` is what the ledger calls the calendar; `stamp` the time that is written as that of the
    push. With `dry_run` nothing is written, on the server or in the ledger.
    """

    calendar: TaskCalendar
    ledger: Ledger
    place: str
    stamp: dt.datetime
    language: Language = "en"
    dry_run: bool = False

    def outcomes(self, items: Sequence[ExportItem]) -> Iterator[Outcome]:
        """Push the items one by one and tell of each.

        Raises:
            ServerError: The server cannot be reached or refuses the calendar as a whole.
        """
        tasks = self.calendar.tasks()
        for item in each_once(items):
            try:
                plan = self._pushed(item, tasks.get(_uid(item)))
            except TaskRefusedError as error:
                plan = Plan(Action.FAILED, note=str(error))
            yield Outcome(item, plan.action, plan.note)

    def _pushed(self, item: ExportItem, stored: StoredTask | None) -> Plan:
        remembered = self.ledger.written(self.place, _uid(item))
        plan = self._planned(item, stored, remembered)
        for _ in range(_TRIES):
            if plan.text is None or self.dry_run:
                return self._noted(item, plan, stored)
            if stored is None:
                if self.calendar.create(_uid(item), plan.text):
                    return self._noted(item, plan, stored)
                # somebody was faster, with a file of whatever name
                stored = self.calendar.tasks().get(_uid(item))
                plan = self._planned(item, stored, remembered)
                continue
            # a list may have its lines broken otherwise than the task has, so it is read by itself
            stored = self.calendar.read(stored.path)
            plan = self._planned(item, stored, remembered or {})
            if stored is None or plan.text is None or self.calendar.replace(stored, plan.text):
                return self._noted(item, plan, stored)
        raise TaskRefusedError("others keep changing it; push again")

    def _planned(
        self, item: ExportItem, stored: StoredTask | None, remembered: Digests | None
    ) -> Plan:
        text = None if stored is None else stored.text
        return planned(item, text, remembered, self.language, self.stamp)

    def _noted(self, item: ExportItem, plan: Plan, stored: StoredTask | None) -> Plan:
        if not self.dry_run and plan.action is not Action.DELETED:
            self.ledger.note(self.place, _uid(item), plan.written)
        return plan


def planned(
    item: ExportItem,
    text: str | None,
    remembered: Digests | None,
    language: Language,
    stamp: dt.datetime,
) -> Plan:
    """What to do with an item.

    Args:
        item: The item.
        text: Its task as iCalendar data, None if there is none.
        remembered: What the ledger says was last written into it, None if it knows nothing of it.
        language: That of the words around what the minutes say.
        stamp: When it is written.
    """
    ours = task_fields(item, language)
    if text is None and remembered is not None:
        return Plan(Action.DELETED, note="deleted by a person, not made again")
    if text is None:
        return Plan(Action.CREATED, calendar_text([item], language, stamp), "", digests(ours))
    task = task_of(text)
    if task is None:
        return Plan(Action.KEPT, note="cannot be read, left alone", written=remembered or {})
    written = task.written or remembered or {}
    if task.ended:
        return Plan(Action.ENDED, note="completed or cancelled, left alone", written=written)
    merge = merged(task.fields, ours, written)
    note = kept_note(merge.kept)
    if not merge.changed:
        action = Action.KEPT if merge.kept else Action.UNCHANGED
        return Plan(action, note=note, written=written)
    new = with_merged(text, item, merge, language, stamp)
    return Plan(Action.UPDATED, new, note, merge.written)


def _uid(item: ExportItem) -> str:
    return one_line(item.id)
