"""Results of long runs, stored one by one, so that a run that was cut off goes on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from referat.errors import UsageError

Row = Mapping[str, Any]


@dataclass(slots=True)
class Results:
    """Rows of JSON in a file, one a line; `path` None stores nothing."""

    path: Path | None
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path | None) -> "Results":
        """What is stored in a file; a last line that was cut off is dropped.

        Args:
            path: The file, made when the first row comes.

        Raises:
            UsageError: It holds something else.
        """
        if path is None or not path.is_file():
            return cls(path)
        rows: list[Row] = []
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(lines, 1):
            if number == len(lines) and not line.endswith("\n"):
                break
            rows.append(_row(line, path, number))
        found = cls(path, rows)
        if len(rows) < len(lines):
            found._store_all()
        return found

    def has(self, key: Row) -> bool:
        """Whether a row with all the values of a key is stored.

        Args:
            key: Names with their values, as plain data.
        """
        wanted = json.loads(json.dumps(key))
        return any(all(row.get(name) == wanted[name] for name in wanted) for row in self.rows)

    def add(self, row: Row) -> None:
        """Store a row.

        Args:
            row: Plain data.
        """
        self.rows.append(row)
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _store_all(self) -> None:
        if self.path is not None:
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows)
            self.path.write_text("".join(lines), encoding="utf-8")


def _row(line: str, path: Path, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{path}, line {number}: no JSON; name another file") from error
    if not isinstance(row, dict):
        raise UsageError(f"{path}, line {number}: no JSON object; name another file")
    return row
