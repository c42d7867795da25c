"""Questions in SQL to the datasets of a store, by DuckDB, which may read them and nothing else."""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from referat.archive.schemas import DATASETS, parts
from referat.errors import ReferatError, UsageError

if TYPE_CHECKING:
    import duckdb

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


class Shown(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns and rows of an answer."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def query(out: Path, sql: str) -> Answer:
    """The answer to one SELECT over the views `documents`, `sentences`, `actions` and so on.

    Args:
        out: The folder of a store.
        sql: The question.

    Raises:
        UsageError: There is no store, the question is no SELECT, or DuckDB refuses it.
        ReferatError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise ReferatError("queries need duckdb; pip install 'referat[archive]'") from None
    missing = [name for name in DATASETS if not parts(out, name)]
    if missing:
        raise UsageError(f"{out} is no store of `referat batch`: it has no {missing[0]}")
    connection = duckdb.connect(":memory:")
    try:
        statements = connection.extract_statements(sql)
        if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
            raise UsageError("a question is one SELECT, nothing more and nothing else")
        _confine(connection, out.resolve())
        answer = connection.execute(statements[0])
        columns = tuple(column[0] for column in answer.description)
        return Answer(columns, answer.fetchall())
    except duckdb.Error as error:
        raise UsageError(" ".join(str(error).split())) from None
    finally:
        connection.close()


def _confine(connection: "duckdb.DuckDBPyConnection", out: Path) -> None:
    """Make the views, then let nothing be reached but the folders they read."""
    for name in DATASETS:
        files = ", ".join(_quoted(str(path)) for path in parts(out, name))
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{files}])")
    folders = ", ".join(_quoted(f"{out / name}/") for name in DATASETS)
    connection.execute(f"SET allowed_directories = [{folders}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def rendered(answer: Answer, shown: Shown) -> str:
    """An answer as it is printed.

    Args:
        answer: The answer.
        shown: JSON has one object a line; CSV has no cell that a spreadsheet takes for a formula.
    """
    if shown is Shown.JSON:
        rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
        return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)
    if shown is Shown.CSV:
        return _csv(answer)
    return _table(answer)


def _csv(answer: Answer) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(map(_cell, answer.columns))
    writer.writerows([_cell(value) for value in row] for row in answer.rows)
    return target.getvalue()


def _cell(value: object) -> str:
    text = _text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _table(answer: Answer) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(header_style="bold")
    for column in answer.columns:
        grid.add_column(Text(column))
    for row in answer.rows:
        grid.add_row(*(Text(_visible(_text(value))) for value in row))
    console = Console()
    with console.capture() as capture:
        console.print(grid)
    return capture.get()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _visible(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(char for char in text if char.isprintable() or char in "\xa0\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
