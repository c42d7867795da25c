import random
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.evaluation.degradations import (
    _OTHER_NAMES,
    DEGRADATIONS,
    DegradedTagger,
)
from referat.extraction.vocabulary import resource
from referat.labels import Section, Tag
from referat.minutes import BlockKind, SentenceInContext
from referat.tagging import Scores

TEXTS = st.text(max_size=60) | st.sampled_from(
    ["Mette undersøger afløbet i kælderen.", "Generalforsamlingen vedtog Lars' forslag.", "Æblerne"]
)
OPTIONAL = st.none() | TEXTS
SENTENCES = st.lists(
    st.builds(
        SentenceInContext,
        TEXTS,
        st.sampled_from(Section),
        OPTIONAL,
        OPTIONAL,
        OPTIONAL,
        OPTIONAL,
        OPTIONAL,
        st.sampled_from(BlockKind),
    ),
    max_size=6,
)
NAMES = st.sampled_from(sorted(DEGRADATIONS))
FIRST = "Bestyrelsesformanden undersøger, om Mette kan male skuret inden efterårsferien."
SECOND = "Mettes og Lars' forslag om cykelparkering ved Æblegården blev vedtaget."
DOCUMENT = (
    SentenceInContext(FIRST, Section.OUTCOME, "Skuret", "Vedtaget:", "Hvem", None, SECOND),
    SentenceInContext(SECOND, Section.OUTCOME, "Skuret", None, None, FIRST, None),
)


def degraded(name: str, text: str, seed: int = 1) -> str:
    one = SentenceInContext(text, Section.OUTCOME)
    return DEGRADATIONS[name]([one], random.Random(seed))[0].text


@given(SENTENCES, NAMES, st.integers())
def test_length_kinds_and_sections_are_kept(
    sentences: list[SentenceInContext], name: str, seed: int
) -> None:
    found = DEGRADATIONS[name](sentences, random.Random(seed))
    assert [(one.kind, one.section) for one in found] == [
        (one.kind, one.section) for one in sentences
    ]


@given(SENTENCES, NAMES, st.integers())
def test_the_same_seed_degrades_the_same_way(
    sentences: list[SentenceInContext], name: str, seed: int
) -> None:
    degrade = DEGRADATIONS[name]
    assert degrade(sentences, random.Random(seed)) == degrade(sentences, random.Random(seed))


@given(SENTENCES, st.integers())
def test_broken_hyphenation_only_adds(sentences: list[SentenceInContext], seed: int) -> None:
    for before, after in zip(
        sentences, DEGRADATIONS["broken_hyphenation"](sentences, random.Random(seed)), strict=True
    ):
        assert after.text.replace("- ", "") == before.text.replace("- ", "")


@pytest.mark.parametrize("name", DEGRADATIONS)
def test_nothing_stays_nothing(name: str) -> None:
    assert DEGRADATIONS[name]([], random.Random(1)) == []


@pytest.mark.parametrize("name", sorted({*DEGRADATIONS} - {"lost_context"}))
def test_neighbours_are_degraded_as_the_sentences_they_are(name: str) -> None:
    first, second = DEGRADATIONS[name](DOCUMENT, random.Random(1))
    assert (first.following, second.previous) == (second.text, first.text)


def test_small_letters_and_capitals() -> None:
    small = DEGRADATIONS["lower_case"](DOCUMENT, random.Random(1))[0]
    assert (small.text, small.item_title, small.lead_in) == (FIRST.lower(), "skuret", "vedtaget:")
    large = DEGRADATIONS["capitals"](DOCUMENT, random.Random(1))[0]
    assert (large.text, large.column, large.following) == (FIRST.upper(), "HVEM", SECOND.upper())


def test_lost_headings_and_lost_context() -> None:
    bare = DEGRADATIONS["lost_headings"](DOCUMENT, random.Random(1))[0]
    assert bare == SentenceInContext(FIRST, Section.OUTCOME, following=SECOND)
    alone = DEGRADATIONS["lost_context"](DOCUMENT, random.Random(1))
    assert [(one.previous, one.following) for one in alone] == [(None, None)] * 2
    assert alone[0].item_title == "Skuret"


def test_ocr_misreads_about_three_letters_in_a_hundred() -> None:
    found = degraded("ocr_noise", "På ø. " * 1000)
    assert 60 < found.count("a") + found.count("o") < 120


def test_ocr_takes_rn_for_m_and_oe_for_o() -> None:
    found = degraded("ocr_noise", "Børnene hørte børnehaven. " * 200)
    assert {"Børnene", "Bømene", "Bornene"} <= {*found.split()}


def test_long_words_are_split_between_syllables() -> None:
    split = ("afde- lingsleder", "afdelings- leder", "afdelingsle- der")
    found = {degraded("broken_hyphenation", "Ny afdelingsleder.", seed) for seed in range(40)}
    assert found == {f"Ny {word}." for word in split}


def test_one_long_word_in_ten_is_misspelled() -> None:
    words = ["formand", "og", "afløb"] * 500
    found = degraded("misspellings", " ".join(words)).split()
    wrong = {(a, b) for a, b in zip(words, found, strict=True) if a != b}
    assert 70 < sum(a != b for a, b in zip(words, found, strict=True)) < 130
    assert {("afløb", "afølb"), ("afløb", "aføb")} <= wrong
    assert not any(a == "og" for a, _ in wrong)


def test_a_first_name_is_replaced_by_the_same_one_everywhere() -> None:
    first, second = DEGRADATIONS["foreign_names"](DOCUMENT, random.Random(1))
    name = first.text.split()[3]
    assert name in _OTHER_NAMES
    assert first.text == FIRST.replace("Mette", name)
    assert second.text.startswith(f"{name}s og ")
    assert "Lars" not in second.text
    assert second.text.endswith("cykelparkering ved Æblegården blev vedtaget.")


def test_the_other_names_are_not_in_the_list_of_first_names() -> None:
    assert not {*_OTHER_NAMES} & {*resource("first_names")["names"].split()}
    assert len({*_OTHER_NAMES}) == len(_OTHER_NAMES)


class Lengths:
    """Scores every sentence by the length of its text."""

    name = "lengths"
    thresholds: Mapping[Tag, float] = dict.fromkeys(Tag, 0.5)

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        rows = [[len(one.text)] * len(Tag) for one in sentences]
        return np.array(rows, dtype=np.float32).reshape(len(rows), len(Tag))


def test_a_degraded_tagger_scores_degraded_sentences() -> None:
    tagger = DegradedTagger(Lengths(), "broken_hyphenation")
    assert tagger.name == "lengths on broken_hyphenation"
    assert tagger.thresholds == Lengths.thresholds
    scores = tagger.score(DOCUMENT)
    assert np.array_equal(scores, tagger.score(DOCUMENT))
    assert (scores > Lengths().score(DOCUMENT)).all()
