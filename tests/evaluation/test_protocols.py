from collections.abc import Sequence
from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.errors import UsageError
from referat.evaluation.protocol_results import Results
from referat.evaluation.protocols import LEARNERS, kinds_out, learning_curve, results
from referat.evaluation.systems import ReadDocument, read_documents
from referat.models.baselines import BASELINES
from referat.tagging import Tagger


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    return read_documents(load_corpus(["development"], Path("nowhere"))[::4])


class Learner:
    """Learns nothing, and remembers what it was given; stops where it is told to."""

    def __init__(self, stop: int | None = None) -> None:
        self.given: list[int] = []
        self._stop = stop

    def __call__(self, documents: Sequence[ReadDocument], seed: int, name: str) -> Tagger:
        if len(self.given) == self._stop:
            raise KeyboardInterrupt
        self.given.append(len(documents))
        return BASELINES["keywords"]()


def test_a_kind_is_never_learnt_from_when_it_is_tested_on(documents: list[ReadDocument]) -> None:
    rounds = list(kinds_out(documents, (1, 2)))
    kinds = sorted({one.annotated.annotation.kind for one in documents})
    assert [one.key["kind"] for one in rounds] == kinds * 2
    for one in rounds:
        assert {each.annotated.annotation.kind for each in one.test} == {one.key["kind"]}
        assert not {each.annotated.annotation.kind for each in one.training} & {one.key["kind"]}
        assert len(one.training) + len(one.test) == len(documents)
    assert len({one.name for one in rounds}) == len(rounds)


def test_shares_are_nested_and_seeds_draw_by_themselves(documents: list[ReadDocument]) -> None:
    rounds = list(learning_curve(documents, documents[:1], shares=(0.3, 1.0), seeds=(1, 2)))
    assert [one.key["seed"] for one in rounds] == [1, 1, 2, 2]
    drawn = [[each.annotated.annotation.id for each in one.training] for one in rounds]
    small, whole = drawn[:2]
    assert whole[: len(small)] == small
    assert drawn[2] != small
    assert sorted(drawn[3]) == sorted(whole)


def test_the_linear_learner_learns(documents: list[ReadDocument]) -> None:
    rounds = learning_curve(documents, documents, shares=(1.0,))
    (row,) = results(LEARNERS["tfidf"], rounds, {"system": "tfidf"}, Results(None))
    assert row["macro_f1"] > 0.5
    low, high = row["tag_intervals"]["decision"]
    assert low <= row["tags"]["decision"] <= high


def test_a_run_cut_off_goes_on_with_what_is_not_stored(
    documents: list[ReadDocument], tmp_path: Path
) -> None:
    path = tmp_path / "curve.jsonl"

    def run(learner: Learner, about: dict[str, object]) -> int:
        rounds = learning_curve(documents, documents[:1], shares=(0.2, 0.5, 1.0))
        return len(list(results(learner, rounds, about, Results.of(path))))

    about: dict[str, object] = {"system": "x", "settings": {"epochs": 1, "weights": (1.0, 2.0)}}
    with pytest.raises(KeyboardInterrupt):
        run(Learner(stop=2), about)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + '{"system": "x", "docu', encoding="utf-8")
    again = Learner()
    assert run(again, about) == 1
    assert again.given == [len(documents)]
    assert path.read_text(encoding="utf-8").startswith(whole)
    assert len(Results.of(path).rows) == 3
    assert run(Learner(), about) == 0
    assert run(Learner(), {**about, "settings": {"epochs": 2}}) == 3


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    for text in ("Husk mælk\n", "[1]\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match="line 1"):
            Results.of(path)
        assert path.read_text(encoding="utf-8") == text
