"""Web pages: what their reader sees, and nothing else."""

import time
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
        "l • [x] Nøgler",
    ]
    assert [block.level for block in document.blocks][:3] == [0, 1, 1]


def test_lists_backwards_in_letters_and_without_bullets(shown: Shown) -> None:
    document = _read(
        "<ol reversed><li>Bo<li style='display:none'>Ida<li>Per</ol>"
        "<ol style='list-style-type: upper-roman' start=4><li>Skuret<li type=A>Haven</ol>"
        "<ul style='list-style:none'><li>1. Valg<li>Evt.</ul>"
    )
    assert shown(document) == [
        "l 3. Bo",
        "l 2. Per",
        "l IV. Skuret",
        "l E. Haven",
        "l 1. Valg",
        "p Evt.",
    ]


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
        "<p class='sr-only'>Oplæses</p>",
        "<div role=navigation><a href=a>Referater</a> fra år til år</div>",
        "<svg><text>Tegning</text></svg><object><p>Intet at vise</p></object>",
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


def test_word_numbers_and_bullets_in_fonts_of_symbols(shown: Shown) -> None:
    document = _read(
        "<style>p.MsoNormal, p.MsoListParagraph {margin:0cm; margin-bottom:.0001pt;}</style>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>"
        "2.<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>Valg</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='font-family:"
        "Wingdings;mso-list:Ignore'>§<span>&nbsp;</span></span>Bo</p>"
        "<p class=MsoNormal style='margin-left:36.0pt'><span style='font-family:Symbol'>·"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>Ida</p>"
    )
    assert shown(document) == ["l 2. Valg", "l ▪ Bo", "l • Ida"]
    assert [block.level for block in document.blocks] == [0, 1, 1]
    assert document.text == "2. Valg\n▪ Bo\n• Ida"


def test_lines_that_word_wrapped_into_paragraphs_are_joined(shown: Shown) -> None:
    lines = [
        "Forårsklargøringen af banerne skete den 22. april, og der blev",
        "også skåret godt af træerne omkring banerne, så der igen er lys",
        "nok til at spille om aftenen, og grenene er kørt væk af kommunen",
        "uden regning.",
        "Der blev indkøbt nye koste.",
    ]
    style = "<style>p.MsoNormal {margin:0cm}</style>"
    body = "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>\n" for line in lines)
    assert len(shown(_read(style + body))) == 2


def test_definitions_quotes_and_raised_letters(shown: Shown) -> None:
    document = _read(
        "<dl><dt>Sted<dd>Skolen</dl><blockquote>Vi <q>foreslår</q></blockquote>"
        "Kl. 19<sup>00</sup> på 40 m<sup>2</sup><hr>H<sub>2</sub>O"
    )
    assert shown(document) == [
        "p Sted",
        "p Skolen",
        "p Vi “foreslår”",
        "p Kl. 19.00 på 40 m²",
        "p H2O",
    ]


def test_headings_by_role_class_weight_and_size(shown: Shown) -> None:
    document = _read(
        "<style>.c3 { font-weight: 700 } .c4 { display: none }</style>"
        "<div role=heading aria-level=3>Referat</div><p class=c3>Økonomi</p>"
        "<p class=c4>Foldet sammen.</p><p><font size=5>Haven</font></p>"
        "<p><b>Budgettet blev godkendt af alle.</b></p><p><b>4. Evt.</b> Intet at bemærke.</p>"
    )
    assert shown(document) == [
        "h Referat",
        "h Økonomi",
        "p Foldet sammen.",
        "h Haven",
        "p Budgettet blev godkendt af alle.",
        "h 4. Evt.",
        "p Intet at bemærke.",
    ]


def test_formatting_that_is_not_closed_in_its_paragraph_goes_on(shown: Shown) -> None:
    body = "<b><p>Skuret</p></b><p>Taget <b>er</p><p>utæt</b> nu.</p>"
    assert shown(_read(body)) == ["h Skuret", "p Taget er", "p utæt nu."]


def test_xhtml_elements_may_end_at_once(shown: Shown) -> None:
    page = '<?xml version="1.0"?><html><body><script src="a"/><p><b/>Skuret</p></body></html>'
    assert shown(read_bytes(page.encode(), "a.xhtml")) == ["p Skuret"]


def test_references_to_characters(shown: Shown) -> None:
    body = "&aelig;&#248;&#xE5; &#146; a &lt; b & c &ukendt; &#0; 5 < 6 &#99999999999;"
    assert shown(_read(f"<p>{body}")) == ["p æøå ’ a < b & c &ukendt; \ufffd 5 < 6 \ufffd"]


