import numpy as np
import pytest

from referat.labels import TAGS, Section, Tag
from referat.minutes import SentenceInContext
from referat.models.baselines import UNTRAINED
from referat.models.baselines.linear import LinearTagger

pytest.importorskip("sklearn")

LEARNT = [
    ("Hegnet blev godkendt.", (Tag.DECISION,)),
    ("Budgettet blev godkendt.", (Tag.DECISION,)),
    ("Sagen udsættes til maj.", (Tag.DEFERRAL,)),
    ("Punktet udsættes.", (Tag.DEFERRAL,)),
    ("Mette køber maling senest fredag.", (Tag.DEADLINE, Tag.RESPONSIBLE)),
    ("Bo køber søm senest mandag.", (Tag.DEADLINE, Tag.RESPONSIBLE)),
    ("Der var kaffe.", ()),
    ("Vi så på vejret.", ()),
]


def context(text: str) -> SentenceInContext:
    return SentenceInContext(text, Section.OUTCOME)


@pytest.fixture(scope="module")
def tagger() -> LinearTagger:
    return LinearTagger.fitted([context(text) for text, _ in LEARNT], [tags for _, tags in LEARNT])


def test_learns_what_words_stand_for(tagger: LinearTagger) -> None:
    scores = tagger.score([context("Regnskabet blev godkendt."), context("Valget udsættes.")])
    assert [TAGS[column] for column in scores.argmax(axis=1)] == [Tag.DECISION, Tag.DEFERRAL]
    assert ((scores >= 0) & (scores <= 1)).all()


def test_nothing_to_score(tagger: LinearTagger) -> None:
    assert tagger.score([]).shape == (0, len(TAGS))


def test_majority_gives_nothing() -> None:
    majority = UNTRAINED["majority"]()
    assert np.array_equal(majority.score([context("Godkendt.")]), np.zeros((1, 4)))
