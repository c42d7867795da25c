"""Fine-tuning a classifier on annotated sentences."""

import logging
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from referat.annotations.gold import Example
from referat.errors import ModelError, UsageError
from referat.labels import TAGS
from referat.models.checkpoint import (
    drop_checkpoint,
    fingerprint,
    load_checkpoint,
    save_checkpoint,
)
from referat.models.encoder import Classifier, load_classifier
from referat.models.examples import targets_of
from referat.models.sentence_training import SentenceTask
from referat.models.settings import TrainingSettings
from referat.models.window_training import WindowTask

if TYPE_CHECKING:
    import torch


_LOGGER = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called after every step with the number of steps done and of all steps."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one pass over the training data gave."""

    number: int
    loss: float
    development_loss: float | None
    development_f1: tuple[float, ...] | None
    """F1 of each tag at a threshold of 0.5."""
    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """A trained classifier, saved in `folder`, and the course of its training."""

    folder: Path
    classifier: Classifier
    settings: TrainingSettings
    epochs: tuple[Epoch, ...]


def train(
    examples: Sequence[Example],
    development: Sequence[Example],
    settings: TrainingSettings,
    output: Path,
    progress: Progress | None = None,
) -> TrainingResult:
    """Fine-tune a classifier and save it; a run that was cut off goes on after its last epoch.

    Args:
        examples: What to learn from.
        development: What to report on after each epoch; may be empty.
        settings: The settings.
        output: Folder for the model, made if it is not there.
        progress: Called after every step.

    Raises:
        UsageError: There is nothing to learn from.
        ModelError: The encoder cannot be had.
    """
    if not examples:
        raise UsageError("there are no examples to train on")
    trainer = Trainer(load_classifier(settings), examples, settings, output)
    epochs = list(trainer.resume())
    for number in range(len(epochs) + 1, settings.epochs + 1):
        epochs.append(trainer.epoch(number, development, progress))
        _log(epochs[-1], settings)
        trainer.save_checkpoint(epochs)
    return TrainingResult(output, trainer.finish(), settings, tuple(epochs))


class Task(Protocol):
    """Examples in the form that a classifier is trained on them."""

    steps: int
    """Batches of an epoch, about."""
    shares: NDArray[np.float32]
    """How often each output is one."""

    def batches(self, generator: random.Random) -> tuple[list[list[int]], int]:
        """Rows of the batches of an epoch, and the tokens they hold."""

    def loss(self, rows: list[int]) -> "torch.Tensor":
        """The loss of a batch."""

    def logits(self, examples: Sequence[Example]) -> NDArray[np.float32]:
        """The raw outputs for the tags of examples, shape (n, 4)."""


def task_of(
    classifier: Classifier, examples: Sequence[Example], settings: TrainingSettings
) -> Task:
    """The examples in the form that the settings name."""
    if settings.input == "windows":
        return WindowTask(classifier, examples, settings)
    return SentenceTask(classifier, examples, settings)


