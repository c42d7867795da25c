import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from referat.exporting.markdown_page import markdown_page
from referat.exporting.markdown_text import markdown
from referat.exporting.page_wording import plain
from referat.extractor import Extraction, Extractor
from referat.models.baselines.keywords import KeywordTagger
from referat.structure import load_tokenizer

from .made import made

ROOT = Path(__file__).resolve().parents[2]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANCHOR = re.compile(r'<a id="(?P<name>[a-z]+\d+-\d+)">')


def inline(text: str) -> list[Token]:
    return [
        child
        for token in READER.parse(text)
        if token.type == "inline"
        for child in token.children or ()
    ]


@given(st.text(st.characters(blacklist_categories=()), max_size=30))
@example("<b>fed</b> &amp; *skrå* _x_ `kode` [a](http://b.example) ![c](d) ~~e~~ |f|")
@example("1. maj")
@example("- punkt")
@example("+")
@example("---")
@example("===")
@example("# overskrift")
@example("\\")
@example("www.b.example, http://b.example")
@example("> citat")
def test_any_text_is_read_as_it_stands(text: str) -> None:
    wanted = " ".join(plain(text).split())
    for before, after in (("", ""), ("- ", ""), ("### ", ""), ("|  |\n| --- |\n| ", " |")):
        tokens = inline(f"{before}{markdown(text)}{after}")
        assert {token.type for token in tokens} <= {"text", "text_special"}
        assert "".join(token.content for token in tokens).strip() == wanted


@pytest.mark.parametrize(
    ("text", "bold", "wanted"),
    [
        ("MH ringer inden 1. maj.", [(0, 2), (10, 22)], "**MH** ringer **inden 1. maj**."),
        ("(MH) ringer", [(0, 4)], "(MH) ringer"),
        ("MH ringer", [(0, 2), (0, 9)], "**MH** ringer"),
        ("abcd", [(0, 2), (2, 4)], "**ab**cd"),
        ("a*b", [(0, 3)], r"**a\*b**"),
    ],
)
def test_holders_and_deadlines_stand_in_bold(
    text: str, bold: list[tuple[int, int]], wanted: str
) -> None:
    assert markdown(text, bold) == wanted


def test_common_text_is_left_readable() -> None:
    text = 'Kl. 16:30: 3,5 mio. kr. (jf. bilag 2) - "godkendt", 20.000 kr.'
    assert markdown(text) == text


@pytest.fixture(scope="module", params=["municipal/municipal-04.md", "forening/forening-02.txt"])
def extraction(request: pytest.FixtureRequest) -> Extraction:
    extractor = Extractor(KeywordTagger(), load_tokenizer())
    return extractor.extract(ROOT / "annotations" / "minutes" / request.param)


def test_every_line_of_a_register_leads_to_an_anchor(extraction: Extraction) -> None:
    tokens = inline(markdown_page(extraction.meetings * 2, extraction.actions))
    anchors = [found["name"] for token in tokens if (found := ANCHOR.match(token.content))]
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert len(anchors) == len(set(anchors))
    assert len(links) >= len(extraction.actions) > 3
    assert {link[0] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(anchors)


def test_all_text_of_the_minutes_is_there(extraction: Extraction) -> None:
    tokens = inline(markdown_page(extraction.meetings, extraction.actions))
    shown = " ".join(token.content for token in tokens if token.type.startswith("text"))
    words = re.findall(r"\w+", shown)
    for one in extraction.sentences:
        assert set(re.findall(r"\w+", one.sentence.text)) <= set(words)


@given(st.text(min_size=1, max_size=30))
@example("</a><script>alert(1)</script>")
@example("|\n\n# x [y](javascript:z)")
def test_no_text_makes_markup(text: str) -> None:
    tagged, items = made(text)
    shown = markdown_page([tagged], items)
    tokens = inline(shown)
    assert not any(token.type == "html_block" for token in READER.parse(shown))
    raw = {token.content for token in tokens if token.type == "html_inline"}
    assert all(one == "</a>" or ANCHOR.fullmatch(one) for one in raw)
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert {link[0] for link in links} == {"#"}
    assert not any(token.type == "image" for token in tokens)
