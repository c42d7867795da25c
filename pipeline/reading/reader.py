"""A file to a `Document`: the size is checked, the format found, and its reader called."""

import hashlib
from pathlib import Path
from typing import BinaryIO

from referat.errors import UnreadableDocumentError
from referat.minutes import Document
from referat.reading.detect import MediaType, detect_binary, detect_text
from referat.reading.encoding import decode
from referat.reading.limits import MAX_BYTES, check_bytes, check_text
from referat.reading.markdown import markdown_content
from referat.reading.pdf import pdf_content
from referat.reading.plain import plain_content


def read(path: Path) -> Document:
    """Read a document from a file.

    Raises:
        UnreadableDocumentError: The file is missing, too large, damaged or of another format;
            the message is one line and does not name the path.
    """
    try:
        check_bytes(path.stat().st_size if path.is_file() else 1)
        with path.open("rb") as stream:
            return read_stream(stream, str(path))
    except FileNotFoundError:
        raise UnreadableDocumentError("does not exist") from None
    except IsADirectoryError:
        raise UnreadableDocumentError("is a folder, not a file") from None
    except PermissionError:
        raise UnreadableDocumentError("may not be read: permission denied") from None
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror or error}") from None


def read_stream(stream: BinaryIO, source: str) -> Document:
    """Read a document from a binary stream, such as standard input; one without end is refused.

    Args:
        stream: The stream, read to its end.
        source: Its name; the suffix tells Markdown from plain text.

    Raises:
        UnreadableDocumentError: As for `read`.
    """
    return read_bytes(stream.read(MAX_BYTES + 1), source)


def read_bytes(data: bytes, source: str) -> Document:
    """Read a document from the bytes of a file.

    Args:
        data: The whole file.
        source: Its path or name as given; the suffix tells Markdown from plain text.

    Raises:
        UnreadableDocumentError: As for `read`.
    """
    check_bytes(len(data))
    media_type = detect_binary(data)
    if media_type is MediaType.PDF:
        content = pdf_content(data)
    else:
        text = decode(data)
        check_text(text)
        media_type = detect_text(text, source)
        build = markdown_content if media_type is MediaType.MARKDOWN else plain_content
        content = build(text)
    return Document(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type.value,
        text=content.text,
        pages=content.pages,
        blocks=content.blocks,
        hidden=content.hidden,
    )
