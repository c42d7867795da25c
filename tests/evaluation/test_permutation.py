from itertools import product

import numpy as np
import pytest

from referat.evaluation.permutation import Difference, permutation_test


def mean(values: "list[float]") -> float:
    return float(np.mean(values))


def difference(first: list[float], second: list[float], rounds: int = 2000) -> Difference:
    rows = (np.column_stack([values, np.ones(len(values))]) for values in (first, second))
    return permutation_test(*rows, lambda sums: sums[:, 0] / sums[:, 1], rounds=rounds)


def exact(first: list[float], second: list[float]) -> float:
    """The p of all assignments, none left out."""
    observed = abs(mean(first) - mean(second))
    found = []
    for swaps in product([False, True], repeat=len(first)):
        pairs = [
            (b, a) if swap else (a, b) for a, b, swap in zip(first, second, swaps, strict=True)
        ]
        found.append(abs(mean([a for a, _ in pairs]) - mean([b for _, b in pairs])))
    return sum(one >= observed - 1e-12 for one in found) / len(found)


def test_agrees_with_all_assignments() -> None:
    first = [0.9, 0.8, 0.7, 0.9, 0.6, 0.8, 0.75, 0.85]
    second = [0.7, 0.75, 0.72, 0.6, 0.5, 0.7, 0.8, 0.6]
    found = difference(first, second, rounds=20_000)
    assert found.value == pytest.approx(mean(first) - mean(second))
    assert found.p == pytest.approx(exact(first, second), abs=0.01)


def test_agrees_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(4)
    first, second = list(rng.random(12) + 0.2), list(rng.random(12))
    theirs = stats.permutation_test(
        (first, second),
        lambda a, b: np.mean(a) - np.mean(b),
        permutation_type="samples",
        n_resamples=np.inf,
    )
    found = difference(first, second, rounds=20_000)
    assert found.p == pytest.approx(theirs.pvalue, abs=0.01)


def test_a_system_does_not_differ_from_itself() -> None:
    values = [0.1, 0.5, 0.9]
    assert difference(values, values).p == 1.0
    with pytest.raises(ValueError, match="cannot be paired"):
        difference(values, values[:2])


def test_p_is_never_nothing() -> None:
    found = difference([0.9 + 0.001 * n for n in range(40)], [0.1] * 40, rounds=500)
    assert found.p == pytest.approx(1 / 501)
