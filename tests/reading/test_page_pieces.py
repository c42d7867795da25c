"""What pages say in odd ways: ligatures and letters under other names, text askew or twice."""

from collections.abc import Mapping, Sequence
from importlib.resources import files

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from referat.minutes import Document
from referat.reading import read_bytes
from referat.surface import surface

from .rawpdf import page_pdf, stream

_TEXT = b"BT /F1 11 Tf 72 700 Td (Budgettet blev godkendt.) Tj ET"
_SAID = ["Budgettet blev godkendt."]


def _texts(data: bytes) -> list[str]:
    document: Document = read_bytes(data, "a.pdf")
    return [surface(document, block.start, block.end).text for block in document.blocks]


def _vera_pdf(glyphs: Sequence[int], names: Mapping[int, str]) -> bytes:
    """A page with glyphs of a font that has these names for some, or none for any of them."""
    face = TTFont("Vera", "Vera.ttf").face
    program = (files("reportlab") / "fonts" / "Vera.ttf").read_bytes()
    numbers = sorted(face.charToGlyph.items(), key=lambda pair: pair[1])
    widths = b"".join(b"%d[%d]" % (glyph, face.charWidths[code]) for code, glyph in numbers)
    mapped = b"".join(b"<%04x><%04x>\n" % (glyph, ord(name)) for glyph, name in names.items())
    unicode = (
        b"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <0000><ffff> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap end" % (len(names), mapped)
    )
    return page_pdf(
        b"BT /F1 11 Tf 72 700 Td <%s> Tj ET" % b"".join(b"%04x" % glyph for glyph in glyphs),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Vera/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/W[%s]"
        b"/CIDToGIDMap/Identity>>" % widths,
        b"<</Type/FontDescriptor/FontName/Vera/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 8 0 R>>",
        stream(program, b"/Length1 %d" % len(program)),
        stream(unicode),
        font=b"<</Type/Font/Subtype/Type0/BaseFont/Vera/Encoding/Identity-H"
        b"/DescendantFonts[6 0 R]%s>>" % (b"/ToUnicode 9 0 R" if names else b""),
    )


def _glyphs(text: str) -> list[int]:
    glyphs = TTFont("Vera", "Vera.ttf").face.charToGlyph
    return [glyphs[ord(letter)] for letter in text]


def test_ligatures_under_the_names_of_letters_are_known_by_their_width() -> None:
    said = "Der er mere tra\ufb01k, så vi må \ufb01nde en anden vej. Ole og Otto ser på det."
    names = dict(zip(_glyphs(said), said, strict=True)) | {_glyphs("\ufb01")[0]: "O"}
    assert _texts(_vera_pdf(_glyphs(said), names)) == [said.replace("\ufb01", "fi")]


def test_numbers_of_glyphs_are_read_as_letters() -> None:
    said = "Anden afstemning var om den tekniske løsning, som skulle være på plads."
    assert _texts(_vera_pdf(_glyphs(said), {})) == [said]


@pytest.mark.parametrize(
    "matrix",
    ["0 1 -1 0 300 100", "-1 0 0 -1 500 500", "0 -1 1 0 300 700", "0.866 0.5 -0.5 0.866 90 90"],
)
def test_turned_pages_are_read_like_others(matrix: str) -> None:
    content = f"BT /F1 11 Tf {matrix} Tm (Referat) Tj 0 -40 Td (Godkendt.) Tj ET".encode()
    assert _texts(page_pdf(content)) == ["Referat", "Godkendt."]


@pytest.mark.parametrize(
    "content",
    [
        _TEXT + b" " + _TEXT.replace(b"72 700", b"72.5 700.3"),
        b"3 Tr " + _TEXT,
        b"1 1 1 rg " + _TEXT,
        _TEXT.replace(b"blev", b"\\000b\\001lev\\007"),
        _TEXT.replace(b"72 700", b"-5000 90000"),
    ],
    ids=["twice", "invisible", "white", "control characters", "off the page"],
)
def test_text_is_text_however_it_is_printed(content: bytes) -> None:
    assert _texts(page_pdf(content)) == _SAID
