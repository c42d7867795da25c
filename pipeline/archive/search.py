"""One SQLite file with full-text search over all sentences, built from the Parquet datasets."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from referat.archive.files import replaced
from referat.archive.schemas import parts
from referat.errors import ReferatError

SEARCH: Final = "search.sqlite"
_BATCH: Final = 5_000
_COLUMNS: Final = ("document", "sha256", "index", "page", "section", "tags", "body", "date", "text")
# no diacritics are removed: a ring over the a makes another Danish letter
_SCHEMA: Final = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    page INTEGER,
    section TEXT NOT NULL,
    tags TEXT NOT NULL,
    body TEXT,
    date TEXT,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE search USING fts5 (
    text, content = 'sentences', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);
"""


def build_search(out: Path) -> None:
    """Write the file anew.

    Args:
        out: The folder of the store, its datasets up to date.

    Raises:
        ReferatError: The disk is full or failing.
    """
    with replaced(out / SEARCH) as temporary:
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            values = ", ".join("?" * len(_COLUMNS))
            names = ", ".join(f'"{name}"' for name in _COLUMNS)
            for rows in _rows(out):
                connection.executemany(f"INSERT INTO sentences ({names}) VALUES ({values})", rows)
            connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise ReferatError(
                f"{out / SEARCH} cannot be written: {error}; make room and start again"
            ) from error
        finally:
            connection.close()


def _rows(out: Path) -> Iterator[list[tuple[Any, ...]]]:
    import pyarrow.parquet

    for path in parts(out, "sentences"):
        file = pyarrow.parquet.ParquetFile(path)
        for batch in file.iter_batches(_BATCH, columns=list(_COLUMNS)):
            columns = {name: batch.column(name).to_pylist() for name in _COLUMNS}
            columns["tags"] = [" ".join(tags) for tags in columns["tags"]]
            columns["date"] = [date and date.isoformat() for date in columns["date"]]
            yield list(zip(*columns.values(), strict=True))
