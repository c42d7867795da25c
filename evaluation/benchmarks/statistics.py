"""Whether intervals cover the truth and p-values are honest, by simulation with known truth.

`python -m referat.evaluation.benchmarks.statistics` draws documents of unequal length whose units
come out right with a chance that varies by document, so that units of one document are not
independent; the true score is known. Each round resamples with a seed of its own: one set of
resamples in all rounds would make them err together.
"""

import argparse
import sys
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.evaluation.permutation import permutation_test
from referat.evaluation.resampling import Sums, intervals

_MEAN: Final = 0.7
_CONCENTRATION: Final = 10.0


def coverage(rounds: int, documents: int, seed: int = 1) -> float:
    """The share of rounds whose 95 % interval covers the true share.

    Args:
        rounds: Sets of documents drawn.
        documents: Documents of a set.
        seed: Of everything drawn.
    """
    generator = np.random.default_rng(seed)
    covered = 0
    for number in range(rounds):
        drawn = _drawn(generator, _sizes(generator, documents))
        (interval,) = intervals(drawn, lambda sums: _share(sums)[:, None], seed=number)
        covered += interval.low <= _MEAN <= interval.high
    return covered / rounds


def false_alarms(rounds: int, documents: int, seed: int = 1) -> float:
    """The share of rounds with p below 0.05 where two systems are equally good.

    Args:
        rounds: Sets of documents drawn.
        documents: Documents of a set.
        seed: Of everything drawn.
    """
    generator = np.random.default_rng(seed)
    small = 0
    for number in range(rounds):
        sizes = _sizes(generator, documents)
        first, second = (_drawn(generator, sizes) for _ in range(2))
        small += permutation_test(first, second, _share, rounds=2000, seed=number).p < 0.05
    return small / rounds


def _sizes(generator: np.random.Generator, documents: int) -> NDArray[np.int64]:
    return generator.integers(20, 80, documents)


def _drawn(generator: np.random.Generator, units: NDArray[np.int64]) -> Sums:
    """Units right, of all, in each document."""
    chances = generator.beta(_MEAN * _CONCENTRATION, (1 - _MEAN) * _CONCENTRATION, len(units))
    return np.column_stack([generator.binomial(units, chances), units]).astype(np.float64)


def _share(sums: Sums) -> NDArray[np.float64]:
    return np.asarray(sums[:, 0] / sums[:, 1])


def main() -> None:
    """Print both, with the standard errors of the simulation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=50)
    arguments = parser.parse_args()
    for name, share in (
        ("coverage of 95 % intervals", coverage(arguments.rounds, arguments.documents)),
        ("p below 0.05 under the null", false_alarms(arguments.rounds, arguments.documents)),
    ):
        error = (share * (1 - share) / arguments.rounds) ** 0.5
        sys.stdout.write(f"{name} {share:.4f} (standard error {error:.4f})\n")


if __name__ == "__main__":
    main()
