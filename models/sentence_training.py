"""Training on one sequence a sentence, its context as the second text."""

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from referat.annotations.gold import Example
from referat.labels import TAGS, Section
from referat.models.augmentation import vary
from referat.models.batching import Batch, by_length, pad, shuffled
from referat.models.encoder import Classifier
from referat.models.encoding import encode
from referat.models.examples import targets_of
from referat.models.settings import TrainingSettings

if TYPE_CHECKING:
    import torch

_EVALUATION_BATCH: Final = 32
_FURNITURE: Final = frozenset({Section.HEADER, Section.OTHER})


class SentenceTask:
    """Annotated sentences, each a sequence of its own."""

    def __init__(
        self, classifier: Classifier, examples: Sequence[Example], settings: TrainingSettings
    ) -> None:
        """Set up for a classifier and its data.

        Args:
            classifier: A sequence classifier with an output for each tag.
            examples: What to learn from; most untagged header lines and titles are left out.
            settings: The settings.
        """
        self._classifier = classifier
        generator = random.Random(settings.seed)
        self._examples = [
            example
            for example in examples
            if example.tags
            or example.context.section not in _FURNITURE
            or generator.random() < settings.kept_furniture
        ]
        self._targets = targets_of(self._examples)
        self._settings = settings
        self._encodings: Sequence[Any] = []
        self.steps = -(-len(self._examples) // settings.batch_size)
        self.shares: NDArray[np.float32] = self._targets.mean(axis=0)

    def batches(self, generator: random.Random) -> tuple[list[list[int]], int]:
        """Rows of the batches of an epoch, sentences varied anew, and the tokens they hold."""
        self._encodings = self._varied(generator)
        lengths = [len(one.ids) for one in self._encodings]
        return shuffled(lengths, self._settings.batch_size, generator), sum(lengths)

    def loss(self, rows: list[int]) -> "torch.Tensor":
        """The loss of a batch."""
        import torch

        batch = pad(self._encodings, rows, self._classifier.tokenizer.pad_token_id)
        logits = self._classifier.model(**inputs_of(batch, self._classifier)).logits
        return torch.nn.functional.binary_cross_entropy_with_logits(
            logits.float(),
            torch.from_numpy(self._targets[batch.rows]).to(logits.device),
            pos_weight=torch.tensor(self._settings.positive_weight, device=logits.device),
        )

    def logits(self, examples: Sequence[Example]) -> NDArray[np.float32]:
        """The raw outputs for examples, shape (n, 4)."""
        import torch

        encodings = self._encoded([encode(example.context) for example in examples])
        found = np.zeros((len(examples), len(TAGS)), dtype=np.float32)
        self._classifier.model.eval()
        with torch.inference_mode():
            for rows in by_length([len(one.ids) for one in encodings], _EVALUATION_BATCH):
                batch = pad(encodings, rows, self._classifier.tokenizer.pad_token_id)
                logits = self._classifier.model(**inputs_of(batch, self._classifier)).logits
                found[rows] = logits.float().cpu()
        return found

    def _varied(self, generator: random.Random) -> Sequence[Any]:
        settings = self._settings
        return self._encoded(
            [
                encode(
                    vary(
                        example.context,
                        generator,
                        context_dropout=settings.context_dropout,
                        augmentation=settings.augmentation,
                    )
                )
                for example in self._examples
            ]
        )

    def _encoded(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Any]:
        """The pairs as the fast tokenizer inside a `transformers` tokenizer encodes them."""
        if not pairs:
            return []
        inner = self._classifier.tokenizer.backend_tokenizer
        inner.enable_truncation(self._settings.max_length)
        inner.no_padding()
        encodings: Sequence[Any] = inner.encode_batch(list(pairs))
        return encodings


def inputs_of(batch: Batch, classifier: Classifier) -> dict[str, "torch.Tensor"]:
    """The arrays of a batch that the model takes, as tensors on its device."""
    import torch

    device = next(classifier.model.parameters()).device
    arrays = {
        "input_ids": batch.ids,
        "attention_mask": batch.mask,
        "token_type_ids": batch.types,
    }
    return {
        name: torch.from_numpy(array).to(device)
        for name, array in arrays.items()
        if name in classifier.tokenizer.model_input_names
    }
