"""Whether one system is better than another on the same documents, or only luckier."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

ROUNDS: Final = 2_000

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first system's statistic less the second's, and the two-sided p of so large a one."""

    value: float
    p: float


def permutation_test(
    first: Sequence[Outcome],
    second: Sequence[Outcome],
    statistic: Callable[[Sequence[Outcome]], float],
    *,
    rounds: int = ROUNDS,
    seed: int = 1,
) -> Difference:
    """A paired test that swaps the two systems' outcomes of whole documents.

    Approximate randomization (Noreen 1989; Yeh 2000) with documents as units, since sentences of
    a document are not independent. The p counts the observed order as one of the rounds.

    Args:
        first: The outcome of the first system on each document.
        second: That of the second, in the same order.
        statistic: Computed on all outcomes of one system.
        rounds: How many assignments are drawn.
        seed: Of the generator.

    Raises:
        ValueError: The systems have other numbers of documents.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} outcomes cannot be paired with {len(second)}")
    observed = statistic(first) - statistic(second)
    generator = np.random.default_rng(seed)
    as_large = 0
    for swaps in generator.random((rounds, len(first))) < 0.5:
        pairs = [
            (other, one) if swap else (one, other)
            for one, other, swap in zip(first, second, swaps, strict=True)
        ]
        drawn = statistic([one for one, _ in pairs]) - statistic([other for _, other in pairs])
        as_large += abs(drawn) >= abs(observed) - 1e-12
    return Difference(observed, (as_large + 1) / (rounds + 1))
