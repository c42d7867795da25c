import base64
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from referat.exporting.page import page
from referat.exporting.page_wording import plain
from referat.extractor import Extraction, Extractor
from referat.models.baselines.keywords import KeywordTagger
from referat.structure import load_tokenizer

from .made import made

ROOT = Path(__file__).resolve().parents[2]
MINUTES = """# Bestyrelsesmøde i Lyngby Roklub

Dato: 12. marts 2019

Til stede: Mette Holm (MH), Jens Kudsk (JK)

## 1. Økonomi

Budgettet blev godkendt. Der var en god snak om kontingentet.

## 2. Skuret

- MH sørger for en ny lås senest den 1. april 2019.
- Punktet om maling udsættes til næste møde.

| Opgave | Hvem | Hvornår |
| --- | --- | --- |
| Nye årer | JK | senest 1. maj 2019 |
"""
COMPOSED = (
    "municipal/municipal-04.md",
    "forening/forening-02.txt",
    "ejerforening/ejerforening-02.txt",
    "boligafdeling/boligafdeling-03.md",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(KeywordTagger(), load_tokenizer())


@pytest.fixture(scope="module")
def extraction(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    path = tmp_path_factory.mktemp("minutes") / "lyngby.md"
    path.write_text(MINUTES, encoding="utf-8")
    return extractor.extract(path)


@pytest.fixture(scope="module")
def tree(extraction: Extraction) -> HtmlElement:
    return parsed(extraction)


def parsed(*extractions: Extraction) -> HtmlElement:
    meetings = [meeting for one in extractions for meeting in one.meetings]
    actions = [item for one in extractions for item in one.actions]
    return lxml.html.document_fromstring(page(meetings, actions))


def text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def named(tree: HtmlElement, name: str) -> HtmlElement:
    [found] = tree.xpath("//*[@id=$name]", name=name)
    return found


@pytest.mark.parametrize("name", COMPOSED)
def test_every_line_leads_to_its_sentence_and_back(extractor: Extractor, name: str) -> None:
    extraction = extractor.extract(ROOT / "annotations" / "minutes" / name)
    tree = parsed(extraction)
    lines = tree.xpath('//li[@class="entry"]')
    assert len(lines) >= len(extraction.actions) > 3
    sentences = {one.sentence.text for one in extraction.sentences}
    for line in lines:
        [link] = line.xpath("./a")
        sentence = named(tree, link.get("href").removeprefix("#"))
        [shown] = sentence.xpath('./span[@class and contains(@class, "sentence")]') or [sentence]
        assert text(shown) in {plain(one) for one in sentences}
        back = sentence.xpath('.//a[starts-with(@href, "#")]/@href')
        assert not back or any(named(tree, href[1:]).xpath("./a") for href in back)


@pytest.mark.parametrize("name", COMPOSED)
def test_all_text_of_the_minutes_is_shown_in_its_order(extractor: Extractor, name: str) -> None:
    extraction = extractor.extract(ROOT / "annotations" / "minutes" / name)
    shown = text(parsed(extraction).xpath('//section[@class="minutes"]')[0])
    reached = 0
    for one in extraction.sentences:
        place = shown.find(" ".join(one.sentence.text.split()), reached)
        assert place >= 0, one.sentence.text
        reached = place


def test_names_are_unique_and_links_stay_on_the_page(extraction: Extraction) -> None:
    tree = parsed(extraction, extraction)
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    links = tree.xpath("//@href")
    assert {link[0] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(names)


def test_registers_say_who_and_when(tree: HtmlElement) -> None:
    [task] = tree.xpath('//li[@class="entry" and contains(@id, "tasks") and contains(., "lås")]')
    assert "Mette Holm" in text(task)
    assert task.xpath(".//time/@datetime") == ["2019-04-01"]
    assert "2. Skuret" in text(task)
    [decision] = tree.xpath('//li[contains(@id, "decisions")]')
    assert "Budgettet blev godkendt" in text(decision)
    [deferral] = tree.xpath('//li[contains(@id, "deferrals")]')
    assert "maling" in text(deferral)


def test_holder_and_deadline_are_marked_in_the_sentence(tree: HtmlElement) -> None:
    assert list(map(text, tree.xpath('//mark[@class="responsible"]'))) == ["MH"]
    times = list(map(text, tree.xpath('//mark[@class="deadline"]')))
    assert times == ["senest den 1. april 2019", "senest 1. maj 2019"]


def test_every_tag_is_told_in_words_with_its_score(tree: HtmlElement) -> None:
    chips = tree.xpath('//summary/span[contains(@class, "chip")]')
    words = {"decision": "Beslutning", "deferral": "Udsættelse", "deadline": "Frist"}
    assert len(chips) >= 5
    for chip in chips:
        tag = chip.get("class").split()[1]
        assert text(chip).startswith(words.get(tag, "Ansvarlig"))
        assert re.search(r"\d+ %$", text(chip))


def test_rows_of_a_table_stay_rows(tree: HtmlElement) -> None:
    heads, cells = tree.xpath('//section[@class="minutes"]//tr')
    assert list(map(text, heads.xpath("./th[@scope='col']"))) == ["Opgave", "Hvem", "Hvornår"]
    assert len(cells.xpath("./td")) == 3
    [line] = tree.xpath('//li[contains(@id, "tasks") and contains(., "årer")]/a')
    assert text(line) == "Nye årer · JK · senest 1. maj 2019"


def test_headings_of_several_meetings_go_down_by_one(extraction: Extraction) -> None:
    for tree in (parsed(extraction), parsed(extraction, extraction)):
        levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))
    assert len(tree.xpath("//article")) == 2


def test_reached_by_keyboard(tree: HtmlElement) -> None:
    order = tree.xpath("//a[@href] | //input | //select | //button | //summary | //*[@tabindex=0]")
    assert [one.get("href") for one in order[:2]] == ["#registre1", "#referat1"]
    assert tree.xpath("//@tabindex[. > 0]") == []
    assert tree.xpath("//*[@onclick or @style]") == []
    for control in tree.xpath("//input | //select"):
        assert control.xpath("ancestor::label"), control.get("name")
    assert tree.xpath("//form/@hidden"), "the filter shows only where its script runs"


def test_policy_allows_the_pages_own_style_and_script_alone(tree: HtmlElement) -> None:
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        [element] = tree.xpath(f"//{kind}")
        digest = hashlib.sha256(element.text.encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_page_names_no_address(extraction: Extraction) -> None:
    assert not re.search(
        r"//[\w.]|url\(|@import|\bsrc\b *=", page(extraction.meetings, extraction.actions)
    )


MADE_OF = re.compile(
    "html|head|meta|title|style|body|svg|symbol|path|circle|use|nav|a|header|h[1-5]|dl|div|dt|dd|time|"
    "form|fieldset|legend|label|input|span|select|option|button|output|main|article|section|ol|ul|li|"
    "p|mark|details|summary|table|tbody|tr|td|th|footer|script"
)


@given(st.text(min_size=1, max_size=40))
@example("</style><script>alert(1)</script>")
@example("\"'><img src=x onerror=alert(1)>")
@example("\u202e\x00\ud800 &lt; <!-- ]]>")
def test_any_text_is_shown_as_it_stands(given_text: str) -> None:
    tagged, items = made(given_text)
    tree = lxml.html.document_fromstring(page([tagged], items))
    elements = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    assert all(map(MADE_OF.fullmatch, elements))
    assert not list(tree.iter(lxml.etree.Comment))
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//@src") == []
    assert {link[0] for link in tree.xpath("//@href")} == {"#"}
    assert text(tree.xpath("//h1")[0]) == " ".join(plain(given_text).split())
    for sentence in tree.xpath('//span[starts-with(@class, "sentence")]'):
        assert text(sentence) in " ".join(plain(given_text).split())


def colours(style: str) -> Iterator[dict[str, str]]:
    for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL):
        yield dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_apart_light_dark_and_printed(tree: HtmlElement) -> None:
    schemes = list(colours(tree.xpath("//style")[0].text))
    assert len(schemes) == 3
    tags = ("decision", "deferral", "deadline", "responsible")
    for scheme in schemes:
        pairs = [("ink", "paper"), ("quiet", "paper"), ("link", "paper"), ("quiet", "panel")]
        pairs += [("ink", "panel"), ("link", "panel")]
        pairs += [(f"{tag}-ink", tag) for tag in tags] + [("ink", tag) for tag in tags]
        # holders and deadlines are marked in sentences of any tag
        pairs += [(f"{mark}-ink", tag) for mark in ("deadline", "responsible") for tag in tags]
        weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
        assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
        if "focus" in scheme:
            assert contrast(scheme["focus"], scheme["paper"]) >= 3
