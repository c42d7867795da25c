"""Files that can be read, and the one line that says why others cannot."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from referat.errors import UnreadableDocumentError, UnsupportedFormatError
from referat.evaluation.benchmarks.fuzz_seeds import seeds
from referat.reading import read, read_bytes, read_stream
from referat.settings import Limits


def _archive(name: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    return target.getvalue()


def test_text_of_a_plain_file_is_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_bytes("\ufeffDato: 3. maj\r\n\r\nGodkendt.\r\n".encode())
    document = read(path)
    assert document.text == "Dato: 3. maj\r\n\r\nGodkendt.\r\n"
    assert document.source == str(path)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.media_type == "text/plain"


def test_the_content_decides_before_the_name(make_pdf: Callable[..., bytes]) -> None:
    document = read_bytes(make_pdf([(72, 700, "Godkendt.")]), "referat.txt")
    assert document.media_type == "application/pdf"
    assert read_bytes(b"# Referat\n", "referat.txt").media_type == "text/markdown"
    assert read_bytes(b"Referat\n", "referat.md").media_type == "text/markdown"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xd8\xff\xe0 JFIF", "is a JPEG image, not a document"),
        (b"\x89PNG\r\n\x1a\n rest", "is a PNG image"),
        (_archive("xl/workbook.xml"), r"is an Excel workbook \(XLSX\), which is not read"),
        (_archive("photo.raw"), "is a ZIP archive, not a document"),
        (b"PK\x03\x04 cut off", "begins like a packed document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "is an old Word or Office document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is a Word or Office document encrypted with a password",
        ),
        (b"<?xml version='1.0'?><a/>", "is XML, which is not read"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=f"^{reason}"):
        read_bytes(data, "referat.pdf")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "holds nothing but white space"),
        (b"\x00\x01\x02" * 200, "is not text"),
        (b"a" * 200_000, "has a line of 200,000 characters"),
        (b"a" * 50_000_000, "is too long"),
        (b"%PDF-1.7\n1 0 obj\n<<", "is a damaged PDF, or one cut off; fetch it again"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=f"^{reason}") as caught:
        read_bytes(data, "/home/ida/referat.txt")
    assert "\n" not in str(caught.value)
    assert "ida" not in str(caught.value)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="does not exist"):
        read(tmp_path / "findes-ikke.pdf")
    with pytest.raises(UnreadableDocumentError, match="is a folder"):
        read(tmp_path)


class Endless(BytesIO):
    """A stream that gives whatever is asked for, and fails where everything is."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        return bytes(size)


def test_streams_are_read_as_far_as_a_document_may_reach() -> None:
    assert read_stream(BytesIO(b"Godkendt.\n"), "-").source == "-"
    with pytest.raises(UnreadableDocumentError, match="is too large"):
        read_stream(Endless(), "-")


@pytest.mark.parametrize("name", sorted(seeds()))
def test_every_format_is_known_by_its_content(name: str) -> None:
    for data in seeds()[name]:
        document = read_bytes(data, "referat")
        assert "Skuret" in document.text or name == "referat.md"
        assert document.blocks


def test_a_size_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    path.write_text("Det blev besluttet at holde fest.")
    with pytest.raises(UnreadableDocumentError, match="is too large"):
        read(path, Limits(max_bytes=10))
