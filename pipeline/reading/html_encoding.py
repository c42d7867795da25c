"""Bytes of a web page to characters, by what the page declares and by what its bytes allow."""

import codecs
import re
from typing import Final

from referat.reading.encoding import decode

_HEAD: Final = 4096
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_WESTERN: Final = frozenset({"iso8859-1", "latin-1", "ascii", "iso8859-15", "cp1252"})
"""Encodings that browsers read as windows-1252, as pages that declare them mostly are."""
_WIDE: Final = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"})
"""Encodings that a declaration in plain letters cannot be right about."""


def decode_page(data: bytes) -> str:
    """The characters of a web page.

    What reads as UTF-8 is UTF-8 whatever the page declares; else the declared encoding is taken if
    there is one and the bytes fit, and the judgement of text files if not.

    Raises:
        UnreadableDocumentError: The bytes are no text in any encoding that is known.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    name = _declared(data[:_HEAD])
    if name is None or name == "utf-8":
        return decode(data)
    return data.decode("cp1252" if name in _WESTERN else name, errors="replace")


def _declared(head: bytes) -> str | None:
    """The usable encoding that the head of a page names, by Python's name for it."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    try:
        info = codecs.lookup((match[1] or match[2]).decode("ascii", errors="replace"))
    except LookupError:
        return None
    text = getattr(info, "_is_text_encoding", True)
    return info.name if text and info.name not in _WIDE else None
