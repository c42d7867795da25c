"""Markdown: what is marked up, and what a reader of the page sees."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.minutes import BlockKind, Document
from referat.reading import read_bytes
from referat.reading.markdown import markdown_content

Shown = Callable[[Document], list[str]]


def _read(text: str) -> Document:
    return read_bytes(text.encode(), "referat.md")


def test_headings_of_every_kind() -> None:
    document = _read(
        "# Referat\n\n## 2) Økonomi ##\n\nMøde\n====\n\nValg\n----\n\n"
        "**3. Fest**\n\n<h4>Evt.</h4>\n"
    )
    assert [
        (block.kind, block.level, block.marker, document.text[block.start : block.end])
        for block in document.blocks
    ] == [
        (BlockKind.HEADING, 1, None, "Referat"),
        (BlockKind.HEADING, 2, "2)", "Økonomi"),
        (BlockKind.HEADING, 1, None, "Møde"),
        (BlockKind.HEADING, 2, None, "Valg"),
        (BlockKind.HEADING, 7, "3.", "Fest"),
        (BlockKind.HEADING, 4, None, "Evt."),
    ]


def test_lists_with_boxes_and_depth(shown: Shown) -> None:
    document = _read("- [x] Godkendt\n- [ ] Tag\n  - Tilbud\n* 1.2 Have\n")
    assert shown(document) == ["l - [x] Godkendt", "l - [ ] Tag", "l - Tilbud", "l 1.2 Have"]
    assert [block.level for block in document.blocks] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Det er **meget** *vigtigt*.", "Det er meget vigtigt."),
        ("Se [planen](https://a.dk/b_(c)) og `kode_navn`.", "Se planen og kode_navn."),
        ("Filen snake_case_navn bliver.", "Filen snake_case_navn bliver."),
        ("2 * 3 er 6", "2 * 3 er 6"),
        ("Pris \\*ca.\\* 5", "Pris *ca.* 5"),
        ("Se <https://a.dk>.", "Se https://a.dk."),
        ("<u>Ida</u> skriver.", "Ida skriver."),
        ("Ida <!-- Bo? --> skriver.", "Ida skriver."),
        ("***Ida*** skriver ~~ikke~~.", "Ida skriver ikke."),
    ],
)
def test_inline_marks_are_hidden(shown: Shown, source: str, seen: str) -> None:
    assert shown(_read(source)) == [f"p {seen}"]


def test_comments_over_lines_are_no_text(shown: Shown) -> None:
    assert shown(_read("Før.\n<!-- skjult\nlinje -->\nEfter.\n")) == ["p Før.", "p Efter."]


def test_an_open_comment_hides_nothing(shown: Shown) -> None:
    assert shown(_read("Ida <!-- skriver.\n")) == ["p Ida <!-- skriver."]


def test_quote_marks_are_hidden_and_wrapped_lines_joined(shown: Shown) -> None:
    text = "> Bestyrelsen indstiller, at der købes nye stole til\n> fælleshuset.\n"
    assert shown(_read(text)) == [
        "p Bestyrelsen indstiller, at der købes nye stole til fælleshuset."
    ]


def test_hard_breaks_and_labels_keep_lines_apart(shown: Shown) -> None:
    text = "Vi ses til  \nfest og\\\nleg.\n**Tid**: kl. 13\n**Sted:** Salen\n"
    assert shown(_read(text)) == [
        "p Vi ses til",
        "p fest og",
        "p leg.",
        "p Tid: kl. 13",
        "p Sted: Salen",
    ]


def test_pipe_tables() -> None:
    document = _read(
        "Aftalt:\n\n| **Hvad** | Hvem |\n|---|:-:|\n| Tag<br>og have | Bo |\n| | Ida |\n\nSlut.\n"
    )
    cells = [
        (block.row, block.column, block.column_head, document.text[block.start : block.end])
        for block in document.blocks
        if block.table == 0
    ]
    assert cells == [
        (0, 0, None, "**Hvad**"),
        (0, 1, None, "Hvem"),
        (1, 0, "Hvad", "Tag"),
        (1, 0, "Hvad", "og have"),
        (1, 1, "Hvem", "Bo"),
        (2, 1, "Hvem", "Ida"),
    ]


def test_front_matter_gives_only_what_says_something_of_the_meeting(shown: Shown) -> None:
    text = "---\nlayout: default\ntitle: Bestyrelsesmøde\ndate: 2026-05-03\n---\nGodkendt.\n"
    assert shown(_read(text)) == ["p title: Bestyrelsesmøde", "p date: 2026-05-03", "p Godkendt."]


@given(st.text(alphabet=st.sampled_from("aÆ1.-*_`#>|[]()<!x/br \\\n"), max_size=150))
def test_blocks_and_hidden_ranges_keep_their_shape(text: str) -> None:
    content = markdown_content(text)
    end = 0
    for block in content.blocks:
        assert end <= block.start < block.end <= len(text)
        if block.marker is not None and block.marker_start is not None:
            assert text[block.marker_start :].startswith(block.marker)
        end = block.end
    end = -1
    for span in content.hidden:
        assert end < span.start < span.end <= len(text)
        end = span.end
