import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.structure.enumerations import run_in_entries


def entries(text: str, after: int = 0) -> list[str]:
    found = run_in_entries(text, after)
    ends = [*(entry.start for entry in found), len(text)][1:]
    return [text[entry.words : end].strip() for entry, end in zip(found, ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi skal: 1) male skuret 2) Køb af sand 3) Rens", ["male skuret", "Køb af sand", "Rens"]),
        ("Opgaver. a) Maling. b) Sand. c) Rens.", ["Maling.", "Sand.", "Rens."]),
        ("Valgt blev: - Bo Lund - Ida Holm", ["Bo Lund", "Ida Holm"]),
        ("Kaffe • te • kage", ["te", "kage"]),
        ("1. Kagebord 2. Sang 3. Kaffe", ["Kagebord", "Sang", "Kaffe"]),
    ],
)
def test_lists_in_one_paragraph(text: str, found: list[str]) -> None:
    assert entries(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Man kan enten 1) flytte hegnet eller 2) lade det stå.",
        "Bo er 1. suppleant og Ida 2. suppleant.",
        "Mødet er den 1. Maj og den 2. Juni.",
        "Åbent: mandag - fredag.",
        "Han er sikker: - Det går. Det gør det altid - siger han.",
        "Se punkt 1) i bilaget.",
        "Dagsorden: 1. Nyt, 2. Økonomi, 3. Evt.",
    ],
)
def test_no_lists(text: str) -> None:
    assert entries(text) == []


def test_a_list_may_go_on_from_the_number_in_front() -> None:
    assert entries("Nyt 2. Økonomi 3. Evt.", after=1) == ["Økonomi", "Evt."]


@given(st.text(alphabet="1234ab).•-: Å\n", max_size=60))
def test_entries_are_in_order_and_hold_words(text: str) -> None:
    found = run_in_entries(text)
    assert all(entry.start < entry.words <= len(text) for entry in found)
    assert [entry.start for entry in found] == sorted(entry.start for entry in found)
