from collections.abc import Sequence
from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.evaluation.protocols import LEARNERS, kinds_out, learning_curve
from referat.evaluation.systems import ReadDocument, read_documents
from referat.labels import Tag
from referat.minutes import SentenceInContext
from referat.models.baselines import BASELINES
from referat.tagging import Tagger


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    return read_documents(load_corpus(["development"], Path("nowhere"))[::4])


class Learner:
    """Learns nothing, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def __call__(
        self, sentences: Sequence[SentenceInContext], tags: Sequence[Sequence[Tag]], seed: int
    ) -> Tagger:
        self.given.append([one.text for one in sentences])
        assert len(sentences) == len(tags)
        return BASELINES["keywords"]()


def test_a_kind_is_never_learnt_from_when_it_is_tested_on(documents: list[ReadDocument]) -> None:
    learner = Learner()
    found = list(kinds_out(learner, documents))
    kinds = {one.annotated.annotation.kind for one in documents}
    assert {kind for kind, _ in found} == kinds
    for (kind, evaluation), given in zip(found, learner.given, strict=True):
        assert {one.kind for one in evaluation.documents} == {kind}
        others = [one for one in documents if one.annotated.annotation.kind != kind]
        assert len(given) == sum(len(one.read.sentences) for one in others)


def test_shares_are_nested_and_seeds_draw_by_themselves(documents: list[ReadDocument]) -> None:
    learner = Learner()
    steps = list(learning_curve(learner, documents, documents[:1], shares=(0.3, 1.0), seeds=(1, 2)))
    assert [one.seed for one in steps] == [1, 1, 2, 2]
    small, whole = learner.given[:2]
    assert whole[: len(small)] == small
    assert learner.given[2] != small
    assert sorted(learner.given[3]) == sorted(whole)


def test_the_linear_learner_learns(documents: list[ReadDocument]) -> None:
    (step,) = learning_curve(LEARNERS["tfidf"], documents, documents, shares=(1.0,))
    assert step.evaluation.scores.macro_f1 > 0.5
