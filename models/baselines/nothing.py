"""No tag on any sentence: what most sentences carry, and so the majority class of every tag."""

from collections.abc import Mapping, Sequence

import numpy as np

from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.tagging import Scores


class MajorityTagger:
    """Gives no sentence any tag."""

    name = "majority"
    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """Zeros, shape (n, 4)."""
        return np.zeros((len(sentences), len(TAGS)), dtype=np.float32)
