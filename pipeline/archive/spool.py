"""The documents that wait for work, each with a path at which a worker finds its bytes."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from referat.archive.containers import members
from referat.archive.ledger import STATE, Ledger
from referat.archive.scan import Wanted
from referat.archive.tasks import Task
from referat.errors import ReferatError, UnreadableDocumentError

_FOLDER: Final = "spool"
_TODO: Final = """
    CREATE TEMP TABLE todo AS
    SELECT d.id AS id, d.sha256 AS sha256, d.suffix AS suffix, d.date AS date, best.key AS key,
        best.container AS container, best.position AS position
    FROM documents d JOIN best ON best.sha256 = d.sha256
    WHERE d.state = 'pending' ORDER BY best.container, best.position, best.key
"""


class Spool:
    """What is to be done in the order of the files; members are unpacked shortly before."""

    def __init__(self, ledger: Ledger, out: Path, wanted: Wanted) -> None:
        self._ledger = ledger
        self._wanted = wanted
        self._folder = out / STATE / _FOLDER
        shutil.rmtree(self._folder, ignore_errors=True)
        ledger.connection.execute("DROP TABLE IF EXISTS todo")
        ledger.connection.execute(_TODO)

    def __len__(self) -> int:
        return self._ledger.count("SELECT count(*) FROM todo")

    def tasks(self) -> Iterator[Task]:
        """The tasks; the next member is unpacked only when its task is asked for."""
        rows = self._ledger.paged("todo", "id, sha256, suffix, date, key, container, position")
        for container, group in groupby(rows, key=itemgetter(5)):
            if container is None:
                yield from (_task(row, row[4]) for row in group)
            else:
                yield from self._unpacked(Path(os.fsdecode(container)), group)

    def done(self, task: int) -> None:
        """Take away what was unpacked for a task."""
        self._path(task).unlink(missing_ok=True)

    def close(self) -> None:
        """Take away all that was unpacked."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, task: int) -> Path:
        return self._folder / str(task)

    def _unpacked(self, container: Path, rows: Iterator[tuple[Any, ...]]) -> Iterator[Task]:
        self._folder.mkdir(exist_ok=True)
        row = next(rows)
        # what a container no longer gives is missed by its worker, which says so
        with suppress(UnreadableDocumentError):
            for member in members(container, self._wanted.limits, self._wanted.archive):
                if member.position != row[6]:
                    continue
                path = self._path(row[0])
                _write(path, member.read())
                yield _task(row, os.fsencode(path))
                following = next(rows, None)
                if following is None:
                    return
                row = following
        yield _task(row, os.fsencode(self._path(row[0])))
        yield from (_task(row, os.fsencode(self._path(row[0]))) for row in rows)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ReferatError(
            f"{path.parent} cannot be written: {error.strerror}; make room and start again,"
            " nothing is lost"
        ) from error


def _task(row: tuple[Any, ...], path: bytes) -> Task:
    identity, sha256, suffix, date, *_ = row
    return Task(identity, sha256, path, suffix, dt.date.fromisoformat(date) if date else None)
