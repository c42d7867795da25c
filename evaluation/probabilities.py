"""How good scores are before any threshold: average precision, and calibration."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
"""Shape (units,): the probability given to each unit."""
Gold = NDArray[np.bool_]
"""Shape (units,): whether each unit carries the tag."""

BINS: Final = 15
"""Bins of equal width, as Guo et al. (2017) have them."""


def average_precision(gold: Gold, scores: Scores) -> float:
    """The mean of precision over recall, NaN where no unit carries the tag.

    Agrees with `sklearn.metrics.average_precision_score`: units of one score enter together.

    Args:
        gold: Shape (n,).
        scores: Shape (n,).
    """
    total = int(gold.sum())
    if total == 0:
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(gold[order])
    ranked = scores[order]
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    recall = hits[last] / total
    precision = hits[last] / (last + 1)
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def calibration_error(gold: Gold, scores: Scores, bins: int = BINS) -> float:
    """The expected calibration error: how far probability and frequency lie apart, by bins.

    Naeini et al. (2015), of the probability of the tag; 0 where there are no units.

    Args:
        gold: Shape (n,).
        scores: Shape (n,), from 0 to 1.
        bins: Bins of equal width.
    """
    if not len(scores):
        return 0.0
    place = np.clip(np.ceil(scores * bins).astype(int) - 1, 0, bins - 1)
    counts = np.bincount(place, minlength=bins)
    confidence = np.bincount(place, weights=scores, minlength=bins)
    frequency = np.bincount(place, weights=gold.astype(float), minlength=bins)
    filled = counts > 0
    return float(np.abs(confidence[filled] - frequency[filled]).sum() / len(scores))
