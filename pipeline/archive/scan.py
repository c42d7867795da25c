"""From files to documents: what is new, changed, removed, or there under two names."""

import datetime as dt
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple

from referat.archive.containers import Member, members
from referat.archive.ledger import Ledger, batches
from referat.archive.limits import ArchiveLimits
from referat.archive.sources import Found, absolute, find, shown
from referat.archive.tasks import CHANGED
from referat.errors import UnreadableDocumentError
from referat.settings import Limits

_BATCH: Final = 1000
_CHUNK: Final = 1 << 20
_STALE: Final = """
    f.key IS NULL OR f.size IS NOT s.size OR f.modified IS NOT s.modified
    OR f.inode IS NOT s.inode OR (f.reason IS NOT NULL AND (s.kind = 'file' OR :retry))
    OR (:retry AND s.kind = 'container' AND EXISTS (
        SELECT 1 FROM files m WHERE m.container = s.key AND m.reason IS NOT NULL))
"""
_NAMES: Final = (
    """
    UPDATE files SET name = s.name, source = s.source, body = s.body, date = s.date, removed = 0
    FROM seen s WHERE files.key = s.key AND NOT s.passed AND (files.name IS NOT s.name
        OR files.source IS NOT s.source OR files.body IS NOT s.body OR files.date IS NOT s.date
        OR files.removed <> 0)
    """,
    """
    UPDATE files SET name = s.name || '/' || files.member, source = s.source, body = s.body,
        date = s.date, removed = 0
    FROM seen s WHERE files.container = s.key AND files.removed < 2
        AND (files.name IS NOT s.name || '/' || files.member OR files.source IS NOT s.source
        OR files.body IS NOT s.body OR files.date IS NOT s.date OR files.removed <> 0)
    """,
)
_DOCUMENTS: Final = (
    """
    CREATE TEMP TABLE best AS
        SELECT sha256, min(name) AS name, key, suffix, date, container, position FROM files
        WHERE sha256 IS NOT NULL AND NOT removed GROUP BY sha256
    """,
    """
    INSERT INTO documents (sha256, suffix, date, state, year)
        SELECT sha256, suffix, date, 'pending', CAST(substr(date, 1, 4) AS INTEGER) FROM best
        WHERE sha256 NOT IN (SELECT sha256 FROM documents) ORDER BY sha256
    """,
    """
    UPDATE documents SET suffix = best.suffix, date = best.date, state = 'pending'
        FROM best WHERE best.sha256 = documents.sha256
        AND (best.suffix IS NOT documents.suffix OR best.date IS NOT documents.date)
    """,
    """
    DELETE FROM documents WHERE NOT EXISTS
        (SELECT 1 FROM files WHERE files.sha256 = documents.sha256)
    """,
    """
    DELETE FROM records WHERE NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = records.id)
    """,
)


_TAKEN_OUT: Final = """
    UPDATE files SET removed = 2 WHERE container = ? AND key NOT IN (SELECT key FROM inside)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files of an archive a run takes up."""

    arguments: tuple[str, ...]
    since: dt.date | None = None
    retry: bool = False
    limits: Limits = field(default_factory=Limits)
    archive: ArchiveLimits = field(default_factory=ArchiveLimits)


class _File(NamedTuple):
    """A row of the table of files."""

    key: bytes
    kind: str
    name: str
    source: str
    container: bytes | None = None
    member: str | None = None
    position: int | None = None
    size: int | None = None
    modified: int | None = None
    inode: int | None = None
    body: str | None = None
    date: str | None = None
    suffix: str = ""
    sha256: str | None = None
    reason: str | None = None


