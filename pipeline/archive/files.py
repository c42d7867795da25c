"""Files that are there whole or not at all, whatever ends the process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from referat.errors import ReferatError

TEMPORARY: Final = ".unfinished"


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A name to write to; at the end what was written stands at the path, on the disk.

    Args:
        path: Where the file is to be.

    Raises:
        ReferatError: The disk is full or failing; the path has what it had before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        temporary.unlink(missing_ok=True)
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise ReferatError(
            f"{path} cannot be written: {error.strerror or error}; make room and start again,"
            " nothing is lost"
        ) from error


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # where a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
