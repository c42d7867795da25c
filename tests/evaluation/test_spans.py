import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from referat.evaluation.spans import LabelledSpan, MatchCounts, match_counts, matched

LABELS = ("deadline", "responsible")
SCHEMES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}


def _spans() -> st.SearchStrategy[list[LabelledSpan]]:
    one = st.builds(
        lambda start, length, label: LabelledSpan(start, start + length, label),
        st.integers(0, 40),
        st.integers(1, 8),
        st.sampled_from(LABELS),
    )
    return st.lists(one, max_size=8, unique=True)


def _one_to_one(generator: random.Random) -> tuple[list[LabelledSpan], list[LabelledSpan]]:
    """Spans of which each overlaps one of the other side at most: there both definitions agree."""
    gold, found = [], []
    for slot in range(generator.randrange(1, 9)):
        start = slot * 20
        for side in (gold, found):
            if generator.random() < 0.75:
                left, right = generator.randrange(0, 3), generator.randrange(5, 8)
                label = generator.choice(LABELS)
                side.append(LabelledSpan(start + left, start + right, label))
    return gold, found


def test_counts_agree_with_nervaluate_on_a_thousand_random_sets() -> None:
    generator = random.Random(7)
    compared = 0
    while compared < 1000:
        gold, found = _one_to_one(generator)
        if not gold or not found:
            continue
        compared += 1
        theirs = Evaluator(
            [[_theirs(one) for one in gold]],
            [[_theirs(one) for one in found]],
            tags=list(LABELS),
            loader="dict",
        ).evaluate()["overall"]
        ours = match_counts(gold, found)
        for scheme, name in SCHEMES.items():
            mine, other = getattr(ours, scheme), theirs[name]
            assert (mine.correct, mine.incorrect, mine.partial, mine.missed, mine.spurious) == (
                other.correct,
                other.incorrect,
                other.partial,
                other.missed,
                other.spurious,
            )
            assert mine.precision == pytest.approx(other.precision, abs=1e-9)
            assert mine.recall == pytest.approx(other.recall, abs=1e-9)
            assert mine.f1 == pytest.approx(other.f1, abs=1e-9)


def _theirs(one: LabelledSpan) -> dict[str, object]:
    return {"label": one.label, "start": one.start, "end": one.end - 1}


@given(_spans(), _spans())
def test_sides_may_be_swapped(gold: list[LabelledSpan], found: list[LabelledSpan]) -> None:
    ours, theirs = match_counts(gold, found), match_counts(found, gold)
    assert len(matched(gold, found)) == len(matched(found, gold))
    assert ours.strict.f1 == pytest.approx(theirs.strict.f1)
    for scheme in SCHEMES:
        one = getattr(ours, scheme)
        assert (one.gold, one.found) == (len(gold), len(found))


@given(_spans())
def test_the_gold_itself_is_all_right(gold: list[LabelledSpan]) -> None:
    counts = match_counts(gold, gold)
    assert all(getattr(counts, scheme).correct == len(gold) for scheme in SCHEMES)


def test_the_best_assignment_is_not_the_first_overlap() -> None:
    gold = [LabelledSpan(0, 10, "deadline"), LabelledSpan(10, 20, "deadline")]
    found = [LabelledSpan(8, 20, "deadline"), LabelledSpan(0, 9, "deadline")]
    assert sorted(matched(gold, found)) == [(0, 1), (1, 0)]


def test_nothing_scores_nothing() -> None:
    counts = match_counts([], [])
    assert counts == MatchCounts()
    assert counts.strict.f1 == counts.strict.precision == counts.strict.recall == 0.0
