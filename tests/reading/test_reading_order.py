"""The order in which a page is read: columns to their end, tables and fields by rows."""

import random
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.utils import simpleSplit

from referat.minutes import Document
from referat.reading import read_bytes

MakePdf = Callable[..., bytes]
Shown = Callable[[Document], list[str]]
Printed = tuple[float, float, str]
_HEGN = (
    "Bestyrelsen drøftede længe, om hegnet ved den nordlige ende af haven skal males i år, og om"
    " der er råd til det inden vinteren. Ida Holm indhenter tilbud på maling hos tre firmaer."
)
_VAND = (
    "Kassereren gennemgik regnskabet for det første halvår og fortalte, at udgifterne til vand er"
    " steget mere end ventet. Udvalget besluttede at holde øje med forbruget hver måned."
)
_STI = (
    "Formanden orienterede om mødet med kommunen, hvor stien langs åen blev drøftet. Der kommer et"
    " brev om sagen senere på året, og naboerne bliver hørt, før noget bygges."
)


def _wrapped(left: float, top: float, text: str, width: int = 220) -> list[Printed]:
    lines = simpleSplit(text, "Helvetica", 11, width)
    return [(left, top - 13 * row, line) for row, line in enumerate(lines)]


def _two_columns() -> list[Printed]:
    return [
        (60, 790, "Nyt fra haveforeningen Solsikken og dens udvalg i maj måned"),
        *_wrapped(60, 750, _HEGN),
        *_wrapped(60, 676, _VAND),
        *_wrapped(320, 746, _STI),
        *_wrapped(320, 672, _HEGN),
        (60, 540, "Næste møde holdes hos Bo."),
    ]


def _by_rows(page: Sequence[Printed]) -> list[Printed]:
    return sorted(page, key=lambda line: (-line[1], line[0]))


def _shuffled(page: Sequence[Printed]) -> list[Printed]:
    return random.Random(7).sample(page, len(page))


@pytest.mark.parametrize("printed", [list, _by_rows, _shuffled])
def test_two_columns_are_read_one_after_the_other(
    make_pdf: MakePdf, shown: Shown, printed: Callable[[list[Printed]], list[Printed]]
) -> None:
    document = read_bytes(make_pdf(printed(_two_columns())), "a.pdf")
    assert shown(document) == [
        "p Nyt fra haveforeningen Solsikken og dens udvalg i maj måned",
        f"p {_HEGN}",
        f"p {_VAND}",
        f"p {_STI}",
        f"p {_HEGN}",
        "p Næste møde holdes hos Bo.",
    ]


@pytest.mark.parametrize("printed", [list, _by_rows])
def test_labels_and_their_values_are_rows(
    make_pdf: MakePdf, shown: Shown, printed: Callable[[list[Printed]], list[Printed]]
) -> None:
    fields = [("Dato:", "3. maj 2024"), ("Sted:", "Klubhuset på Engvej"), ("Afbud:", "Per Krog")]
    labels = [(72.0, 760 - 14.0 * row, label) for row, (label, _) in enumerate(fields)]
    values = [(170.0, 760 - 14.0 * row, value) for row, (_, value) in enumerate(fields)]
    document = read_bytes(make_pdf(printed([*labels, *values])), "a.pdf")
    assert shown(document) == [f"p {label} {value}" for label, value in fields]


def test_lists_under_labels_are_columns(make_pdf: MakePdf, shown: Shown) -> None:
    present = ["Til stede:", "Ida Holm", "Bo Lund", "Per Krog"]
    absent = ["Afbud:", "Eva Friis"]
    page = [
        (left, 760 - 14 * row, text)
        for left, texts in ((72, present), (300, absent))
        for row, text in enumerate(texts)
    ]
    document = read_bytes(make_pdf(_by_rows(page)), "a.pdf")
    assert shown(document) == [f"p {text}" for text in (*present, *absent)]


def test_a_block_beside_the_text_does_not_break_into_it(make_pdf: MakePdf, shown: Shown) -> None:
    text = _wrapped(60, 760, f"{_HEGN} {_VAND} {_STI}", width=340)
    beside = [(450, 741, "Sag 24/117"), (450, 728, "Eva Friis"), (450, 715, "Engvej 3")]
    document = read_bytes(make_pdf(_by_rows([*text, *beside])), "a.pdf")
    assert shown(document)[0] == f"p {_HEGN} {_VAND} {_STI}"
    assert shown(document)[1:] == ["p Sag 24/117", "p Eva Friis", "p Engvej 3"]


def test_blocks_written_one_after_the_other_stay_together(make_pdf: MakePdf, shown: Shown) -> None:
    cards = [("Ida Holm", "Dirigent, Engvej 3"), ("Bo Lund", "Referent, Åvej 12")]
    page = [
        (left, 300 - 14 * row, text)
        for left, card in zip((72, 320), cards, strict=True)
        for row, text in enumerate(card)
    ]
    document = read_bytes(make_pdf(page), "a.pdf")
    assert shown(document) == [f"p {text}" for card in cards for text in card]


def test_figures_are_rows_in_whatever_order_they_were_written(
    make_pdf: MakePdf, shown: Shown
) -> None:
    names = ["Kontingent fra medlemmer", "Leje af klubhuset", "Salg af kaffe og kage"]
    sums = ["12.400", "3.250", "418"]
    page = [
        (left, 700 - 14 * row, text)
        for left, texts in ((72, names), (400, sums))
        for row, text in enumerate(texts)
    ]
    document = read_bytes(make_pdf(page), "a.pdf")
    assert shown(document) == [
        f"p {name} {amount}" for name, amount in zip(names, sums, strict=True)
    ]


def test_what_is_printed_out_of_order_is_read_from_the_top(make_pdf: MakePdf, shown: Shown) -> None:
    lines = ["Referat", "Dato: 3. maj", "Regnskabet blev godkendt.", "Mødet sluttede kl. 21."]
    page = [(72, 780 - 40 * row, text) for row, text in enumerate(lines)]
    document = read_bytes(make_pdf(_shuffled(page)), "a.pdf")
    assert shown(document) == [f"p {line}" for line in lines]
