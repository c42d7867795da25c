from pathlib import Path

import pytest

from referat.annotations.splits import split_of
from referat.errors import UsageError
from referat.training_run import TrainingData, training_data


@pytest.fixture(scope="module")
def data() -> TrainingData:
    return training_data(Path("nowhere"))


def test_no_held_out_document_is_trained_on(data: TrainingData) -> None:
    assert {split_of(example.document) for example in data.train} == {"train"}
    assert {split_of(example.document) for example in data.development} == {"development"}


def test_same_seed_gives_the_same_examples(data: TrainingData) -> None:
    again = training_data(Path("nowhere"))
    assert again.hash == data.hash
    assert again.train == data.train


def test_nothing_to_train_on_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("referat.training_run.load_corpus", lambda splits, shared: [])
    with pytest.raises(UsageError):
        training_data(Path("nowhere"))
