"""What kind of file some bytes are, from the bytes first and the name second."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import Final

from referat.errors import UnsupportedFormatError

_EXPECTED: Final = "expected PDF, Markdown or plain text"
_HEAD: Final = 1024
"""How far into a file the mark of a PDF may stand, as readers of PDF allow."""


class MediaType(StrEnum):
    """The media types that are read."""

    PDF = "application/pdf"
    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"


_FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"ID3", "a sound file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_LATER: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document (.doc)"),
    (b"{\\rtf", "RTF"),
)
_PACKED: Final[tuple[tuple[str, str], ...]] = (
    ("word/", "a Word document (DOCX)"),
    ("xl/", "an Excel workbook (XLSX)"),
    ("ppt/", "a PowerPoint file (PPTX)"),
    ("content.xml", "an OpenDocument file (ODT)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
_ASP = re.compile(rb"\s*<%@")
_XML = re.compile(rb"\s*<\?xml\b")
_MAIL = re.compile(
    rb"(?:From |(?:Return-Path|Received|From|To|Date|Subject|Message-ID|MIME-Version|"
    rb"Delivered-To|X-[\w-]+): )",
    re.I,
)
_MAIL_MARK = re.compile(rb"^(?:MIME-Version|Message-ID|Received):", re.I | re.M)
_MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_MARKDOWN_LINE = re.compile(r"^(?:#{1,6} \S|={3,}[ \t]*$|\|(?:[ :]*-+[ :]*\|)+)", re.M)


def detect_binary(data: bytes) -> MediaType | None:
    """The media type that the bytes give away, or None where they may be text.

    Raises:
        UnsupportedFormatError: The bytes are of a format that is not read.
    """
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormatError(f"is {name}, not a document; {_EXPECTED}")
    for magic, name in _LATER:
        if data.startswith(magic):
            raise _not_yet(name)
    if data.startswith(b"PK\x03\x04"):
        raise _packed(data)
    if b"%PDF-" in data[:_HEAD]:
        return MediaType.PDF
    _refuse_markup(data[:4096].removeprefix(b"\xef\xbb\xbf"))
    return None


def detect_text(text: str, source: str) -> MediaType:
    """Whether decoded text is Markdown or plain: by its name, else by a line only Markdown has."""
    if PurePath(source).suffix.lower() in _MARKDOWN_SUFFIXES or _MARKDOWN_LINE.search(text):
        return MediaType.MARKDOWN
    return MediaType.PLAIN


def _not_yet(name: str) -> UnsupportedFormatError:
    return UnsupportedFormatError(f"is {name}, which is not read yet; {_EXPECTED}")


def _packed(data: bytes) -> UnsupportedFormatError:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        names = []
    for prefix, name in _PACKED:
        if any(entry.startswith(prefix) for entry in names):
            return _not_yet(name)
    return UnsupportedFormatError(f"is a ZIP archive, not a document; {_EXPECTED}")


def _refuse_markup(head: bytes) -> None:
    if _HTML.match(head):
        raise _not_yet("a web page (HTML)")
    if _ASP.match(head):
        raise _not_yet("a web page (ASPX)")
    if _XML.match(head):
        raise _not_yet("XML")
    if _MAIL.match(head) and _MAIL_MARK.search(head):
        raise _not_yet("an e-mail (EML)")
