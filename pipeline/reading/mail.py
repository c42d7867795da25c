"""E-mails and web archives: the fields a reader sees, the body, and the documents attached."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from email.message import Message
from pathlib import PurePath
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.html import html_content
from referat.reading.joining import joined
from referat.reading.limits import check_text
from referat.reading.lines import Content
from referat.reading.mail_parts import MAX_DEPTH, Body, Leaf, parts_of
from referat.reading.mail_text import fields_of, in_words, plain_text
from referat.reading.plain import plain_content
from referat.settings import Limits

_STUB: Final = 0.2
"""Share of the length of a page under which the plain text beside it only says that it is there."""
_SILENT_TYPES: Final = frozenset({"image", "audio", "video", "font", "model"})
_SILENT: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".svg", ".webp", ".mp3"}
    | {".mp4", ".ics", ".vcf", ".css", ".js", ".xml", ".p7s", ".asc", ".sig"}
)
"""What is no document: pictures, invitations, cards, signatures, the insides of web pages."""
_SILENT_KINDS: Final = frozenset(
    {"text/calendar", "text/vcard", "text/x-vcard", "text/css", "text/javascript", "text/xml"}
    | {"application/javascript", "application/pgp-signature", "application/pkcs7-signature"}
    | {"application/x-pkcs7-signature", "message/delivery-status"}
)
_BEST_FIRST: Final = (".docx", ".odt", ".rtf", ".html", ".htm", ".md", ".txt", ".pdf")
"""Of one document attached in several formats, the one whose structure is read best."""

_MAX_NAME: Final = 200

ReadPart = Callable[[bytes, str], Content]
"""Reads the bytes of an attachment under its name."""


def mail_content(data: bytes, limits: Limits, read_part: ReadPart) -> Content:
    """The text and blocks of a mail: its fields, its body, and each attachment that can be read.

    What cannot be read is named in the warnings.

    Args:
        data: The mail.
        limits: The limits; `max_parts` counts its parts.
        read_part: Reads an attachment.

    Raises:
        UnreadableDocumentError: Neither body nor attachments can be read, or a limit is passed.
    """
    parts = parts_of(data, limits)
    reader = _Reader(limits, read_part)
    documents = _documents(item for item in parts.items if isinstance(item, Leaf))
    for item in parts.items:
        if isinstance(item, Message):
            reader.fields(item)
        elif isinstance(item, Body):
            reader.body(item)
        else:
            reader.document(documents.get(id(item), []))
    if parts.too_deep:
        reader.unread.append(f"mails and parts more than {MAX_DEPTH} deep were not read")
    return reader.content()


class _Reader:
    """Gathers what a mail holds."""

    def __init__(self, limits: Limits, read_part: ReadPart) -> None:
        self.unread: list[str] = []
        """What could not be read, and why."""
        self._limits = limits
        self._read_part = read_part
        self._contents: list[Content] = []
        self._says_something = False
        self._left = limits.max_characters

    def fields(self, head: Message) -> None:
        """Add the fields of a mail."""
        if fields := fields_of(head):
            self._contents.append(plain_content(fields))

    def body(self, body: Body) -> None:
        """Add a body: its plain text, or the page beside it where the text is only a stub."""
        texts = self._read(body.plain, self._text)
        pages = self._read(body.pages, lambda leaf: html_content(leaf.data, self._limits))
        plain = sum(len(content.text.strip()) for content in texts)
        shown = sum(len(content.text) for content in pages)
        for content in texts if plain and plain >= _STUB * shown else pages:
            self._add(content)

    def document(self, leaves: Sequence[Leaf]) -> None:
        """Add a document, attached in one or more formats, from the first that can be read."""
        reasons: list[str] = []
        for leaf in leaves:
            try:
                content = self._read_part(leaf.data, _name(leaf))
            except UnreadableDocumentError as error:
                reasons.append(f"{_name(leaf)} was not read: it {error}")
            else:
                self._add(content)
                return
        self.unread += reasons

    def content(self) -> Content:
        """All of it as one.

        Raises:
            UnreadableDocumentError: There are at most fields.
        """
        if not self._says_something:
            reason = f"; {self.unread[0]}" if self.unread else ""
            raise UnreadableDocumentError(f"is an e-mail without text that can be read{reason}")
        whole = joined(self._contents)
        return replace(whole, warnings=(*whole.warnings, *self.unread))

    def _text(self, leaf: Leaf) -> Content:
        text = plain_text(leaf)
        if text.strip():
            check_text(text, self._limits, longest_line=True)
        return plain_content(text)

    def _read(self, leaves: Sequence[Leaf], read: Callable[[Leaf], Content]) -> list[Content]:
        contents: list[Content] = []
        for leaf in leaves:
            try:
                contents.append(read(leaf))
            except UnreadableDocumentError as error:
                self.unread.append(f"a text of the mail was not read: it {error}")
        return [content for content in contents if content.text.strip()]

    def _add(self, content: Content) -> None:
        self._left -= len(content.text)
        if self._left < 0:
            raise UnreadableDocumentError(
                f"is too long: with what is attached it has more than"
                f" {self._limits.max_characters:,} characters (limit max_characters)"
            )
        self._contents.append(content)
        self._says_something = True


def _documents(leaves: Iterable[Leaf]) -> dict[int, list[Leaf]]:
    """The documents attached: for the `id` of the first leaf of each all its formats, best first.

    Files are formats of one document if they share a name but for the suffix.
    """
    formats: dict[tuple[str, int], list[Leaf]] = {}
    seen: Counter[PurePath] = Counter()
    for leaf in filter(_is_document, leaves):
        name = PurePath(_name(leaf).casefold())
        stem = name.stem if name.suffix in _BEST_FIRST else str(id(leaf))
        formats.setdefault((stem, seen[name]), []).append(leaf)
        seen[name] += 1
    return {id(group[0]): sorted(group, key=_rank) for group in formats.values()}


def _is_document(leaf: Leaf) -> bool:
    kind = leaf.head.get_content_type()
    if leaf.head.get_content_maintype() in _SILENT_TYPES or kind in _SILENT_KINDS:
        return False
    return PurePath(_name(leaf)).suffix.lower() not in _SILENT


def _rank(leaf: Leaf) -> int:
    suffix = PurePath(_name(leaf)).suffix.lower()
    return _BEST_FIRST.index(suffix) if suffix in _BEST_FIRST else len(_BEST_FIRST)


def _name(leaf: Leaf) -> str:
    """The file name of an attachment, the last part of its path."""
    try:
        name = leaf.head.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""  # broken in the extended notation
    name = in_words(name).replace("\\", "/").rpartition("/")[2][:_MAX_NAME]
    if name:
        return name
    return "bilag.html" if leaf.head.get_content_type() == "text/html" else "bilag"
