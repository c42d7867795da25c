"""TF-IDF of a sentence's words with logistic regression: what needs no language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from referat.errors import ModelError
from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.tagging import Scores

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


class LinearTagger:
    """Scores a sentence by its words and pairs of words alone, one regression a tag."""

    name = "tfidf"
    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def __init__(self, pipelines: Mapping[Tag, Pipeline]) -> None:
        self._pipelines = dict(pipelines)

    @classmethod
    def fitted(
        cls, sentences: Sequence[SentenceInContext], tags: Sequence[Sequence[Tag]]
    ) -> LinearTagger:
        """The tagger fitted to sentences with their tags; the same for the same sentences.

        Args:
            sentences: What it learns from.
            tags: The tags of each.

        Raises:
            ModelError: scikit-learn is not installed.
        """
        texts = [sentence.text for sentence in sentences]
        return cls({tag: _fitted(texts, [tag in one for one in tags]) for tag in TAGS})

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """Probabilities, shape (n, 4)."""
        if not sentences:
            return np.zeros((0, len(TAGS)), dtype=np.float32)
        texts = [sentence.text for sentence in sentences]
        columns = [self._pipelines[tag].predict_proba(texts)[:, 1] for tag in TAGS]
        return np.stack(columns, axis=1).astype(np.float32)


def _fitted(texts: Sequence[str], wanted: Sequence[bool]) -> Pipeline:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError as error:
        raise ModelError(
            "the baseline tfidf needs scikit-learn; pip install 'referat[train]'"
        ) from error
    pipeline = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000),
    )
    return pipeline.fit(list(texts), list(wanted))
