from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from referat.annotations.gold import Example
from referat.labels import Section, Tag
from referat.minutes import SentenceInContext, Span
from referat.models import training
from referat.models.encoder import Classifier
from referat.models.examples import targets_of
from referat.models.inference import OnnxTagger
from referat.models.manifest import Manifest
from referat.models.onnx_export import compare, save_model
from referat.models.outputs import LABEL_TO_ID
from referat.models.settings import TrainingSettings
from referat.models.transformer import load_torch_tagger
from referat.models.window_batches import pad_windows
from referat.models.window_training import WindowTask
from referat.models.windows import WINDOW_FORMAT

SETTINGS = TrainingSettings(
    input="windows",
    window=64,
    epochs=2,
    batch_size=2,
    lr_encoder=3e-3,
    lr_head=2e-2,
    average_decay=0.5,
    precision="fp32",
    threads=1,
    layer_decay=1.0,
    augmentation=0.0,
    layout_loss=0.0,
    dropout=0.0,
)


def example(text: str, *tags: Tag, deadline: str = "", holder: str = "") -> Example:
    def spans(part: str) -> tuple[Span, ...]:
        start = text.find(part)
        return (Span(start, start + len(part)),) if part else ()

    sentence = SentenceInContext(text, Section.OUTCOME, item_title="Budget")
    return Example(sentence, tags, "skovby-01", spans(deadline), spans(holder))


@pytest.fixture(scope="module")
def document() -> Sequence[Example]:
    return [
        example("det blev besluttet", Tag.DECISION),
        example("det udsættes", Tag.DEFERRAL),
        example("Per ringer", Tag.RESPONSIBLE, holder="Per"),
        example(
            "Per ringer inden 3. maj",
            Tag.DEADLINE,
            Tag.RESPONSIBLE,
            deadline="inden 3. maj",
            holder="Per",
        ),
        example("solen skinnede"),
    ] * 4


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tiny_window_classifier: Classifier) -> None:
    monkeypatch.setattr(training, "load_classifier", lambda settings: tiny_window_classifier)


@pytest.mark.usefixtures("tiny")
def test_training_learns_tags_and_spans(document: Sequence[Example], tmp_path: Path) -> None:
    settings = replace(SETTINGS, epochs=200)
    result = training.train(document, document, settings, tmp_path / "model")
    assert result.epochs[-1].loss < result.epochs[0].loss / 2
    logits = training.task_of(result.classifier, document, settings).logits(document)
    assert ((logits > 0) == targets_of(document).astype(bool)).mean() > 0.9
    assert _span_accuracy(result.classifier, document) > 0.9


def _span_accuracy(classifier: Classifier, document: Sequence[Example]) -> float:
    """How many tokens are rightly in a deadline or not."""
    task = WindowTask(classifier, document, SETTINGS)
    rows, _ = task.batches(Random(1))
    batch = pad_windows([window for _, window in task._windows], rows[0], 1)
    wanted, known = task._span_targets(batch)
    found = task._outputs(batch).detach().numpy().reshape(-1, 8)[:, 4:] > 0
    return float((found == wanted.astype(bool))[known].mean())


def test_span_targets_are_the_tokens_of_the_spans(
    document: Sequence[Example], tiny_window_classifier: Classifier
) -> None:
    task = WindowTask(tiny_window_classifier, document[3:4], SETTINGS)
    rows, _ = task.batches(Random(1))
    batch = pad_windows([window for _, window in task._windows], rows[0], 1)
    wanted, known = task._span_targets(batch)
    tokenizer = tiny_window_classifier.tokenizer
    columns = {name: LABEL_TO_ID[name] - 4 for name in ("I-deadline", "I-responsible")}
    texts = {
        name: tokenizer.decode(batch.ids.ravel()[wanted[:, column] > 0].tolist()).strip()
        for name, column in columns.items()
    }
    assert texts == {"I-deadline": "inden 3. maj", "I-responsible": "Per"}
    assert wanted[:, LABEL_TO_ID["B-deadline"] - 4].sum() == 1
    assert known.sum() == len(batch.windows[0].places[0].offsets) - 1


def test_untagged_furniture_is_thinned(tiny_window_classifier: Classifier) -> None:
    header = SentenceInContext("Referat", Section.HEADER)
    found = [Example(header, (), "skovby-01")] * 40 + [Example(header, (Tag.DEADLINE,), "a")] * 5
    task = WindowTask(tiny_window_classifier, found, replace(SETTINGS, kept_furniture=0.25))
    task.batches(Random(1))
    untagged, tagged = task._counted
    assert 2 < untagged.sum() < 20
    assert tagged.all()


def test_export_is_the_trained_model(
    document: Sequence[Example], tiny_window_classifier: Classifier, tmp_path: Path
) -> None:
    manifest = Manifest(max_length=64, input_format=WINDOW_FORMAT)
    save_model(tiny_window_classifier, manifest, tmp_path)
    assert compare(tiny_window_classifier, tmp_path, document).largest_difference < 0.1
    sentences = [one.context for one in document]
    wanted = load_torch_tagger(str(tmp_path)).logits(sentences)
    assert OnnxTagger(tmp_path, threads=1).logits(sentences) == pytest.approx(wanted, abs=0.3)
    task = WindowTask(tiny_window_classifier, document, SETTINGS)
    assert task.logits(document) == pytest.approx(wanted, abs=0.05)


def test_folder_of_windows_is_scored_in_order(
    document: Sequence[Example], tiny_window_folder: Path
) -> None:
    sentences = [one.context for one in document]
    small = OnnxTagger(tiny_window_folder, threads=1, batch_size=1).score(sentences)
    large = OnnxTagger(tiny_window_folder, threads=1, batch_size=64).score(sentences)
    assert small.shape == (len(sentences), 4)
    assert small == pytest.approx(large, abs=0.05)
    assert not np.allclose(small[0], small[1])


def test_accumulated_batches_are_one_step(
    document: Sequence[Example], tiny_window_classifier: Classifier, tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    settings = replace(SETTINGS, epochs=1, batch_size=1, accumulation=2)
    trainer = training.Trainer(tiny_window_classifier, document, settings, tmp_path)
    trainer.epoch(1, [], lambda done, of: steps.append((done, of)))
    windows = WindowTask(tiny_window_classifier, document, settings).steps
    assert steps[-1][1] == -(-windows // 2)
