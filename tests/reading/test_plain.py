"""Plain text: which lines belong together."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.minutes import Document
from referat.reading import read_bytes
from referat.reading.plain import plain_content

Shown = Callable[[Document], list[str]]

_WRAPPED = """\
Bestyrelsen drøftede længe, om hegnet ved den nordlige ende af
haven skal males i år, og om der i så fald skal bruges den drifts-
konto, som blev oprettet af Ida Holm. Det blev vedtaget at male
Hegnet uden for sæsonen.
Godkendt.
"""


def _read(text: str) -> Document:
    return read_bytes(text.encode(), "referat.txt")


def test_wrapped_lines_are_one_block_and_short_ones_their_own(shown: Shown) -> None:
    assert shown(_read(_WRAPPED)) == [
        "p Bestyrelsen drøftede længe, om hegnet ved den nordlige ende af haven skal males i år, "
        "og om der i så fald skal bruges den driftskonto, som blev oprettet af Ida Holm. "
        "Det blev vedtaget at male Hegnet uden for sæsonen.",
        "p Godkendt.",
    ]


def test_double_spaced_lines_are_joined_too(shown: Shown) -> None:
    doubled = _WRAPPED.replace("\n", "\n\n")
    assert shown(_read(doubled)) == shown(_read(_WRAPPED))


def test_header_fields_names_and_outcomes_stand_alone(shown: Shown) -> None:
    text = "Dato: 3. maj\nSted: Salen\nTil stede: Ida Holm, Bo Lund\nAfbud:\nPer Krog\nVedtaget\n"
    assert shown(_read(text)) == [f"p {line}" for line in text.splitlines()]


def test_list_items_keep_their_continuation_lines(shown: Shown) -> None:
    text = (
        "Det blev besluttet, at\n"
        "- der indhentes tilbud på nyt tag fra mindst tre firmaer i\n"
        "  omegnen\n"
        "- Ida skriver til kommunen\n"
        "3. maj holdes der fest.\n"
    )
    assert shown(_read(text)) == [
        "p Det blev besluttet, at",
        "l - der indhentes tilbud på nyt tag fra mindst tre firmaer i omegnen",
        "l - Ida skriver til kommunen",
        "p 3. maj holdes der fest.",
    ]


def test_a_number_on_its_own_line_is_the_marker_of_the_next(shown: Shown) -> None:
    assert shown(_read("4.\nEventuelt\nIntet.\n")) == ["l 4. Eventuelt", "p Intet."]


def test_a_lone_point_is_a_heading(shown: Shown) -> None:
    assert shown(_read("Punkt 4\nRegnskabet blev godkendt.\n")) == [
        "h Punkt 4",
        "p Regnskabet blev godkendt.",
    ]


def test_depth_of_lists() -> None:
    document = _read("1. Tag\n   a) Tilbud\n      - Holm og Søn\n   b) Maling\n2. Have\n")
    assert [block.level for block in document.blocks] == [0, 1, 2, 1, 0]


def test_tables_under_a_known_head(shown: Shown) -> None:
    text = (
        "Opgave                    Ansvarlig     Frist\n"
        "Skrive til kommunen       Bo            1. maj\n"
        "Hente tilbud på tag       Ida Holm      uge 30\n\n"
        "Næste møde: 4. juni\n"
    )
    document = _read(text)
    cells = [
        (block.row, block.column, block.column_head, document.text[block.start : block.end])
        for block in document.blocks
        if block.table == 0
    ]
    assert cells == [
        (0, 0, None, "Opgave"),
        (0, 1, None, "Ansvarlig"),
        (0, 2, None, "Frist"),
        (1, 0, "Opgave", "Skrive til kommunen"),
        (1, 1, "Ansvarlig", "Bo"),
        (1, 2, "Frist", "1. maj"),
        (2, 0, "Opgave", "Hente tilbud på tag"),
        (2, 1, "Ansvarlig", "Ida Holm"),
        (2, 2, "Frist", "uge 30"),
    ]
    assert shown(document)[-1] == "p Næste møde: 4. juni"


def test_wide_gaps_alone_make_no_table(shown: Shown) -> None:
    text = "Formand:      Ida Holm\nKasserer:     Bo Lund\n"
    assert shown(_read(text)) == ["p Formand: Ida Holm", "p Kasserer: Bo Lund"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_make_no_difference(shown: Shown, newline: str) -> None:
    document = read_bytes(_WRAPPED.replace("\n", newline).encode(), "referat.txt")
    assert shown(document) == shown(_read(_WRAPPED))


@given(st.text(alphabet=st.sampled_from("abÆ1.-•:)| \t\n\r"), max_size=120))
def test_blocks_are_in_order_apart_and_hold_every_word(text: str) -> None:
    content = plain_content(text)
    covered: set[int] = set()
    end = 0
    for block in content.blocks:
        start = block.start if block.marker_start is None else block.marker_start
        assert end <= start <= block.start < block.end <= len(text)
        if block.marker is not None:
            assert text[start : start + len(block.marker)] == block.marker
        covered.update(range(start, block.end))
        end = block.end
    assert all(offset in covered for offset, character in enumerate(text) if character.isalnum())


def test_a_date_cut_off_its_preposition_is_joined_again(shown: Shown) -> None:
    text = (
        "Administrator indhenter derfor to andre tilbud på forsikringen inden\n"
        "1. september.\n"
        "Rikke spurgte, om fællesudgifterne så også skal op, og det vidste\n"
        "ingen helt endnu, men det må vi se på sammen med budgettet til næste år.\n"
    )
    assert "inden 1. september." in shown(_read(text))[0]
