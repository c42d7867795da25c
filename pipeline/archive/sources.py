"""What documents there are: folders, globs, ZIP and tar files, manifests and single files."""

import datetime as dt
import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from referat.archive.containers import is_container
from referat.archive.manifests import entries, is_manifest
from referat.errors import UsageError


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells without reading it that a file is the one seen before."""

    size: int
    modified: int
    inode: int


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a ZIP or tar file, that an archive holds.

    `key` is its absolute path as the system has it, `name` the path as given on the command line;
    `source` is the argument it came by. A folder that cannot be listed is found with its problem.
    """

    key: bytes
    name: str
    source: str
    stamp: Stamp | None
    body: str | None = None
    date: dt.date | None = None
    problem: str | None = None
    is_container: bool = False
    is_folder: bool = False


def find(arguments: Iterable[str]) -> Iterator[Found]:
    """All files of the arguments, those of a folder in the order of their names.

    Args:
        arguments: Folders, globs, ZIP and tar files, manifests (.csv, .jsonl) and documents.

    Raises:
        UsageError: An argument names nothing.
    """
    for argument in arguments:
        path = Path(os.path.normpath(argument))
        source = shown(absolute(argument))
        if path.exists() or path.is_symlink():
            if path.is_file() and is_manifest(path):
                yield from _listed(path, source)
            else:
                yield from _under(path, source)
        else:
            yield from _matching(argument, source)


def absolute(path: str | Path) -> bytes:
    """The absolute path as the system has it; links in it stay, as they are part of the name."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def shown(path: str | bytes) -> str:
    """A path as text that every program can hold: bytes that are no UTF-8 become escapes."""
    return os.fsdecode(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _matching(pattern: str, source: str) -> Iterator[Found]:
    # pathlib has no glob of a pattern that is absolute or begins with a star or with ..
    found = glob.iglob(pattern, recursive=True)  # noqa: PTH207
    matches = sorted(found) if glob.has_magic(pattern) else []
    if not matches:
        raise UsageError(f"{shown(pattern)}: there is no such file or folder, and nothing matches")
    for match in matches:
        path = Path(os.path.normpath(match))
        if not path.is_dir():  # what a folder holds, a pattern with ** matches by itself
            yield from _under(path, source)


def _listed(manifest: Path, source: str) -> Iterator[Found]:
    for entry in entries(manifest):
        for found in _under(Path(os.path.normpath(entry.path)), source):
            yield replace(
                found, body=entry.body, date=entry.date, problem=entry.problem or found.problem
            )


def _under(path: Path, source: str) -> Iterator[Found]:
    """The file, or all files under the folder; links to folders are not followed inside it."""
    if not path.is_dir():
        yield _file(path, source)
        return
    folders = [path]
    while folders:
        folder = folders.pop()
        try:
            inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield replace(_named(folder, source), problem=_refused(error), is_folder=True)
            continue
        for entry in inside:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(folder / entry.name)
            elif not (entry.is_symlink() and entry.is_dir()):
                yield _file(folder / entry.name, source)


def _file(path: Path, source: str) -> Found:
    found = _named(path, source)
    try:
        status = path.stat()
    except OSError as error:
        return replace(found, problem=_refused(error))
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
    if not stat.S_ISREG(status.st_mode):
        return replace(found, stamp=stamp, problem="is no regular file")
    return replace(found, stamp=stamp, is_container=is_container(path.name))


def _named(path: Path, source: str) -> Found:
    return Found(absolute(path), shown(str(path)), source, None)


def _refused(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read: permission denied"
    return f"cannot be read: {error.strerror or error}"
