import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.labels import Section
from referat.structure.headings import heading_section
from referat.structure.misspellings import respelt, within


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Beslutnig", Section.OUTCOME),
        ("BESULTNING:", Section.OUTCOME),
        ("REFERFAT", Section.OUTCOME),
        ("INDSTILING", Section.PROPOSAL),
        ("Sagsfremstiling:", Section.BACKGROUND),
        ("Byrådets beslutnig", Section.OUTCOME),
        ("Daggsorden", Section.HEADER),
        ("B E S L U T N I N G", Section.OUTCOME),
        ("Beslutning 4:", Section.OUTCOME),
    ],
)
def test_headings_with_a_slip(line: str, section: Section) -> None:
    assert heading_section(line) is section


@pytest.mark.parametrize(
    "line",
    ["Referent", "Referant", "Referater", "Slutning", "Bestilling", "Konfusion", "Udstilling",
     "beslutnig", "Beslutnig om taget", "Beslutnig."],
)  # fmt: skip
def test_other_words_are_no_headings(line: str) -> None:
    assert heading_section(line) is None


def test_short_words_are_left_alone() -> None:
    assert respelt("refat") is None


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 3))
def test_slips_are_symmetric_and_bounded(word: str, other: str, slips: int) -> None:
    assert within(word, other, slips) == within(other, word, slips)
    assert within(word, word, 0)
    if abs(len(word) - len(other)) > slips:
        assert not within(word, other, slips)
