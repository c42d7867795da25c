"""Pushes action items to Taskwarrior: made once, kept up to date, never over a person's edit.

`task import` replaces whole tasks: it undoes edits, and opens again what was done or deleted. So
the tasks are read first, merged, and only those that are to change are written back, whole.
"""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from referat.errors import ReferatError
from referat.exporting.items import ExportItem, Language
from referat.exporting.ledger import Ledger
from referat.exporting.merging import digests_read, digests_text, merged
from referat.exporting.pushing import Action, Outcome, each_once, kept_note
from referat.exporting.taskwarrior import (
    WRITTEN,
    Attributes,
    task,
    task_fields,
    task_id,
    tasks_text,
)

_QUIET: Final = (
    "rc.confirmation=off",
    "rc.verbose=nothing",
    "rc.context=",
    "rc.json.array=on",
    "rc.recurrence=off",
    "rc.gc=off",
)
_COMPUTED: Final = ("id", "urgency", "modified")


@dataclass(frozen=True, slots=True)
class Taskwarrior:
    """The program `task`, with the settings of whoever runs it, and options over them."""

    program: str = "task"
    options: tuple[str, ...] = ()

    def tasks(self) -> dict[str, Attributes]:
        """All tasks by id, done and deleted ones too.

        Raises:
            ReferatError: The program is missing or fails.
        """
        try:
            found = json.loads(self._run("export") or "[]")
        except ValueError:
            raise ReferatError(f"{self.program} export gave no JSON; is it Taskwarrior?") from None
        return {one["uuid"]: one for one in found}

    def write(self, tasks: Sequence[Attributes]) -> None:
        """Make tasks, or replace those of the same ids.

        Raises:
            ReferatError: The program fails.
        """
        if tasks:
            self._run("import", "-", content=tasks_text(tasks))

    @property
    def place(self) -> str:
        """Where the tasks lie, as the ledger calls it."""
        return f"taskwarrior:{self._run('_get', 'rc.data.location').strip()}"

    def _run(self, *arguments: str, content: str = "") -> str:
        command = [self.program, *self.options, *_QUIET, *arguments]
        try:
            done = subprocess.run(
                command, input=content, capture_output=True, encoding="utf-8", check=False
            )
        except OSError as error:
            raise ReferatError(
                f"cannot run {self.program}: {error.strerror}; install Taskwarrior"
            ) from None
        except UnicodeDecodeError:
            raise ReferatError(f"{self.program} gave text that is no UTF-8") from None
        if done.returncode:
            told = " ".join((done.stderr or done.stdout).split())[:300]
            raise ReferatError(f"{self.program} {arguments[0]} failed: {told}")
        return done.stdout


def push(
    items: Sequence[ExportItem],
    program: Taskwarrior,
    ledger: Ledger,
    language: Language = "en",
    *,
    dry_run: bool = False,
) -> list[Outcome]:
    """Push items to Taskwarrior and tell of each.

    Args:
        items: The items.
        program: Taskwarrior.
        ledger: What was pushed before; needed only to know tasks that were purged.
        language: That of the words around what the minutes say.
        dry_run: Whether to write nothing, in Taskwarrior or in the ledger.

    Raises:
        ReferatError: Taskwarrior is missing or fails.
    """
    place, tasks = program.place, program.tasks()
    plans = list(_plans(each_once(items), tasks, ledger, place, language))
    if not dry_run:
        program.write([new for _, new in plans if new is not None])
        for outcome, new in plans:
            current = new or tasks.get(task_id(outcome.item))
            if current is not None:
                uid = task_id(outcome.item)
                ledger.note(place, uid, digests_read(current.get(WRITTEN)))
    return [outcome for outcome, _ in plans]


def _plans(
    items: Sequence[ExportItem],
    tasks: dict[str, Attributes],
    ledger: Ledger,
    place: str,
    language: Language,
) -> Iterator[tuple[Outcome, Attributes | None]]:
    """What to do with each item, and the task to write where one is to be written."""
    for item in items:
        ours, uid = task(item, language), task_id(item)
        current = tasks.get(uid)
        if current is not None:
            yield _brought_up_to_date(item, current, ours)
        elif ledger.written(place, uid) is None:
            yield Outcome(item, Action.CREATED), ours
        else:
            yield Outcome(item, Action.DELETED, "deleted by a person, not made again"), None


def _brought_up_to_date(
    item: ExportItem, current: Attributes, ours: Attributes
) -> tuple[Outcome, Attributes | None]:
    if current.get("status") == "deleted":
        return Outcome(item, Action.DELETED, "deleted by a person, not made again"), None
    if current.get("status") == "completed":
        return Outcome(item, Action.ENDED, "completed, left alone"), None
    written = digests_read(current.get(WRITTEN))
    merge = merged(task_fields(current), task_fields(ours), written)
    note = kept_note(merge.kept)
    if not merge.changed:
        return Outcome(item, Action.KEPT if merge.kept else Action.UNCHANGED, note), None
    new = {name: value for name, value in current.items() if name not in _COMPUTED}
    for name in merge.changed:
        if name in ours:
            new[name] = ours[name]
        else:
            new.pop(name, None)
    return Outcome(item, Action.UPDATED, note), {**new, WRITTEN: digests_text(merge.written)}
