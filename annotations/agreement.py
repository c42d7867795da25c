"""How far two annotators agree: alpha, kappa, AC1 and F1, with intervals over documents.

Two coders, two values, nothing missing: Krippendorff's alpha (nominal, Krippendorff 2004), Cohen's
kappa (1960), Gwet's AC1 (2008), which does not collapse where a tag is rare, and the F1 of one
annotator against the other, which leaves out what both left untagged (Hripcsak & Rothschild 2005).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.annotations.coding import CATEGORIES, Coding, Counts

Table = NDArray[np.float64]
"""Rows of four counts: both, only the first, only the second, neither."""

SAMPLES: Final = 1000
COEFFICIENTS: Final = ("alpha", "kappa", "ac1", "f1")


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its 95 % percentile interval; NaN where it is not defined."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one category over some documents.

    `counts` are of units for a tag, of words for a type of span.
    """

    category: str
    documents: int
    counts: Counts
    coefficients: Mapping[str, Coefficient]


def agreement(codings: Sequence[Coding], seed: int = 1) -> list[Agreement]:
    """Agreement on each category over all documents given.

    Args:
        codings: What the two annotators made of each document.
        seed: Of the bootstrap, which resamples documents.
    """
    return [_agreement(category, codings, seed) for category in CATEGORIES]


def _agreement(category: str, codings: Sequence[Coding], seed: int) -> Agreement:
    counts = [coding.counts[category] for coding in codings]
    table = np.array([[one.both, one.first, one.second, one.neither] for one in counts], float)
    table = table.reshape(-1, 4)
    total = table.sum(axis=0, keepdims=True)
    resampled = _resampled(table, seed)
    found = {
        name: _coefficient(statistic, total, resampled) for name, statistic in _STATISTICS.items()
    }
    both, first, second, neither = (int(count) for count in total[0])
    return Agreement(category, len(codings), Counts(both, first, second, neither), found)


def _resampled(table: Table, seed: int) -> Table:
    """Totals of resamples of documents, one a row (Efron & Tibshirani 1993)."""
    generator = np.random.default_rng(seed)
    documents = len(table)
    if not documents:
        return np.zeros((0, 4))
    weights = generator.multinomial(documents, np.full(documents, 1 / documents), size=SAMPLES)
    return weights.astype(float) @ table


def _coefficient(
    statistic: Callable[[Table], Table], total: Table, resampled: Table
) -> Coefficient:
    values = statistic(resampled)
    defined = values[~np.isnan(values)]
    low, high = np.percentile(defined, [2.5, 97.5]) if len(defined) else (np.nan, np.nan)
    return Coefficient(float(statistic(total)[0]), float(low), float(high))


def _observed(rows: Table) -> Table:
    """The share of units that both annotators coded the same."""
    return _divided(rows[:, 0] + rows[:, 3], rows.sum(axis=1))


def _shares(rows: Table) -> tuple[Table, Table]:
    """The share of units that each annotator marked."""
    units = rows.sum(axis=1)
    return (
        _divided(rows[:, 0] + rows[:, 1], units),
        _divided(rows[:, 0] + rows[:, 2], units),
    )


def alpha(rows: Table) -> Table:
    """Krippendorff's alpha of each row of counts, NaN where all values are the same."""
    units = rows.sum(axis=1)
    marked = 2 * rows[:, 0] + rows[:, 1] + rows[:, 2]
    values = 2 * units
    expected = _divided(2 * marked * (values - marked), values * (values - 1))
    return 1 - _divided(1 - _observed(rows), expected)


def kappa(rows: Table) -> Table:
    """Cohen's kappa of each row of counts, NaN where chance alone would agree."""
    first, second = _shares(rows)
    chance = first * second + (1 - first) * (1 - second)
    return _divided(_observed(rows) - chance, 1 - chance)


def ac1(rows: Table) -> Table:
    """Gwet's AC1 of each row of counts."""
    first, second = _shares(rows)
    mean = (first + second) / 2
    chance = 2 * mean * (1 - mean)
    return _divided(_observed(rows) - chance, 1 - chance)


def f1(rows: Table) -> Table:
    """F1 of each row of counts, NaN where neither annotator marked anything."""
    return _divided(2 * rows[:, 0], 2 * rows[:, 0] + rows[:, 1] + rows[:, 2])


def _divided(above: Table, below: Table) -> Table:
    """A quotient, NaN where nothing stands below the line."""
    safe = np.where(np.abs(below) < 1e-12, np.nan, below)
    return np.asarray(above / safe, float)


_STATISTICS: Final[dict[str, Callable[[Table], Table]]] = {
    "alpha": alpha,
    "kappa": kappa,
    "ac1": ac1,
    "f1": f1,
}
