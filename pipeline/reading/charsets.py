"""Bytes to characters by the encoding that they are said to be in, where that can be true."""

import codecs
import re
from typing import Final

from referat.reading.encoding import decode

_WESTERN: Final = frozenset({"iso8859-1", "ascii", "iso8859-15", "cp1252"})
"""Encodings that browsers read as windows-1252, as texts that declare them mostly are."""
_SINGLE_BYTE = re.compile(r"iso8859-\d{1,2}|cp(?:125\d|437|8\d\d)|mac-\w+|koi8-\w")
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DANISH = re.compile("[æøåÆØÅ]")


def decode_declared(data: bytes, declared: str | None) -> str:
    """The characters of a text that declares its encoding.

    What reads as UTF-8 is UTF-8 whatever is declared. Else the declared encoding is taken if Danish
    comes of it, and the judgement of text files if not.

    Args:
        data: The text.
        declared: The name of the encoding; None where there is none.

    Raises:
        UnreadableDocumentError: The bytes are no text in any encoding that is known.
    """
    encoding = None if declared is None else _known(declared)
    if encoding is None or data.startswith(_MARKS) or b"\x00" in data or _is_utf8(data):
        return decode(data)
    text = data.decode(encoding, errors="replace")
    return text if _DANISH.search(text) else decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _known(declared: str) -> str | None:
    """Python's name for an encoding of one byte a character, None for all others."""
    try:
        name = codecs.lookup(declared.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    if name in _WESTERN:
        return "cp1252"
    return name if _SINGLE_BYTE.fullmatch(name) else None
