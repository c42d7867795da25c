import subprocess
import sys

import numpy as np
import pytest

from referat.labels import TAGS, Section, Tag
from referat.minutes import SentenceInContext
from referat.models.baselines.textcat import TextcatTagger

THINGS = (
    "Hegnet",
    "Budgettet",
    "Festen",
    "Legepladsen",
    "Regnskabet",
    "Cykelskuret",
    "Planen",
    "Kontrakten",
    "Haven",
    "Taget",
    "Parkeringen",
    "Vaskeriet",
    "Kælderen",
    "Porten",
    "Grillen",
)
PATTERNS: tuple[tuple[str, tuple[Tag, ...]], ...] = (
    ("{} blev godkendt.", (Tag.DECISION,)),
    ("{} udsættes til næste møde.", (Tag.DEFERRAL, Tag.DEADLINE)),
    ("Mette undersøger sagen: {}.", (Tag.RESPONSIBLE,)),
    ("{} er som altid.", ()),
)
LEARNT = [(pattern.format(thing), tags) for thing in THINGS for pattern, tags in PATTERNS]
UNSEEN = ("Skuret blev godkendt.", "Valget udsættes til næste møde.", "Vejret er som altid.")


def context(text: str) -> SentenceInContext:
    return SentenceInContext(text, Section.OUTCOME)


def fitted(seed: int = 1) -> TextcatTagger:
    return TextcatTagger.fitted(
        [context(text) for text, _ in LEARNT],
        [tags for _, tags in LEARNT],
        epochs=20,
        seed=seed,
    )


@pytest.fixture(scope="module")
def tagger() -> TextcatTagger:
    return fitted()


def test_learns_what_words_stand_for(tagger: TextcatTagger) -> None:
    scores = tagger.score([context(text) for text in UNSEEN])
    given = [{tag for tag, score in zip(TAGS, row, strict=True) if score >= 0.5} for row in scores]
    assert given == [{Tag.DECISION}, {Tag.DEFERRAL, Tag.DEADLINE}, set()]
    assert scores.dtype == np.float32
    assert ((scores >= 0) & (scores <= 1)).all()


def test_same_input_and_seed_give_the_same_scores(tagger: TextcatTagger) -> None:
    sentences = [context(text) for text in UNSEEN]
    assert np.array_equal(fitted().score(sentences), tagger.score(sentences))
    assert not np.array_equal(fitted(seed=2).score(sentences), tagger.score(sentences))


def test_nothing_to_score(tagger: TextcatTagger) -> None:
    assert tagger.score([]).shape == (0, len(TAGS))


def test_a_sentence_without_words(tagger: TextcatTagger) -> None:
    scores = tagger.score([context(""), context(UNSEEN[0])])
    assert scores.shape == (2, len(TAGS))
    assert np.isfinite(scores).all()


def test_a_tag_that_never_stands() -> None:
    texts = [context("Hegnet blev godkendt."), context("")]
    tagger = TextcatTagger.fitted(texts, [(Tag.DECISION,), ()], epochs=1)
    assert tagger.score(texts).shape == (2, len(TAGS))


def test_importing_it_leaves_spacy_out() -> None:
    code = "import sys, referat.models.baselines.textcat; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
