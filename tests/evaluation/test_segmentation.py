from dataclasses import replace
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from referat.evaluation.extraction import SpanScore
from referat.evaluation.reading import compare
from referat.evaluation.reading_systems import FoundUnit
from referat.evaluation.segmentation import unit_score
from referat.labels import Section
from referat.minutes import Span

from .readings import TEXT, UNITS, gold_of, perfect, with_units

GOLD = gold_of()
READING = perfect(GOLD)
COUNT = len(READING.units)


def scores(units: list[FoundUnit]) -> tuple[SpanScore, SpanScore]:
    found = compare(GOLD, with_units(READING, units))
    return found.units, found.boundaries


def test_two_units_in_one_cost_two_units_and_one_boundary() -> None:
    joined = [*READING.units]
    joined[5:7] = [replace(joined[5], end=joined[6].end)]
    units, boundaries = scores(joined)
    assert units == SpanScore(COUNT - 2, COUNT - 1, COUNT)
    assert boundaries == SpanScore(COUNT - 1, COUNT - 1, COUNT)


def test_a_unit_in_two_costs_one_unit_and_one_boundary_too_many() -> None:
    cut = [*READING.units]
    middle = TEXT.index(" blev")
    cut[5:6] = [replace(cut[5], end=middle), replace(cut[5], start=middle + 1)]
    units, boundaries = scores(cut)
    assert units == SpanScore(COUNT - 1, COUNT + 1, COUNT)
    assert boundaries == SpanScore(COUNT, COUNT + 1, COUNT)


def test_a_unit_left_out_costs_its_recall() -> None:
    units, boundaries = scores([*READING.units[:-1]])
    assert units == boundaries == SpanScore(COUNT - 1, COUNT - 1, COUNT)


@pytest.mark.parametrize("marker", ["1.", "- [x] ", "3.1 ", "a) ", "Ad pkt. 4: ", "II. ", "§ 4 "])
def test_a_marker_in_front_makes_no_difference(marker: str) -> None:
    text = TEXT.replace("1. Økonomi", f"{marker}Økonomi")
    gold = gold_of(text=text)
    units = [*perfect(gold).units]
    start = text.index(f"{marker}Økonomi")
    units[4] = replace(units[4], start=start)
    found = compare(gold, with_units(perfect(gold), units))
    assert found.units == found.boundaries == SpanScore(COUNT, COUNT, COUNT)


@pytest.mark.parametrize("head", ["Side 1 af 2 Lyngby Roklub ", "Fortsat fra forrige side "])
def test_words_in_front_that_are_no_marker_do(head: str) -> None:
    text = TEXT.replace("1. Økonomi", f"{head}Økonomi")
    gold = gold_of(text=text)
    units = [*perfect(gold).units]
    units[4] = replace(units[4], start=text.index(f"{head}Økonomi"))
    found = compare(gold, with_units(perfect(gold), units))
    assert found.units.hits == COUNT - 1
    assert found.boundaries.hits == COUNT


def test_furniture_behind_a_unit_moves_its_end_and_by_itself_is_a_boundary_too_many() -> None:
    text = TEXT.replace("Bo Lund\n", "Bo Lund\nSide 1 af 2\n")
    gold = gold_of(text=text)
    units = [*perfect(gold).units]
    foot = text.index("Side 1")
    glued = [*units[:3], replace(units[3], end=foot + 11), *units[4:]]
    found = compare(gold, with_units(perfect(gold), glued))
    assert found.units == found.boundaries == SpanScore(COUNT - 1, COUNT, COUNT)
    alone = [*units[:4], FoundUnit(foot, foot + 11, Section.OTHER), *units[4:]]
    found = compare(gold, with_units(perfect(gold), alone))
    assert found.units == found.boundaries == SpanScore(COUNT, COUNT + 1, COUNT)


def test_white_space_bullets_hyphens_and_marks_make_no_difference() -> None:
    text = TEXT.replace("blev gennemgået.", "blev gen-\n   nemgået")
    gold = gold_of(text=text)
    found = compare(gold, perfect(gold))
    assert (found.text.share, found.units.f1, found.boundaries.f1) == (1.0, 1.0, 1.0)


def test_a_unit_whose_letters_are_lost_is_missed() -> None:
    gold = gold_of(text=TEXT.replace("gennemgået", "gennemg?et"))
    found = compare(gold, perfect(gold))
    assert (found.text.count, found.text.total) == (COUNT - 1, COUNT)
    assert found.units == SpanScore(COUNT - 1, COUNT - 1, COUNT)


starts = st.lists(st.booleans(), min_size=11, max_size=11)
WORDS = ["Bo", "ser", "på", "taget", "Ida", "på", "taget", "Bo", "ser", "Ida", "ja", "ja"]


@given(starts, starts)
def test_units_score_as_the_sentences_of_spacy(gold: list[bool], found: list[bool]) -> None:
    vocab = spacy.blank("da").vocab
    reference = Doc(vocab, WORDS, sent_starts=[True, *gold])
    predicted = Doc(vocab, WORDS, sent_starts=[True, *found])
    wanted = Scorer.score_spans([Example(predicted, reference)], "sents")
    document = gold_of(
        "==\n" + "\n".join(f"o|{sentence.text}" for sentence in reference.sents), reference.text
    )
    units = [
        FoundUnit(sentence.start_char, sentence.end_char, Section.OUTCOME)
        for sentence in predicted.sents
    ]
    ours = compare(document, with_units(perfect(document), units)).units
    assert ours.precision == pytest.approx(wanted["sents_p"])
    assert ours.recall == pytest.approx(wanted["sents_r"])
    assert ours.f1 == pytest.approx(wanted["sents_f"])


def test_no_unit_is_right_twice() -> None:
    spans = [span for span in GOLD.places if span is not None]
    assert all(one.end <= other.start for one, other in pairwise(sorted(spans)))
    assert unit_score(GOLD.places, spans, GOLD.text).hits == COUNT
    assert unit_score(GOLD.places, [Span(0, 0)], GOLD.text).hits == 0
    assert UNITS.count("|") == COUNT
