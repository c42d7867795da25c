import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from referat.evaluation.benchmarks.radicale_server import Radicale
from referat.exporting.caldav_calendars import StoredTask, TaskCalendar
from referat.exporting.caldav_push import Push
from referat.exporting.ical_lines import with_properties
from referat.exporting.icalendar import WRITTEN
from referat.exporting.items import ExportItem
from referat.exporting.ledger import Ledger, load_ledger, save_ledger
from referat.exporting.webdav import Server

from .samples import decision, deferral, item

ITEMS = [item(), decision(), deferral()]
NEW = "Sørg for to nye låse"
DONE = "STATUS:COMPLETED\r\nCOMPLETED:20260105T120000Z"


def actions(
    calendar: TaskCalendar,
    items: Sequence[ExportItem] = ITEMS,
    ledger: Ledger | None = None,
    *,
    dry_run: bool = False,
) -> list[str]:
    stamp = dt.datetime.now(dt.UTC)
    push = Push(calendar, ledger or Ledger(), "here", stamp, dry_run=dry_run)
    return [outcome.action.value for outcome in push.outcomes(items)]


@pytest.fixture
def calendar(connection: Server, folder: str) -> TaskCalendar:
    return TaskCalendar(connection, folder)


def stored(dav: Radicale, folder: str, which: ExportItem = ITEMS[0]) -> str:
    return dav.request("GET", f"{folder}{which.id}.ics").text


def edit(dav: Radicale, folder: str, old: str, new: str, which: ExportItem = ITEMS[0]) -> None:
    text = stored(dav, folder, which)
    assert old in text
    path = f"{folder}{which.id}.ics"
    answer = dav.request("PUT", path, text.replace(old, new), {"Content-Type": "text/calendar"})
    assert answer.status in (201, 204)


def changed(**changes: str) -> list[ExportItem]:
    return [replace(ITEMS[0], **changes), *ITEMS[1:]]  # type: ignore[arg-type]


def test_every_item_arrives_once(dav: Radicale, folder: str, calendar: TaskCalendar) -> None:
    assert actions(calendar, [*ITEMS, *ITEMS]) == ["created"] * 3
    states = dav.states(folder)
    assert len(states) == 3
    assert actions(calendar) == ["unchanged"] * 3
    assert dav.states(folder) == states
    assert "SUMMARY:Sørg for en ny lås" in stored(dav, folder)


def test_what_the_minutes_say_now_is_brought_up_to_date(
    dav: Radicale, folder: str, calendar: TaskCalendar
) -> None:
    actions(calendar)
    edit(dav, folder, "END:VTODO", "X-OTHER:a,b;c\r\nPRIORITY:1\r\nEND:VTODO")
    assert actions(calendar, changed(title=NEW)) == ["updated", "unchanged", "unchanged"]
    text = stored(dav, folder)
    assert f"SUMMARY:{NEW}" in text
    assert text.count("SUMMARY") == text.count("X-REFERAT-WRITTEN") == 1
    assert "PRIORITY:1" in text
    assert actions(calendar, changed(title=NEW)) == ["unchanged"] * 3


def test_a_persons_edit_survives(dav: Radicale, folder: str, calendar: TaskCalendar) -> None:
    actions(calendar)
    edit(dav, folder, "SUMMARY:Sørg for en ny lås", "SUMMARY:Ring til låsesmeden")
    assert actions(calendar) == ["kept", "unchanged", "unchanged"]
    renewed = [replace(ITEMS[0], title=NEW, due=dt.date(2019, 5, 1))]
    assert actions(calendar, renewed) == ["updated"]
    text = stored(dav, folder)
    assert "SUMMARY:Ring til låsesmeden" in text
    assert "DUE;VALUE=DATE:20190501" in text
    assert actions(calendar, renewed) == ["kept"]


def test_a_date_that_a_person_took_out_stays_out(
    dav: Radicale, folder: str, calendar: TaskCalendar
) -> None:
    actions(calendar)
    edit(dav, folder, "DUE;VALUE=DATE:20190401\r\n", "")
    actions(calendar, [replace(ITEMS[0], due=dt.date(2019, 5, 1), title=NEW)])
    assert "DUE" not in stored(dav, folder)
    assert NEW in stored(dav, folder)