def test_unclosed_elements_and_stray_tags(shown: Shown) -> None:
    body = "<li>Bo<li>Ida</ul></p>Et<p>To<h2>Tre<h3>Fire</h3>Fem</div></td><td>Seks"
    assert shown(_read(body)) == [
        "l • Bo",
        "l • Ida",
        "p Et",
        "p To",
        "h Tre",
        "h Fire",
        "p Fem",
        "p Seks",
    ]


def test_menus_go_and_links_of_the_text_stay(shown: Shown) -> None:
    links = "<a href=a>{}</a> | <a href=b>{}</a> | <a href=c>{}</a>"
    document = _read(
        "<a href='#indhold'>Gå til indhold</a>"
        f"<table><tr><td>{links.format('Forside', 'Om os', 'Kontakt')}</td>"
        "<td><h1>Referat</h1><ul><li><a href='#1'>1. Skuret</a><li><a href='#2'>2. Evt.</a>"
        "<li><a href='#3'>3. Fest</a></ul><p>Taget lægges om.</p>"
        f"<h4>Bilag</h4><p>{links.format('Regnskab', 'Budget', 'Plan')}</p></td></tr></table>"
        "<div id=cookie-banner><p>Vi bruger cookies</p><button>OK</button></div>"
        "<footer>Referent: Ida Ravn</footer><a href='#top'>Til toppen ↑</a>"
    )
    assert shown(document) == [
        "h Referat",
        "l 1. Skuret",
        "l 2. Evt.",
        "l 3. Fest",
        "p Taget lægges om.",
        "h Bilag",
        "p Regnskab | Budget | Plan",
        "p Referent: Ida Ravn",
    ]


def test_a_page_that_is_all_furniture_is_read_all_the_same(shown: Shown) -> None:
    assert shown(_read("<nav>Referat<p>Godkendt.</p></nav>")) == ["p Referat", "p Godkendt."]


def test_rows_across_captions_and_heads_in_bold() -> None:
    document = _read(
        "<table><caption>Opgaver</caption><tr><td colspan=2>Haven</td></tr>"
        "<tr><td><b>Hvad</b><td><b>Hvem</b><tr><td>Hæk<td>Bo Lund<br>Ida Ravn</table>"
    )
    assert [(document.text[b.start : b.end], b.row, b.column_head) for b in document.blocks] == [
        ("Opgaver", None, None),
        ("Haven", None, None),
        ("Hvad", 1, None),
        ("Hvem", 1, None),
        ("Hæk", 2, "Hvad"),
        ("Bo Lund", 2, "Hvem"),
        ("Ida Ravn", 2, "Hvem"),
    ]
    assert "Hæk\tBo Lund\nIda Ravn" in document.text


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        _read("<script>x()</script>")


def test_lists_nested_without_end_are_refused() -> None:
    for opening in ("<ul><li>", "<table><tr><td>", "<dl><dd>"):
        with pytest.raises(UnreadableDocumentError, match="in one another more than 200 deep"):
            _read(opening * 5000 + "Bo")
    page = b"<html>" + b"<div>" * 50_000 + b"Bo"
    assert read_bytes(page, "a.html").text == "Bo"


def test_containers_too_deep_are_passed_over(shown: Shown) -> None:
    page = "<div>Formand</div>" + "<div>" * 500 + "Bo<div>Ida</div>Per" + "</div>" * 500 + "Slut"
    assert shown(_read(page)) == ["p Formand", "p Bo", "p Ida", "p Per", "p Slut"]


@pytest.mark.parametrize(
    "build",
    [
        lambda: "".join(f"<font size={n % 7}>" for n in range(20_000)) + "<p>x" * 20_000,
        lambda: "<div>" * 100_000 + "<p>x" * 10_000,
        lambda: "<b><p>x" * 20_000,
        lambda: "<b><i><p>x</b>y</i>" * 10_000,
        lambda: "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">x",
        lambda: "x" + '<a b="' * 50_000,
        lambda: "x" + "<!--" * 100_000,
        lambda: "x" + "<%" * 100_000,
        lambda: "x" + "<title>" * 50_000,
        lambda: "x" + "</p></b>" * 30_000,
        lambda: "<style>" + "/*" * 100_000 + "</style>x",
        lambda: "<style>" + "{" * 100_000 + "</style>x",
        lambda: f"&#{'9' * 500_000};x",
        lambda: "<table>" + "<tr><td rowspan=99 colspan=99>x" * 5_000,
        lambda: "<div>" * 190 + "<div class=menu><a href=x>x</a></div>" * 5_000,
    ],
)
def test_pages_made_to_do_harm_are_read_in_linear_time(build: Callable[[], str]) -> None:
    page = f"<html>{build()}".encode()
    began = time.process_time()
    assert "x" in read_bytes(page, "a.html").text
    assert time.process_time() - began < 6


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="too many elements"):
        read_bytes(b"<html>" + b"<br>" * 2000, "a.html", Limits(max_unpacked=200_000))


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
