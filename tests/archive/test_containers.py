"""ZIP and tar files, honest and hostile."""

import io
import struct
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referat.archive.containers import is_container, members
from referat.archive.limits import ArchiveLimits
from referat.errors import UnreadableDocumentError
from referat.settings import Limits
from tests.archive.conftest import Run, contents, minutes, rows


def zipped(path: Path, inside: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in inside.items():
            container.writestr(name, data)
    return path


def tarred(path: Path, inside: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as container:  # type: ignore[call-overload]
        for name, data in inside.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            container.addfile(entry, io.BytesIO(data))
    return path


def outcomes(path: Path, limits: Limits | None = None, **archive: int) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for member in members(path, limits or Limits(), ArchiveLimits(**archive)):
        try:
            found[member.name] = member.read()
        except UnreadableDocumentError as error:
            found[member.name] = str(error)
    return found


INSIDE = {"2019/a.txt": b"Godkendt.", "b.md": b"# Referat", "2019/.skjult": b"x"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_members_are_read_and_hidden_ones_left_out(tmp_path: Path, name: str) -> None:
    kind = {".gz": "w:gz", ".tgz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz"}
    path = tmp_path / name
    if name.endswith("zip"):
        zipped(path, INSIDE)
    else:
        tarred(path, INSIDE, kind.get(path.suffix, "w"))
    assert is_container(name)
    assert outcomes(path) == {"2019/a.txt": b"Godkendt.", "b.md": b"# Referat"}


@pytest.mark.parametrize("name", ["../ud.txt", "/etc/ud.txt", "a/../../ud.txt", "C:/ud.txt"])
@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_path_that_leads_out_is_refused(tmp_path: Path, name: str, suffix: str) -> None:
    inside = {name: b"x", "god.txt": b"Godkendt."}
    path = tmp_path / f"a{suffix}"
    found = outcomes(zipped(path, inside) if suffix == ".zip" else tarred(path, inside, "w"))
    assert found.pop("god.txt") == b"Godkendt."
    assert list(found.values()) == ["has a path that leads out of the archive"]


def test_links_and_devices_in_a_tar_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as container:
        for name, kind in (("s", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE)):
            entry = tarfile.TarInfo(f"{name}.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            container.addfile(entry)
    link = "is a link, which is not followed in a tar file"
    assert outcomes(path) == {"s.txt": link, "h.txt": link, "d.txt": "is no regular file"}


def test_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bombe.txt": b"0" * 50_000_000, "god.txt": b"Godkendt."})
    assert outcomes(path) == {
        "bombe.txt": "unpacks to more than 200 times its size (limit max_ratio)",
        "god.txt": b"Godkendt.",
    }


def test_bomb_in_a_tar_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tgz", {"bombe.txt": b"0" * 3_000_000, "god.txt": b"Godkendt."})
    found = outcomes(path, Limits(max_bytes=1_000_000))
    assert "is too large" in str(found["bombe.txt"])
    assert found["god.txt"] == b"Godkendt."


def test_size_that_lies_does_not_unpack(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bombe.txt": b"0" * 5_000_000})
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<L", 10)
    path.write_bytes(data)
    assert str(outcomes(path)["bombe.txt"]).startswith("is damaged, cut off")


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": bytes(range(256)) * 40 for n in range(30)})
    with zipfile.ZipFile(path) as container:
        kernel = container.infolist()[0]
        for entry in container.infolist():
            entry.header_offset = kernel.header_offset
            entry.compress_size = path.stat().st_size // 4
        directory = b"".join(_central(entry) for entry in container.infolist())
    data = path.read_bytes()
    start = data.find(b"PK\x01\x02")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 30, 30, len(directory), start, 0)
    path.write_bytes(data[:start] + directory + end)
    with pytest.raises(UnreadableDocumentError, match="overlap"):
        outcomes(path)


def _central(entry: zipfile.ZipInfo) -> bytes:
    name = entry.filename.encode()
    return (
        struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 33, entry.CRC),
            *(entry.compress_size, entry.file_size, len(name), 0, 0, 0, 0, 0, 0),
        )
        + name
    )


def test_encrypted_nested_and_too_many(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"hemmeligt", "b.zip": b"PK", "c.txt": b"c"})
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(data)
    found = outcomes(path)
    assert found["a.txt"] == "is encrypted"
    assert found["b.zip"] == "is an archive inside an archive; unpack it first"
    with pytest.raises(UnreadableDocumentError, match="more than 2 files"):
        outcomes(path, max_members=2)


def test_header_of_a_tar_file_cannot_fill_memory(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("a.txt")
    entry.type, entry.size = tarfile.XHDTYPE, 3_000_000_000
    path = tmp_path / "a.tar"
    path.write_bytes(entry.tobuf() + b"0" * 10_000)
    with pytest.raises(UnreadableDocumentError, match="a header is too large"):
        outcomes(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from([".zip", ".tar", ".tgz"]), cut=st.integers(0, 400), change=st.binary())
def test_damage_is_refused_and_never_a_traceback(
    tmp_path: Path, kind: str, cut: int, change: bytes
) -> None:
    path = tmp_path / f"a{kind}"
    inside = {"a.txt": b"Godkendt. " * 20, "b.txt": b"Udsat."}
    if kind == ".zip":
        zipped(path, inside)
    else:
        tarred(path, inside, "w:gz" if kind == ".tgz" else "w")
    data = path.read_bytes()
    path.write_bytes(data[:cut] + change + data[cut + len(change) :])
    try:
        told = "".join(map(str, outcomes(path).values()))
    except UnreadableDocumentError as error:
        told = str(error)
    assert "\n" not in told


def test_members_are_documents_of_the_store(batch: Run, tmp_path: Path) -> None:
    folder = tmp_path / "arkiv"
    folder.mkdir()
    texts = {f"{day}.txt": minutes(day=day).encode() for day in range(1, 6)}
    zipped(folder / "a.zip", {**texts, "../ud.txt": b"x"})
    tarred(folder / "b.tgz", {**texts, "mere.txt": minutes(day=20).encode()})
    summary = batch(folder)
    assert (summary.done, summary.errors) == (6, 1)
    names = {name for row in rows(tmp_path / "store", "documents") for name in row["names"]}
    assert str(folder / "a.zip" / "1.txt") in names
    assert len(names) == 11
    assert batch(folder).done == 0
    batch(folder, out=tmp_path / "other", workers=2)
    assert contents(tmp_path / "store") == contents(tmp_path / "other")
    assert not (tmp_path / "store" / "state" / "spool").exists()


def test_changed_container_is_read_again(batch: Run, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{d}.txt": minutes(day=d).encode() for d in (1, 2)})
    batch(path)
    time.sleep(0.01)
    zipped(path, {f"{d}.txt": minutes(day=d).encode() for d in (2, 3)})
    assert batch(path).done == 1
    states = {row["document"][-5:]: row["state"] for row in rows(tmp_path / "store", "documents")}
    assert states == {"1.txt": "removed", "2.txt": "done", "3.txt": "done"}
    assert batch(path).done == 0
    again = {row["document"][-5:]: row["state"] for row in rows(tmp_path / "store", "documents")}
    assert again == states


def test_damaged_container_keeps_what_was_read_of_it(batch: Run, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{d}.txt": minutes(day=d).encode() for d in (1, 2)})
    batch(path)
    path.write_bytes(b"PK\x03\x04 nothing")
    assert batch(path).errors == 1
    assert [row["state"] for row in rows(tmp_path / "store", "documents")] == ["done", "done"]
