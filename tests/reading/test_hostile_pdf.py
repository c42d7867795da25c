"""PDF files that mean no good: a reading or a reason, in bounded time."""

import random
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from referat.errors import UnreadableDocumentError
from referat.reading import read_bytes
from referat.settings import Limits

from .rawpdf import HELVETICA, page_pdf, raw_pdf, stream

MakePdf = Callable[..., bytes]
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_TEXT = b"BT /F1 11 Tf 72 700 Td (Budgettet blev godkendt.) Tj ET"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>"
)


@pytest.mark.parametrize(
    "objects",
    [
        (_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"),
        (_CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        (
            _CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 5/Parent 3 0 R>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 5/Parent 2 0 R>>",
        ),
        (
            _CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 40>>",
            _PAGE,
            stream(_TEXT),
            HELVETICA,
        ),
    ],
    ids=["no pages", "its own page", "a circle of pages", "pages that are not there"],
)
def test_trees_of_pages_that_lead_nowhere_are_refused(objects: tuple[bytes, ...]) -> None:
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        read_bytes(raw_pdf(*objects), "a.pdf")


@pytest.mark.parametrize("box", [b"-1e9 -1e9 1e9 1e9", b"0 0 1e39 1e39", b"0 0 0 0", b"9 9", b""])
def test_pages_of_any_size_are_read(box: bytes) -> None:
    assert read_bytes(page_pdf(_TEXT, box=box), "a.pdf").text == "Budgettet blev godkendt."


@pytest.mark.parametrize("size", [b"0", b"0.0001", b"1e30"])
def test_letters_of_no_size_are_no_text(size: bytes) -> None:
    content = _TEXT.replace(b"/F1 11", b"/F1 " + size)
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        read_bytes(page_pdf(content), "a.pdf")


def test_pieces_of_text_on_a_page_are_bounded() -> None:
    content = b"BT /F1 5 Tf " + b"(x) Tj -2.5 0 Td " * 40_000 + b"ET"
    with pytest.raises(UnreadableDocumentError, match="40,000 pieces of text on page 1"):
        read_bytes(page_pdf(content), "a.pdf")


def test_characters_are_counted_page_by_page(make_pdf: MakePdf) -> None:
    pages = [[(72, 700, "Budgettet blev godkendt.")]] * 3
    with pytest.raises(UnreadableDocumentError, match="max_characters"):
        read_bytes(make_pdf(*pages), "a.pdf", Limits(max_characters=50))


def _scattered(count: int) -> bytes:
    places = b"".join(
        b"1 0 0 1 %d %d Tm (ord%d) Tj " % (at * 7919 % 590, at * 104_729 % 840, at)
        for at in range(count)
    )
    return b"BT /F1 5 Tf " + places + b"ET"


@pytest.mark.parametrize(
    "content",
    [
        _scattered(4_000),
        b"BT /F1 1 Tf 10 800 Td (%s) Tj ET" % (b"a" * 500_000),
        b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (at, at, at, at) for at in range(590))
        + _TEXT,
        b"0 0 m " + b"10 10 l 20 10 l " * 50_000 + b"S " + _TEXT,
    ],
    ids=["scattered words", "one word", "a dense grid", "one long path"],
)
def test_crowded_pages_take_bounded_time(content: bytes) -> None:
    begin = time.process_time()
    assert read_bytes(page_pdf(content), "a.pdf").text
    assert time.process_time() - begin < 5


def test_a_file_for_its_owner_alone_opens(make_pdf: MakePdf) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = StandardEncryption("", ownerPassword="ejer", canModify=0)
    data = make_pdf([(72, 700, "Godkendt.")], password=locked)
    assert read_bytes(data, "a.pdf").text == "Godkendt."


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_give_text_or_a_reason(make_pdf: MakePdf, seed: int) -> None:
    chance = random.Random(seed)
    data = make_pdf([(72, 700 - 14 * row, f"Linje {row} i referatet") for row in range(20)])
    for _ in range(25):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 5, 40))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(UnreadableDocumentError):
            assert read_bytes(bytes(damaged), "a.pdf").text
