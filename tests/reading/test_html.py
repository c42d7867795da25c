"""Web pages: what their reader sees, and nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.minutes import BlockKind, Document
from referat.reading import read_bytes
from referat.settings import Limits

Shown = Callable[[Document], list[str]]


def _read(body: str, head: str = "", name: str = "referat.html") -> Document:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), name)


def test_headings_paragraphs_and_lines(shown: Shown) -> None:
    document = _read(
        "<h1>Referat af\n  bestyrelsesmøde</h1><p>Til stede:<br>Bo Lund<br>Ida Ravn</p>"
        "<p><strong>Skuret</strong></p><p>Taget\ner utæt.</p>"
    )
    assert shown(document) == [
        "h Referat af bestyrelsesmøde",
        "p Til stede:",
        "p Bo Lund",
        "p Ida Ravn",
        "h Skuret",
        "p Taget er utæt.",
    ]
    assert [block.level for block in document.blocks if block.kind is BlockKind.HEADING] == [1, 7]


def test_lists_have_the_numbers_that_the_page_shows(shown: Shown) -> None:
    document = _read(
        "<ol start=3><li>Skuret<ul><li>Bo henter tilbud<li>Ida maler</ul></li><li>Evt.</li>"
        "<li value=9>Næste møde</li></ol><ol type=a><li>Kaffe</ol>"
        "<ul><li><input type=checkbox checked> Nøgler</ul>"
    )
    assert shown(document) == [
        "l 3. Skuret",
        "l • Bo henter tilbud",
        "l • Ida maler",
        "l 4. Evt.",
        "l 9. Næste møde",
        "l a. Kaffe",
        "l [x] Nøgler",
    ]
    assert [block.level for block in document.blocks][:3] == [0, 1, 1]


def test_cells_know_their_row_column_and_head() -> None:
    document = _read(
        "<table><tr><th>Hvad<th>Ansvarlig<th>Frist</tr>"
        "<tr><td rowspan=2>Tag<td>Bo<td>uge 18<tr><td>Ida<td></tr></table>"
    )
    cells = [
        (document.text[b.start : b.end], b.row, b.column, b.column_head) for b in document.blocks
    ]
    assert cells[3:] == [
        ("Tag", 1, 0, "Hvad"),
        ("Bo", 1, 1, "Ansvarlig"),
        ("uge 18", 1, 2, "Frist"),
        ("Ida", 2, 1, "Ansvarlig"),
    ]


def test_a_table_that_only_sets_out_the_page_is_text(shown: Shown) -> None:
    document = _read("<table><tr><td><h2>Skuret</h2><p>Godkendt.</p></td></tr></table>")
    assert shown(document) == ["h Skuret", "p Godkendt."]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>alert('Godkendt')</script>",
        "<style>p { color: red }</style>",
        "<!-- Husk at rette -->",
        "<div style='display: none'>Skjult</div>",
        "<p hidden>Skjult</p>",
        "<nav><ul><li><a href=/>Forside</a></ul></nav>",
        "<div class='top-bar'><a href=/>Forside</a> <a href=/om>Om os</a></div>",
        "<select><option>Vælg</select><textarea>Skriv</textarea>",
        "<?php echo 'Hej'; ?>",
        "<% Response.Write(Navn) %>",
        "<footer><p>Havnevej 3</p></footer>",
        "<template><p>Skabelon</p></template>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(unseen: str, shown: Shown) -> None:
    said = "Det blev besluttet at lægge taget om til sommer, når tilbuddet er hentet."
    assert shown(_read(f"{unseen}<p>{said}</p>")) == [f"p {said}"]


def test_short_outcomes_stay_and_so_does_a_title_in_the_page_head(shown: Shown) -> None:
    document = _read("<header><h1>Referat</h1></header><p>Godkendt.</p><p>Ja.</p>")
    assert shown(document) == ["h Referat", "p Godkendt.", "p Ja."]


def test_links_give_their_text_and_nothing_runs(shown: Shown) -> None:
    document = _read("<p onclick='x()'>Se <a href='javascript:x()'>bilag 3</a>.</p>")
    assert shown(document) == ["p Se bilag 3."]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("windows-1252", "utf-8"),
        ("ukendt-99", "cp1252"),
        ("utf-16", "utf-8"),
    ],
)
def test_encodings_declared_rightly_and_wrongly(declared: str, encoding: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body><p>Mødet på Ærø – “årsmøde”</p>"
    assert read_bytes(page.encode(encoding), "a.htm").text == "Mødet på Ærø – “årsmøde”"


def test_utf_16_is_known_by_its_mark() -> None:
    page = "<html><body><p>Mødet på Ærø</p></body></html>"
    assert read_bytes(page.encode("utf-16"), "a.html").text == "Mødet på Ærø"


def test_asp_pages_are_read_without_their_directives(shown: Shown) -> None:
    page = (
        '\ufeff<%@ Page Language="C#" Title="x" %>\n<asp:Content Runat="Server">'
        "<div>Generalforsamling</div><div>Kl. 19</div></asp:Content>"
    )
    document = read_bytes(page.encode(), "2004.aspx")
    assert document.media_type == "text/html"
    assert shown(document) == ["p Generalforsamling", "p Kl. 19"]


def test_pages_saved_by_word(shown: Shown) -> None:
    document = _read(
        "<!--[if gte mso 9]><xml><o:Author>Bo</o:Author></xml><![endif]-->"
        "<p class=MsoTitle>Referat</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Bo ringer</p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    )
    assert shown(document) == ["h Referat", "l · Bo ringer"]


def test_soft_hyphens_break_no_word() -> None:
    assert _read("<p>besty&shy;relsens\u200b møde</p>").text == "bestyrelsens møde"


def test_a_preformatted_page_is_read_like_a_text_file(shown: Shown) -> None:
    lines = "Referat af bestyrelsesmøde\n\n1. Skuret\n   Godkendt.\n2. Evt.\n"
    assert shown(_read(f"<pre>{lines}</pre>")) == [
        "p Referat af bestyrelsesmøde",
        "l 1. Skuret",
        "p Godkendt.",
        "l 2. Evt.",
    ]


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        _read("<script>x()</script>")


def test_lists_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="nested deeper than 200"):
        _read("<ul><li>" * 5000 + "Bo")
    page = b"<html>" + b"<div>" * 50_000 + b"Bo"
    assert read_bytes(page, "a.html").text == "Bo"


def test_formatting_that_multiplies_is_refused() -> None:
    page = "".join(f"<font a{number}>" for number in range(3000)) + "<p>x" * 3000
    with pytest.raises(UnreadableDocumentError, match="grows without bound"):
        _read(page)


def test_a_page_too_long_is_refused() -> None:
    page = b"<html><p>" + b"Godkendt. " * 100
    with pytest.raises(UnreadableDocumentError, match="is too long"):
        read_bytes(page, "a.html", Limits(max_characters=500))


_TAGS = (
    "p", "div", "b", "ul", "ol", "li", "table", "tr", "td", "th", "h2", "pre", "br", "nav", "x:y",
    "span", "font", "hr", "dl", "dt", "input type=checkbox", "a", "script", "blockquote",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in _TAGS]),
            st.sampled_from([f"</{tag.split()[0]}>" for tag in _TAGS]),
            st.sampled_from(["Godkendt. ", "1. Skuret", "&nbsp;", "&#x110000;", "<", "\x00", "æ"]),
        ),
        max_size=40,
    ).map("".join)
)
def test_any_tags_give_blocks_in_order_or_a_reason(markup: str) -> None:
    try:
        document = read_bytes(f"<html>{markup}".encode(), "a.html")
    except UnreadableDocumentError:
        return
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
