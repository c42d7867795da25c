"""E-mails and web archives: the fields a reader sees, the body, and the documents attached."""

import binascii
import email
import email.errors
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import default
from typing import Final, cast

from referat.errors import UnreadableDocumentError
from referat.reading.encoding import decode
from referat.reading.joining import joined
from referat.reading.lines import Content
from referat.reading.plain import plain_content
from referat.settings import Limits

_FIELDS: Final = (("From", "Fra"), ("To", "Til"), ("Date", "Sendt"), ("Subject", "Emne"))
"""Header fields shown, under the labels of Danish mail programs; the date sent is no meeting's."""
_MAX_FIELD: Final = 500
_MAX_NESTED: Final = 10
_STUB: Final = 0.2
"""Share of the other body's length under which a plain body only says that there is another."""
_NAMELESS: Final = {"text/html": "brev.html", "text/plain": "brev.txt", "application/pdf": "b.pdf"}
_BROKEN: Final = (
    LookupError,
    ValueError,
    AssertionError,
    binascii.Error,
    email.errors.MessageError,
)
"""What the standard library raises on damaged parts."""

ReadPart = Callable[[bytes, str], Content]
"""Reads the bytes of a part under its name."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a mail: its type, its file name if it is attached, and its bytes.

    A mail that was sent on as an attachment has no bytes but the message itself.
    """

    media_type: str
    name: str | None
    data: bytes
    message: Message | None = None


def mail_content(data: bytes, limits: Limits, read_part: ReadPart) -> Content:
    """The text and blocks of a mail: its fields, its body, and each attachment that can be read.

    Args:
        data: The mail.
        limits: The limits; `max_parts` counts its parts.
        read_part: Reads an attachment, or a body in HTML.

    Raises:
        UnreadableDocumentError: Neither body nor attachments can be read, or it has too many parts.
    """
    message = email.message_from_bytes(data, policy=default)
    reasons: list[str] = []
    contents = list(_contents(message, limits, read_part, reasons))
    if not any(said for said, _ in contents):
        reason = f"; attached: {reasons[0]}" if reasons else ""
        raise UnreadableDocumentError(f"is an e-mail without text that can be read{reason}")
    return joined([content for _, content in contents])


def _contents(
    message: Message, limits: Limits, read_part: ReadPart, reasons: list[str], depth: int = 0
) -> Iterator[tuple[bool, Content]]:
    """What a mail holds, each with whether it says more than the fields do.

    Why an attachment cannot be read is added to `reasons`.
    """
    if fields := _fields(message):
        yield False, fields
    parts = list(_parts(message, limits))
    if body := _body(parts, read_part):
        yield True, body
    for part in parts:
        if part.message is not None and depth < _MAX_NESTED:
            yield from _contents(part.message, limits, read_part, reasons, depth + 1)
        elif part.name is not None:
            try:
                yield True, read_part(part.data, part.name)
            except UnreadableDocumentError as error:
                reasons.append(f"{_shown(part.name)} {error}")


def _parts(message: Message, limits: Limits) -> Iterator[_Part]:
    """The leaves of a message in order, pictures left out; messages inside it are leaves."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > limits.max_parts:
            raise UnreadableDocumentError(
                f"is an e-mail of more than {limits.max_parts:,} parts (limit max_parts)"
            )
        inner = _inner(part)
        if part.get_content_maintype() == "message" and inner is not None:
            yield from (_Part("message/rfc822", None, b"", child) for child in inner)
        elif inner is not None:
            waiting.extend(reversed(inner))
        elif part.get_content_maintype() not in {"image", "audio", "video"}:
            yield _leaf(part)


def _inner(part: Message) -> list[Message] | None:
    """The parts inside a part, None where it is a leaf."""
    inner = part.get_payload()
    return (
        [child for child in inner if isinstance(child, Message)]
        if isinstance(inner, list)
        else None
    )


def _leaf(part: Message) -> _Part:
    media_type = part.get_content_type()
    name = _name(part)
    attached = part.get_content_disposition() == "attachment"
    if name is None and (attached or not media_type.startswith("text/")):
        name = _NAMELESS.get(media_type, "bilag")
    elif media_type in {"text/plain", "text/html"} and not attached:
        name = None
    return _Part(media_type, name, _bytes(part))


def _name(part: Message) -> str | None:
    try:
        return part.get_filename() or None
    except _BROKEN:
        return None


def _bytes(part: Message) -> bytes:
    """The decoded bytes of a part; those of a text in UTF-8 where its encoding is known."""
    try:
        data = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    if not isinstance(data, bytes):
        return b""
    charset = part.get_content_charset()
    if part.get_content_type() != "text/plain" or charset is None:
        return data
    try:
        return data.decode(charset).encode()
    except (LookupError, ValueError):
        return data


def _fields(message: Message) -> Content | None:
    lines = [
        f"{label}: {value}"
        for name, label in _FIELDS
        if (value := _field(message, name)) is not None
    ]
    return plain_content("\n".join(lines)) if lines else None


def _field(message: Message, name: str) -> str | None:
    try:
        value = " ".join(str(cast("EmailMessage", message)[name] or "").split())
    except (*_BROKEN, AttributeError, IndexError, TypeError):
        # the parser of addresses and dates in the standard library fails so on damaged ones
        return None
    return _shown(value)[:_MAX_FIELD] or None


def _body(parts: list[_Part], read_part: ReadPart) -> Content | None:
    """The body: the plain text, or the web page beside it where the text is only a stub."""
    plain = _plain(next((p.data for p in parts if p.name is None and _is(p, "plain")), b""))
    page = next((p.data for p in parts if p.name is None and _is(p, "html")), b"")
    content = None
    if page:
        try:
            content = read_part(page, "brev.html")
        except UnreadableDocumentError:
            content = None
    if plain.strip() and (content is None or len(plain) >= _STUB * len(content.text)):
        return plain_content(plain)
    return content


def _is(part: _Part, subtype: str) -> bool:
    return part.media_type == f"text/{subtype}"


def _plain(data: bytes) -> str:
    try:
        return decode(data).replace("\r\n", "\n")
    except UnreadableDocumentError:
        return ""


def _shown(text: str) -> str:
    """A name or field without what does not print."""
    return "".join(character for character in text if character.isprintable())
