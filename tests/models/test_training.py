import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from referat.annotations.gold import Example
from referat.errors import UsageError
from referat.labels import TAGS
from referat.models import training
from referat.models.calibration import calibrate
from referat.models.card import CardSource, model_card
from referat.models.encoder import Classifier
from referat.models.examples import targets_of
from referat.models.inference import OnnxTagger
from referat.models.onnx_export import compare, save_model
from referat.models.settings import TrainingSettings

SETTINGS = TrainingSettings(
    input="sentences",
    epochs=2,
    batch_size=4,
    kept_furniture=0.999,
    lr_encoder=1e-2,
    lr_head=2e-2,
    average_decay=0.5,
    precision="fp32",
    threads=1,
    context_dropout=0.0,
    layer_decay=1.0,
    augmentation=0.0,
    dropout=0.0,
)


def logits_of(
    classifier: Classifier, examples: Sequence[Example], settings: TrainingSettings = SETTINGS
) -> np.ndarray:
    return training.task_of(classifier, examples, settings).logits(examples)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tiny_classifier: Classifier) -> None:
    """The tiny encoder instead of the one the settings name, with the same weights each time."""
    start = {name: value.clone() for name, value in tiny_classifier.model.state_dict().items()}

    def load(settings: TrainingSettings) -> Classifier:
        tiny_classifier.model.load_state_dict(start)
        return tiny_classifier

    monkeypatch.setattr(training, "load_classifier", load)


@pytest.mark.usefixtures("tiny")
def test_training_learns_what_it_is_shown(examples: Sequence[Example], tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    result = training.train(
        examples,
        examples,
        replace(SETTINGS, epochs=120, lr_encoder=3e-3),
        tmp_path,
        lambda done, of: steps.append((done, of)),
    )
    assert steps[-1] == (600, 600)
    assert result.epochs[-1].loss < result.epochs[0].loss / 2
    logits = logits_of(result.classifier, examples)
    assert ((logits > 0) == targets_of(examples).astype(bool)).mean() > 0.95


@pytest.mark.usefixtures("tiny")
def test_run_cut_off_goes_on_to_the_same_model(
    examples: Sequence[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = training.train(examples, examples, SETTINGS, tmp_path / "whole")
    wanted = logits_of(whole.classifier, examples)

    class CutOffError(Exception):
        pass

    def cut_off(done: int, of: int) -> None:
        if done > of // 2:
            raise CutOffError

    with pytest.raises(CutOffError):
        training.train(examples, examples, SETTINGS, tmp_path / "cut", cut_off)
    assert (tmp_path / "cut" / "checkpoint" / "state.json").is_file()
    again = training.train(examples, examples, SETTINGS, tmp_path / "cut")
    assert [epoch.number for epoch in again.epochs] == [1, 2]
    found = logits_of(again.classifier, examples)
    assert found == pytest.approx(wanted, abs=1e-5)
    assert not (tmp_path / "cut" / "checkpoint").exists()


@pytest.mark.usefixtures("tiny")
def test_checkpoint_of_another_run_is_not_taken_up(
    examples: Sequence[Example], tmp_path: Path
) -> None:
    checkpoint = tmp_path / "checkpoint"
    checkpoint.mkdir()
    (checkpoint / "state.json").write_text(json.dumps({"run": "another"}))
    result = training.train(examples, [], replace(SETTINGS, epochs=1), tmp_path)
    assert [epoch.number for epoch in result.epochs] == [1]


@pytest.mark.usefixtures("tiny")
def test_trained_model_is_saved_with_its_card(examples: Sequence[Example], tmp_path: Path) -> None:
    result = training.train(examples, examples, SETTINGS, tmp_path)
    logits = logits_of(result.classifier, examples)
    manifest = replace(calibrate(logits, targets_of(examples)), training=RECORD)
    folder = tmp_path / "referat-tiny"
    save_model(result.classifier, manifest, folder)
    assert compare(result.classifier, folder, examples).largest_difference < 0.1
    assert OnnxTagger(folder).thresholds == pytest.approx(manifest.thresholds, abs=1e-3)
    card = model_card(CardSource("referat-tiny", manifest, [REPORT]))
    assert "| decision | 0.750 | 0.600 | 0.667 | 10 |" in card
    assert "license: mit" in card
    assert "20 sentences of 1 documents" in card


def test_frozen_weights_do_not_learn(tiny_classifier: Classifier) -> None:
    from referat.models.optimization import freeze

    freeze(tiny_classifier.model, replace(SETTINGS, frozen_layers=1))
    learning = {n for n, p in tiny_classifier.model.named_parameters() if p.requires_grad}
    assert not any("embeddings" in name or ".layer.0." in name for name in learning)
    assert any(".layer.1." in name for name in learning)


def test_head_starts_at_the_rarity_of_the_tags(tiny_classifier: Classifier) -> None:
    shares = np.array([0.3, 0, 0.001, 0.6], dtype=np.float32)
    training.set_rarity(tiny_classifier.model, shares)
    bias = tiny_classifier.model.get_parameter("classifier.bias").detach().numpy()
    assert 1 / (1 + np.exp(-bias)) == pytest.approx([0.3, 0.002, 0.002, 0.5], abs=1e-4)


def test_nothing_to_learn_from_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no examples"):
        training.train([], [], SETTINGS, tmp_path)


def test_settings_that_cannot_be_are_refused() -> None:
    with pytest.raises(UsageError, match="epochs"):
        TrainingSettings(epochs=0)
    with pytest.raises(UsageError, match="dropout"):
        TrainingSettings(dropout=1.0)


RECORD = {
    "version": "0.1.0",
    "base_model": "tiny",
    "settings": {"epochs": 2, "seed": 1},
    "examples": 20,
    "documents": 1,
    "data_hash": "0123456789ab",
    "epochs": [{"seconds": 90.0}, {"seconds": 30.0}],
}
SCORE = {"precision": 0.75, "recall": 0.6, "f1": 0.6667, "support": 10}
REPORT = {
    "system": "referat-tiny",
    "split": "test",
    "level": "files",
    "signature": "referat|gold:0",
    "documents": ["skovby-01"],
    "units": 40,
    "tags": dict.fromkeys((*(tag.value for tag in TAGS), "micro"), SCORE),
    "macro_f1": 0.6667,
    "macro_f1_interval": [0.5, 0.8],
    "micro_f1_interval": [0.5, 0.8],
}
