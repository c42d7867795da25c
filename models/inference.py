"""Tagging by ONNX Runtime: no torch, no transformers."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from referat.errors import ModelError
from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.models.batching import PAD, Batch, by_length, pad
from referat.models.encoding import encode
from referat.models.manifest import MANIFEST, ONNX, TOKENIZER, read_manifest
from referat.models.window_batches import WindowBatch, window_outputs
from referat.models.windows import SENTENCES_A_WINDOW, WINDOW_FORMAT, WindowEncoder
from referat.tagging import Scores

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BATCH_SIZE: Final = 32


class OnnxTagger:
    """A fine-tuned classifier out of a model folder."""

    def __init__(
        self, folder: Traversable, *, threads: int | None = None, batch_size: int = BATCH_SIZE
    ) -> None:
        """Load a model.

        Args:
            folder: Holds `onnx/model.onnx`, `tokenizer.json` and `referat.json`.
            threads: Threads of one run of the network; one for each core if None.
            batch_size: Sentences in one run of the network.

        Raises:
            ModelError: A file is missing or broken.
        """
        for name in (ONNX, TOKENIZER, MANIFEST):
            if not folder.joinpath(name).is_file():
                raise ModelError(f"the model folder {folder} has no {name}")
        network = folder.joinpath(ONNX).read_bytes()
        self._manifest = read_manifest(folder)
        self._tokenizer = _tokenizer(folder, self._manifest.max_length)
        self._windows = (
            WindowEncoder(self._tokenizer, self._manifest.max_length)
            if self._manifest.input_format == WINDOW_FORMAT
            else None
        )
        self._session = _session(network, folder, threads or os.cpu_count() or 1)
        self._batch_size = batch_size
        self._name = f"{folder.name}@{hashlib.sha256(network).hexdigest()[:8]}"

    @property
    def name(self) -> str:
        """Name of the folder with the start of the network's SHA-256."""
        return self._name

    @property
    def thresholds(self) -> Mapping[Tag, float]:
        """The score from which on each tag is given, chosen on development data."""
        return self._manifest.thresholds

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """The probability of each tag for each sentence, shape (n, 4)."""
        return self._manifest.probabilities(self.logits(sentences))

    def logits(self, sentences: Sequence[SentenceInContext]) -> NDArray[np.float32]:
        """The raw outputs, shape (n, 4), for calibration and comparison."""
        if self._windows is not None:
            windows = self._windows.windows(sentences)
            size = max(1, self._batch_size // SENTENCES_A_WINDOW)
            return window_outputs(windows, self._run_windows, size, PAD)[:, : len(TAGS)]
        pairs = [encode(sentence) for sentence in sentences]
        encodings = self._tokenizer.encode_batch(pairs)
        logits = np.zeros((len(pairs), len(TAGS)), dtype=np.float32)
        for rows in by_length([len(one.ids) for one in encodings], self._batch_size):
            logits[rows] = self._run(pad(encodings, rows))
        return logits

    def _run_windows(self, batch: WindowBatch) -> NDArray[np.float32]:
        inputs = {"input_ids": batch.ids, "attention_mask": batch.mask}
        outputs: NDArray[np.float32] = self._session.run(["logits"], inputs)[0]
        return outputs

    def _run(self, batch: Batch) -> NDArray[np.float32]:
        inputs = {
            "input_ids": batch.ids,
            "attention_mask": batch.mask,
            "token_type_ids": batch.types,
        }
        logits: NDArray[np.float32] = self._session.run(["logits"], inputs)[0]
        return logits


def _tokenizer(folder: Traversable, max_length: int) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(folder.joinpath(TOKENIZER).read_text(encoding="utf-8"))
    except Exception as error:  # tokenizers raises nothing narrower
        raise ModelError(f"{folder.joinpath(TOKENIZER)} is broken: {error}") from error
    tokenizer.enable_truncation(max_length)
    tokenizer.no_padding()
    return tokenizer


def _session(network: bytes, folder: Traversable, threads: int) -> "InferenceSession":
    import onnxruntime
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    try:
        return onnxruntime.InferenceSession(network, options, ["CPUExecutionProvider"])
    except (Fail, InvalidGraph, InvalidProtobuf) as error:
        raise ModelError(f"{folder.joinpath(ONNX)} is broken: {error}") from error
