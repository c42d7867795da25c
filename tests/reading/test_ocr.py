"""Scans: told from text, refused by name, and read by a real Tesseract where there is one."""

import shutil
from collections.abc import Callable
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from referat.errors import UnreadableDocumentError
from referat.minutes import Document
from referat.reading import read_bytes
from referat.settings import Limits
from referat.surface import surface

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="no Tesseract here")
MakePdf = Callable[..., bytes]
LINES = [
    (72, 760, "Referat af bestyrelsesmøde den 3. maj 2021"),
    (72, 730, "1. Godkendelse af regnskab"),
    (72, 710, "Kassereren fremlagde regnskabet, som blev godkendt af alle."),
    (72, 680, "2. Skuret på havnen"),
    (72, 660, "Taget lægges om inden den 1. juni. Bo Lund henter tilbud."),
]


def _scanned(*pages: bytes | str) -> bytes:
    """A PDF of pictures of pages, and of pages with text."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(72, 700, page)
        else:
            with pdfium.PdfDocument(page) as document:
                image = document[0].render(scale=300 / 72).to_pil()
            canvas.drawImage(ImageReader(image), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _texts(document: Document) -> list[str]:
    return [surface(document, block.start, block.end).text for block in document.blocks]


def test_a_scan_is_named_as_one(make_pdf: MakePdf) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^is a scan without a text layer.*--ocr"):
        read_bytes(_scanned(make_pdf(LINES)), "scan.pdf")


def test_scanned_pages_among_others_are_told_of(make_pdf: MakePdf) -> None:
    said = "Det blev besluttet at male klubhuset i den kommende sommer."
    document = read_bytes(_scanned(said, make_pdf(LINES)), "blandet.pdf")
    assert _texts(document) == [said]
    assert document.warnings == ("page 2 is a scan and not read; --ocr reads scans",)


@needs_tesseract
def test_a_scan_is_read(make_pdf: MakePdf) -> None:
    document = read_bytes(_scanned(make_pdf(LINES, size=12)), "scan.pdf", ocr=True)
    assert _texts(document) == [
        "Referat af bestyrelsesmøde den 3. maj 2021",
        "Godkendelse af regnskab",
        "Kassereren fremlagde regnskabet, som blev godkendt af alle.",
        "Skuret på havnen",
        "Taget lægges om inden den 1. juni. Bo Lund henter tilbud.",
    ]
    assert [block.marker for block in document.blocks if block.marker] == ["1.", "2."]
    assert not document.warnings


@needs_tesseract
def test_scanned_pages_are_read_among_others(make_pdf: MakePdf) -> None:
    said = "Det blev besluttet at male klubhuset i den kommende sommer."
    document = read_bytes(_scanned(said, make_pdf(LINES, size=12)), "blandet.pdf", ocr=True)
    assert _texts(document)[0] == said
    assert "Skuret på havnen" in _texts(document)
    assert len(document.pages) == 2


def test_too_many_scanned_pages_are_refused(make_pdf: MakePdf) -> None:
    data = _scanned(make_pdf(LINES))
    with pytest.raises(UnreadableDocumentError, match="max_ocr_pages"):
        read_bytes(data, "scan.pdf", Limits(max_ocr_pages=0), ocr=True)


def test_without_tesseract_the_error_says_what_to_install(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "findes-ikke")
    with pytest.raises(
        UnreadableDocumentError, match="install tesseract-ocr and tesseract-ocr-dan"
    ):
        read_bytes(_scanned(make_pdf(LINES)), "scan.pdf", ocr=True)


@needs_tesseract
def test_without_danish_the_error_says_so(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", "/findes-ikke")
    with pytest.raises(UnreadableDocumentError, match="tesseract-ocr-dan"):
        read_bytes(_scanned(make_pdf(LINES)), "scan.pdf", ocr=True)
