"""Bytes to characters."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.reading.encoding import decode

_TEXT = "Bestyrelsen købte æbler på Ærø for 200 kr. – Årets gang gøres op senere.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_encodings_of_danish_text(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding)) == _TEXT


def test_dos_text() -> None:
    text = _TEXT.replace("–", "-")
    assert decode(text.encode("cp865")) == text


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    encoded = text.encode()
    if encoded.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    assert decode(encoded) == text


def test_one_broken_byte_does_not_spoil_utf8() -> None:
    assert decode((_TEXT * 9).encode() + b"\xff slut") == _TEXT * 9 + "\ufffd slut"


def test_broken_bytes_do_not_spoil_a_short_text_either() -> None:
    assert decode(_TEXT.encode() + b"\xff\xfe\xed\xa0\x80").startswith(_TEXT)
    assert decode(_TEXT.encode("cp1252") + b"\xff") == _TEXT + "ÿ"


def test_a_few_control_characters_are_let_through() -> None:
    assert decode(b"\x1b[1mGodkendt.\x1b[0m\x07\n") == "\x1b[1mGodkendt.\x1b[0m\x07\n"


@pytest.mark.parametrize("data", [b"\x00\x01" * 50 + b"abc", bytes(range(1, 32)) * 40])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="is not text"):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    with suppress(UnreadableDocumentError):
        assert isinstance(decode(data), str)
