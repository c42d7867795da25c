"""The store that people query: Parquet datasets, written from the ledger and nothing else."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from referat.archive.card import card
from referat.archive.files import TEMPORARY, replaced
from referat.archive.ledger import Ledger
from referat.archive.partitions import UNDATED, Partition, partitions, refused
from referat.archive.rows import Kept, Row, document_row, error_row, record_rows
from referat.archive.schemas import DATASETS, schemas
from referat.exporting.formats import json_lines

LINES: Final = "jsonl"
"""Folder of the JSON Lines, where they are asked for."""
_LINES_OF: Final = ("sentences", "actions")
_ROWS: Final = 20_000
"""Rows held in memory, and at the least in a row group."""
_KEPT: Final = """
    SELECT d.sha256, d.state, d.year, d.stage, d.reason, d.made_with, r.data,
        f.name, f.body, f.removed
    FROM documents d JOIN files f ON f.sha256 = d.sha256 LEFT JOIN records r ON r.id = d.id
    WHERE coalesce(d.year, 0) = ? AND d.sha256 >= ? AND d.sha256 < ?
    ORDER BY d.sha256, f.removed > 0, f.name, f.key
"""


def publish(ledger: Ledger, out: Path, progress: Callable[[int, int], None]) -> str:
    """Write the files that the ledger has grown beyond; a signature of all there are.

    Args:
        ledger: The ledger, with no document pending.
        out: The folder of the store.
        progress: Told how many of how many files have been written.

    Raises:
        ReferatError: The disk is full or failing.
    """
    lines = ledger.meta(LINES) == "yes"
    wanted = partitions(ledger, LINES if lines else "")
    written = {
        Partition(year, bits, number): signature
        for year, bits, number, signature in ledger.rows("SELECT * FROM partitions")
    }
    stale = [
        partition
        for partition, signature in wanted.items()
        if written.get(partition) != signature
        or not all(path.is_file() for path in _paths(out, partition, lines=lines))
    ]
    for done, partition in enumerate(stale, start=1):
        _write(ledger, out, partition, lines=lines)
        ledger.connection.execute(
            "INSERT OR REPLACE INTO partitions VALUES (?, ?, ?, ?)",
            (partition.year, partition.bits, partition.number, wanted[partition]),
        )
        progress(done, len(stale))
    gone = written.keys() - wanted.keys()
    with ledger.transaction() as connection:
        connection.executemany(
            "DELETE FROM partitions WHERE year = ? AND bits = ? AND number = ?",
            [(one.year, one.bits, one.number) for one in gone],
        )
    _sweep(out, {path for one in wanted for path in _paths(out, one, lines=lines)})
    card(out)
    return hashlib.sha256(repr(sorted(wanted.items())).encode()).hexdigest()


def _paths(out: Path, partition: Partition, *, lines: bool) -> Iterator[Path]:
    for dataset in DATASETS:
        yield out / dataset / f"{partition.name}.parquet"
    for dataset in _LINES_OF if lines else ():
        yield out / LINES / dataset / f"{partition.name}.jsonl"


def _write(ledger: Ledger, out: Path, partition: Partition, *, lines: bool) -> None:
    with ExitStack() as stack:
        tables = {
            dataset: stack.enter_context(_Table(out, dataset, partition)) for dataset in DATASETS
        }
        texts = {
            dataset: stack.enter_context(_Lines(out, dataset, partition))
            for dataset in _LINES_OF
            if lines
        }
        for kept in _kept(ledger, partition):
            tables["documents"].add(document_row(kept))
            if kept.state == "failed":
                tables["errors"].add(error_row(kept))
            if kept.state != "done":
                continue
            for dataset, row in record_rows(kept):
                tables[dataset].add(row)
            for dataset, text in texts.items():
                text.add(kept, dataset)
        if (partition.year, partition.number) == (UNDATED, 0):
            for name, reason in refused(ledger):
                row = {"document": name, "names": [name], "stage": "find", "reason": reason}
                tables["errors"].add(row)


def _kept(ledger: Ledger, partition: Partition) -> Iterator[Kept]:
    """The documents of a partition in the order of their hashes."""
    rows = ledger.connection.execute(_KEPT, (partition.year, *partition.bounds))
    for sha256, group in groupby(rows, key=itemgetter(0)):
        files = list(group)
        _, state, year, stage, reason, made_with, data, *_ = files[0]
        present = [row for row in files if not row[9]]
        shown = present or files
        yield Kept(
            sha256,
            tuple(row[7] for row in shown),
            state if present else "removed",
            year,
            next((row[8] for row in shown if row[8]), None),
            stage,
            reason,
            made_with,
            json.loads(zlib.decompress(data)) if data else None,
        )


class _Table:
    """One Parquet file, written in groups of rows as they come."""

    def __init__(self, out: Path, dataset: str, partition: Partition) -> None:
        self._path = out / dataset / f"{partition.name}.parquet"
        self._schema = schemas()[dataset]
        self._rows: list[Row] = []
        self._stack = ExitStack()

    def __enter__(self) -> "_Table":
        import pyarrow.parquet

        with ExitStack() as stack:
            temporary = stack.enter_context(replaced(self._path))
            self._writer = stack.enter_context(
                pyarrow.parquet.ParquetWriter(temporary, self._schema, compression="zstd")
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            if error is not None:
                raise error
            self._flush()

    def add(self, row: Row) -> None:
        """Write a row, or keep it for the next group."""
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow

        if not self._rows:
            return
        table = pyarrow.Table.from_pylist(self._rows, schema=self._schema)
        self._writer.write_table(table, row_group_size=_ROWS)
        self._rows.clear()


class _Lines:
    """One file of JSON Lines, in the fixed shape of the records."""

    def __init__(self, out: Path, dataset: str, partition: Partition) -> None:
        self._path = out / LINES / dataset / f"{partition.name}.jsonl"
        self._stack = ExitStack()

    def __enter__(self) -> "_Lines":
        with ExitStack() as stack:
            temporary = stack.enter_context(replaced(self._path))
            self._file = stack.enter_context(temporary.open("w", encoding="utf-8"))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            if error is not None:
                raise error

    def add(self, kept: Kept, dataset: str) -> None:
        """Write a document's records."""
        self._file.write(json_lines(_records(kept, dataset)))


def _records(kept: Kept, dataset: str) -> Iterator[Mapping[str, Any]]:
    content = kept.payload or {"meetings": [], "actions": []}
    if dataset == "sentences":
        for meeting in content["meetings"]:
            for sentence in meeting["sentences"]:
                yield {"document": kept.document, "sha256": kept.sha256, **sentence}
        return
    for action in content["actions"]:
        meeting = content["meetings"][action["meeting"]]
        named = {name: meeting[name] for name in ("title", "date", "body", "place", "warnings")}
        body = kept.body or meeting["body"]
        yield {**action, "meeting": {**named, "body": body}, "document": kept.document}


def _sweep(out: Path, wanted: set[Path]) -> None:
    """Take away files of earlier cuts, and what an earlier run left half written."""
    for folder in (*(out / dataset for dataset in DATASETS), out / LINES):
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted and path.name.endswith((".parquet", ".jsonl", TEMPORARY)):
                path.unlink()
