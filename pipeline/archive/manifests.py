"""Manifests: lists of documents with the body and the date of their meetings."""

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from referat.errors import UsageError

_SUFFIXES: Final = (".csv", ".jsonl")
_LARGEST_FIELD: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a manifest; `problem` says what is wrong with it, but for its path."""

    path: Path
    body: str | None = None
    date: dt.date | None = None
    problem: str | None = None


def is_manifest(path: Path) -> bool:
    """Whether a file named on the command line is taken for a manifest."""
    return path.suffix.lower() in _SUFFIXES


def entries(manifest: Path) -> Iterator[Entry]:
    """The rows of a manifest; paths in it count from its folder.

    Args:
        manifest: A CSV file with a head, or JSON Lines, with `path` and where known `body` and
            `date` (2022-03-31).

    Raises:
        UsageError: It cannot be read, or a row has no path.
    """
    rows = _csv_rows if manifest.suffix.lower() == ".csv" else _json_rows
    try:
        for number, row in rows(manifest):
            yield _entry(manifest, number, row)
    except OSError as error:
        raise UsageError(f"{manifest}: {error.strerror or error}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{manifest} is no manifest in UTF-8: {error}") from None


def _csv_rows(manifest: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    csv.field_size_limit(_LARGEST_FIELD)
    with manifest.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.readline()
        stream.seek(0)
        reader = csv.DictReader(stream, delimiter=";" if head.count(";") > head.count(",") else ",")
        if "path" not in (reader.fieldnames or ()):
            raise UsageError(f"{manifest} has no column path")
        for row in reader:
            yield reader.line_num, row


def _json_rows(manifest: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    with manifest.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                raise UsageError(f"{manifest}, line {number}: is not JSON") from None
            if not isinstance(row, dict):
                raise UsageError(f"{manifest}, line {number}: is no JSON object")
            yield number, row


def _entry(manifest: Path, number: int, row: Mapping[str, object]) -> Entry:
    path, body, date = (row.get(name) or None for name in ("path", "body", "date"))
    if not isinstance(path, str) or "\0" in path:
        raise UsageError(f"{manifest}, line {number}: has no path")
    place = manifest.parent / path
    if body is not None and not isinstance(body, str):
        return Entry(place, problem=f"the manifest gives a body that is no text, {body!r}")
    try:
        day = None if date is None else dt.datetime.strptime(str(date), "%Y-%m-%d").date()
    except ValueError:
        problem = f"the manifest gives a date that is not written like 2022-03-31, {date!r}"
        return Entry(place, body, problem=problem)
    return Entry(place, body, day)
