"""Agreement of labelled spans: strict, exact, partial and type, by optimal one-to-one matching.

The four schemes are those of SemEval-2013 task 9 (Segura-Bedmar et al.), as `nervaluate` counts
them; but spans are paired by the best assignment of all, so that neither the order of the spans nor
which side is called gold changes the pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from referat.errors import ModelError

_SAME_BOUNDARIES: Final = 1.0
_SAME_LABEL: Final = 1.0


@dataclass(frozen=True, slots=True, order=True)
class LabelledSpan:
    """A half-open range of code points with a label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class MatchCount:
    """How spans came out under one scheme; a partial match counts half."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def gold(self) -> int:
        """How many spans the gold has."""
        return self.correct + self.incorrect + self.partial + self.missed

    @property
    def found(self) -> int:
        """How many spans were found."""
        return self.correct + self.incorrect + self.partial + self.spurious

    @property
    def precision(self) -> float:
        """The share of the spans found that are right; 0 of none."""
        return self._hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold spans that were found; 0 of none."""
        return self._hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self._hits / both if both else 0.0

    @property
    def _hits(self) -> float:
        return self.correct + 0.5 * self.partial


@dataclass(frozen=True, slots=True)
class MatchCounts:
    """The counts of the four schemes.

    `strict` wants boundaries and label, `exact` boundaries, `partial` any overlap (half a hit
    unless the boundaries are the same), `type` any overlap with the same label.
    """

    strict: MatchCount = MatchCount()
    exact: MatchCount = MatchCount()
    partial: MatchCount = MatchCount()
    type: MatchCount = MatchCount()


Pairs = Sequence[tuple[int, int]]
"""Indices of a gold span and its partner."""


def match_counts(gold: Sequence[LabelledSpan], found: Sequence[LabelledSpan]) -> MatchCounts:
    """Count how spans found agree with gold spans, one-to-one.

    Args:
        gold: Spans of one document.
        found: Spans of the same document.
    """
    pairs = matched(gold, found)
    both = [(gold[one], found[other]) for one, other in pairs]
    missed, spurious = len(gold) - len(pairs), len(found) - len(pairs)
    bounds = sum((one.start, one.end) == (two.start, two.end) for one, two in both)
    labels = sum(one.label == two.label for one, two in both)
    strict = sum(one == two for one, two in both)
    return MatchCounts(
        strict=MatchCount(strict, len(both) - strict, 0, missed, spurious),
        exact=MatchCount(bounds, len(both) - bounds, 0, missed, spurious),
        partial=MatchCount(bounds, 0, len(both) - bounds, missed, spurious),
        type=MatchCount(labels, len(both) - labels, 0, missed, spurious),
    )


def matched(gold: Sequence[LabelledSpan], found: Sequence[LabelledSpan]) -> list[tuple[int, int]]:
    """The best one-to-one pairs of overlapping spans, by index.

    A pair is worth the letters it shares of all it covers, and one more for the same boundaries and
    for the same label each.

    Args:
        gold: Spans of one document.
        found: Spans of the same document.
    """
    worth = np.zeros((len(gold), len(found)))
    for row, one in enumerate(gold):
        for column, two in enumerate(found):
            worth[row, column] = _worth(one, two)
    return assigned(worth)


def assigned(worth: "np.typing.NDArray[np.float64]") -> list[tuple[int, int]]:
    """The one-to-one pairs of rows and columns whose worth is largest together.

    Pairs that are worth nothing are left out. The Hungarian method, by SciPy.

    Args:
        worth: Shape (rows, columns), not negative.

    Raises:
        ModelError: SciPy is not installed.
    """
    if not worth.size:
        return []
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        raise ModelError(
            "scoring spans and items needs SciPy; pip install 'referat[train]'"
        ) from error
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if worth[row, column] > 0
    ]


def _worth(one: LabelledSpan, two: LabelledSpan) -> float:
    shared = min(one.end, two.end) - max(one.start, two.start)
    if shared <= 0:
        return 0.0
    union = max(one.end, two.end) - min(one.start, two.start)
    same = _SAME_BOUNDARIES * ((one.start, one.end) == (two.start, two.end))
    return shared / union + same + _SAME_LABEL * (one.label == two.label)
