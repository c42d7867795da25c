"""The transformer as a learner: the one place where protocols meet the training code."""

import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from referat.annotations.gold import Example, examples
from referat.errors import UsageError
from referat.evaluation.systems import ReadDocument
from referat.models.inference import OnnxTagger
from referat.models.onnx_export import save_model
from referat.models.settings import TrainingSettings
from referat.models.training import Progress, train
from referat.tagging import Tagger
from referat.training_run import fit_development, manifest_of

_DEVELOPMENT: Final = 0.1


def fit(
    train_documents: Sequence[ReadDocument],
    development_documents: Sequence[ReadDocument],
    settings: TrainingSettings,
    folder: Path,
    progress: Progress | None = None,
) -> Tagger:
    """A model trained on some documents, calibrated on others, and exported to a folder.

    A run that was cut off goes on after its last epoch with the same settings and folder.

    Args:
        train_documents: What is learnt from.
        development_documents: What thresholds are fitted on.
        settings: The settings.
        folder: The model folder.
        progress: Called after every step.
    """
    learnt, development = _examples(train_documents), _examples(development_documents)
    result = train(learnt, development, settings, folder, progress)
    record = {"settings": asdict(settings), "documents": len(train_documents)}
    manifest = manifest_of(settings, record)
    save_model(result.classifier, manifest, folder)
    fit_development(folder, development)
    return OnnxTagger(folder)


def parted(
    documents: Sequence[ReadDocument], seed: int
) -> tuple[list[ReadDocument], list[ReadDocument]]:
    """Documents to learn from, and a tenth of them for thresholds: never those that are scored.

    Args:
        documents: At least two.
        seed: Of the draw.

    Raises:
        UsageError: There are fewer than two.
    """
    if len(documents) < 2:
        raise UsageError("a transformer needs two documents or more: one is for its thresholds")
    drawn = random.Random(seed).sample(list(documents), len(documents))
    held = max(1, round(_DEVELOPMENT * len(drawn)))
    return drawn[held:], drawn[:held]


def _examples(documents: Sequence[ReadDocument]) -> list[Example]:
    return [one for each in documents for one in examples(each.annotated, each.read)]
