"""The parts of an e-mail, found in linear time whatever its structure.

The standard library's parser of whole mails calls itself for each part in a part, and takes time by
the square of their depth and of some fields; so it gets the heads only, one at a time, and parts
are cut out at their boundaries by offsets.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser
from email.policy import compat32
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.detect import MediaType, detect_binary
from referat.settings import Limits

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb">?From |[!-9;-~]{1,100}[ \t]{0,100}:")
_FIRST_BOUNDARY = re.compile(rb"^--(?P<boundary>[^\s-][^\r\n]{0,69}?)[ \t]*\r?$", re.MULTILINE)
_NEAR: Final = 10_000
"""How far into a part its first boundary is looked for where the head does not name it."""
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_KEPT: Final = frozenset(
    {"from", "to", "cc", "date", "subject", "snapshot-content-location"}
    | {"content-type", "content-disposition", "content-transfer-encoding"}
)
_MAX_HEAD: Final = 200_000
_MAX_VALUE: Final = 4_000
"""Characters of a field that are looked at."""
MAX_DEPTH: Final = 20
"""How deep parts and mails are followed into one another."""
_TEXTS: Final = frozenset({"text/plain", "text/html"})
_MAILS: Final = frozenset({"message/rfc822", "message/global"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds no others: its head, and its bytes as they were before the post."""

    head: Message
    data: bytes


@dataclass(slots=True)
class Body:
    """The text of a mail, or a piece of it, as plain text, as web pages, or as both."""

    plain: list[Leaf] = field(default_factory=list)
    pages: list[Leaf] = field(default_factory=list)


@dataclass(slots=True)
class MailParts:
    """The heads of mails, their bodies and attachments in order; `too_deep` counts what is not.

    A mail inside another gives its head, bodies and attachments in its place.
    """

    items: list[Message | Body | Leaf] = field(default_factory=list)
    too_deep: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of bytes: how deep it stands, the body it belongs to, and if it is a mail."""

    data: bytes
    start: int
    end: int
    depth: int = 0
    body: Body | None = None
    is_mail: bool = False


def parts_of(mail: bytes, limits: Limits) -> MailParts:
    """The parts of a mail.

    Args:
        mail: The mail.
        limits: The limits; `max_parts` counts its parts.

    Raises:
        UnreadableDocumentError: It has too many parts.
    """
    found = MailParts()
    waiting = [_Part(mail, 0, len(mail), is_mail=True)]
    left = limits.max_parts
    while waiting:
        part = waiting.pop()
        inner: list[_Part] = []
        for one in _inner(part, found, limits):
            left -= 1
            if left < 0:
                raise UnreadableDocumentError(
                    f"is an e-mail of more than {limits.max_parts:,} parts (limit max_parts)"
                )
            inner.append(one)
        waiting.extend(reversed(inner))
    return found


def _inner(part: _Part, found: MailParts, limits: Limits) -> Iterator[_Part]:
    """The parts in a part; one that holds none is added to what was found."""
    head, start = _head(part)
    kind = head.get_content_type()
    if part.depth > MAX_DEPTH:
        found.too_deep += 1
        return
    if part.is_mail:
        found.items.append(head)
    body = part.body
    if kind == "multipart/alternative" and body is None:
        body = Body()
        found.items.append(body)
    if kind in _MAILS:
        data = _decoded(head, part.data[start : part.end])
        yield _Part(data, 0, len(data), part.depth + 1, is_mail=True)
    elif ranges := _ranges(head, part, start):
        for begin, end in ranges:
            yield _Part(part.data, begin, end, part.depth + 1, body)
    else:
        leaf = Leaf(head, _decoded(head, part.data[start : part.end]))
        if kind not in _TEXTS and _is_mail(leaf.data, limits):
            yield _Part(leaf.data, 0, len(leaf.data), part.depth + 1, is_mail=True)
        else:
            _add_leaf(leaf, body, found)


def _is_mail(data: bytes, limits: Limits) -> bool:
    """Whether a file that is attached is itself a mail."""
    if _FIELD.match(data) is None:
        return False
    try:
        return detect_binary(data, "", limits) is MediaType.MAIL
    except UnreadableDocumentError:
        return False


def _add_leaf(leaf: Leaf, body: Body | None, found: MailParts) -> None:
    kind = leaf.head.get_content_type()
    attached = leaf.head.get_content_disposition() == "attachment"
    if attached or (kind not in _TEXTS and not kind.startswith("multipart/")):
        found.items.append(leaf)
        return
    if body is None:
        body = Body()
        found.items.append(body)
    (body.pages if kind == "text/html" else body.plain).append(leaf)


def _head(part: _Part) -> tuple[Message, int]:
    """The fields of a part that matter, and where its content begins."""
    head = Message(policy=compat32)
    data, start = part.data, part.start
    for blank in (b"\r\n", b"\n"):
        if data.startswith(blank, start, part.end):
            return head, start + len(blank)
    if _FIELD.match(data, start, part.end) is None:
        return head, start
    last = min(part.end, start + _MAX_HEAD)
    end = _HEAD_END.search(data, start, last)
    lines = _text(data[start : end.start() if end else last])
    for name, value in HeaderParser(policy=compat32).parsestr(lines).raw_items():
        if name.lower() in _KEPT and name not in head:
            head[name] = " ".join(value[:_MAX_VALUE].split())
    return head, end.end() if end else last


def _text(head: bytes) -> str:
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def _ranges(head: Message, part: _Part, start: int) -> Iterator[tuple[int, int]] | None:
    """Where the parts of a part lie, None where it has none."""
    if head.get_content_maintype() != "multipart":
        return None
    boundary = (head.get_boundary() or "").encode()
    if not boundary:
        first = _FIRST_BOUNDARY.search(part.data, start, min(part.end, start + _NEAR))
        boundary = first["boundary"] if first else b""
    mark = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    found = mark.search(part.data, start, part.end) if boundary else None
    return None if found is None else _between(mark, part, found.start())


def _between(mark: re.Pattern[bytes], part: _Part, start: int) -> Iterator[tuple[int, int]]:
    begin = None
    for found in mark.finditer(part.data, start, part.end):
        if begin is not None:
            yield begin, max(begin, _line_end(part.data, found.start()))
        if found[1]:
            return
        begin = min(part.end, found.end() + 1)
    if begin is not None:
        yield begin, part.end


def _line_end(data: bytes, start: int) -> int:
    """Where the line above ends; the line break before a boundary belongs to that."""
    end = start - data.endswith(b"\n", 0, start)
    return end - data.endswith(b"\r", 0, end)


def _decoded(head: Message, data: bytes) -> bytes:
    """The bytes of a part without their dress for the post; broken dress costs as little as can be.

    Args:
        head: The head of the part.
        data: What follows it.
    """
    dress = str(head.get("content-transfer-encoding", "")).strip().lower()
    if dress == "quoted-printable":
        return binascii.a2b_qp(data)
    if dress != "base64":
        return data
    letters = _NO_BASE64.sub(b"", data.partition(b"=")[0])
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
