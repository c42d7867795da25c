"""A model from the annotated corpus, end to end: train, calibrate, export."""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import referat
from referat.annotations.corpus import AnnotatedDocument, load_corpus
from referat.annotations.gold import Example, examples
from referat.errors import ModelError, UsageError
from referat.labels import TAGS
from referat.models.calibration import calibrate, calibration_error
from referat.models.encoder import Classifier
from referat.models.examples import document_logits, targets_of
from referat.models.folders import hashes
from referat.models.inference import OnnxTagger
from referat.models.manifest import Manifest, read_manifest, write_manifest
from referat.models.onnx_export import compare, save_model
from referat.models.settings import TrainingSettings
from referat.models.training import Progress, train
from referat.models.windows import WINDOW_FORMAT
from referat.structure import structure

_LOGGER = logging.getLogger(__name__)
_TOLERATED_DIFFERENCE: Final = 0.02
"""Mean difference of probabilities that int8 may make; it makes a tenth of it."""


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Examples of the splits that a run uses, and a hash that tells two sets apart."""

    train: tuple[Example, ...]
    development: tuple[Example, ...]
    hash: str


def training_data(shared: Path | None = None) -> TrainingData:
    """The training and development examples of the corpus.

    Args:
        shared: Folder of real minutes; those that are not there are left out.

    Raises:
        UsageError: A split is empty.
    """
    corpus = load_corpus(["train", "development"], shared)
    found = {
        split: tuple(_examples(one for one in corpus if one.split == split))
        for split in ("train", "development")
    }
    if not found["train"] or not found["development"]:
        raise UsageError("there are no documents to train on, or none for development")
    return TrainingData(found["train"], found["development"], _hash(found["train"]))


def run_training(
    settings: TrainingSettings,
    output: Path,
    shared: Path | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Train a model on the annotated corpus and write its folder.

    Calibration and thresholds are fitted on the development split. A run that was cut off goes on
    where it was when it is started again with the same settings, data and folder.

    Args:
        settings: The settings.
        output: The model folder.
        shared: Folder of real minutes.
        progress: Called after every step.

    Raises:
        UsageError: There is nothing to train on.
        ModelError: The encoder cannot be had.
    """
    data = training_data(shared)
    _LOGGER.info("%d examples, %d for development", len(data.train), len(data.development))
    result = train(data.train, data.development, settings, output, progress)
    manifest = manifest_of(
        settings,
        _record(settings, data, result.classifier.base)
        | {"epochs": [asdict(epoch) for epoch in result.epochs]},
    )
    save_model(result.classifier, manifest, output)
    _check_export(result.classifier, output, data.development)
    return fit_development(output, data.development)


def manifest_of(settings: TrainingSettings, record: Mapping[str, Any]) -> Manifest:
    """The manifest of a model before it is calibrated.

    Args:
        settings: What it was trained with.
        record: What readers of the manifest are told of its training.
    """
    if settings.input == "windows":
        return Manifest(max_length=settings.window, input_format=WINDOW_FORMAT, training=record)
    return Manifest(max_length=settings.max_length, training=record)


def fit_development(folder: Path, development: Sequence[Example]) -> Manifest:
    """Calibrate a model folder on development examples, as its shipped network scores them.

    Args:
        folder: The model folder; its `referat.json` is written anew.
        development: Examples that nothing was trained on.
    """
    tagger = OnnxTagger(folder)
    logits = document_logits(tagger, development)
    targets = targets_of(development)
    fitted = calibrate(logits, targets, read_manifest(folder))
    error = calibration_error(fitted.probabilities(logits), targets)
    record = {**fitted.training, "development_calibration_error": round(error, 4)}
    manifest = replace(fitted, training=record, files=hashes(folder))
    write_manifest(manifest, folder)
    return manifest


def _check_export(classifier: Classifier, output: Path, development: Sequence[Example]) -> None:
    check = compare(classifier, output, development)
    _LOGGER.info(
        "ONNX beside torch on %d sentences: largest difference %.4f, mean %.4f",
        check.examples,
        check.largest_difference,
        check.mean_difference,
    )
    if check.mean_difference > _TOLERATED_DIFFERENCE:
        raise ModelError(
            f"the exported network is not the trained one: probabilities differ by "
            f"{check.mean_difference:.3f} on average"
        )


def _examples(corpus: Iterable[AnnotatedDocument]) -> Iterable[Example]:
    for annotated in corpus:
        yield from examples(annotated, structure(annotated.document))


def _hash(found: Sequence[Example]) -> str:
    digest = hashlib.sha256()
    for example in found:
        digest.update(repr((example.document, example.context, example.tags)).encode())
    return digest.hexdigest()[:12]


def _record(settings: TrainingSettings, data: TrainingData, base: str) -> dict[str, Any]:
    return {
        "version": referat.__version__,
        "base_model": base,
        "settings": asdict(settings),
        "examples": len(data.train),
        "documents": len({example.document for example in data.train}),
        "development_examples": len(data.development),
        "data_hash": data.hash,
        "tagged": {tag.value: sum(tag in example.tags for example in data.train) for tag in TAGS},
    }