def scan(ledger: Ledger, wanted: Wanted, progress: Callable[[int, int], None]) -> None:
    """Bring the ledger up to what is on disk: files that changed are read, others only looked at.

    Args:
        ledger: The ledger.
        wanted: The files.
        progress: Told how many of how many files that changed have been read.

    Raises:
        UsageError: An argument names nothing.
    """
    with ledger.transaction() as connection:
        _list(ledger, wanted)
        connection.execute(
            "CREATE TEMP TABLE stale AS SELECT s.* FROM seen s LEFT JOIN files f ON f.key = s.key"
            f" WHERE NOT s.passed AND ({_STALE}) ORDER BY s.kind, s.key",
            {"retry": wanted.retry},
        )
    total = ledger.count("SELECT count(*) FROM stale")
    done = 0
    for batch in batches(ledger.paged("stale"), _BATCH // 10):
        plain = [row for row in batch if row[1] != "container"]
        with ledger.transaction():
            _put(ledger, [_hashed(row, wanted.limits) for row in plain])
        for row in batch:
            if row[1] == "container":
                _open(ledger, row, wanted)
        done += len(batch)
        progress(done, total)
    with ledger.transaction() as connection:
        _remove(ledger, wanted.arguments)
        for statement in (*_NAMES, *_DOCUMENTS):
            connection.execute(statement)
        again = "UPDATE documents SET state = 'pending' WHERE state = 'failed' AND reason = ?"
        connection.execute(again, (CHANGED,))


def _list(ledger: Ledger, wanted: Wanted) -> None:
    """Note all files there are in a table of this connection."""
    ledger.connection.execute(
        "CREATE TEMP TABLE seen (key BLOB PRIMARY KEY, kind, name, source, size, modified, inode,"
        " body, date, reason, passed)"
    )
    for batch in batches(find(wanted.arguments), _BATCH):
        ledger.connection.executemany(
            "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " body = coalesce(body, excluded.body), date = coalesce(date, excluded.date)",
            [_row(found, wanted.since) for found in batch],
        )


def _row(found: Found, since: dt.date | None) -> tuple[Any, ...]:
    kind = "container" if found.is_container else "folder" if found.is_folder else "file"
    stamp = found.stamp
    three = (stamp.size, stamp.modified, stamp.inode) if stamp else (None, None, None)
    seconds = stamp.modified // 1_000_000_000 if stamp and kind == "file" else None
    return (
        found.key,
        kind,
        found.name,
        found.source,
        *three,
        found.body,
        found.date and found.date.isoformat(),
        found.problem,
        _is_before(since, found.date, seconds),
    )


def _is_before(since: dt.date | None, date: dt.date | None, seconds: int | None) -> bool:
    """Whether a file is older than asked for: by the manifest, or by its last change."""
    if since is None:
        return False
    if date is None and seconds is not None:
        date = dt.datetime.fromtimestamp(seconds).date()
    return date is not None and date < since


def _hashed(row: tuple[Any, ...], limits: Limits) -> _File:
    from referat.reading.limits import check_bytes

    key, kind, name, source, size, modified, inode, body, date, reason, _ = row
    sha256 = None
    if reason is None:
        try:
            check_bytes(size, limits)
            with Path(os.fsdecode(key)).open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except UnreadableDocumentError as error:
            reason = str(error)
        except PermissionError:
            reason = "may not be read: permission denied"
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
    return _File(
        key=key,
        kind=kind,
        name=name,
        source=source,
        size=size,
        modified=modified,
        inode=inode,
        body=body,
        date=date,
        suffix=PurePath(name).suffix.lower(),
        sha256=sha256,
        reason=reason,
    )


def _open(ledger: Ledger, row: tuple[Any, ...], wanted: Wanted) -> None:
    """Read the members of a ZIP or tar file; it counts as read only when all are."""
    key, kind, name, source, size, modified, inode, body, date, reason, _ = row
    ledger.connection.execute("CREATE TEMP TABLE inside (key BLOB PRIMARY KEY)")
    passed = False
    try:
        inside = members(Path(os.fsdecode(key)), wanted.limits, wanted.archive)
        for batch in batches(_members(row, inside, wanted.since), _BATCH // 10):
            files = [file for file in batch if file is not None]
            passed = passed or len(files) < len(batch)
            with ledger.transaction() as connection:
                _put(ledger, files)
                connection.executemany(
                    "INSERT INTO inside VALUES (?)", [(file.key,) for file in files]
                )
    except UnreadableDocumentError as error:
        reason = str(error)
    if passed:  # the next run is to look into it again
        size = modified = inode = None
    container = _File(
        key=key,
        kind=kind,
        name=name,
        source=source,
        size=size,
        modified=modified,
        inode=inode,
        body=body,
        date=date,
        reason=reason,
    )
    with ledger.transaction() as connection:
        _put(ledger, [container])
        if reason is None and not passed:
            connection.execute(_TAKEN_OUT, (key,))
        connection.execute("DROP TABLE inside")


def _members(
    row: tuple[Any, ...], inside: Iterable[Member], since: dt.date | None
) -> Iterator[_File | None]:
    """The files in a container, read; None for one that is older than asked for."""
    key, _, name, source, _, _, _, body, date, _, _ = row
    repeated: Counter[str] = Counter()
    for member in inside:
        if _is_before(since, date and dt.date.fromisoformat(date), member.modified):
            yield None
            continue
        repeated[member.name] += 1
        again = f" ({repeated[member.name]})" if repeated[member.name] > 1 else ""
        inner = shown(os.fsencode(member.name)) + again
        sha256, reason = None, None
        try:
            sha256 = hashlib.sha256(member.read()).hexdigest()
        except UnreadableDocumentError as error:
            reason = str(error)
        yield _File(
            key=key + b"\0" + inner.encode("utf-8"),
            kind="member",
            name=f"{name}/{inner}",
            source=source,
            container=key,
            member=inner,
            position=member.position,
            body=body,
            date=date,
            suffix=PurePath(member.name).suffix.lower(),
            sha256=sha256,
            reason=reason,
        )


def _put(ledger: Ledger, files: Iterable[_File]) -> None:
    """Write rows; a file that cannot be read now keeps what was read of it before."""
    names = _File._fields
    values = ", ".join("?" * len(names))
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != "sha256")
    ledger.connection.executemany(
        f"INSERT INTO files ({', '.join(names)}) VALUES ({values}) ON CONFLICT DO UPDATE SET"
        f" {changes}, sha256 = coalesce(excluded.sha256, sha256), removed = 0",
        files,
    )


def _remove(ledger: Ledger, arguments: Iterable[str]) -> None:
    """Mark the files that are gone from where this run looked, and only those."""
    sources = {shown(absolute(argument)) for argument in arguments}
    folders = [absolute(argument) for argument in arguments]
    closed = [key for (key,) in ledger.rows("SELECT key FROM seen WHERE kind = 'folder'")]
    gone = ledger.rows(
        "SELECT key, source FROM files WHERE container IS NULL AND NOT removed"
        " AND kind <> 'folder' AND key NOT IN (SELECT key FROM seen)"
    )
    keys = [
        (key,)
        for key, source in gone
        if (source in sources or _is_under(key, folders)) and not _is_under(key, closed)
    ]
    ledger.connection.executemany("UPDATE files SET removed = 1 WHERE key = ?", keys)
    ledger.connection.executemany(
        "UPDATE files SET removed = 1 WHERE container = ? AND NOT removed", keys
    )
    ledger.connection.execute(
        "DELETE FROM files WHERE kind = 'folder' AND key NOT IN (SELECT key FROM seen)"
    )


def _is_under(key: bytes, folders: Iterable[bytes]) -> bool:
    return any(key.startswith(folder.rstrip(b"/") + b"/") for folder in folders)
