"""Intervals by the bootstrap over documents: sentences of one document are not independent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from referat.evaluation.counts import flat, rebuilt

SAMPLES: Final = 2_000
_COVERED: Final = 0.95

Sums = NDArray[np.float64]
"""Shape (rows, counts): the counts of a document a row, or those of all documents together."""
Figures = Callable[[Sums], NDArray[np.float64]]
"""From sums, a row a resample, to figures, shape (rows, figures)."""
Counts = TypeVar("Counts")


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % expanded percentile interval."""

    low: float
    high: float


def intervals(
    counts: Sums, figures: Figures, *, samples: int = SAMPLES, seed: int = 1
) -> list[Interval]:
    """The interval of each figure under resampling of whole documents (Efron & Tibshirani 1993).

    Documents enter by their counts alone, so that a resample is a product of matrices.

    Args:
        counts: The counts of each document, at least one.
        figures: What is made of counts added up.
        samples: Number of resamples.
        seed: Of the generator.
    """
    number = len(counts)
    weights = np.random.default_rng(seed).multinomial(number, [1 / number] * number, samples)
    values = figures(weights.astype(np.float64) @ counts)
    bounds = np.quantile(values, _levels(number), axis=0)
    return [Interval(float(low), float(high)) for low, high in bounds.T]


def pooled_intervals(
    counts: Sequence[Counts],
    measures: Mapping[str, Callable[[Counts], float]],
    *,
    samples: int = SAMPLES,
    seed: int = 1,
) -> dict[str, Interval]:
    """The interval of each measure of counts that are dataclasses of whole numbers.

    Args:
        counts: The counts of each document, at least one.
        measures: What is made of counts added up, by name.
        samples: Number of resamples.
        seed: Of the generator.
    """

    def figures(sums: Sums) -> NDArray[np.float64]:
        rows = (rebuilt(counts[0], row) for row in sums.astype(int).tolist())
        return np.array([[measure(one) for measure in measures.values()] for one in rows])

    rows = np.array([flat(one) for one in counts], dtype=np.float64)
    found = intervals(rows, figures, samples=samples, seed=seed)
    return dict(zip(measures, found, strict=True))


def _levels(number: int) -> tuple[float, float]:
    """Which quantiles bound the interval: wider ones than 2.5 and 97.5 % of few documents.

    A resample varies less than the documents were drawn, by a factor of sqrt((n - 1) / n), and as
    if their variance were known; both are made good for (Hesterberg 2015, section 2.2).
    """
    if number < 2:
        return 0.0, 1.0
    reach = _student(number - 1) * sqrt(number / (number - 1))
    level = NormalDist().cdf(-reach)
    return level, 1 - level


def _student(freedom: int) -> float:
    """The upper bound of the middle 95 % of Student's t (Abramowitz & Stegun 26.7.5)."""
    z = NormalDist().inv_cdf((1 + _COVERED) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return float(sum(term / freedom**power for power, term in enumerate(terms)))
