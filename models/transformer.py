"""Tagging by any sequence classifier of `transformers` that has our four labels."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from referat.errors import ModelError
from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.models.batching import by_length
from referat.models.encoding import encode
from referat.models.manifest import MANIFEST, Manifest, read_manifest
from referat.models.outputs import LABELS
from referat.models.window_batches import WindowBatch, window_outputs
from referat.models.windows import SENTENCES_A_WINDOW, WINDOW_FORMAT, WindowEncoder
from referat.tagging import Scores

if TYPE_CHECKING:
    import torch

BATCH_SIZE: Final = 32


class TorchTagger:
    """A classifier run by torch, on a GPU where there is one."""

    def __init__(
        self,
        name: str,
        model: "torch.nn.Module",
        tokenizer: Any,  # noqa: ANN401 - transformers has no types to name
        manifest: Manifest,
        *,
        batch_size: int = BATCH_SIZE,
    ) -> None:
        """Wrap a model that is loaded already; see `load_torch_tagger`.

        Args:
            name: For provenance.
            model: A sequence classifier with an output for each of `TAGS`, in their order.
            tokenizer: Its `transformers` tokenizer.
            manifest: Calibration and thresholds.
            batch_size: Sentences in one run of the network.
        """
        import torch

        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._model = model.eval().to(self._device)
        self._tokenizer = tokenizer
        self._manifest = manifest
        self._batch_size = batch_size
        self._name = name
        self._windows = (
            WindowEncoder(tokenizer.backend_tokenizer, manifest.max_length)
            if manifest.input_format == WINDOW_FORMAT
            else None
        )

    @property
    def model(self) -> "torch.nn.Module":
        """The network."""
        return self._model

    @property
    def tokenizer(self) -> Any:  # noqa: ANN401
        """Its tokenizer."""
        return self._tokenizer

    @property
    def reads_windows(self) -> bool:
        """Whether it is given windows of sentences, and not one sequence a sentence."""
        return self._windows is not None

    @property
    def name(self) -> str:
        """Name of the folder or hub id, with the commit where known."""
        return self._name

    @property
    def thresholds(self) -> Mapping[Tag, float]:
        """The score from which on each tag is given; 0.5 where the model says nothing."""
        return self._manifest.thresholds

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """The probability of each tag for each sentence, shape (n, 4)."""
        return self._manifest.probabilities(self.logits(sentences))

    def logits(self, sentences: Sequence[SentenceInContext]) -> NDArray[np.float32]:
        """The raw outputs, shape (n, 4), for calibration and comparison."""
        import torch

        if self._windows is not None:
            windows = self._windows.windows(sentences)
            padding = self._tokenizer.pad_token_id
            size = max(1, self._batch_size // SENTENCES_A_WINDOW)
            with torch.inference_mode():
                return window_outputs(windows, self._run_windows, size, padding)[:, : len(TAGS)]
        pairs = [encode(sentence) for sentence in sentences]
        logits = np.zeros((len(pairs), len(TAGS)), dtype=np.float32)
        lengths = [len(text) + len(context) for text, context in pairs]
        with torch.inference_mode():
            for rows in by_length(lengths, self._batch_size):
                logits[rows] = self._run([pairs[row] for row in rows])
        return logits

    def _run_windows(self, batch: WindowBatch) -> NDArray[np.float32]:
        import torch

        outputs: NDArray[np.float32] = (
            self._model(
                input_ids=torch.from_numpy(batch.ids).to(self._device),
                attention_mask=torch.from_numpy(batch.mask).to(self._device),
            )
            .logits.float()
            .cpu()
            .numpy()
        )
        return outputs

    def _run(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        texts, contexts = (list(column) for column in zip(*pairs, strict=True))
        inputs = self._tokenizer(
            texts,
            contexts,
            padding=True,
            truncation=True,
            max_length=self._manifest.max_length,
            return_tensors="pt",
        ).to(self._device)
        logits: NDArray[np.float32] = self._model(**inputs).logits.float().cpu().numpy()
        return logits


def load_torch_tagger(name_or_path: str, *, batch_size: int = BATCH_SIZE) -> TorchTagger:
    """A tagger from a folder or hub id that a classifier of `transformers`' Auto classes reads.

    It is a token classifier with the outputs `LABELS` where the manifest says that it reads
    windows, and a sequence classifier with the four tags otherwise.

    Args:
        name_or_path: The folder or hub id.
        batch_size: Sentences in one run of the network.

    Raises:
        ModelError: The extra `train` is not installed, the model cannot be had, or its labels are
            not the four tags.
    """
    try:
        import torch
        from transformers import (
            AutoModelForSequenceClassification,
            AutoModelForTokenClassification,
            AutoTokenizer,
        )
    except ImportError as error:
        raise ModelError(
            f"{name_or_path} needs torch and transformers: pip install 'referat[train]'"
        ) from error
    try:
        tokenizer = AutoTokenizer.from_pretrained(name_or_path)
        manifest = _manifest(name_or_path)
        windows = manifest.input_format == WINDOW_FORMAT
        auto = AutoModelForTokenClassification if windows else AutoModelForSequenceClassification
        model = auto.from_pretrained(name_or_path, dtype=torch.float32)
    except (OSError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(f"the model {name_or_path} cannot be loaded: {reason}") from error
    labels = [model.config.id2label[index] for index in sorted(model.config.id2label)]
    if labels != (list(LABELS) if windows else [tag.value for tag in TAGS]):
        raise ModelError(f"the labels of {name_or_path} are {labels}, not the four tags in order")
    return TorchTagger(Path(name_or_path).name, model, tokenizer, manifest, batch_size=batch_size)


def _manifest(name_or_path: str) -> Manifest:
    """The manifest of a folder, or of a model that the hub's cache now holds."""
    folder = Path(name_or_path)
    if folder.is_dir():
        return read_manifest(folder)
    from transformers.utils import cached_file

    found = cached_file(name_or_path, MANIFEST, _raise_exceptions_for_missing_entries=False)
    return Manifest() if found is None else read_manifest(Path(found).parent)
