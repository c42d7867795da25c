"""Fetching the real minutes of the corpus from their public addresses, checked by their hashes."""

import csv
import hashlib
import http.client
import importlib.resources
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from referat.annotations.corpus import StoredAnnotation, stored_annotations
from referat.annotations.schema import Source
from referat.annotations.store import source_of
from referat.errors import UsageError

BASE: Final = "https://raw.githubusercontent.com"
"""Where files of public GitHub repositories are had: `BASE/owner/name/commit/path`."""
_TIMEOUT: Final = 30.0
_MOST_BYTES: Final = 100 * 2**20
_INDEX: Final = ("file", "repository", "path", "commit", "licence", "sha256")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A real document: where it can be had, and the SHA-256 of its bytes."""

    id: str
    source: Source
    sha256: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one document: "fetched", "here", or what went wrong."""

    id: str
    outcome: str
    failed: bool


def wanted_documents() -> list[Wanted]:
    """The real documents of the corpus."""
    root = importlib.resources.files("referat.annotations")
    stored = stored_annotations(root, Path())
    return [_wanted(one) for one in stored if one.real]


def fetch(documents: Iterable[Wanted], out: Path, base: str = BASE) -> Iterator[Fetched]:
    """Fetch documents into a folder that `--shared` can name, with an index.

    One that is there stays. A file whose bytes are not those that were annotated is not stored;
    one that fails does not stop the others.

    Args:
        documents: The documents.
        out: The folder.
        base: Where repositories are: an address, or a folder with `owner/name/commit/path` in it.

    Raises:
        UsageError: The base is neither a folder nor an http address.
    """
    if urllib.parse.urlsplit(base).scheme not in ("http", "https") and not Path(base).is_dir():
        raise UsageError(f"--base {base} is neither a folder nor an http address")
    stored: list[Wanted] = []
    for one in documents:
        found = _fetched(one, out, base)
        if not found.failed:
            stored.append(one)
        yield found
    _write_indexes(stored, out)


def _wanted(one: StoredAnnotation) -> Wanted:
    source, sha256 = source_of(one.stored)
    return Wanted(one.id, source, sha256)


def _fetched(one: Wanted, out: Path, base: str) -> Fetched:
    source = one.source
    inside = PurePosixPath(source.file)
    if inside.is_absolute() or ".." in inside.parts:
        return Fetched(one.id, f"its file {source.file!r} would lie outside the folder", True)
    target = out / source.file
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == one.sha256:
        return Fetched(one.id, "here", False)
    if not (source.repository and source.commit and source.path):
        return Fetched(one.id, "it has no public address", True)
    try:
        data = _bytes(source, base)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Fetched(one.id, f"could not be had: {_reason(error)}", True)
    if hashlib.sha256(data).hexdigest() != one.sha256:
        return Fetched(one.id, "has other bytes than were annotated, and is not stored", True)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    partial.write_bytes(data)
    partial.replace(target)
    return Fetched(one.id, "fetched", False)


def _bytes(source: Source, base: str) -> bytes:
    parts = f"{source.repository}/{source.commit}/{source.path}"
    if Path(base).is_dir():
        return (Path(base) / parts).read_bytes()
    address = f"{base.rstrip('/')}/{urllib.parse.quote(parts)}"
    with urllib.request.urlopen(address, timeout=_TIMEOUT) as answer:
        data: bytes = answer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError(f"more than {_MOST_BYTES >> 20} MB")
    return data


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"{error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return str(error.reason)
    return str(error) or type(error).__name__


def _write_indexes(documents: Iterable[Wanted], out: Path) -> None:
    """Write beside the files of each folder where they are from, as `import-edits` looks it up."""
    folders: dict[str, list[Wanted]] = {}
    for one in documents:
        folders.setdefault(str(PurePosixPath(one.source.file).parent), []).append(one)
    for folder, members in folders.items():
        index = out / folder / "INDEX.tsv"
        if index.exists():
            continue
        with index.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
            rows.writerow(_INDEX)
            for one in members:
                source = one.source
                name = PurePosixPath(source.file).name
                address = (source.repository, source.path, source.commit, source.licence)
                rows.writerow([name, *address, one.sha256])
