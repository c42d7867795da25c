"""Running heads, feet and page numbers go; what merely recurs stays."""

from collections.abc import Callable

import pytest

from referat.minutes import Document
from referat.reading import read_bytes

MakePdf = Callable[..., bytes]
Shown = Callable[[Document], list[str]]
_BODIES = [
    "Regnskabet blev fremlagt og godkendt af alle.",
    "Taget på skuret lægges om til sommer.",
    "Der blev talt om stien langs åen.",
    "Bo Lund henter tilbud på maling.",
    "Næste arbejdsdag er ikke aftalt.",
    "Kaffen var god, og mødet sluttede.",
]


def _pages(
    *furniture: Callable[[int], tuple[float, float, str] | None], count: int = 4, top: float = 720
) -> list[list[tuple[float, float, str]]]:
    """Pages with a body of two lines each, and what is printed around it on page `number`."""
    return [
        [
            *(line for one in furniture if (line := one(number)) is not None),
            (72, top, f"Om sag {'ABCDEFGH'[number]} var der kun lidt at sige"),
            (72, top - 40, _BODIES[number - 1]),
        ]
        for number in range(1, count + 1)
    ]


def _read(make_pdf: MakePdf, shown: Shown, pages: list[list[tuple[float, float, str]]]) -> str:
    return "\n".join(shown(read_bytes(make_pdf(*pages), "a.pdf")))


@pytest.mark.parametrize(
    "number",
    ["{n}", "Side {n}", "side {n} af 4", "{n}/4", "- {n} -", "Side: {n}/4", "S. {n}", "[{n}]"],
)
def test_page_numbers_however_they_are_written(
    make_pdf: MakePdf, shown: Shown, number: str
) -> None:
    pages = _pages(lambda page: (280, 40, number.format(n=page)))
    text = _read(make_pdf, shown, pages)
    assert text == _read(make_pdf, shown, _pages())


def test_numbers_may_begin_elsewhere(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(lambda page: (280, 40, str(page + 16)))
    assert _read(make_pdf, shown, pages) == _read(make_pdf, shown, _pages())


def test_a_sum_at_the_foot_is_no_page_number(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(lambda page: (280, 40, "412") if page == 2 else None)
    assert "412" in _read(make_pdf, shown, pages)


def test_left_and_right_pages_may_differ(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(
        lambda page: (72, 800, "Solsikken") if page % 2 else (400, 800, "Referat, maj 2024"),
        count=6,
    )
    text = _read(make_pdf, shown, pages)
    assert (text.count("Solsikken"), text.count("Referat, maj 2024")) == (1, 0)


def test_the_first_page_may_differ(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(
        lambda page: (72, 800, "Haveforeningen Solsikken, Engvej 3") if page == 1 else None,
        lambda page: (72, 800, "Bestyrelsesmøde i maj") if page > 1 else None,
    )
    text = _read(make_pdf, shown, pages)
    assert "Haveforeningen Solsikken, Engvej 3" in text
    assert "Bestyrelsesmøde i maj" not in text


def test_a_head_that_stands_below_again_in_larger_letters_goes(
    make_pdf: MakePdf, shown: Shown
) -> None:
    pages = _pages(lambda page: (250, 810, "Fagrådet"))
    pages[0].append((72, 770, "**Referat af møde i Fagrådet"))
    assert _read(make_pdf, shown, pages).count("Fagrådet") == 1


def test_words_that_merely_recur_are_kept(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(lambda page: (72, 780, "Godkendt.") if page in (2, 3) else None)
    pages[0].append((72, 780, "Referat af møde den 3. maj"))
    pages[3].append((72, 780, "Eventuelt"))
    assert _read(make_pdf, shown, pages).count("Godkendt.") == 2


def test_titles_of_several_minutes_are_kept(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(
        lambda page: (72, 790, f"Referat af bestyrelsesmøde den {page}. maj 2024"),
        lambda page: (72, 770, "Til stede: Ida, Bo og Per"),
    )
    text = _read(make_pdf, shown, pages)
    assert text.count("Referat af bestyrelsesmøde") == 4
    assert text.count("Til stede") == 4


def test_a_line_that_speaks_of_a_page_is_kept(make_pdf: MakePdf, shown: Shown) -> None:
    pages = _pages(
        lambda page: (72, 60, "Budgettet findes i bilaget på side 2") if page == 2 else None
    )
    assert "på side 2" in _read(make_pdf, shown, pages)


def test_a_sentence_runs_on_past_the_foot_of_a_page(make_pdf: MakePdf, shown: Shown) -> None:
    foot = [(72, 40, "Haveforeningen Solsikken"), (500, 40, "Side 1")]
    first = (
        "Bestyrelsen drøftede længe, om hegnet ved den nordlige ende af haven skal males i vinter-"
    )
    pages = [
        [(72, 714, first.replace("vinter-", "foråret,")), (72, 700, first), *foot],
        [(72, 760, "halvåret, eller om det kan vente."), foot[0], (500, 40, "Side 2")],
    ]
    assert "skal males i vinterhalvåret, eller om det kan vente." in _read(make_pdf, shown, pages)


def test_pages_of_a_text_file_are_parted_by_form_feeds(shown: Shown) -> None:
    text = "\f".join(
        f"Haveforeningen Solsikken\n\n\n{body}\n\n{'':30}Side {number}\n"
        for number, body in enumerate(_BODIES, 1)
    )
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert shown(document) == ["p Haveforeningen Solsikken", *(f"p {body}" for body in _BODIES)]
    second = document.pages[1]
    assert (second.number, text[second.start : second.end].split("\n")[3]) == (2, _BODIES[1])
