"""The ledger of an archive: one SQLite file that knows every file, document and record.

Whatever ends a run, the ledger holds whole transactions, from which the next run goes on.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from referat.errors import ReferatError

STATE: Final = "state"
"""Folder of the ledger in that of the store."""
_NAME: Final = "ledger.sqlite"
_VERSION: Final = 1
_PAGE: Final = 500
_PATIENCE: Final = 1.0
"""Seconds to wait for another run that is just ending."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    key BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    container BLOB,
    member TEXT,
    position INTEGER,
    size INTEGER,
    modified INTEGER,
    inode INTEGER,
    body TEXT,
    date TEXT,
    suffix TEXT,
    sha256 TEXT,
    reason TEXT,
    removed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS files_sha256 ON files (sha256);
CREATE INDEX IF NOT EXISTS files_container ON files (container, position);
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    suffix TEXT NOT NULL,
    date TEXT,
    state TEXT NOT NULL,
    stage TEXT,
    reason TEXT,
    digest TEXT,
    year INTEGER,
    made_with TEXT
);
CREATE INDEX IF NOT EXISTS documents_state ON documents (state);
CREATE TABLE IF NOT EXISTS records (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS partitions (
    year INTEGER NOT NULL,
    bits INTEGER NOT NULL,
    number INTEGER NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (year, bits, number)
) WITHOUT ROWID;
"""
_Row = TypeVar("_Row")


class Ledger:
    """An open ledger; only one process has it at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(query, values).fetchall()

    def count(self, query: str, values: Sequence[Any] = ()) -> int:
        """The one number a query asks for."""
        return int(self.connection.execute(query, values).fetchone()[0])

    def paged(self, table: str, columns: str = "*") -> Iterator[tuple[Any, ...]]:
        """The rows of a table of this connection alone, while other tables are written.

        Args:
            table: A temporary table, in the order of its row numbers.
            columns: Those wanted.
        """
        last = 0
        query = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {_PAGE}"
        while page := self.rows(query, (last,)):
            for row in page:
                yield row[1:]
            last = page[-1][0]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside becomes part of the ledger, or nothing of it."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            # a full disk has SQLite roll back by itself
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def meta(self, name: str) -> str | None:
        """A fact about the whole store."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return found[0][0] if found else None

    def set_meta(self, name: str, value: str) -> None:
        """Keep a fact about the whole store."""
        if self.meta(name) != value:
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def batches(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    """The rows in lists of so many.

    Args:
        rows: Any rows.
        size: How many make a list.
    """
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch


@contextmanager
def open_ledger(out: Path) -> Iterator[Ledger]:
    """The ledger of the store in a folder, made if there is none.

    Args:
        out: The folder of the store.

    Raises:
        ReferatError: Another run has it, it is damaged or of another version, or the disk is full.
    """
    folder = out / STATE
    folder.mkdir(parents=True, exist_ok=True)
    with _told(out):
        connection = sqlite3.connect(folder / _NAME, _PATIENCE, isolation_level=None)
        try:
            _prepare(connection, out)
            yield Ledger(connection)
        finally:
            connection.close()


def _prepare(connection: sqlite3.Connection, out: Path) -> None:
    # held until the end of the run; it also spares shared memory, which network disks lack
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = NORMAL")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, _VERSION):
        raise ReferatError(f"{out} was made by another version of referat; choose another folder")
    if version == 0:
        connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version = {_VERSION};COMMIT;")


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """Turn SQLite's errors into what a user can do about them."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            told = "is being written by another run; wait for its end"
            raise ReferatError(f"{out} {told}") from None
        if "full" in str(error) or "I/O" in str(error):
            told = "the disk is full or failing; make room and start again, nothing is lost"
        else:
            told = f"the ledger cannot be used: {error}"
        raise ReferatError(f"{out}: {told}") from error
