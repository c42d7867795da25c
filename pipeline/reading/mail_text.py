"""The words of an e-mail: its fields, and its text as plain as it was written."""

import re
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import Final

from referat.reading.charsets import decode_declared
from referat.reading.mail_parts import Leaf
from referat.reading.symbols import shown

_FIELDS: Final = (
    ("From", "Fra"),
    ("To", "Til"),
    ("Cc", "Cc"),
    ("Date", "Sendt"),
    ("Subject", "Emne"),
)
"""Fields shown, under the labels of Danish mail programs; the date sent is not the meeting's."""
_MAX_FIELD: Final = 500
_ARCHIVE = re.compile(r"<?saved by\b", re.IGNORECASE)
"""Who sends a web page that a browser saved with all its pictures."""
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE: Final = "-- "


def fields_of(head: Message) -> str:
    """The fields that a reader of a mail sees, one a line; none for a web archive.

    Args:
        head: The head of the mail.
    """
    if "snapshot-content-location" in head or _ARCHIVE.match(str(head.get("from", ""))):
        return ""
    found = ((label, in_words(str(head.get(name, "")))) for name, label in _FIELDS)
    return "\n".join(f"{label}: {value[:_MAX_FIELD]}" for label, value in found if value)


def in_words(value: str) -> str:
    """A field or name as its reader sees it, on one line.

    Args:
        value: As it stands in the head, words beyond ASCII maybe encoded.
    """
    with suppress(MessageError, LookupError, ValueError):
        # where an encoded word is broken or in an unknown encoding, all is shown as it stands
        value = str(make_header(decode_header(value)))
    value = "".join(one if one.isprintable() else " " for one in shown(value))
    return " ".join(value.split())


def plain_text(leaf: Leaf) -> str:
    """The text of a part, lines that only wrap joined where it says so, quote marks left out.

    Args:
        leaf: The part.

    Raises:
        UnreadableDocumentError: Its bytes are no text.
    """
    charset = leaf.head.get_content_charset()
    text = decode_declared(leaf.data, charset).replace("\r\n", "\n").replace("\r", "\n")
    lines = [_unquoted(line) for line in text.split("\n")]
    if str(leaf.head.get_param("format", "")).lower() == "flowed":
        lines = _unwrapped(lines, spaced=str(leaf.head.get_param("delsp", "")).lower() != "yes")
    return "\n".join(_apart(lines))


def _unquoted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and its words."""
    marks = _QUOTE.match(line)
    return (0, line) if marks is None else (marks.group().count(">"), line[marks.end() :])


def _unwrapped(lines: list[tuple[int, str]], *, spaced: bool) -> list[tuple[int, str]]:
    """Lines of which those that end in a blank run on into the next (RFC 3676)."""
    joined: list[tuple[int, list[str]]] = []
    open_at: int | None = None
    for depth, line in lines:
        words = line.removeprefix(" ") if depth == 0 else line
        if open_at == depth and words != _SIGNATURE:
            joined[-1][1].append(words)
        else:
            joined.append((depth, [words]))
        flows = words.endswith(" ") and words != _SIGNATURE
        if flows and not spaced:
            joined[-1][1][-1] = words[:-1]
        open_at = depth if flows else None
    return [(depth, "".join(pieces)) for depth, pieces in joined]


def _apart(lines: list[tuple[int, str]]) -> list[str]:
    """The words of lines, a blank line where quoting begins or ends."""
    result: list[str] = []
    before = 0
    for depth, words in lines:
        if depth != before and words.strip():
            result.append("")
            before = depth
        result.append(words)
    return result
