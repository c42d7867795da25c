"""Ligatures that came out as other letters, repaired where that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.reading.ligatures import find_repairs


def _repaired(text: str) -> str:
    return find_repairs(text.splitlines()).apply(text)


def test_a_letter_that_stands_for_a_ligature_is_known_by_its_words() -> None:
    text = "KonOngentet blev fastsat samOdig.\nBestyrelsen fik fakOsk ret, men hurOgt."
    repaired = "Kontingentet blev fastsat samtidig.\nBestyrelsen fik faktisk ret, men hurtigt."
    assert _repaired(text) == repaired


def test_words_that_begin_with_a_ligature_are_repaired_where_they_are_known() -> None:
    text = "KonOngentet er samOdig fakOsk sat Ol 650 kr. Ole kom i god Od."
    assert _repaired(text).endswith("sat til 650 kr. Ole kom i god tid.")


def test_once_certain_it_is_repaired_in_unknown_words_too() -> None:
    assert _repaired("dePe rePe saPe fastsæPe esprapPen kaPehale").endswith("kattehale")


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Mødet blev a5oldt.", "Mødet blev afholdt."),
        ("Det skal være reSdigt.", "Det skal være rettidigt."),
        ("ﬁnde ﬂere eﬀekter", "finde flere effekter"),
        ("Kasserer kommenƟerede", "Kasserer kommentierede"),
    ],
)
def test_single_words_and_letters_that_are_ligatures(text: str, repaired: str) -> None:
    assert _repaired(text) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "SuperBrugsen og TrygFonden gav 500 kr.",
        "NemTilmeld, iPhone og eBoks bruges.",
        "punkt 5a og 5b, jf. bilag d2a",
        "Det blev vedtaget med 12 stemmer mod 3.",
        "mødet kl.19og derefter",
    ],
)
def test_names_and_numbers_stay(text: str) -> None:
    assert _repaired(text) == text


@given(st.text(alphabet="tiOPdensakf5 ÆøZ", max_size=80))
def test_only_odd_letters_change(text: str) -> None:
    words = zip(text.split(" "), _repaired(text).split(" "), strict=True)
    assert all(after == before for before, after in words if before.isalpha() and before.islower())