def test_what_is_done_stays_done(dav: Radicale, folder: str, calendar: TaskCalendar) -> None:
    actions(calendar)
    edit(dav, folder, "STATUS:NEEDS-ACTION", DONE)
    before = stored(dav, folder)
    assert actions(calendar, changed(title=NEW)) == ["ended", "unchanged", "unchanged"]
    assert stored(dav, folder) == before


def test_a_task_under_another_name_is_found_by_its_id(
    dav: Radicale, folder: str, calendar: TaskCalendar
) -> None:
    actions(calendar)
    text = stored(dav, folder)
    dav.request("DELETE", f"{folder}{ITEMS[0].id}.ics")
    dav.request("PUT", f"{folder}other.ics", text, {"Content-Type": "text/calendar"})
    assert actions(calendar) == ["unchanged"] * 3


def test_a_deleted_task_stays_deleted_where_a_ledger_knows_it(
    dav: Radicale, folder: str, calendar: TaskCalendar, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.json"
    ledger = load_ledger(file)
    actions(calendar, ledger=ledger)
    save_ledger(ledger, file)
    assert "lås" not in file.read_text(encoding="utf-8")
    dav.request("DELETE", f"{folder}{ITEMS[0].id}.ics")
    assert actions(calendar, ledger=load_ledger(file)) == ["deleted", "unchanged", "unchanged"]
    assert len(dav.states(folder)) == 2
    assert actions(calendar) == ["created", "unchanged", "unchanged"]


def test_a_ledger_stands_in_for_a_memory_that_a_program_dropped(
    dav: Radicale, folder: str, calendar: TaskCalendar
) -> None:
    ledger = Ledger()
    actions(calendar, ledger=ledger)
    text = stored(dav, folder)
    edit(dav, folder, text, with_properties(text, {WRITTEN: []}))
    assert actions(calendar, changed(title=NEW))[0] == "kept"
    assert actions(calendar, changed(title=NEW), ledger)[0] == "updated"


def test_a_dry_run_writes_nothing(dav: Radicale, folder: str, calendar: TaskCalendar) -> None:
    ledger = Ledger()
    assert actions(calendar, ledger=ledger, dry_run=True) == ["created"] * 3
    assert dav.states(folder) == {}
    assert ledger.places == {}


class Raced(TaskCalendar):
    """A calendar in which a person is faster, once, between every reading and its writing."""

    dav: Radicale
    old: str
    new: str

    def replace(self, stored: StoredTask, text: str) -> bool:
        if self.old in stored.text:
            edit(self.dav, self.path, self.old, self.new)
        return super().replace(stored, text)

    def create(self, uid: str, text: str) -> bool:
        path = f"{self.path}{uid}.ics"
        if self.old in text:
            theirs = text.replace(self.old, self.new)
            self.dav.request("PUT", path, theirs, {"Content-Type": "text/calendar"})
        return super().create(uid, text)


@pytest.fixture
def raced(dav: Radicale, connection: Server, folder: str) -> Raced:
    raced = Raced(connection, folder)
    raced.dav = dav
    return raced


def test_an_edit_made_while_pushing_survives(
    dav: Radicale, folder: str, calendar: TaskCalendar, raced: Raced
) -> None:
    actions(calendar)
    raced.old, raced.new = "STATUS:NEEDS-ACTION", DONE
    assert actions(raced, changed(title=NEW))[0] == "ended"
    assert "STATUS:COMPLETED" in stored(dav, folder)
    assert NEW not in stored(dav, folder)


def test_a_field_edited_while_pushing_is_kept_and_the_other_written(
    dav: Radicale, folder: str, calendar: TaskCalendar, raced: Raced
) -> None:
    actions(calendar)
    raced.old, raced.new = "DUE;VALUE=DATE:20190401", "DUE;VALUE=DATE:20190909"
    assert actions(raced, changed(title=NEW))[0] == "updated"
    assert "20190909" in stored(dav, folder)
    assert NEW in stored(dav, folder)


def test_a_task_made_by_another_push_at_once_is_not_made_twice(
    dav: Radicale, folder: str, raced: Raced
) -> None:
    raced.old, raced.new = "SUMMARY:Sørg for en ny lås", "SUMMARY:Ring"
    assert actions(raced) == ["kept", "created", "created"]
    assert len(dav.states(folder)) == 3
    assert "SUMMARY:Ring" in stored(dav, folder)
