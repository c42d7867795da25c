"""Training on windows: tags read at the sentences, and the spans of deadlines and holders."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from referat.annotations.gold import Example
from referat.labels import TAGS, Section
from referat.minutes import SentenceInContext, Span
from referat.models.augmentation import vary
from referat.models.batching import shuffled
from referat.models.distillation import soft_targets
from referat.models.encoder import Classifier
from referat.models.examples import contexts_of, runs_of, targets_of
from referat.models.outputs import LABELS, SPAN_TAGS
from referat.models.settings import TrainingSettings
from referat.models.window_batches import WindowBatch, pad_windows, window_outputs
from referat.models.windows import Place, Window, WindowEncoder

if TYPE_CHECKING:
    import torch

Floats = NDArray[np.float32]

_EVALUATION_BATCH: Final = 8
_FURNITURE: Final = frozenset({Section.HEADER, Section.OTHER})


class WindowTask:
    """Annotated documents as windows; a sentence is an example with its place in a document."""

    def __init__(
        self, classifier: Classifier, examples: Sequence[Example], settings: TrainingSettings
    ) -> None:
        """Set up for a classifier and its data.

        Args:
            classifier: A token classifier with the outputs `LABELS`.
            examples: Sentences in order, those of a document one after the other.
            settings: The settings.
        """
        self._classifier = classifier
        self._settings = settings
        self._runs = runs_of(examples)
        self._targets = _targets(examples, self._runs, settings)
        self._encoder = WindowEncoder(classifier.tokenizer.backend_tokenizer, settings.window)
        self._windows: list[tuple[int, Window]] = []
        windows = sum(len(self._encoder.windows(contexts_of(run))) for run in self._runs)
        self.steps = -(-windows // settings.batch_size)
        self.shares = _shares(examples)

    def batches(self, generator: random.Random) -> tuple[list[list[int]], int]:
        """Rows of the batches of an epoch, windows drawn anew, and the tokens they hold."""
        self._windows = [
            (number, window)
            for number, run in enumerate(self._runs)
            for window in self._encoder.windows(self._varied(run, generator), generator)
        ]
        self._counted = [
            np.array([_counted(example, generator, self._settings) for example in run])
            for run in self._runs
        ]
        lengths = [len(window.ids) for _, window in self._windows]
        return shuffled(lengths, self._settings.batch_size, generator), sum(lengths)

    def loss(self, rows: list[int]) -> "torch.Tensor":
        """The loss of a batch: of the tags of its sentences, and of the spans at its tokens."""
        import torch

        batch = self._batch(rows)
        device = next(self._classifier.model.parameters()).device
        outputs = self._outputs(batch)
        flat = outputs.reshape(-1, outputs.shape[-1]).float()
        reading = torch.from_numpy(batch.reading()).to(device)
        wanted = np.stack(
            [self._targets[self._windows[row][0]][number] for row, number in batch.sentences]
        )
        counted = np.array(
            [self._counted[self._windows[row][0]][number] for row, number in batch.sentences],
            dtype=np.float32,
        )
        weight = torch.from_numpy(counted[:, None]).to(device)
        positive = torch.tensor(self._settings.positive_weight, device=device)
        tags = torch.nn.functional.binary_cross_entropy_with_logits(
            reading @ flat[:, : len(TAGS)],
            torch.from_numpy(wanted).to(device),
            weight=weight,
            pos_weight=positive,
            reduction="sum",
        ) / max(1.0, float(counted.sum()) * len(TAGS))
        if not self._settings.span_weight:
            return tags
        marked, known = self._span_targets(batch)
        spans = torch.nn.functional.binary_cross_entropy_with_logits(
            flat[:, len(TAGS) :][torch.from_numpy(known).to(device)],
            torch.from_numpy(marked[known]).to(device),
        )
        return tags + self._settings.span_weight * spans

    def logits(self, examples: Sequence[Example]) -> Floats:
        """The raw outputs for the tags of examples, shape (n, 4)."""
        import torch

        self._classifier.model.eval()

        def run(batch: WindowBatch) -> Floats:
            found: Floats = self._outputs(batch).float().cpu().numpy()
            return found

        padding = self._classifier.tokenizer.pad_token_id
        with torch.inference_mode():
            found = [
                window_outputs(
                    self._encoder.windows(contexts_of(one)), run, _EVALUATION_BATCH, padding
                )
                for one in runs_of(examples)
            ]
        return np.concatenate(found)[:, : len(TAGS)]

    def _batch(self, rows: list[int]) -> WindowBatch:
        windows = [window for _, window in self._windows]
        return pad_windows(windows, rows, self._classifier.tokenizer.pad_token_id)

    def _outputs(self, batch: WindowBatch) -> "torch.Tensor":
        import torch

        device = next(self._classifier.model.parameters()).device
        outputs: torch.Tensor = self._classifier.model(
            input_ids=torch.from_numpy(batch.ids).to(device),
            attention_mask=torch.from_numpy(batch.mask).to(device),
        ).logits
        return outputs

    def _varied(self, run: Sequence[Example], generator: random.Random) -> list[SentenceInContext]:
        settings = self._settings
        if generator.random() < settings.layout_loss:
            run = [replace(one, context=_without_layout(one.context)) for one in run]
        return [
            vary(
                example.context,
                generator,
                context_dropout=0.0,  # windows hold their context: it is lost by the document
                augmentation=settings.augmentation,
            )
            for example in run
        ]

    def _span_targets(self, batch: WindowBatch) -> tuple[Floats, NDArray[np.bool_]]:
        """Span labels of each token, shape (windows x tokens, 4), and which tokens have any."""
        width = batch.ids.shape[1]
        wanted = np.zeros((batch.ids.size, len(LABELS) - len(TAGS)), dtype=np.float32)
        known = np.zeros(batch.ids.size, dtype=np.bool_)
        for position, (row, window) in enumerate(zip(batch.rows, batch.windows, strict=True)):
            run = self._runs[self._windows[row][0]]
            for place in window.places:
                base = position * width + place.start
                known[base + 1 : base + place.end - place.start] = True
                example = run[place.sentence]
                for column, tag in enumerate(SPAN_TAGS):
                    spans = example.deadlines if tag is SPAN_TAGS[0] else example.responsible
                    _mark(wanted[:, 2 * column : 2 * column + 2], base, place, spans)
        return wanted, known


def _mark(columns: Floats, base: int, place: Place, spans: Sequence[Span]) -> None:
    """Set B and I at the tokens of each span; `columns` is a view of the labels of one tag."""
    for span in spans:
        inside = [
            number
            for number, (start, end) in enumerate(place.offsets)
            if start < span.end and end > span.start
        ]
        for number in inside:
            columns[base + number, 1] = 1.0
        if inside:
            columns[base + inside[0], 0] = 1.0


def _counted(example: Example, generator: random.Random, settings: TrainingSettings) -> float:
    """What a sentence counts: most untagged header lines and titles teach nothing."""
    furniture = not example.tags and example.context.section in _FURNITURE
    if furniture and generator.random() >= settings.kept_furniture:
        return 0.0
    return settings.real_weight if example.real else 1.0


def _without_layout(context: SentenceInContext) -> SentenceInContext:
    return replace(context, item_title=None, column=None)


def _targets(
    examples: Sequence[Example], runs: Sequence[Sequence[Example]], settings: TrainingSettings
) -> list[Floats]:
    """What is wanted of the sentences of each document: gold tags, or a teacher's beside them."""
    wanted = targets_of(examples)
    if settings.teacher is not None:
        wanted = soft_targets(settings.teacher, examples, settings.teacher_weight)
    return np.split(wanted, np.cumsum([len(run) for run in runs])[:-1])


def _shares(examples: Sequence[Example]) -> Floats:
    """How often each output is one, for the biases to start from."""
    tags = targets_of(examples).mean(axis=0)
    tokens = sum(max(1, len(example.context.text) // 4) for example in examples)
    spans = []
    for name in ("deadlines", "responsible"):
        found = [span for example in examples for span in getattr(example, name)]
        inside = sum(max(1, (span.end - span.start) // 4) for span in found)
        spans += [len(found) / max(1, tokens), inside / max(1, tokens)]
    return np.array([*tags, *spans], dtype=np.float32)
