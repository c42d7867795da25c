"""Whether every action item arrives in Radicale and Taskwarrior, and a second push changes nothing.

Run as `python -m referat.evaluation.benchmarks.trackers ITEMS`, ITEMS being what
`referat extract --format actions` wrote. Both programs run on this machine, with data of their own
that are thrown away. Needs the extra `test` and, for the second half, Debian's `taskwarrior`.
"""

import argparse
import datetime as dt
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from referat.evaluation.benchmarks.radicale_server import PASSWORD, USER, Radicale, radicale
from referat.exporting.arrangement import arranged
from referat.exporting.caldav_calendars import TaskCalendar, find_calendar
from referat.exporting.caldav_push import Push
from referat.exporting.ical_task import task_of
from referat.exporting.icalendar import task_fields
from referat.exporting.item_reader import read_items
from referat.exporting.items import ExportItem
from referat.exporting.ledger import Ledger
from referat.exporting.pushing import Outcome
from referat.exporting.task_text import one_line, title
from referat.exporting.taskwarrior import task_id
from referat.exporting.taskwarrior_push import Taskwarrior, push
from referat.exporting.webdav import Login, Server, address

Row = dict[str, object]
_THEIRS = "Rettet af et menneske"


def main() -> None:
    """Push the items of the files named on the command line, and print a line a program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("items", type=Path, nargs="+")
    files: list[Path] = parser.parse_args().items
    items = arranged(item for path in files for item in read_items(path.read_bytes(), str(path)))
    with tempfile.TemporaryDirectory() as folder:
        rows = [into_radicale(items, Path(folder))]
        if shutil.which("task"):
            rows.append(into_taskwarrior(items, Path(folder)))
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def into_radicale(items: Sequence[ExportItem], folder: Path) -> Row:
    """Push items to a Radicale, twice, and look at what is there by plain HTTP.

    Args:
        items: The items.
        folder: An empty folder for the server.
    """
    with radicale(folder) as server:
        path = server.make_calendar("opgaver", "Opgaver")
        connection = Server(address(server.url), Login(USER, PASSWORD))
        calendar = find_calendar(connection, address(server.url).path, "Opgaver")
        first, seconds = _timed(lambda: _pushed(calendar, items))
        states = server.states(path)
        whole = sum(_is_whole(server, path, item) for item in items)
        second, again = _timed(lambda: _pushed(calendar, items))
        same = server.states(path) == states
        survived = sum(_edit_survives(server, path, item, calendar) for item in items[::10])
        connection.close()
    return {
        "program": "radicale",
        "items": len(items),
        "first": _counts(first),
        "there": len(states),
        "field for field": whole,
        "second": _counts(second),
        "etags the same": same,
        "edits": len(items[::10]),
        "edits that survived": survived,
        "seconds": [round(seconds, 1), round(again, 1)],
    }


def into_taskwarrior(items: Sequence[ExportItem], folder: Path) -> Row:
    """Push items to a Taskwarrior, twice, and look at what it exports.

    Args:
        items: The items.
        folder: A folder for its data.
    """
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder / 'tasks'}\n", encoding="utf-8")
    program = Taskwarrior(options=(f"rc:{settings}",))
    first, seconds = _timed(lambda: push(items, program, Ledger()))
    tasks = program.tasks()
    second, again = _timed(lambda: push(items, program, Ledger()))
    return {
        "program": "taskwarrior",
        "items": len(items),
        "first": _counts(first),
        "there": len(tasks),
        "titles the same": sum(
            tasks.get(task_id(item), {}).get("description") == title(item) for item in items
        ),
        "second": _counts(second),
        "tasks the same": program.tasks() == tasks,
        "seconds": [round(seconds, 1), round(again, 1)],
    }


def _pushed(calendar: TaskCalendar, items: Sequence[ExportItem]) -> list[Outcome]:
    pushing = Push(calendar, Ledger(), "here", dt.datetime.now(dt.UTC))
    return list(pushing.outcomes(items))


def _is_whole(server: Radicale, path: str, item: ExportItem) -> bool:
    """Whether every field of the item stands in its task."""
    task = task_of(server.request("GET", _file(path, item)).text)
    return task is not None and task.fields == task_fields(item, "en")


def _edit_survives(server: Radicale, path: str, item: ExportItem, calendar: TaskCalendar) -> bool:
    """Whether a title that a person wrote stays through a push."""
    file = _file(path, item)
    lines = server.request("GET", file).text.split("\r\n")
    lines.insert(lines.index("BEGIN:VTODO") + 1, f"COMMENT:{_THEIRS}\r\nSUMMARY:{_THEIRS}")
    start = next(at for at, line in enumerate(lines) if line.startswith("SUMMARY:") and at)
    end = start + 1
    while lines[end].startswith(" "):
        end += 1
    server.request("PUT", file, "\r\n".join(lines[:start] + lines[end:]))
    before = server.request("GET", file)
    _pushed(calendar, [item])
    return _THEIRS in before.text and server.request("GET", file) == before


def _file(path: str, item: ExportItem) -> str:
    return f"{path}{quote(one_line(item.id), safe='')}.ics"


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return dict(Counter(outcome.action.value for outcome in outcomes))


def _timed(run: Callable[[], list[Outcome]]) -> tuple[list[Outcome], float]:
    start = time.perf_counter()
    outcomes = run()
    return outcomes, time.perf_counter() - start


if __name__ == "__main__":
    main()
