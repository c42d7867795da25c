"""OpenDocument texts: what the page shows, lists numbered as their styles say."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.minutes import BlockKind, Document
from referat.reading import read_bytes
from referat.reading.odt import odt_content
from referat.settings import Limits

Shown = Callable[[Document], list[str]]

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("manifest", "manifest")),
    )
)


def open_document(body: str, automatic: str = "", styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text of what stands in its body, and in its styles."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml", f"<office:document-styles {SPACES}>{styles}</office:document-styles>"
        )
        archive.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {SPACES}>{manifest}</manifest:manifest>"
        )
    return target.getvalue()


def read(body: str, **parts: str) -> Document:
    return read_bytes(open_document(body, **parts), "referat.odt")


def p(text: str = "", style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}"{more}>{text}</text:h>'


def li(*inner: str, more: str = "") -> str:
    return f"<text:list-item{more}>{''.join(inner)}</text:list-item>"


def ul(*items: str, style: str = "L1", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(items)}</text:list>"


def paragraph_style(name: str, letters: str = "", parent: str = "Standard", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"'
        f' style:parent-style-name="{parent}"{more}><style:text-properties {letters}/>'
        "</style:style>"
    )


def cell(*inner: str, more: str = "") -> str:
    return f"<table:table-cell{more}>{''.join(inner)}</table:table-cell>"


def row(*cells: str) -> str:
    inner = (one if one.startswith("<") else cell(p(one)) for one in cells)
    return f"<table:table-row>{''.join(inner)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def cells(document: Document) -> list[tuple[int | None, int | None, str | None, str]]:
    return [
        (block.row, block.column, block.column_head, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.TABLE_CELL
    ]


NUMBERS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="("'
    ' style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="\uf0a7"/></text:list-style>'
    '<text:list-style style:name="L3">'
    '<text:list-level-style-number text:level="1" style:num-format="I" text:start-value="4"'
    ' style:num-suffix=")"/></text:list-style>'
)


def test_headings_by_level_style_and_letters(shown: Shown) -> None:
    automatic = (
        paragraph_style("P1", parent="Heading_20_2")
        + paragraph_style("P2", 'fo:font-weight="bold"')
        + paragraph_style("P3", 'fo:font-size="150%"')
        + paragraph_style("P4", 'fo:font-weight="normal"', parent="P2")
        + paragraph_style("P5", parent="P6")
        + paragraph_style("P6", parent="P5")
    )
    styles = (
        '<style:default-style style:family="paragraph"><style:text-properties'
        ' fo:font-size="12pt"/></style:default-style>'
        '<style:style style:name="Title" style:family="paragraph"/>'
        + paragraph_style("Heading_20_2", more=' style:display-name="Overskrift 2"')
    )
    body = (
        p("Referat", "Title")
        + h("Regnskab", 1)
        + h("Kontingent", 12)
        + p("Budget", "P1")
        + p("Fest", "P2")
        + p("Mad", "P3")
        + p("Drikke", "P4")
        + p("Musik", "P5")
        + p("Ida Lund og Bo Holm står for maden ved festen. " * 6)
    )
    document = read(body, automatic=automatic, styles=styles)
    assert [(block.kind.value, block.level) for block in document.blocks] == [
        *[("heading", 1), ("heading", 1), ("heading", 10), ("heading", 2), ("heading", 7)],
        *[("heading", 6), ("paragraph", 0), ("paragraph", 0), ("paragraph", 0)],
    ]


def test_bold_by_spans_is_not_that_of_links(shown: Shown) -> None:
    automatic = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="Internet_20_link" style:family="text">'
        '<style:text-properties style:text-underline-style="solid"/></style:style>'
    )
    body = (
        p('<text:span text:style-name="T1">Valg</text:span>')
        + p('<text:a><text:span text:style-name="Internet_20_link">Planen</text:span></text:a>')
        + p('<text:span text:style-name="T1">Beslutning:</text:span> Vi maler hegnet til foråret.')
    )
    assert shown(read(body, automatic=automatic)) == [
        "h Valg",
        "p Planen",
        "p Beslutning: Vi maler hegnet til foråret.",
    ]


def test_numbers_of_lists(shown: Shown) -> None:
    body = (
        ul(
            li(p("Valg"), ul(li(p("Dirigent")), li(p("Referent")), style="")),
            li(p("Regnskab"), p("Det blev godkendt."), ul(li(p("Bilag")), style="")),
            li(p("Fest"), more=' text:start-value="7"'),
            more=' xml:id="a"',
        )
        + ul(li(p("Mal"), ul(li(p("Hegn")), style="")), style="L2")
        + ul(li(p("Budget")), more=' text:continue-numbering="true"')
        + ul(li(p("Forfra")))
        + ul(li(p("Videre")), more=' text:continue-list="a"')
        + ul(li(p("Fire")), style="L3")
        + ul(li(ul(li(ul(li(p("Dybt")), style="")), style="")))
    )
    assert shown(read(body, automatic=NUMBERS)) == [
        "l 1. Valg",
        "l 1.1 Dirigent",
        "l 1.2 Referent",
        "l 2. Regnskab",
        "p Det blev godkendt.",
        "l 2.1 Bilag",
        "l 7. Fest",
        "l • Mal",
        "l ▪ Hegn",
        "l 8. Budget",
        "l 1. Forfra",
        "l 9. Videre",
        "l IV) Fire",
        "l (a) Dybt",
    ]


def test_lists_know_how_deep_they_are() -> None:
    body = ul(li(p("Valg"), ul(li(p("Ida")), style="")), li(p("Regnskab"))) + ul(
        li(p("Bilag")), style="L2"
    )
    document = read(body, automatic=NUMBERS)
    assert [block.level for block in document.blocks] == [0, 1, 0, 1]


def test_numbers_of_headings(shown: Shown) -> None:
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
    )
    body = (
        h("Formalia", 1)
        + h("Dirigent", 2)
        + h("Uden tal", 1, ' text:is-list-header="true"')
        + ul(li(h("Regnskab", 1)), style="Outline")
        + h("Kontingent", 3)
        + h("<text:number>5.</text:number>Gemt", 3)
    )
    assert shown(read(body, styles=outline)) == [
        "h 1. Formalia",
        "h 1.1 Dirigent",
        "h Uden tal",
        "h 2. Regnskab",
        "h Kontingent",
        "h 5. Gemt",
    ]


def test_lists_whose_style_the_paragraph_names(shown: Shown) -> None:
    automatic = NUMBERS + paragraph_style("P1", more=' style:list-style-name="L1"')
    assert shown(read(ul(li(p("Valg", "P1")), style=""), automatic=automatic)) == ["l 1. Valg"]


def test_white_space_breaks_and_marks_without_width(shown: Shown) -> None:
    body = p(
        "Tid:<text:tab/>kl.<text:s text:c='999999999'/>19<text:line-break/>Ved\u00adta\u200bget"
    )
    assert shown(read(body)) == ["p Tid: kl. 19", "p Vedtaget"]


def test_what_is_not_on_the_page_is_left_out(shown: Shown) -> None:
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties'
        ' text:display="none"/></style:style><style:style style:name="S1" style:family="section">'
        '<style:section-properties text:display="none"/></style:style>'
        + paragraph_style("P1", 'text:display="none"')
        + paragraph_style("P2", parent="Contents_20_1")
    )
    body = (
        f"<text:tracked-changes><text:deletion>{p('Slettet')}</text:deletion></text:tracked-changes>"
        f"<text:table-of-content><text:index-body>{p('Indhold')}</text:index-body>"
        "</text:table-of-content>"
        + p("Regnskab 2", "P2")
        + f"<text:section text:style-name='S1'>{p('Skjult')}</text:section>"
        + f"<text:section text:display='none'>{p('Skjult')}</text:section>"
        + f"<text:section>{p('Synligt')}</text:section>"
        + p("Skjult", "P1")
        + p("<text:hidden-paragraph text:is-hidden='true'/>Skjult")
        + p(
            "Ida<text:change-start/><office:annotation><text:p>Bo?</text:p></office:annotation>"
            "<text:span text:style-name='T1'> skjult</text:span>"
            "<text:placeholder>&lt;Navn&gt;</text:placeholder> skriver."
        )
    )
    styles = '<style:style style:name="Contents_20_1" style:family="paragraph"/>'
    document = read(body, automatic=automatic, styles=styles)
    assert shown(document) == ["p Synligt", "p Ida skriver."]


def test_notes_and_boxes_follow_their_paragraph(shown: Shown) -> None:
    body = p(
        "Taget koster 5.000 kr.<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('Uden moms.')}</text:note-body></text:note>"
        f"<draw:frame><draw:text-box>{p('Husk kontingent!')}</draw:text-box></draw:frame> Vedtaget."
    )
    assert shown(read(body)) == [
        "p Taget koster 5.000 kr. Vedtaget.",
        "p Husk kontingent!",
        "p Uden moms.",
    ]


def test_tables() -> None:
    head = f"<table:table-header-rows>{row('Sag', 'Hvor', 'Tid')}</table:table-header-rows>"
    body = table(
        head,
        row(cell(p("Tag"), more=' table:number-rows-spanned="2"'), "Laden", "Maj"),
        row(
            "<table:covered-table-cell/>",
            cell(p("Skolen"), more=' table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>",
        ),
        row(cell(more=' table:number-columns-repeated="2"'), "Juni"),
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )
    assert cells(read(body)) == [
        (0, 0, None, "Sag"),
        (0, 1, None, "Hvor"),
        (0, 2, None, "Tid"),
        (1, 0, "Sag", "Tag"),
        (1, 1, "Hvor", "Laden"),
        (1, 2, "Tid", "Maj"),
        (2, 1, "Hvor", "Skolen"),
        (3, 2, "Tid", "Juni"),
    ]


def test_the_running_head_gives_the_date_that_the_text_lacks(shown: Shown) -> None:
    styles = (
        '<office:master-styles><style:master-page style:name="Standard"><style:header>'
        + p("Vejlaug Syd<text:tab/>Møde den 3. maj 2022<text:tab/>Side 1")
        + "</style:header></style:master-page></office:master-styles>"
    )
    assert shown(read(p("Referat"), styles=styles)) == ["p Møde den 3. maj 2022", "p Referat"]
    assert shown(read(p("Referat 2022-05-03"), styles=styles)) == ["p Referat 2022-05-03"]


def test_a_new_page_parts_paragraphs() -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    assert read(p("Valg") + p("Fest", "P1"), automatic=automatic).text == "Valg\n\nFest"


@pytest.mark.parametrize(
    ("body", "manifest", "reason"),
    [
        ("", "", "holds no text"),
        (p("x"), "<manifest:encryption-data/>", "is encrypted with a password"),
        ("<text:p>", "", "is a damaged document"),
        ("<text:section>" * 250 + p("x") + "</text:section>" * 250, "", "is nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_why(body: str, manifest: str, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=f"^{reason}"):
        read(body, manifest=manifest)


def test_depth_is_limited() -> None:
    body = "<text:section>" * 5 + p("x") + "</text:section>" * 5
    with pytest.raises(UnreadableDocumentError, match=r"nested too deeply \(limit max_depth\)"):
        odt_content(open_document(body), replace(Limits(), max_depth=4))


def test_a_file_without_text_is_damage() -> None:
    data = open_document(p("x")).replace(b"office:text", b"office:tekt")
    with pytest.raises(UnreadableDocumentError, match="is a damaged document"):
        odt_content(data, Limits())


LEAVES = st.sampled_from(
    [
        *["Ida 1. maj", " ", "<text:tab/>", "<text:line-break/>", "- b", "<text:s/>"],
        "<text:number>1.</text:number>",
        "<text:hidden-text/>",
        '<table:table-cell table:number-columns-repeated="99999999999"/>',
        '<table:covered-table-cell table:number-columns-repeated="-1"/>',
        cell(p("x"), more=' table:number-columns-spanned="99999999"'),
    ]
)
HOLDERS = st.sampled_from(
    [
        *["text:p", "text:h", "text:span", "text:list", "text:list-item", "text:section"],
        *["table:table", "table:table-row", "table:table-cell", "draw:frame", "text:note-body"],
        "text:note",
    ]
)


def element(name: str, inner: list[str]) -> str:
    return f"<{name} text:style-name='L1'>{''.join(inner)}</{name}>"


@settings(deadline=None)
@given(st.recursive(LEAVES, lambda inner: st.builds(element, HOLDERS, st.lists(inner, max_size=5))))
def test_any_xml_gives_blocks_in_order(inner: str) -> None:
    body = p("Referat") + inner + ul(li(inner, p(inner))) + table(row(cell(inner), "x"))
    content = odt_content(open_document(body, automatic=NUMBERS), Limits())
    end = 0
    for block in content.blocks:
        assert end <= block.start < block.end <= len(content.text)
        assert block.marker_start is None or end <= block.marker_start < block.start
        end = block.end


@settings(deadline=None)
@given(st.data())
def test_damaged_bytes_give_one_reason_or_text(data: st.DataObject) -> None:
    damaged = bytearray(open_document(ul(li(p("Det blev vedtaget."))), automatic=NUMBERS))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableDocumentError):
        assert odt_content(bytes(damaged), Limits()).text