class Trainer:
    """A training run: the classifier, its data, its optimizer and where it is saved."""

    def __init__(
        self,
        classifier: Classifier,
        examples: Sequence[Example],
        settings: TrainingSettings,
        output: Path,
    ) -> None:
        """Set up a run.

        Args:
            classifier: What to train.
            examples: What to learn from.
            settings: The settings.
            output: Folder for the model and its checkpoints.
        """
        import torch
        from transformers import PreTrainedModel

        from referat.models.optimization import Optimization

        torch.set_num_threads(settings.threads or os.cpu_count() or 1)
        torch.manual_seed(settings.seed)
        self._classifier = classifier
        self._examples = examples
        self._settings = settings
        self._output = output
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        classifier.model.to(device)
        if device.type == "cpu" and isinstance(classifier.model, PreTrainedModel):
            classifier.model.set_attn_implementation("eager")  # fused is half as fast backwards
        self._task = task_of(classifier, examples, settings)
        self._steps_an_epoch = -(-self._task.steps // settings.accumulation)
        set_rarity(classifier.model, self._task.shares)
        self._optimization: Optimization = Optimization(
            classifier.model, settings, self._steps_an_epoch * settings.epochs
        )

    def epoch(
        self, number: int, development: Sequence[Example], progress: Progress | None
    ) -> Epoch:
        """One pass over the data; its chance depends on the seed and its number alone."""
        import torch

        started = time.perf_counter()
        generator = random.Random(f"{self._settings.seed} {number}")
        torch.manual_seed(generator.getrandbits(32))
        batches, tokens = self._task.batches(generator)
        self._classifier.model.train()
        losses = []
        done = (number - 1) * self._steps_an_epoch
        for first in range(0, len(batches), self._settings.accumulation):
            losses.append(self._step(batches[first : first + self._settings.accumulation]))
            done += 1
            if progress is not None:
                progress(done, self._steps_an_epoch * self._settings.epochs)
        seconds = time.perf_counter() - started
        report = self._report(development)
        return Epoch(number, float(np.mean(losses)), *report, tokens, seconds)

    def resume(self) -> tuple[Epoch, ...]:
        """Take up the last checkpoint, if there is one of these settings and data."""
        found = load_checkpoint(self._checkpoint, self._fingerprint(), self._classifier.model)
        if found is None:
            return ()
        self._optimization.load(found.optimizer, found.average, found.steps)
        _LOGGER.info("going on after epoch %d", len(found.epochs))
        return tuple(Epoch(**epoch) for epoch in found.epochs)

    def save_checkpoint(self, epochs: Sequence[Epoch]) -> None:
        """Save all that the next epoch depends on."""
        save_checkpoint(
            self._checkpoint,
            self._fingerprint(),
            self._classifier.model,
            self._optimization,
            epochs,
        )

    def finish(self) -> Classifier:
        """Put the averaged weights into the model, and drop the checkpoint."""
        self._optimization.use_average()
        self._classifier.model.eval()
        drop_checkpoint(self._checkpoint)
        return self._classifier

    @property
    def _checkpoint(self) -> Path:
        return self._output / "checkpoint"

    def _fingerprint(self) -> str:
        return fingerprint(self._settings, self._examples)

    def _step(self, batches: Sequence[list[int]]) -> float:
        """One step along the mean gradient of some batches; their mean loss."""
        import torch

        total = 0.0
        for rows in batches:
            with self._optimization.autocast():
                loss = self._task.loss(rows) / len(batches)
            torch.autograd.backward(loss)
            total += loss.item()
        if not np.isfinite(total):
            raise ModelError(f"training diverged: the loss is {total}; lower the learning rates")
        self._optimization.step()
        return total

    def _report(
        self, development: Sequence[Example]
    ) -> tuple[float | None, tuple[float, ...] | None]:
        """Loss and F1 of the averaged weights on the development data."""
        if not development:
            return None, None
        with self._optimization.averaged():
            logits = self._task.logits(development)
        wanted = targets_of(development)
        loss = np.logaddexp(0, logits) - wanted * logits
        found = logits > 0
        hits = (found * wanted).sum(axis=0)
        f1 = 2 * hits / np.maximum(1, found.sum(axis=0) + wanted.sum(axis=0))
        return float(loss.mean()), tuple(f1.round(4).tolist())


def set_rarity(model: "torch.nn.Module", shares: NDArray[np.float32]) -> None:
    """Start the last layer at how often each of its outputs is one."""
    import torch

    layer = [module for module in model.modules() if isinstance(module, torch.nn.Linear)][-1]
    if layer.out_features != len(shares) or layer.bias is None:
        return
    share = np.clip(shares, 0.002, 0.5)
    with torch.no_grad():
        layer.bias.copy_(torch.from_numpy(np.log(share / (1 - share))))


def _log(epoch: Epoch, settings: TrainingSettings) -> None:
    scores = " ".join(
        f"{tag}={f1:.3f}" for tag, f1 in zip(TAGS, epoch.development_f1 or (), strict=False)
    )
    _LOGGER.info(
        "epoch %d of %d: loss %.4f, development %s %s, %.0f tokens/s",
        epoch.number,
        settings.epochs,
        epoch.loss,
        epoch.development_loss,
        scores,
        epoch.tokens / epoch.seconds,
    )
