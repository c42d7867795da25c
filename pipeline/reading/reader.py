"""A file to a `Document`: the size is checked, the format found, and its reader called."""

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Final, cast

from referat.errors import UnreadableDocumentError
from referat.minutes import Document
from referat.reading.detect import MediaType, detect_binary, detect_text
from referat.reading.encoding import decode
from referat.reading.limits import check_bytes, check_text
from referat.reading.lines import Content
from referat.reading.markdown import markdown_content
from referat.reading.plain import plain_content
from referat.settings import Limits

_Reader = Callable[[bytes, Limits], Content]
_READERS: Final = {
    MediaType.DOCX: "docx",
    MediaType.ODT: "odt",
    MediaType.RTF: "rtf",
    MediaType.HTML: "html",
}
"""Modules of `referat.reading`, each with a function `<name>_content`; imported when needed."""


def read(path: Path, limits: Limits | None = None, *, ocr: bool = False) -> Document:
    """Read a document from a file.

    Args:
        path: The file.
        limits: The most that is read of it; the defaults if None.
        ocr: Whether a scan is read by OCR, which needs the extra `ocr` and Tesseract.

    Raises:
        UnreadableDocumentError: The file is missing, too large, damaged or of another format;
            the message is one line and does not name the path.
    """
    limits = limits or Limits()
    try:
        check_bytes(path.stat().st_size if path.is_file() else 1, limits)
        with path.open("rb") as stream:
            return read_stream(stream, str(path), limits, ocr=ocr)
    except FileNotFoundError:
        raise UnreadableDocumentError("does not exist") from None
    except IsADirectoryError:
        raise UnreadableDocumentError("is a folder, not a file") from None
    except PermissionError:
        raise UnreadableDocumentError("may not be read: permission denied") from None
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror or error}") from None


def read_stream(
    stream: BinaryIO, source: str, limits: Limits | None = None, *, ocr: bool = False
) -> Document:
    """Read a document from a binary stream, such as standard input; one without end is refused.

    Args:
        stream: The stream, read to its end.
        source: Its name; the suffix tells Markdown from plain text.
        limits: As for `read`.
        ocr: As for `read`.

    Raises:
        UnreadableDocumentError: As for `read`.
    """
    limits = limits or Limits()
    return read_bytes(stream.read(limits.max_bytes + 1), source, limits, ocr=ocr)


def read_bytes(
    data: bytes, source: str, limits: Limits | None = None, *, ocr: bool = False
) -> Document:
    """Read a document from the bytes of a file.

    Args:
        data: The whole file.
        source: Its path or name as given; the suffix tells Markdown from plain text.
        limits: As for `read`.
        ocr: As for `read`.

    Raises:
        UnreadableDocumentError: As for `read`.
    """
    limits = limits or Limits()
    check_bytes(len(data), limits)
    media_type, content = _content(data, source, limits, ocr=ocr)
    return Document(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type.value,
        text=content.text,
        pages=content.pages,
        blocks=content.blocks,
        hidden=content.hidden,
        warnings=content.warnings,
    )


def _content(data: bytes, source: str, limits: Limits, *, ocr: bool) -> tuple[MediaType, Content]:
    """The format of a file and what its reader makes of it."""
    media_type = detect_binary(data, source, limits)
    if media_type is None:
        return _text_content(data, source, limits)
    if media_type is MediaType.MAIL:
        from referat.reading.mail import mail_content

        return media_type, mail_content(
            data, limits, lambda part, name: _content(part, name, limits, ocr=ocr)[1]
        )
    if media_type is MediaType.PDF:
        from referat.reading.pdf import pdf_content

        return media_type, pdf_content(data, limits, ocr=ocr)
    name = _READERS[media_type]
    reader = getattr(import_module(f"referat.reading.{name}"), f"{name}_content")
    return media_type, cast("_Reader", reader)(data, limits)


def _text_content(data: bytes, source: str, limits: Limits) -> tuple[MediaType, Content]:
    text = decode(data)
    check_text(text, limits, longest_line=True)
    media_type = detect_text(text, source)
    build = markdown_content if media_type is MediaType.MARKDOWN else plain_content
    return media_type, build(text)
