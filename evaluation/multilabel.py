"""Precision, recall and F1 of sentence tags, per tag, micro and macro."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from referat.labels import TAGS, Tag

Indicator = NDArray[np.bool_]
"""Shape (units, 4): whether a unit carries each tag, columns in the order of `TAGS`."""


@dataclass(frozen=True, slots=True)
class TagScore:
    """Scores of one tag; a ratio of nothing to nothing is 0. `support` counts gold units."""

    tag: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class TagScores:
    """Scores per tag and over all of them."""

    tags: tuple[TagScore, ...]
    micro: TagScore
    macro_f1: float
    units: int


def indicator(tags: Sequence[Sequence[Tag]]) -> Indicator:
    """Tag sets as an indicator matrix, shape (n, 4)."""
    rows = [[tag in present for tag in TAGS] for present in tags]
    return np.array(rows, dtype=np.bool_).reshape(len(tags), len(TAGS))


def tag_scores(gold: Indicator, predicted: Indicator) -> TagScores:
    """Precision, recall and F1 per tag, micro-averaged over tags, and macro-F1.

    Agrees with `sklearn.metrics.precision_recall_fscore_support(zero_division=0)`, which the tests
    compare it to; counted here so that the core can score without scikit-learn.

    Args:
        gold: Shape (n, 4).
        predicted: Shape (n, 4).
    """
    hits, given, wanted = tag_counts(gold, predicted)
    tags = tuple(
        _score(tag.value, int(hits[column]), int(given[column]), int(wanted[column]))
        for column, tag in enumerate(TAGS)
    )
    return TagScores(
        tags=tags,
        micro=_score("micro", int(hits.sum()), int(given.sum()), int(wanted.sum())),
        macro_f1=sum(score.f1 for score in tags) / len(tags),
        units=len(gold),
    )


def tag_counts(gold: Indicator, predicted: Indicator) -> NDArray[np.int64]:
    """Units rightly given each tag, given it, and that should have it, shape (3, 4).

    Args:
        gold: Shape (n, 4).
        predicted: Shape (n, 4).
    """
    return np.array([one.sum(axis=0) for one in (gold & predicted, predicted, gold)], np.int64)


def f1_figures(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 of each tag, micro and macro, shape (rows, 6), of sums of flattened `tag_counts`.

    Args:
        sums: Shape (rows, 12).
    """
    counts = sums.reshape(len(sums), 3, len(TAGS))
    counts = np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)
    both = counts[:, 1] + counts[:, 2]
    f1 = np.divide(2 * counts[:, 0], both, out=np.zeros_like(both), where=both > 0)
    return np.column_stack([f1, f1[:, : len(TAGS)].mean(axis=1)])


def _score(tag: str, hits: int, given: int, wanted: int) -> TagScore:
    precision = hits / given if given else 0.0
    recall = hits / wanted if wanted else 0.0
    f1 = 2 * hits / (given + wanted) if given + wanted else 0.0
    return TagScore(tag, precision, recall, f1, wanted)
