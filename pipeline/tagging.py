"""Scores to tags: the tagger protocol, thresholds, and the section rule, apart from each other."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from referat.labels import FORBIDDEN, TAGS, Section, Tag
from referat.minutes import SentenceInContext

Scores = NDArray[np.float32]
"""Shape (sentences, 4): the probability of each tag, columns in the order of `TAGS`."""


class Tagger(Protocol):
    """Anything that scores sentences: rules, a linear model, a transformer."""

    @property
    def name(self) -> str:
        """Name of the tagger with its version or hash, for provenance."""

    @property
    def thresholds(self) -> Mapping[Tag, float]:
        """The score from which on each tag is given, chosen on development data."""

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """The probability of each tag for each sentence, shape (n, 4)."""


def decide(
    scores: Scores,
    sections: Sequence[Section],
    thresholds: Mapping[Tag, float],
    *,
    section_rule: bool = True,
) -> list[tuple[Tag, ...]]:
    """The tags of each sentence: those that reach their threshold and may stand in the section.

    Args:
        scores: Shape (n, 4), columns in the order of `TAGS`.
        sections: The section of each of the n sentences.
        thresholds: The threshold of each tag.
        section_rule: Whether tags that the guidelines forbid in a section are dropped.
    """
    decided: list[tuple[Tag, ...]] = []
    for row, section in zip(scores, sections, strict=True):
        forbidden = FORBIDDEN[section] if section_rule else frozenset()
        decided.append(
            tuple(
                tag
                for tag, score in zip(TAGS, row, strict=True)
                if score >= thresholds[tag] and tag not in forbidden
            )
        )
    return decided


def allowed(sections: Sequence[Section]) -> NDArray[np.bool_]:
    """Which tags may stand on each sentence by the section rule, shape (n, 4).

    Args:
        sections: The section of each of the n sentences.
    """
    rows = [[tag not in FORBIDDEN[section] for tag in TAGS] for section in sections]
    return np.array(rows, dtype=np.bool_).reshape(len(sections), len(TAGS))
