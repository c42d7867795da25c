"""PDF: text in order, lines joined, page furniture gone."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from referat.errors import UnreadableDocumentError
from referat.minutes import Block, BlockKind, Document
from referat.reading import read_bytes
from referat.settings import Limits
from referat.surface import surface

MakePdf = Callable[..., bytes]
Shown = Callable[[Document], list[str]]

_PARAGRAPH = [
    (72, 700, "Bestyrelsen drøftede længe, om hegnet ved den nordlige ende af haven skal males i"),
    (
        72,
        686,
        "år. Det blev vedtaget, at Ida Holm indhenter tilbud på maling hos tre firmaer i om-",
    ),
    (
        72,
        672,
        "egnen, og at drifts- og anlægsbudgettet rettes til, før der tages endelig stilling.",
    ),
]


def test_wrapped_lines_and_broken_words_are_joined(make_pdf: MakePdf, shown: Shown) -> None:
    page = [*_PARAGRAPH, (72, 640, "Godkendt.")]
    document = read_bytes(make_pdf(page), "a.pdf")
    assert shown(document) == [
        "p Bestyrelsen drøftede længe, om hegnet ved den nordlige ende af haven skal males i år. "
        "Det blev vedtaget, at Ida Holm indhenter tilbud på maling hos tre firmaer i omegnen, "
        "og at drifts- og anlægsbudgettet rettes til, før der tages endelig stilling.",
        "p Godkendt.",
    ]


def test_sentences_run_on_over_pages_and_pages_know_their_range(
    make_pdf: MakePdf, shown: Shown
) -> None:
    document = read_bytes(make_pdf(_PARAGRAPH[:1], _PARAGRAPH[1:]), "a.pdf")
    assert len(shown(document)) == 1
    first, second = document.pages
    assert document.text[first.start : first.end].endswith("males i")
    assert document.text[second.start : second.end].startswith("år. Det")
    assert (first.number, second.number) == (1, 2)


def test_running_heads_feet_and_page_numbers_are_dropped(make_pdf: MakePdf, shown: Shown) -> None:
    pages = [
        [
            (72, 800, "Haveforeningen Solsikken"),
            (72, 700, body),
            (72, 660, "Godkendt."),
            (72, 620, "Ingen bemærkninger."),
            (72, 40, "Solsikken - tlf. 12 34 56 78"),
            (500, 40, f"Side {number} af 3"),
        ]
        for number, body in enumerate(["Valg af dirigent", "Beretning", "Regnskab"], start=1)
    ]
    texts = shown(read_bytes(make_pdf(*pages), "a.pdf"))
    assert texts.count("p Haveforeningen Solsikken") == 1
    assert texts.count("p Godkendt.") == 3
    assert not any("tlf." in text or "Side" in text for text in texts)


def test_bold_lines_are_headings(make_pdf: MakePdf) -> None:
    page = [(72, 730, "**2. Maling af hegn**"), *_PARAGRAPH]
    document = read_bytes(make_pdf(page), "a.pdf")
    heading = document.blocks[0]
    assert (heading.kind, heading.marker) == (BlockKind.HEADING, "2.")


def test_an_outcome_in_bold_is_no_heading(make_pdf: MakePdf) -> None:
    page = [*_PARAGRAPH, (72, 640, "**Budgettet blev enstemmigt godkendt.**")]
    assert read_bytes(make_pdf(page), "a.pdf").blocks[-1].kind is BlockKind.PARAGRAPH


def test_columns_under_a_known_head_are_cells(make_pdf: MakePdf) -> None:
    rows = [("Opgave", "Ansvarlig", "Frist"), ("Male hegn", "Ida", "1. maj"), ("Brev", "Bo", "nu")]
    page = [
        (left, 700 - 20 * row, text)
        for row, texts in enumerate(rows)
        for left, text in zip((72, 300, 450), texts, strict=True)
    ]
    document = read_bytes(make_pdf(page), "a.pdf")

    def place(block: Block) -> tuple[int | None, str | None, str]:
        return block.row, block.column_head, surface(document, block.start, block.end).text

    assert [place(block) for block in document.blocks][3:] == [
        (1, "Opgave", "Male hegn"),
        (1, "Ansvarlig", "Ida"),
        (1, "Frist", "1. maj"),
        (2, "Opgave", "Brev"),
        (2, "Ansvarlig", "Bo"),
        (2, "Frist", "nu"),
    ]


def test_rules_drawn_with_dashes_are_no_text(make_pdf: MakePdf) -> None:
    page = [(72, 700, "Referat"), (72, 680, "-" * 60), (72, 660, "Godkendt.")]
    assert read_bytes(make_pdf(page), "a.pdf").text == "Referat\nGodkendt."


@pytest.mark.parametrize("page", [[], [(72, 700, "   ")]])
def test_pages_with_nothing_on_them_say_so(
    make_pdf: MakePdf, page: list[tuple[int, int, str]]
) -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        read_bytes(make_pdf(page), "a.pdf")


def test_a_password_is_named(make_pdf: MakePdf) -> None:
    data = make_pdf(_PARAGRAPH, password="hemmelig")
    with pytest.raises(UnreadableDocumentError, match="is encrypted with a password"):
        read_bytes(data, "a.pdf")


def test_a_cut_off_file_gives_text_or_a_reason(make_pdf: MakePdf) -> None:
    data = make_pdf(_PARAGRAPH)
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        with suppress(UnreadableDocumentError):
            assert read_bytes(data[: int(len(data) * share)], "a.pdf").text


def test_too_many_pages(make_pdf: MakePdf) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"has 2 pages.*limit max_pages"):
        read_bytes(make_pdf(_PARAGRAPH, _PARAGRAPH), "a.pdf", Limits(max_pages=1))
