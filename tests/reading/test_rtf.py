"""RTF of Word, LibreOffice and TextEdit: letters, paragraphs, lists and tables."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.minutes import BlockKind, Document
from referat.reading import read_bytes
from referat.reading.rtf import rtf_content
from referat.settings import Limits

Shown = Callable[[Document], list[str]]

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\ftech\fcharset2 Symbol;}"
    r"{\f2\fcharset2{\*\panose 05}Wingdings{\*\falt x};}{\f3\fcharset238 Arial CE;}}"
)
STYLES = (
    r"{\stylesheet{\ql\snext0 Normal;}{\s1\ql\outlinelevel0\sbasedon0 overskrift 1;}"
    r"{\s2\outlinelevel1 Dagsordenspunkt;}{\s3 toc 1;}{\*\cs10 Standardskrifttype;}"
    r"{\s4 Title;}}"
)


def read(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> Document:
    source = f"{{\\rtf1{head}{FONTS}{STYLES}\n{body}}}"
    return read_bytes(source.encode("latin-1"), "referat.rtf")


def cells(document: Document) -> list[tuple[int | None, int | None, str | None, str]]:
    return [
        (block.row, block.column, block.column_head, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.TABLE_CELL
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"F\'e6lles\'f8 \'c5r\par", "Fællesø År"),
        (r"F\u230\'e6lles\u248 ?\u-10179?\u-8702?\par", "Fællesø\U0001f602"),
        (r"{\uc0\u-10179\uc1 \u-8702\'3f}\par", "\U0001f602"),
        (r"{\uc0 F\u230 lles}{\uc2 \u248 oe!}\par", "Fællesø!"),
        (r"\uc1 \u8211\endash  og \u8220\ldblquote ja\rdblquote\par", "– og “ja”"),
        (r"\u-4051\par x\u55357?\par \u56832?y\par", "-\nx\ny"),
        ("Fælles\\par", "Fælles"),
        (r"{\f3 \'b9}\par", "ą"),
        (r"\{a\\b\}\~c\_d\-e\par", "{a\\b} c-de"),
        (r"a\tab b\emdash c\endash\bullet\lquote d\rquote\par", "a b—c–•‘d’"),
        ("linje\r\nskift\\\nnyt\\par", "linjeskift\nnyt"),
        (r"\'zza\par", "'zza"),
        (r"{\f2 \'fc} Udf\'f8rt\par", "✓ Udført"),
        ("\\u0 \\'00Ja\\par", "Ja"),
    ],
)
def test_letters(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("head", "source", "text"),
    [
        (r"\mac", r"F\'bel", "Fæl"),
        (r"\pca", r"F\'91l", "Fæl"),
        (r"\ansi\ansicpg65001", "F\\'c3\\'a6l", "Fæl"),
        (r"\ansi\ansicpg99999", r"F\'e6l", "Fæl"),
        (r"\ansi\ansicpg1252", r"F\'81l", "F\ufffdl"),
    ],
)
def test_code_pages(head: str, source: str, text: str) -> None:
    assert rtf_content(f"{{\\rtf1{head} {source}}}".encode("latin-1"), Limits()).text == text


def test_headings_by_style_level_and_letters(shown: Shown) -> None:
    document = read(
        r"\pard\s4 Referat\par\pard\s1 Formalia\par\pard\s2 Regnskab\par"
        r"\pard\outlinelevel2 Budget\par\pard\outlinelevel9 Brev\par"
        r"\pard{\b Fest\par}{\ul Mad\ulnone}\par{\fs36 Drikke}\par"
        r"{\b\b0 Musik}\par\b Have\plain\par"
        r"\pard Bestyrelsen dr\'f8ftede festen og fandt ikke en l\'f8sning p\'e5 musikken.\par"
    )
    assert [(block.kind.value, block.level) for block in document.blocks] == [
        *[("heading", 1), ("heading", 1), ("heading", 2), ("heading", 3), ("paragraph", 0)],
        *[("heading", 7), ("heading", 7), ("heading", 6), ("paragraph", 0), ("heading", 7)],
        ("paragraph", 0),
    ]


def test_markers_of_lists(shown: Shown) -> None:
    document = read(
        r"{\listtext\pard\plain 1.\tab}\ls1\ilvl0 Valg\par"
        r"{\listtext\f1\'b7\tab}\ls2\ilvl0\li720 Dirigent\par"
        r"{\listtext 1.1\tab}\ls1\ilvl1 Referent\par"
        r"{\pntext\f1 \'b7\tab}{\*\pn\pnlvlblt{\pntxtb\'b7}}Ida\par"
        r"{\listtext	\uc0\u8259 	}Bo\par"
        r"{\listtext\f0 o\tab}Kim\par\pard Slut\par"
    )
    assert shown(document) == [
        *["l 1. Valg", "l • Dirigent", "l 1.1 Referent", "l • Ida", "l ⁃ Bo", "l ◦ Kim"],
        "p Slut",
    ]
    assert [block.level for block in document.blocks][:3] == [0, 1, 1]


def test_what_is_not_on_the_page_is_left_out(shown: Shown) -> None:
    document = read(
        r"{\info{\title Hemmeligt}}{\header Vejlaug}{\footer Side {\field{\*\fldinst PAGE}"
        r"{\fldrslt 1}}}{\*\generator Riched20;}{\colortbl;\red0\green0\blue0;}"
        r"\pard\s3 Regnskab\tab 2\par\pard{\field{\*\fldinst HYPERLINK \\l _Toc1}"
        r"{\fldrslt Budget 3}}\par"
        r"\pard Se {\field{\*\fldinst{HYPERLINK a.dk}}{\fldrslt planen}}{\v skjult}"
        r"{\deleted slettet}{\*\ukendt ukendt}{\*\annotation Bo?}{\pict\pngblip 89504e47}"
        r"{\pict\bin6 }}{{\\}{\object{\*\objdata 0105}{\result .}}{\xe{\v Plan}}\par"
    )
    assert shown(document) == ["p Se planen."]


def test_notes_and_boxes_follow_their_paragraph(shown: Shown) -> None:
    document = read(
        r"Taget koster 5.000 kr.{\super\chftn{\footnote\pard\chftn  Uden moms.\par}} Vedtaget.\par"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard Husk kontingent!\par}}"
        r"{\shprslt Husk!}}Slut\par"
    )
    assert shown(document) == [
        "p Taget koster 5.000 kr. Vedtaget.",
        "p Uden moms.",
        "p Slut",
        "p Husk kontingent!",
    ]


def test_breaks() -> None:
    document = read(r"Tid: 19\line Sted: Salen\page Ida\par\par Bo\sect Kim\par")
    assert document.text == "Tid: 19\nSted: Salen\n\nIda\n\nBo\n\nKim"


def test_tables_with_merged_cells() -> None:
    two, three = r"\cellx3000\cellx9000", r"\cellx3000\cellx6010\cellx9000"
    document = read(
        rf"\trowd\trhdr{three}\pard\intbl Sag\cell Hvor\cell Tid\cell\row"
        rf"\trowd\clvmgf{three}\pard\intbl Tag\cell Laden\cell Maj\par Juni\cell\row"
        rf"\trowd\clvmrg{two}\pard\intbl\cell Skolen\cell\row"
        r"\trowd\cellx3000\clmgf\cellx6000\clmrg\cellx9000"
        r"\pard\intbl Hegn\cell Haven\cell\cell\row"
        r"\pard Slut\par"
    )
    assert cells(document) == [
        (0, 0, None, "Sag"),
        (0, 1, None, "Hvor"),
        (0, 2, None, "Tid"),
        (1, 0, "Sag", "Tag"),
        (1, 1, "Hvor", "Laden"),
        (1, 2, "Tid", "Maj"),
        (1, 2, "Tid", "Juni"),
        (2, 1, "Hvor", "Skolen"),
        (3, 0, "Sag", "Hegn"),
        (3, 1, "Hvor", "Haven"),
    ]
    assert document.blocks[-1].kind is BlockKind.PARAGRAPH


def test_tables_in_tables(shown: Shown) -> None:
    document = read(
        r"\trowd\cellx9000\pard\intbl Aftalt\par"
        r"\pard\intbl\itap2 Opgave\nestcell Ansvarlig\nestcell"
        r"{\*\nesttableprops\trowd\cellx4000\cellx8000\nestrow}{\nonesttables\par}"
        r"Tag\nestcell Ida\nestcell{\*\nesttableprops\trowd\cellx4000\cellx8000\nestrow}"
        r"\pard\intbl\itap1\cell\row\pard Slut\par"
    )
    assert shown(document) == [
        *["p Aftalt", "t Opgave", "t Ansvarlig", "t Tag", "t Ida", "p Slut"],
    ]


def test_a_row_without_its_definition() -> None:
    document = read(r"\pard\intbl Hvad\cell Hvem\cell\row Tag\cell Ida\cell\row")
    assert [text for *_, text in cells(document)] == ["Hvad", "Hvem", "Tag", "Ida"]


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(shown: Shown) -> None:
    source = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\b Valg\par}Ida{\footnote Ny.} blev valgt"
    assert shown(read_bytes(source, "referat.rtf")) == ["h Valg", "p Ida blev valgt", "p Ny."]
    row = rb"{\rtf1\pard\intbl Dato\cell 3. maj\cell\row Sted\cell Sal"
    assert [line[2:] for line in shown(read_bytes(row, "a.rtf"))] == [
        *["Dato", "3. maj", "Sted", "Sal"],
    ]
    for length in range(len(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\b V"), len(source)):
        assert rtf_content(source[:length], Limits()).text


def test_what_follows_the_end_is_no_text(shown: Shown) -> None:
    assert shown(read_bytes(rb"{\rtf1 Ja.}} Nej. {\b Aldrig}", "a.rtf")) == ["p Ja."]


def test_depth_and_length_are_limited() -> None:
    deep = b"{\\rtf1" + b"{" * 300 + b"x"
    with pytest.raises(UnreadableDocumentError, match=r"nested too deeply \(limit max_depth\)"):
        rtf_content(deep, Limits())
    with pytest.raises(UnreadableDocumentError, match="is too long"):
        rtf_content(b"{\\rtf1 Godkendt. Vedtaget.}", replace(Limits(), max_characters=10))
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        rtf_content(b"{\\rtf1\\par\\par}", Limits())


PIECES = st.sampled_from(
    [
        *["{", "}", "\\par ", "Ida 1. maj", "\\'e6", "\\u230?", "\\u-1", "\\uc9 ", "\\bin3 ", "- "],
        *["\\cell ", "\\row ", "\\trowd ", "\\cellx99999", "\\cellx-1", "\\intbl ", "\\itap999 "],
        *["\\nestcell ", "\\nestrow ", "{\\*\\nesttableprops ", "{\\listtext 1.}", "{\\footnote "],
        *[
            "\\pard ",
            "\\s1 ",
            "\\outlinelevel3 ",
            "\\clvmrg ",
            "\\clmrg ",
            "\\*",
            "\\",
            "\\'",
            "\n",
        ],
        *["\\page ", "\\sect ", "\\b ", "\\fs40 ", "{\\fonttbl{\\f1\\fcharset2 Symbol;", "\\f1 "],
        *["{\\stylesheet{\\s1 heading 1;", "\\ilvl-5 ", "\\li99999999 ", "\\ansicpg932 ", "\\'81"],
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_tokens_give_blocks_in_order(body: str) -> None:
    try:
        content = rtf_content(f"{{\\rtf1 Referat {body}".encode(), Limits())
    except UnreadableDocumentError:  # all of it in a cell that is said to go on from another
        return
    content.text.encode()
    end = 0
    for block in content.blocks:
        assert end <= block.start < block.end <= len(content.text)
        assert block.marker_start is None or end <= block.marker_start < block.start
        end = block.end


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_reason(data: bytes) -> None:
    assert rtf_content(b"{\\rtf1 Ja.\\par " + data, Limits()).text.startswith("Ja.")
