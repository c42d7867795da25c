"""Texts that declare their encoding, rightly and wrongly."""

import pytest

from referat.errors import UnreadableDocumentError
from referat.reading.charsets import decode_declared

TEXT = "Mødet på Ærø blev ”aflyst”."


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (None, "utf-8"),
        (None, "cp1252"),
        ("utf-8", "cp1252"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("ISO-8859-15", "cp1252"),
        ("windows-1252", "mac-roman"),
        ("macintosh", "mac-roman"),
        ("x-mac-roman", "mac-roman"),
        ("windows-1252", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16le", "utf-16-le"),
        ("unicode_escape", "utf-8"),
        ("punycode", "cp1252"),
        ("zlib", "cp1252"),
        ("\x00", "utf-8"),
    ],
)
def test_what_is_declared_counts_where_it_can_be_true(declared: str | None, encoding: str) -> None:
    assert decode_declared(TEXT.encode(encoding), declared) == TEXT


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="is not text"):
        decode_declared(b"\x00\x01\x02\x03" * 50, "iso-8859-1")
