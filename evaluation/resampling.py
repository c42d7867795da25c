"""Intervals by the bootstrap over documents: sentences of one document are not independent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Sample = TypeVar("Sample")


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % percentile interval."""

    low: float
    high: float


def bootstrap(
    documents: Sequence[Sample],
    statistic: Callable[[Sequence[Sample]], float],
    *,
    samples: int = 1000,
    seed: int = 1,
) -> Interval:
    """The interval of a statistic under resampling of whole documents (Efron & Tibshirani 1993).

    Args:
        documents: What is resampled, with replacement.
        statistic: Computed on each resample.
        samples: Number of resamples.
        seed: Of the generator.
    """
    generator = np.random.default_rng(seed)
    values = [
        statistic(
            [documents[index] for index in generator.integers(len(documents), size=len(documents))]
        )
        for _ in range(samples)
    ]
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))
