"""Archives of XML parts: what is read of them, and what is refused before it does harm."""

import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.reading.packed import Package
from referat.settings import Limits

LIMITS = Limits()
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
    b'<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;">'
    b'<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>'
)


def packed(method: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def refusal(data: bytes, part: str = "a", limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        Package(data, limits).tree(part)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_parts_are_found_whatever_wrote_their_names() -> None:
    package = Package(packed(**{"word\\Document.xml": b"<a>\xc3\xa6</a>"}), LIMITS)
    root = package.tree("word/document.xml")
    assert root is not None
    assert root.text == "æ"
    assert "WORD/DOCUMENT.XML" in package
    assert package.tree("word/styles.xml") is None


def test_utf_16_is_read() -> None:
    root = Package(packed(a="<a>æ</a>".encode("utf-16")), LIMITS).tree("a")
    assert root is not None
    assert root.text == "æ"


def test_names_of_namespaces_can_be_replaced() -> None:
    root = Package(packed(a=b'<a xmlns="strict"/>'), LIMITS).tree("a", {b"strict": b"loose"})
    assert root is not None
    assert root.tag == "{loose}a"


def test_a_file_that_was_cut_off_is_damaged() -> None:
    data = packed(a=b"<a>Det blev besluttet at holde fest.</a>")
    for length in range(len(data)):
        assert refusal(data[:length]).startswith("is a damaged document")


def test_encrypted_parts() -> None:
    data = bytearray(packed(a=b"<a/>"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).startswith("is encrypted with a password; save it without one")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_of_packing_that_no_document_has(method: int) -> None:
    assert refusal(packed(method, a=b"<a/>")).startswith("is packed in a way that documents")


def test_parts_are_counted() -> None:
    data = packed(**{f"billede{number}": b"x" for number in range(5)})
    assert "5" not in refusal(data, limits=replace(LIMITS, max_parts=4))
    assert Package(data, replace(LIMITS, max_parts=5)).tree("a") is None


def test_declared_sizes_are_counted() -> None:
    data = packed(a=b"<a/>", b=bytes(2_000))
    limits = replace(LIMITS, max_unpacked=2_000)
    assert refusal(data, limits=limits).startswith("is too large: it unpacks to more than 2,000")


def test_sizes_that_are_not_declared_are_counted_too() -> None:
    data = bytearray(packed(a=b"<a>" + b" " * 5_000 + b"</a>"))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(data), limits=replace(LIMITS, max_unpacked=2_000))


def test_parts_that_share_their_bytes_are_damage() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a", b"<a/>")
        archive.writestr("b", b"<a/>")
        archive.infolist()[1].header_offset = 0
    assert refusal(target.getvalue()).startswith("is a damaged document")


def test_archives_in_archives_are_not_unpacked() -> None:
    inner = packed(a=bytes(1_000_000))
    root = Package(packed(a=b"<a/>", b=inner), replace(LIMITS, max_unpacked=len(inner) + 100)).tree(
        "a"
    )
    assert root is not None


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (LAUGHS + b"<a>&h;</a>", "is a damaged document"),
        (LAUGHS + b'<a b="&h;"/>', "is a damaged document"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "holds XML entities"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "holds XML ent"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.dk/x.dtd"> %x;]><a/>', "is a dam"),
        (b"<a>" * 300 + b"</a>" * 300, "is nested too deeply"),
        (b"<a>" + b"<b/>" * 1_000 + b"</a>", "has too many elements"),
        (b"<a " + b" ".join(b'b%d=""' % n for n in range(1_000)) + b"/>", "has too many elements"),
        (b"<a><b></a>", "is a damaged document"),
        (b"", "is a damaged document"),
        (b"\x89PNG", "is a damaged document"),
        ('<?xml version="1.0"?><a/>'.encode("cp037"), "is a damaged document"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "is a damaged document"),
    ],
)
def test_xml_that_no_word_processor_writes(xml: bytes, reason: str) -> None:
    assert refusal(packed(a=xml), limits=replace(LIMITS, max_unpacked=50_000)).startswith(reason)


def test_document_types_and_includes_are_not_followed() -> None:
    xml = (
        b'<!DOCTYPE a PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
        b'<a xmlns:xi="http://www.w3.org/2001/XInclude">'
        b'<xi:include href="file:///etc/hostname" parse="text"/></a>'
    )
    root = Package(packed(a=xml), LIMITS).tree("a")
    assert root is not None
    assert "".join(root.itertext()) == ""


@given(st.data())
def test_nothing_else_is_ever_raised(data: st.DataObject) -> None:
    archive = bytearray(packed(a=b"<a><b>Godkendt.</b></a>", b=b"<c/>"))
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(archive) - 1))
        archive[place] = data.draw(st.integers(0, 255))
    with suppress(UnreadableDocumentError):
        Package(bytes(archive), LIMITS).tree("a")
