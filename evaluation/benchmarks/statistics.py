"""Whether intervals cover the truth and p-values are honest, by simulation with known truth.

`python -m referat.evaluation.benchmarks.statistics` draws documents of unequal length whose units
come out right with a chance that varies by document, so that units of one document are not
independent; the true score is known.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.evaluation.permutation import permutation_test
from referat.evaluation.resampling import bootstrap

_MEAN: Final = 0.7
_CONCENTRATION: Final = 10.0

Counts = tuple[int, int]
"""Units right, of all, in a document."""


def coverage(rounds: int, documents: int, seed: int = 1) -> float:
    """The share of rounds whose 95 % interval covers the true share.

    Args:
        rounds: Sets of documents drawn.
        documents: Documents of a set.
        seed: Of everything drawn.
    """
    generator = np.random.default_rng(seed)
    covered = 0
    for _ in range(rounds):
        interval = bootstrap(_drawn(generator, documents), _share, samples=500, seed=seed)
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
    for _ in range(rounds):
        sizes = _sizes(generator, documents)
        first, second = (_drawn(generator, documents, sizes) for _ in range(2))
        small += permutation_test(first, second, _share, rounds=500, seed=seed).p < 0.05
    return small / rounds


def _sizes(generator: np.random.Generator, documents: int) -> NDArray[np.int64]:
    return generator.integers(20, 80, documents)


def _drawn(
    generator: np.random.Generator, documents: int, sizes: NDArray[np.int64] | None = None
) -> list[Counts]:
    units = _sizes(generator, documents) if sizes is None else sizes
    chances = generator.beta(_MEAN * _CONCENTRATION, (1 - _MEAN) * _CONCENTRATION, documents)
    return list(zip(generator.binomial(units, chances).tolist(), units.tolist(), strict=True))


def _share(sample: Sequence[Counts]) -> float:
    right, units = np.asarray(sample).sum(axis=0)
    return float(right / units)


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=50)
    arguments = parser.parse_args()
    covered = coverage(arguments.rounds, arguments.documents)
    alarms = false_alarms(arguments.rounds, arguments.documents)
    sys.stdout.write(f"coverage of 95 % intervals {covered:.3f}\n")
    sys.stdout.write(f"p below 0.05 under the null {alarms:.3f}\n")


if __name__ == "__main__":
    main()
