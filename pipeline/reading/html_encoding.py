"""Bytes of a web page to characters, by what the page declares and by what its bytes allow."""

import re
from typing import Final

from referat.reading.charsets import decode_declared

_HEAD: Final = 8_192
"""How far into a page its declaration is looked for; Word writes long heads before it."""
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MOST_NULLS: Final = 0.01


def decode_page(data: bytes) -> str:
    """The characters of a web page.

    Args:
        data: The page.

    Raises:
        UnreadableDocumentError: The bytes are no text in any encoding that is known.
    """
    if 0 < data.count(0) < _MOST_NULLS * len(data):
        data = data.replace(b"\x00", b"")
    found = _DECLARED.search(data[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", errors="replace") if found else None
    return decode_declared(data, name)
