from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from referat.annotations.gold import Example
from referat.errors import ModelError
from referat.models import distillation
from referat.models.distillation import load_teacher, small_pieces, soft_targets, student_of
from referat.models.encoder import Classifier, load_classifier
from referat.models.examples import document_logits, targets_of
from referat.models.inference import OnnxTagger
from referat.models.settings import TrainingSettings
from referat.models.vocabulary import SPECIAL_PIECES, danish_pieces
from referat.models.window_training import WindowTask


def test_student_of_all_layers_and_pieces_is_the_teacher(
    tiny_window_folder: Path, examples: Sequence[Example]
) -> None:
    teacher, tokenizer = load_teacher(str(tiny_window_folder))
    pieces = list(range(len(tokenizer) - 21))
    student, smaller = student_of(teacher, tokenizer, [0, 1], pieces)
    assert smaller.get_vocab() == tokenizer.get_vocab()
    for name, value in student.state_dict().items():
        assert np.array_equal(value.numpy(), teacher.state_dict()[name].numpy()), name


def test_student_knows_the_pieces_and_layers_it_was_given(tiny_window_folder: Path) -> None:
    teacher, tokenizer = load_teacher(str(tiny_window_folder))
    words = tokenizer.convert_tokens_to_ids(["▁det", "a", "n", "<referat:liste>"])
    pieces = [*range(len(SPECIAL_PIECES)), *words[:3]]
    student, smaller = student_of(teacher, tokenizer, [1], pieces)
    assert smaller("det", add_special_tokens=False)["input_ids"] == [4]
    row = smaller.convert_tokens_to_ids("<referat:liste>")
    name = "bert.embeddings.word_embeddings.weight"
    assert student.state_dict()[name][row].tolist() == teacher.state_dict()[name][words[3]].tolist()
    kept = "bert.encoder.layer.{}.output.dense.weight"
    wanted = teacher.state_dict()[kept.format(1)]
    assert np.array_equal(student.state_dict()[kept.format(0)].numpy(), wanted.numpy())


def test_teacher_without_layers_leaves_the_encoder(
    tiny_window_folder: Path, examples: Sequence[Example], tiny_window_classifier: Classifier
) -> None:
    settings = TrainingSettings(input="windows", teacher=str(tiny_window_folder), window=64)
    task = WindowTask(tiny_window_classifier, examples, settings)
    wanted = soft_targets(str(tiny_window_folder), examples, settings.teacher_weight)
    assert np.array_equal(np.concatenate(task._targets), wanted)


def test_layer_that_is_not_there_is_refused(tiny_window_folder: Path) -> None:
    teacher, tokenizer = load_teacher(str(tiny_window_folder))
    with pytest.raises(ModelError, match="2 layers"):
        student_of(teacher, tokenizer, [2], [0, 1, 2, 3])


def test_model_of_single_sentences_is_no_teacher(tiny_folder: Path) -> None:
    with pytest.raises(ModelError, match="does not read windows"):
        load_teacher(str(tiny_folder))


def test_soft_targets_lie_between_gold_and_teacher(
    tiny_window_folder: Path, examples: Sequence[Example]
) -> None:
    gold = targets_of(examples)
    assert np.array_equal(soft_targets(str(tiny_window_folder), examples, 0.0), gold)
    logits = document_logits(OnnxTagger(tiny_window_folder), examples)
    said = soft_targets(str(tiny_window_folder), examples, 1.0)
    assert said == pytest.approx(1 / (1 + np.exp(-logits)), abs=1e-5)
    half = soft_targets(str(tiny_window_folder), examples, 0.5)
    assert half == pytest.approx((gold + said) / 2, abs=1e-6)


def test_settings_with_a_teacher_start_a_student(
    tiny_window_folder: Path, examples: Sequence[Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distillation, "small_pieces", lambda: tuple(range(60)))
    settings = TrainingSettings(
        input="windows", teacher=str(tiny_window_folder), layers=(1,), window=64
    )
    classifier = load_classifier(settings)
    assert classifier.base == tiny_window_folder.name
    assert WindowTask(classifier, examples, settings).logits(examples).shape == (20, 4)


def test_small_vocabulary_is_a_part_of_the_danish_one() -> None:
    rows = small_pieces()
    assert rows[: len(SPECIAL_PIECES)] == tuple(range(len(SPECIAL_PIECES)))
    assert 15_000 < len(rows) < 25_000 < len(danish_pieces())
