"""spaCy's text categorizer over a sentence's words and pairs of words: what a user would try first.

The ensemble that `nlp.add_pipe("textcat_multilabel")` gives takes minutes for 20,000 sentences on
one core; the bag of words takes seconds.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.tagging import Scores

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

PIPE: Final = "textcat_multilabel"
BATCH: Final = 32
BAG_OF_WORDS: Final[Mapping[str, str | int | bool]] = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": False,
    "ngram_size": 2,
    "no_output_layer": False,
}


class TextcatTagger:
    """Scores a sentence by its words and pairs of words alone, one classifier for all tags."""

    name = "textcat"
    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @classmethod
    def fitted(
        cls,
        sentences: Sequence[SentenceInContext],
        tags: Sequence[Sequence[Tag]],
        *,
        epochs: int = 5,
        seed: int = 1,
    ) -> TextcatTagger:
        """The tagger fitted to sentences with their tags; the same for the same input and seed.

        Seeds the generators of `random` and NumPy, from which spaCy draws.

        Args:
            sentences: What it learns from, at least one.
            tags: The tags of each.
            epochs: How often it sees each sentence.
            seed: What initial weights and the order of the sentences are drawn from.
        """
        import spacy
        from thinc.api import fix_random_seed

        fix_random_seed(seed)
        nlp = spacy.blank("da")
        nlp.add_pipe(PIPE, config={"model": dict(BAG_OF_WORDS)})
        examples = _examples(nlp, sentences, tags)
        optimizer = nlp.initialize(lambda: examples)
        order = random.Random(seed)
        for _ in range(epochs):
            shuffled = order.sample(examples, len(examples))
            for start in range(0, len(shuffled), BATCH):
                nlp.update(shuffled[start : start + BATCH], sgd=optimizer)
        return cls(nlp)

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """Probabilities, shape (n, 4)."""
        texts = [_text(sentence) for sentence in sentences]
        rows = [[doc.cats[tag.value] for tag in TAGS] for doc in self._nlp.pipe(texts)]
        return np.array(rows, dtype=np.float32).reshape(len(sentences), len(TAGS))


def _examples(
    nlp: Language, sentences: Sequence[SentenceInContext], tags: Sequence[Sequence[Tag]]
) -> list[Example]:
    from spacy.training import Example

    return [
        Example.from_dict(
            nlp.make_doc(_text(sentence)),
            {"cats": {tag.value: float(tag in given) for tag in TAGS}},
        )
        for sentence, given in zip(sentences, tags, strict=True)
    ]


def _text(sentence: SentenceInContext) -> str:
    """The sentence's text; one space for none, as spaCy fails on a text without a token."""
    return sentence.text or " "
