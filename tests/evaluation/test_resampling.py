from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from referat.evaluation.counts import flat, pooled, rebuilt
from referat.evaluation.extraction import SpanScore
from referat.evaluation.multilabel import Indicator, f1_figures, tag_counts, tag_scores
from referat.evaluation.permutation import permutation_test
from referat.evaluation.resampling import Interval, _student, intervals, pooled_intervals


def _mean(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return sums[:, 0] / sums[:, 1]


def _rows(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([values, np.ones(len(values))])


def _interval(values: NDArray[np.float64], seed: int = 1, samples: int = 400) -> Interval:
    (one,) = intervals(_rows(values), lambda sums: _mean(sums)[:, None], seed=seed, samples=samples)
    return one


@pytest.mark.parametrize("documents", [8, 60])
def test_intervals_cover_the_truth_about_as_often_as_they_say(documents: int) -> None:
    generator = np.random.default_rng(11)
    hits = 0
    for round_ in range(400):
        one = _interval(generator.normal(0.5, 0.2, documents), seed=round_)
        hits += one.low <= 0.5 <= one.high
    # 95 % of 400 has a standard error of 4.4; the benchmark counts more rounds
    assert 366 <= hits <= 393


def test_under_the_null_small_p_values_are_as_rare_as_they_say() -> None:
    generator = np.random.default_rng(12)
    small = 0
    for round_ in range(400):
        first, second = (_rows(generator.normal(0.5, 0.2, 15)) for _ in range(2))
        small += permutation_test(first, second, _mean, rounds=300, seed=round_).p < 0.05
    assert 7 <= small <= 34


def test_one_document_gives_no_width() -> None:
    one = _interval(np.array([0.4]), samples=20)
    assert one.low == one.high == pytest.approx(0.4)


def test_an_interval_encloses_the_mean_and_repeats_with_its_seed() -> None:
    values = np.array([0.0, 1.0, 0.5, 0.25, 0.75])
    first = _interval(values, seed=3)
    assert first.low < 0.5 < first.high
    assert first == _interval(values, seed=3)
    assert first != _interval(values, seed=4)


@pytest.mark.parametrize("freedom", [4, 9, 30, 300])
def test_quantiles_of_t_are_those_of_scipy(freedom: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    assert _student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=3e-3)


@dataclass(frozen=True, slots=True)
class Both:
    first: SpanScore
    number: int
    second: SpanScore


def test_counts_flattened_added_and_rebuilt_are_those_pooled() -> None:
    some = [Both(SpanScore(1, 2, 3), 4, SpanScore(5, 6, 7)), Both(SpanScore(1, 1, 1), 1, _NONE)]
    assert flat(some[0]) == [1, 2, 3, 4, 5, 6, 7]
    sums = np.array([flat(one) for one in some]).sum(axis=0).tolist()
    assert rebuilt(some[0], sums) == pooled(some)


_NONE = SpanScore(0, 0, 0)


def test_measures_of_dataclasses_have_the_intervals_of_their_counts() -> None:
    some = [SpanScore(n % 3, 3, 2 + n % 2) for n in range(12)]
    found = pooled_intervals(some, {"f1": lambda one: one.f1, "found": lambda one: one.found})
    rows = np.array([flat(one) for one in some], dtype=np.float64)
    (f1,) = intervals(rows, lambda sums: (2 * sums[:, 0] / (sums[:, 1] + sums[:, 2]))[:, None])
    assert found["f1"].low == pytest.approx(f1.low)
    assert found["f1"].high == pytest.approx(f1.high)
    assert found["found"] == Interval(36, 36)


def test_figures_of_counts_are_the_scores_of_units() -> None:
    generator = np.random.default_rng(5)
    documents: list[tuple[Indicator, Indicator]] = [
        (generator.random((n, 4)) < 0.2, generator.random((n, 4)) < [0.2, 0.5, 0.1, 0.0])
        for n in (3, 11, 30)
    ]
    sums = sum(tag_counts(*one).ravel().astype(float) for one in documents)
    (figures,) = f1_figures(np.array([sums]))
    scores = tag_scores(*(np.concatenate(side) for side in zip(*documents, strict=True)))
    wanted = [*(one.f1 for one in scores.tags), scores.micro.f1, scores.macro_f1]
    assert figures.tolist() == pytest.approx(wanted, abs=1e-12)
    assert f1_figures(np.zeros((2, 12))).tolist() == [[0.0] * 6] * 2
