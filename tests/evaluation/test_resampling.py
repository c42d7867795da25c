import numpy as np

from referat.evaluation.permutation import permutation_test
from referat.evaluation.resampling import bootstrap


def _mean(sample: object) -> float:
    return float(np.mean(sample))  # type: ignore[arg-type]


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    generator = np.random.default_rng(11)
    hits = 0
    for round_ in range(200):
        sample = generator.normal(0.5, 0.2, 60).tolist()
        interval = bootstrap(sample, _mean, samples=300, seed=round_)
        hits += interval.low <= 0.5 <= interval.high
    # 95 % of 200 has a standard error of 3; the benchmark counts more rounds
    assert 180 <= hits <= 199


def test_under_the_null_small_p_values_are_as_rare_as_they_say() -> None:
    generator = np.random.default_rng(12)
    small = 0
    for round_ in range(200):
        first = generator.normal(0.5, 0.2, 15).tolist()
        second = generator.normal(0.5, 0.2, 15).tolist()
        small += permutation_test(first, second, _mean, rounds=200, seed=round_).p < 0.05
    assert small <= 20


def test_one_document_gives_no_width() -> None:
    interval = bootstrap([0.4], _mean, samples=20)
    assert interval.low == interval.high == 0.4
