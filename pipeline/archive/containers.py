"""The files in ZIP and tar files, read one after another and never written to where they name."""

import bz2
import gzip
import lzma
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from referat.archive.limits import ArchiveLimits
from referat.errors import UnreadableDocumentError
from referat.settings import Limits

_ZIP: Final = (".zip",)
_TAR: Final = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_SUFFIXES: Final = (*_ZIP, *_TAR)
_COMPRESSED: Final = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
_LARGE: Final = 1_000_000
_LARGEST_HEADER: Final = 1_000_000
"""The most that is read at once of a tar file beside its documents: long names, attributes."""
_BYTES_OF_ENTRY: Final = 1_000
"""What an entry of the directory of a ZIP file takes at the most, its name included."""
_BROKEN: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
    RuntimeError,
)
"""What damaged, cut-off and hostile ZIP and tar files make the standard library raise."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a ZIP or tar file; `read` serves until the next one is asked for.

    `read` raises `UnreadableDocumentError` where the file is not to be had.
    """

    name: str
    position: int
    modified: int | None
    read: Callable[[], bytes]


def is_container(name: str) -> bool:
    """Whether a file of that name is opened as a ZIP or tar file."""
    return name.lower().endswith(_SUFFIXES)


def members(path: Path, limits: Limits, archive: ArchiveLimits) -> Iterator[Member]:
    """The files in a ZIP or tar file, in its order; folders and hidden files are left out.

    Args:
        path: The ZIP or tar file.
        limits: Of reading; no more of a file than `max_bytes` is unpacked.
        archive: Limits on the whole.

    Raises:
        UnreadableDocumentError: The archive is damaged, or holds too many files.
    """
    found = _zipped if path.name.lower().endswith(_ZIP) else _tarred
    with _refusals():
        for position, member in enumerate(found(path, limits, archive)):
            if position >= archive.max_members:
                raise UnreadableDocumentError(
                    f"holds more than {archive.max_members:,} files (limit max_members)"
                )
            if not _is_hidden(member.name):
                yield member


def _zipped(path: Path, limits: Limits, archive: ArchiveLimits) -> Iterator[Member]:
    with path.open("rb") as stream:
        _check_directory(stream, archive)
        with zipfile.ZipFile(stream) as container:
            entries = container.infolist()
            if sum(entry.compress_size for entry in entries) > path.stat().st_size:
                raise UnreadableDocumentError("holds files that overlap; it is no honest ZIP file")
            for position, entry in enumerate(entries):
                if entry.is_dir():
                    continue

                def read(entry: zipfile.ZipInfo = entry) -> bytes:
                    return _unzipped(container, entry, limits, archive)

                yield Member(entry.filename, position, _seconds(entry.date_time), read)


def _unzipped(
    container: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, archive: ArchiveLimits
) -> bytes:
    from referat.reading.limits import check_bytes

    _check_name(entry.filename)
    if entry.flag_bits & 1:
        raise UnreadableDocumentError("is encrypted")
    check_bytes(entry.file_size, limits)
    if entry.file_size > max(_LARGE, archive.max_ratio * entry.compress_size):
        raise UnreadableDocumentError(
            f"unpacks to more than {archive.max_ratio:,} times its size (limit max_ratio)"
        )
    with _refusals(), container.open(entry) as stream:
        data = stream.read(limits.max_bytes + 1)
        check_bytes(len(data), limits)
        return data


def _tarred(path: Path, limits: Limits, archive: ArchiveLimits) -> Iterator[Member]:
    with _unpacked(path) as stream:
        guarded = _Guarded(stream)
        with tarfile.open(fileobj=cast("BinaryIO", guarded), mode="r:") as container:
            position = 0
            while (entry := container.next()) is not None:
                container.members.clear()  # type: ignore[attr-defined]  # else it keeps them all
                if entry.isdir():
                    continue

                def read(entry: tarfile.TarInfo = entry) -> bytes:
                    return _untarred(container, entry, limits, guarded)

                yield Member(entry.name, position, int(entry.mtime), read)
                position += 1


def _untarred(
    container: tarfile.TarFile, entry: tarfile.TarInfo, limits: Limits, guarded: "_Guarded"
) -> bytes:
    from referat.reading.limits import check_bytes

    _check_name(entry.name)
    if entry.issym() or entry.islnk():
        raise UnreadableDocumentError("is a link, which is not followed in a tar file")
    if not entry.isfile():
        raise UnreadableDocumentError("is no regular file")
    check_bytes(entry.size, limits)
    with _refusals(), guarded.opened(limits.max_bytes + 1):
        stream = container.extractfile(entry)
        data = stream.read(limits.max_bytes + 1) if stream else b""
        if len(data) != entry.size:
            raise UnreadableDocumentError("is cut off")
        return data


class _Guarded:
    """A stream that refuses to read much at once, so that no header of a tar file fills memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._most = _LARGEST_HEADER

    @contextmanager
    def opened(self, most: int) -> Iterator[None]:
        """Let so much be read at once for a while."""
        before, self._most = self._most, most
        try:
            yield
        finally:
            self._most = before

    def read(self, size: int = -1) -> bytes:
        """As of a stream."""
        if size < 0 or size > self._most:
            raise tarfile.ReadError("a header is too large")
        return self._stream.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        """As of a stream."""
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        """As of a stream."""
        return self._stream.tell()


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    """A tar file without its compression, which is told by its first bytes."""
    with path.open("rb") as stream:
        start = stream.read(6)
    kind = next((kind for magic, kind in _COMPRESSED.items() if start.startswith(magic)), Path.open)
    with cast("Callable[..., BinaryIO]", kind)(path, "rb") as stream:
        yield stream


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the standard library raises into one line that says so."""
    try:
        yield
    except PermissionError:
        raise UnreadableDocumentError("may not be read: permission denied") from None
    except _BROKEN as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableDocumentError(f"is damaged, cut off or of another kind: {told}") from None


def _check_directory(stream: BinaryIO, archive: ArchiveLimits) -> None:
    """Raise if the directory of a ZIP file is too large to be taken into memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise UnreadableDocumentError("is no ZIP file, or is cut off")
    (length,) = struct.unpack_from("<L", tail, place + 12)
    if length == 0xFFFF_FFFF and (big := tail.rfind(b"PK\x06\x06")) >= 0:
        (length,) = struct.unpack_from("<Q", tail, big + 40)
    if length > archive.max_members * _BYTES_OF_ENTRY:
        raise UnreadableDocumentError(
            f"holds more than {archive.max_members:,} files (limit max_members)"
        )


def _check_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        raise UnreadableDocumentError("has a path that leads out of the archive")
    if is_container(name):
        raise UnreadableDocumentError("is an archive inside an archive; unpack it first")


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or any(
        part.startswith(".") and part not in (".", "..") for part in parts
    )


def _seconds(moment: tuple[int, int, int, int, int, int]) -> int | None:
    try:
        return int(time.mktime((*moment, 0, 0, -1)))
    except (OverflowError, ValueError):
        return None
