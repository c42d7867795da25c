"""What kind of file some bytes are, from the bytes first and the name second."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import Final

from referat.errors import UnsupportedFormatError
from referat.settings import Limits

_EXPECTED: Final = (
    "expected PDF, Word (DOCX), OpenDocument (ODT), RTF, HTML, e-mail, Markdown or plain text"
)
_HEAD: Final = 1024
"""How far into a file the mark of a PDF may stand, as readers of PDF allow."""


class MediaType(StrEnum):
    """The media types that are read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    HTML = "text/html"
    MAIL = "message/rfc822"
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
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The mark of OLE files: old Word documents, and new ones encrypted with a password."""
_ENCRYPTED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
_PACKED: Final[tuple[tuple[str, str], ...]] = (
    ("xl/", "an Excel workbook (XLSX)"),
    ("ppt/", "a PowerPoint file (PPTX)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
)
_ZIP_ENTRY: Final = b"PK\x01\x02"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."
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
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".aspx", ".asp", ".php", ".jsp"})
_TAG = re.compile(rb"<(?:p|br|div|table|span|b|h[1-6]|ul|ol|li|font|body)\b[^<>]{0,400}>", re.I)
_MARKDOWN_LINE = re.compile(r"^(?:#{1,6} \S|={3,}[ \t]*$|\|(?:[ :]*-+[ :]*\|)+)", re.M)
_WIDE: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def detect_binary(data: bytes, source: str, limits: Limits) -> MediaType | None:
    """The media type that the bytes give away, or None where they may be text.

    Args:
        data: The whole file.
        source: Its name, which decides only where a file has tags but does not begin as a page.
        limits: The limits; of a packed document `max_parts` is checked before it is opened.

    Raises:
        UnsupportedFormatError: The bytes are of a format that is not read.
    """
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormatError(f"is {name}, not a document; {_EXPECTED}")
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, limits)
    if b"%PDF-" in data[:_HEAD]:
        return MediaType.PDF
    if data.startswith(b"{\\rtf"):
        return MediaType.RTF
    return _marked_up(_narrow(data[:8192]), source)


def detect_text(text: str, source: str) -> MediaType:
    """Whether decoded text is Markdown or plain: by its name, else by a line only Markdown has."""
    if PurePath(source).suffix.lower() in _MARKDOWN_SUFFIXES or _MARKDOWN_LINE.search(text):
        return MediaType.MARKDOWN
    return MediaType.PLAIN


def _old_office(data: bytes) -> UnsupportedFormatError:
    if _ENCRYPTED_OFFICE in data:
        return UnsupportedFormatError(
            "is a Word or Office document encrypted with a password; save it without one"
        )
    return UnsupportedFormatError(
        "is an old Word or Office document (.doc); save it as DOCX and try again"
    )


def _packed(data: bytes, limits: Limits) -> MediaType:
    if data.count(_ZIP_ENTRY) > limits.max_parts:
        raise UnsupportedFormatError(
            f"is packed of more than {limits.max_parts:,} files (limit max_parts)"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise UnsupportedFormatError(
            "begins like a packed document (DOCX, ODT) but is damaged or cut off; fetch it again"
        ) from None
    if any(name.startswith("word/") for name in names):
        return MediaType.DOCX
    if "content.xml" in names:
        kind = data[:200].partition(_OPEN_DOCUMENT)[2]
        if kind and not kind.startswith(b"text"):
            raise UnsupportedFormatError(
                f"is an OpenDocument file, but not a text (ODT); {_EXPECTED}"
            )
        return MediaType.ODT
    for prefix, name in _PACKED:
        if any(entry.startswith(prefix) for entry in names):
            raise UnsupportedFormatError(f"is {name}, which is not read; {_EXPECTED}")
    raise UnsupportedFormatError(f"is a ZIP archive, not a document; {_EXPECTED}")


def _narrow(head: bytes) -> bytes:
    """The beginning of a file in one byte a character, byte order marks dropped."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="replace").encode("utf-8", errors="replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _marked_up(head: bytes, source: str) -> MediaType | None:
    named = PurePath(source).suffix.lower() in _HTML_SUFFIXES and _TAG.search(head)
    if _HTML.match(head) or _ASP.match(head) or named:
        return MediaType.HTML
    if _XML.match(head):
        raise UnsupportedFormatError(f"is XML, which is not read; {_EXPECTED}")
    if _MAIL.match(head) and _MAIL_MARK.search(head):
        return MediaType.MAIL
    return None
