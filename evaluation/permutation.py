"""Whether one system is better than another on the same documents, or only luckier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.evaluation.resampling import Sums

ROUNDS: Final = 10_000

Statistic = Callable[[Sums], NDArray[np.float64]]
"""From sums of counts, a row an assignment, to a figure of each, shape (rows,)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first system's statistic less the second's, and the two-sided p of so large a one."""

    value: float
    p: float


def permutation_test(
    first: Sums,
    second: Sums,
    statistic: Statistic,
    *,
    rounds: int = ROUNDS,
    seed: int = 1,
) -> Difference:
    """A paired test that swaps the two systems' counts of whole documents.

    Approximate randomization (Noreen 1989; Yeh 2000) with documents as units, since sentences of
    a document are not independent. The p is (1 + b) / (1 + rounds): the observed order counts as
    one of the assignments, without which p would be too small (Phipson & Smyth 2010).

    Args:
        first: The counts of the first system, a row a document.
        second: Those of the second, in the same order.
        statistic: Computed on the sums of one system.
        rounds: How many assignments are drawn.
        seed: Of the generator.

    Raises:
        ValueError: The systems have other numbers of documents.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} outcomes cannot be paired with {len(second)}")
    ours, theirs = first.sum(axis=0, keepdims=True), second.sum(axis=0, keepdims=True)
    observed = float((statistic(ours) - statistic(theirs))[0])
    swaps = np.random.default_rng(seed).random((rounds, len(first))) < 0.5
    moved = swaps.astype(np.float64) @ (second - first)
    drawn = statistic(ours + moved) - statistic(theirs - moved)
    as_large = int((np.abs(drawn) >= abs(observed) - 1e-12).sum())
    return Difference(observed, (as_large + 1) / (rounds + 1))
