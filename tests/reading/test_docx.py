"""Word documents: what the page shows, lists numbered as Word numbers them."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.minutes import BlockKind, Document
from referat.reading import read_bytes
from referat.reading.docx import docx_content
from referat.settings import Limits

Shown = Callable[[Document], list[str]]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:v"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(body: str, **parts: str) -> bytes:
    """A Word document of what stands in its body, and in further parts ("styles", "numbering")."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Target="/word/document.xml"'
            f' Type="{OFFICE}/relationships/officeDocument"/></Relationships>',
        )
        related = "".join(
            f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{name}" Target="{name}.xml"/>'
            for name in parts
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
        )
        document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{inner}</w:{name}>")
    return target.getvalue()


def r(text: str, look: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", properties: str = "", look: str = "") -> str:
    """A paragraph of text, or of the XML of runs."""
    run = text if not text or text.startswith("<") else r(text, look)
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, listed)


def styled(text: str, style: str) -> str:
    """A paragraph in a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


def levels(*definitions: tuple[str, str], more: str = "") -> str:
    """The levels of a list by format and text."""
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(definitions)
    )


def numbering(*lists: str, more: str = "") -> str:
    """Definitions of lists, each with an instance of its number, from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{inner}</w:abstractNum>'
        for n, inner in enumerate(lists, start=1)
    )
    instances = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(lists) + 1)
    )
    return abstract + instances + more


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, each the XML of paragraphs or a text."""
    inner = "".join(
        cell
        if cell.startswith("<w:tc>")
        else f"<w:tc>{cell if cell[:1] == '<' else p(cell)}</w:tc>"
        for cell in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def read(body: str, **parts: str) -> Document:
    return read_bytes(word(body, **parts), "referat.docx")


def cells(document: Document) -> list[tuple[int | None, int | None, str | None, str]]:
    return [
        (block.row, block.column, block.column_head, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.TABLE_CELL
    ]


def test_a_document_as_python_docx_writes_it(shown: Shown) -> None:
    made = docx.Document()
    made.add_heading("Referat af bestyrelsesmøde", 0)
    made.add_paragraph("Dato: 3. maj 2022")
    made.add_heading("1. Regnskab", 1)
    made.add_paragraph("Kassereren fremlagde regnskabet. Det blev godkendt.")
    made.add_paragraph("Ida køber maling", style="List Bullet")
    made.add_paragraph("Bo ringer til kommunen", style="List Number")
    target = BytesIO()
    made.save(target)
    document = read_bytes(target.getvalue(), "referat.docx")
    assert shown(document) == [
        "h Referat af bestyrelsesmøde",
        "p Dato: 3. maj 2022",
        "h 1. Regnskab",
        "p Kassereren fremlagde regnskabet. Det blev godkendt.",
        "l • Ida køber maling",
        "l 1. Bo ringer til kommunen",
    ]
    assert document.text.startswith("Referat af bestyrelsesmøde\nDato: 3. maj 2022\n1. Regnskab\n")


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Dagsordenspunkt"/>'
    '<w:basedOn w:val="Overskrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Brev"><w:basedOn w:val="Overskrift1"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Overskrift 3"/>'
    '<w:style w:type="paragraph" w:styleId="Fed"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rund"><w:basedOn w:val="Rundt"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rundt"><w:basedOn w:val="Rund"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/>'
    '<w:basedOn w:val="Overskrift1"/></w:style>'
    '<w:style w:type="character" w:styleId="Streng"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Link"><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style>'
)


def test_headings_by_style_and_outline_level() -> None:
    document = read(
        styled("Referat", "Titel")
        + styled("Formalia", "Overskrift1")
        + styled("Regnskab", "Punkt")
        + styled("Kære medlemmer", "Brev")
        + styled("Tag", "Overskrift 3")
        + styled("Hække", "Rund")
        + p("Eventuelt", '<w:outlineLvl w:val="1"/>')
        + styled("Der blev talt om fester. " * 9, "Overskrift1"),
        styles=STYLES,
    )
    assert [(block.kind.value, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_headings_by_their_letters(shown: Shown) -> None:
    body = (
        p("Referat af møde", look='<w:sz w:val="32"/>')
        + p("Valg af dirigent", look="<w:b/>")
        + p(r("Regn", "<w:b/>") + r("skab ", '<w:rStyle w:val="Streng"/>'))
        + p("Budget", look='<w:u w:val="single"/>')
        + p("Indmeldelse", look='<w:rStyle w:val="Link"/>')
        + styled("Fest", "Fed")
        + p("Bestyrelsen godkendte det hele.", look="<w:b/>")
        + p("Dato: 3. maj 2022", look="<w:b/>")
        + p(r("Beslutning: ", "<w:b/>") + r("Vi maler hegnet."))
        + p("Ida Lund og Bo Holm maler hegnet ved indkørslen, når foråret er kommet. " * 9)
    )
    assert [line[:20] for line in shown(read(body, styles=STYLES))] == [
        "h Referat af møde",
        "h Valg af dirigent",
        "h Regnskab",
        "h Budget",
        "p Indmeldelse",
        "h Fest",
        "p Bestyrelsen godken",
        "p Dato: 3. maj 2022",
        "p Beslutning: Vi mal",
        "p Ida Lund og Bo Hol",
    ]


def test_bold_says_nothing_where_all_is_bold(shown: Shown) -> None:
    assert shown(read(p("Regnskab", look="<w:b/>") + p("Godkendt", look="<w:b/>"))) == [
        "p Regnskab",
        "p Godkendt",
    ]


def test_a_bold_title_with_its_text_on_the_line(shown: Shown) -> None:
    body = p(r("3. Regnskab. ", "<w:b/>") + r("Kassereren fremlagde regnskabet for året.")) + p(
        r("4. Ida ", "<w:b/>") + r("henter stole.")
    )
    assert shown(read(body)) == [
        "h 3. Regnskab.",
        "p Kassereren fremlagde regnskabet for året.",
        "l 4. Ida henter stole.",
    ]


def test_numbers_of_all_kinds_and_levels(shown: Shown) -> None:
    lists = numbering(
        levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)")),
        levels(("upperRoman", "%1."), ("lowerRoman", "(%2)"), ("upperLetter", "%3:")),
        levels(("decimalZero", "Punkt %1:"), ("none", ""), ("ordinal", "%3")),
    )
    body = "".join(
        [
            item("Valg"),
            item("Dirigent", level=1),
            item("Referent", level=1),
            item("Ida", level=2),
            item("Regnskab"),
            item("Budget", level=1),
            item("Bo", level=2),
            *(item("Fest", 2) for _ in range(4)),
            item("Mad", 2, 1),
            item("Drikke", 2, 2),
            item("Have", 3),
            item("Hæk", 3, 1),
            item("Plæne", 3, 2),
        ]
    )
    assert shown(read(body, numbering=lists)) == [
        "l 1. Valg",
        "l 1.1 Dirigent",
        "l 1.2 Referent",
        "l a) Ida",
        "l 2. Regnskab",
        "l 2.1 Budget",
        "l a) Bo",
        "l I. Fest",
        "l II. Fest",
        "l III. Fest",
        "l IV. Fest",
        "l (i) Mad",
        "l A: Drikke",
        "l Punkt 01: Have",
        "p Hæk",
        "l 1. Plæne",
    ]


def test_bullets_of_symbol_fonts(shown: Shown) -> None:
    def font(name: str) -> str:
        return f'<w:rPr><w:rFonts w:ascii="{name}"/></w:rPr>'

    def bulleted(text: str, name: str) -> str:
        return (
            '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
            f'<w:lvlText w:val="{text}"/>{font(name)}</w:lvl>'
        )

    lists = numbering(
        bulleted("\uf0b7", "Symbol"),
        bulleted("o", "Courier New"),
        bulleted("\uf0a7", "Wingdings"),
        bulleted("\u00fc", "Wingdings"),
        bulleted("-", "Calibri"),
        bulleted("\uf0ee", "Wingdings"),
        bulleted("", "Calibri"),
    )
    body = "".join(item("Tag", number) for number in range(1, 8))
    markers = [block.marker for block in read(body, numbering=lists).blocks]
    assert markers == ["•", "◦", "▪", "✓", "-", "•", None]


def test_lists_of_one_definition_count_on_and_overrides_begin_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>'
    )
    lists = numbering(levels(("decimal", "%1.")), more=more)
    body = "".join(item("Punkt", number) for number in (1, 1, 2, 3, 3, 1))
    markers = [block.marker for block in read(body, numbering=lists).blocks]
    assert markers == ["1.", "2.", "3.", "8.", "9.", "10."]


def test_levels_that_never_begin_anew_and_levels_that_are_skipped() -> None:
    lists = numbering(
        levels(("decimal", "%1."))
        + '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlRestart w:val="0"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    body = "".join(item("Punkt", level=level) for level in (1, 0, 1, 0, 1))
    markers = [block.marker for block in read(body, numbering=lists).blocks]
    assert markers == ["1.1", "1.", "1.2", "2.", "2.3"]


def test_numbers_that_styles_bring_with_them(shown: Shown) -> None:
    linked = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="H1"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="H2"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    more = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
    more += '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    body = (
        styled("Formalia", "H1")
        + styled("Dirigent", "H2")
        + p("Uden tal", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + item("Referent", 7, 1)
        + styled("Regnskab", "H1")
    )
    lists = numbering(linked + '<w:styleLink w:val="Liste"/>', more=more)
    assert shown(read(body, styles=styles, numbering=lists)) == [
        "h 1 Formalia",
        "h 1.1 Dirigent",
        "h Uden tal",
        "l 1.2 Referent",
        "h 2 Regnskab",
    ]


def test_lists_know_how_deep_they_are() -> None:
    indent = '<w:pPr><w:ind w:left="720"/></w:pPr>'
    bullets = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>{indent}</w:lvl>'
    lists = numbering(levels(("decimal", "%1."), ("lowerLetter", "%2.")), bullets)
    body = item("Tag") + item("Rør", level=1) + item("Have") + item("Hæk", 2) + item("Fest")
    assert [block.level for block in read(body, numbering=lists).blocks] == [0, 1, 0, 1, 0]


def test_numbers_and_boxes_typed_behind_a_bullet_are_the_marker(shown: Shown) -> None:
    lists = numbering(levels(("bullet", "•")))
    body = item("1.2 Budget") + item("☒ Ida Lund") + item("2022 var et godt år") + item("Fest")
    assert shown(read(body, numbering=lists)) == [
        "l 1.2 Budget",
        "l • ☒ Ida Lund",
        "l • 2022 var et godt år",
        "l • Fest",
    ]


def test_tracked_changes_are_read_as_accepted(shown: Shown) -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = (
        p(
            r("Vi køber ")
            + f"<w:ins>{r('nye ')}</w:ins><w:del><w:r><w:delText>gamle </w:delText></w:r></w:del>"
            + f"<w:moveTo>{r('stole')}</w:moveTo><w:moveFrom>{r('borde')}</w:moveFrom>"
            + r(".")
        )
        + p(r("Ida og ") + '<w:r><w:footnoteReference w:id="2"/></w:r>', deleted)
        + p("Bo maler.")
        + p("<w:del><w:r><w:delText>Væk.</w:delText></w:r></w:del>", deleted)
        + table(row("A", "B"), row("C", "D", properties="<w:del/>"))
    )
    document = read(body, footnotes=f'<w:footnote w:id="2">{p("Uden løn.")}</w:footnote>')
    assert shown(document) == [
        *["p Vi køber nye stole.", "p Ida og Bo maler.", "p Uden løn.", "t A", "t B"],
    ]


def test_hidden_text_and_marks_without_width_are_left_out(shown: Shown) -> None:
    body = p(
        r("Det ")
        + r("ikke ", "<w:vanish/>")
        + r("aldrig ", '<w:rStyle w:val="Skjult"/>')
        + r("blev ved", '<w:vanish w:val="0"/>')
        + "<w:r><w:softHyphen/></w:r>"
        + r("ta\u00adget\u200b i ad")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + r("hoc-udvalget.")
    )
    assert shown(read(body, styles=STYLES)) == ["p Det blev vedtaget i ad-hoc-udvalget."]


def test_fields_show_their_results(shown: Shown) -> None:
    def mark(kind: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    box = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
    choice = (
        "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Nej'/>"
        "<w:listEntry w:val='Ja'/></w:ddList></w:ffData>"
    )
    nested = (
        mark("begin") + code("IF ") + mark("begin") + code("X") + mark("separate") + r("skjult")
    )
    body = (
        p(r("Dato: ") + mark("begin") + code("DATE") + mark("separate") + r("3. maj") + mark("end"))
        + p(nested + mark("end") + mark("separate") + r("Godkendt.") + mark("end"))
        + p(f'<w:fldSimple w:instr="AUTHOR">{r("Ida Lund")}</w:fldSimple>')
        + p(mark("begin", box) + code("FORMCHECKBOX") + mark("end") + r(" Til stede"))
        + p(r("Enig: ") + mark("begin", choice) + code("FORMDROPDOWN") + mark("end"))
        + p(mark("begin") + code("BRUDT"))
        + p("Efter et brudt felt.")
    )
    assert shown(read(body)) == [
        "p Dato: 3. maj",
        "p Godkendt.",
        "p Ida Lund",
        "l ☒ Til stede",
        "p Enig: Ja",
        "p Efter et brudt felt.",
    ]


def test_what_wraps_runs_and_paragraphs(shown: Shown) -> None:
    body = (
        p(f"<w:hyperlink>{r('Planen')}</w:hyperlink>{r(' er ')}<w:smartTag>{r('god')}</w:smartTag>")
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Dagsorden')}</w:sdtContent></w:sdt>"
        + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + f"{p('Klik her for at skrive.')}</w:sdtContent></w:sdt>"
        + p(
            "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>"
            f"{r('☒')}</w:sdtContent></w:sdt>{r(' Bo Holm')}"
        )
        + f"<w:customXml>{p('Punkt')}</w:customXml>"
        + p(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
            + r(" Udført af Ida")
            + "<w:r><w:commentReference/></w:r>"
        )
        + p(f"{r('Areal: ')}<m:oMath><m:r><m:t>a·b</m:t></m:r></m:oMath>")
    )
    assert shown(read(body)) == [
        "p Planen er god",
        "p Dagsorden",
        "l ☒ Bo Holm",
        "p Punkt",
        "l ✓ Udført af Ida",
        "p Areal: a·b",
    ]


def test_text_boxes_follow_their_paragraph_once(shown: Shown) -> None:
    box = f"<w:txbxContent>{p('Husk kontingent!')}</w:txbxContent>"
    drawn = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    body = p(
        r("Velkommen.")
        + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
    )
    assert shown(read(body)) == ["p Velkommen.", "p Husk kontingent!"]


def test_notes_follow_their_paragraph(shown: Shown) -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>' + r(" Uden moms.")
    body = p(r("Taget koster 5.000 kr.") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(
        "Slut."
    )
    document = read(body, footnotes=note + "</w:p></w:footnote>")
    assert shown(document) == ["p Taget koster 5.000 kr.", "p Uden moms.", "p Slut."]


def test_a_note_that_refers_to_itself_ends(shown: Shown) -> None:
    inner = p(r("Se note.") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    document = read(inner, footnotes=f'<w:footnote w:id="2">{inner}</w:footnote>')
    assert shown(document) == ["p Se note.", "p Se note."]


def test_tables_of_contents_are_left_out(shown: Shown) -> None:
    entry = "<w:r><w:instrText> PAGEREF _Toc123 \\h </w:instrText></w:r>"
    body = (
        styled("Indhold", "TOCHeading")
        + styled("Regnskab 2", "TOC1")
        + p(r("Regnskab 2") + entry)
        + f'<w:p><w:hyperlink w:anchor="_Toc5">{r("Budget 3")}</w:hyperlink></w:p>'
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        + f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Fest 4')}</w:sdtContent></w:sdt>"
        + p("Regnskab")
    )
    assert shown(read(body, styles=STYLES)) == ["p Regnskab"]


def test_breaks_and_tabs(shown: Shown) -> None:
    body = p(
        r("Tid:")
        + "<w:r><w:tab/></w:r>"
        + r("kl. 19")
        + "<w:r><w:br/></w:r>"
        + r("Sted: Salen")
        + '<w:r><w:br w:type="page"/></w:r>'
        + r("Deltagere: Ida")
    )
    document = read(body)
    assert shown(document) == ["p Tid: kl. 19", "p Sted: Salen", "p Deltagere: Ida"]
    assert document.text == "Tid: kl. 19\nSted: Salen\n\nDeltagere: Ida"


def test_tables_know_their_heads_and_merged_cells() -> None:
    def tc(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    grid = table(
        row("Opgave", "Ansvarlig", "Frist"),
        row(tc("Mal hegnet", '<w:vMerge w:val="restart"/>'), "Ida", "1. juni"),
        row(tc("", "<w:vMerge/>"), tc("Bo og Kim", '<w:gridSpan w:val="2"/>')),
        row("Lej", "", "uge 32", properties='<w:gridBefore w:val="0"/>'),
    )
    assert cells(read(p("Aftalt:") + grid)) == [
        (0, 0, None, "Opgave"),
        (0, 1, None, "Ansvarlig"),
        (0, 2, None, "Frist"),
        (1, 0, "Opgave", "Mal hegnet"),
        (1, 1, "Ansvarlig", "Ida"),
        (1, 2, "Frist", "1. juni"),
        (2, 1, "Ansvarlig", "Bo og Kim"),
        (3, 0, "Opgave", "Lej"),
        (3, 2, "Frist", "uge 32"),
    ]


@pytest.mark.parametrize(
    ("head", "properties"),
    [("{}", "<w:tblHeader/>"), ("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>", "")],
)
def test_heads_that_are_marked_or_bold(head: str, properties: str) -> None:
    top = row(head.format("Sag"), head.format("Hvor"), properties=properties)
    heads = [head for _, _, head, _ in cells(read(table(top, row("Tag", "Laden"))))]
    assert heads == [None, None, "Sag", "Hvor"]


def test_the_first_row_of_a_table_style(shown: Shown) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="T1"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        '</w:rPr></w:tblStylePr></w:style><w:style w:type="table" w:styleId="T2">'
        '<w:basedOn w:val="T1"/></w:style>'
    )
    rows = row("Sag", "Hvor") + row("Tag", "Laden")
    look = '<w:tblStyle w:val="T2"/><w:tblLook w:val="04A0"/>'
    document = read(f"<w:tbl><w:tblPr>{look}</w:tblPr>{rows}</w:tbl>", styles=styles)
    assert [head for _, _, head, _ in cells(document)] == [None, None, "Sag", "Hvor"]


def test_a_form_of_labels_stays_a_table() -> None:
    form = table(row("Dato", "3. maj 2022"), row("Til stede", p("Ida") + p("Bo")))
    assert [(line, column, text) for line, column, _, text in cells(read(form))] == [
        (0, 0, "Dato"),
        (0, 1, "3. maj 2022"),
        (1, 0, "Til stede"),
        (1, 1, "Ida"),
        (1, 1, "Bo"),
    ]


def test_tables_that_only_set_out_the_page_are_text(shown: Shown) -> None:
    long = "Kassereren gennemgik regnskabet, som viser et pænt overskud. " * 8
    body = table(row("Referat")) + table(row("Regnskab", long), row("Budget", "Vedtaget."))
    assert [line[:12] for line in shown(read(body))] == [
        "p Referat",
        "p Regnskab",
        "p Kassereren",
        "p Budget",
        "p Vedtaget.",
    ]


def test_rows_across_a_table_stand_between_its_cells(shown: Shown) -> None:
    across = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("1. Regnskab")}</w:tc>'
    document = read(table(row("Hvad", "Hvem"), row(across), row("Revision", "Bo")))
    assert shown(document) == ["t Hvad", "t Hvem", "l 1. Regnskab", "t Revision", "t Bo"]
    assert document.blocks[-1].column_head == "Hvem"


def test_tables_in_cells(shown: Shown) -> None:
    inner = table(row("Opgave", "Ansvarlig"), row("Tag", "Ida"))
    document = read(table(row(p("Aftalt") + inner, p("Bilag") + inner)))
    assert shown(document) == [
        *["p Aftalt", "t Opgave", "t Ansvarlig", "t Tag", "t Ida"],
        *["p Bilag", "t Opgave", "t Ansvarlig", "t Tag", "t Ida"],
    ]
    assert {block.table for block in document.blocks} == {None, 0, 1}


def test_columns_that_tabs_make() -> None:
    def tabbed(*words: str) -> str:
        return p("<w:r><w:tab/></w:r>".join(r(word) for word in words))

    body = tabbed("Hvad", "Hvem", "Hvornår") + tabbed("Mal hegnet", "Ida", "1. juni") + p("Slut.")
    assert cells(read(body)) == [
        (0, 0, None, "Hvad"),
        (0, 1, None, "Hvem"),
        (0, 2, None, "Hvornår"),
        (1, 0, "Hvad", "Mal hegnet"),
        (1, 1, "Hvem", "Ida"),
        (1, 2, "Hvornår", "1. juni"),
    ]


def test_lines_that_were_pasted_are_joined(shown: Shown) -> None:
    lines = [
        "Bestyrelsen drøftede, om der skal indkøbes nye stole til",
        "fælleshuset, og om de gamle stole kan sælges til en forening",
        "i nabobyen, som har spurgt om det flere gange i løbet af",
        "året. Det blev besluttet at sælge dem for et mindre beløb",
        "til foreningen.",
    ]
    assert shown(read("".join(map(p, lines)))) == [f"p {' '.join(lines)}"]


def test_paragraphs_stay_apart(shown: Shown) -> None:
    names = ["Bestyrelsen består nu af disse tre gode medlemmer fra by og land", "ida", "bo lund"]
    assert shown(read("".join(map(p, names)))) == [f"p {name}" for name in names]


def test_a_running_head_gives_title_and_date_that_the_text_lacks(shown: Shown) -> None:
    def head(text: str) -> str:
        return p(r(text) + "<w:r><w:tab/></w:r>" + r("Side 1 af 3")) + p("Vejlaug Syd")

    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    text = "Referat af møde den 3. maj 2022"
    parts = {"header": head(text)}
    assert shown(read(p("Godkendt.") + section, **parts)) == [f"p {text}", "p Godkendt."]
    told = p("Referat") + p("Dato: 3/5-22")
    assert shown(read(told + section, **parts)) == ["p Referat", "p Dato: 3/5-22"]


def test_macros_strict_namespaces_and_other_names_of_parts(shown: Shown) -> None:
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word(p("Godkendt.")))) as source,
        zipfile.ZipFile(target, "w") as archive,
    ):
        for name in source.namelist():
            data = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            data = data.replace(f"{OFFICE}/relationships".encode(), b"http://purl.oclc.org/ooxml/r")
            data = data.replace(b"document.xml", b"document2.xml")
            archive.writestr(name.replace("document.xml", "document2.xml"), data)
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert shown(read_bytes(target.getvalue(), "referat.docm")) == ["p Godkendt."]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "holds no text"),
        (p() + table(row("", "")), "holds no text"),
        ('<w:altChunk r:id="a"/>', "holds its text as a file within the file"),
        ("<w:p>", "is a damaged document"),
        ("<w:tbl><w:tr><w:tc>" * 90 + p("x") + "</w:tc></w:tr></w:tbl>" * 90, "is nested too"),
    ],
)
def test_what_cannot_be_read_says_why(body: str, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=f"^{reason}"):
        read(body)


def test_depth_and_length_are_limited() -> None:
    nested = p("x")
    for _ in range(5):
        nested = table(row(nested))
    with pytest.raises(UnreadableDocumentError, match=r"nested too deeply \(limit max_depth\)"):
        docx_content(word(nested), replace(Limits(), max_depth=4))
    with pytest.raises(UnreadableDocumentError, match=r"is too long"):
        docx_content(word(p("Godkendt. " * 9)), replace(Limits(), max_characters=50))


def test_another_root_is_damage() -> None:
    data = word(p("Godkendt.")).replace(b"w:document", b"w:dokument")
    with pytest.raises(UnreadableDocumentError, match="is a damaged document"):
        docx_content(data, Limits())


LEAVES = st.sampled_from(
    [
        *["<w:t>Ida 1. maj</w:t>", "<w:t> </w:t>", "<w:br/>", "<w:tab/>", "<w:t>- b</w:t>"],
        '<w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        '<w:pPr><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="-9e99"/></w:pPr>',
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
        '<w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr>',
        "<w:tcPr><w:vMerge/></w:tcPr>",
        '<w:sym w:char="XYZ"/>',
        '<w:sym w:font="Symbol" w:char="FFFFFFFFF"/>',
        '<w:footnoteReference w:id="1"/>',
        "<w:rPr><w:b/><w:sz w:val='x'/></w:rPr>",
    ]
)
HOLDERS = st.sampled_from(
    ["p", "r", "p", "r", "tbl", "tr", "tc", "ins", "sdt", "sdtContent", "txbxContent", "drawing"]
)


def element(name: str, inner: list[str]) -> str:
    return f"<w:{name}>{''.join(inner)}</w:{name}>"


@settings(deadline=None)
@given(st.recursive(LEAVES, lambda inner: st.builds(element, HOLDERS, st.lists(inner, max_size=5))))
def test_any_xml_gives_blocks_in_order_or_one_reason(inner: str) -> None:
    lists = numbering(levels(("decimal", "%1.%9")))
    body = p("Referat") + inner + table(row(inner, inner)) + p(inner)
    content = docx_content(word(body, numbering=lists), Limits())
    end = 0
    for block in content.blocks:
        assert end <= block.start < block.end <= len(content.text)
        assert block.marker_start is None or end <= block.marker_start < block.start
        end = block.end


@settings(deadline=None)
@given(st.data())
def test_damaged_bytes_give_one_reason_or_text(data: st.DataObject) -> None:
    damaged = bytearray(word(p("Det blev vedtaget at male hegnet.") + item("Ida")))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableDocumentError):
        assert docx_content(bytes(damaged), Limits()).text
