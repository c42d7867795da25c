"""Windows as padded arrays, and the readings of sentences out of the outputs at their tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.models.batching import by_length
from referat.models.outputs import LABELS
from referat.models.windows import Window

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_MARKER_SHARE: Final = 0.5
"""What the marker counts in the reading of a sentence; all its tokens share the rest evenly."""


@dataclass(frozen=True, slots=True)
class WindowBatch:
    """Padded windows, shape (windows, tokens), and how their sentences are read.

    `reading` has shape (sentences, windows x tokens): the outputs at all tokens, flattened, are
    multiplied by it. `sentences` are the numbers of the sentences in their meeting.
    """

    rows: list[int]
    ids: Integers
    mask: Integers
    windows: tuple[Window, ...]

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """For each sentence read: the row of its window among all windows, and its number."""
        return [
            (row, place.sentence)
            for row, window in zip(self.rows, self.windows, strict=True)
            for place in window.places
        ]

    def reading(self) -> Floats:
        """The weight of each token in each sentence, shape (sentences, windows x tokens)."""
        width = self.ids.shape[1]
        rows = [
            (number * width, place)
            for number, window in enumerate(self.windows)
            for place in window.places
        ]
        weights = np.zeros((len(rows), self.ids.size), dtype=np.float32)
        for weight, (base, place) in zip(weights, rows, strict=True):
            start, end = base + place.start, base + place.end
            weight[start:end] = (1 - _MARKER_SHARE) / (end - start)
            weight[start] += _MARKER_SHARE
        return weights


def pad_windows(windows: Sequence[Window], rows: list[int], padding: int) -> WindowBatch:
    """Some windows as arrays.

    Args:
        windows: All windows.
        rows: Those wanted.
        padding: Id of the padding token.
    """
    chosen = tuple(windows[row] for row in rows)
    shape = (len(chosen), max(len(one.ids) for one in chosen))
    ids = np.full(shape, padding, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    for position, one in enumerate(chosen):
        ids[position, : len(one.ids)] = one.ids
        mask[position, : len(one.ids)] = 1
    return WindowBatch(rows, ids, mask, chosen)


def read_sentences(batch: WindowBatch, outputs: Floats) -> Floats:
    """The outputs of each sentence, shape (sentences, labels), in the order of `sentences`.

    Args:
        batch: The batch.
        outputs: Outputs at each token, shape (windows, tokens, labels).
    """
    width = batch.ids.shape[1]
    flat = outputs.reshape(-1, outputs.shape[-1])
    found = np.empty((sum(len(one.places) for one in batch.windows), flat.shape[1]), np.float32)
    position = 0
    for number, window in enumerate(batch.windows):
        for place in window.places:
            start, end = number * width + place.start, number * width + place.end
            mean = flat[start:end].mean(axis=0)
            found[position] = _MARKER_SHARE * flat[start] + (1 - _MARKER_SHARE) * mean
            position += 1
    return found


def window_outputs(
    windows: Sequence[Window], run: Callable[[WindowBatch], Floats], size: int, padding: int
) -> Floats:
    """The outputs of every sentence of a meeting, shape (sentences, labels).

    Args:
        windows: The windows of the meeting.
        run: Gives the outputs at each token of a batch, shape (windows, tokens, labels).
        size: Windows of a batch.
        padding: Id of the padding token.
    """
    found: list[tuple[list[int], Floats]] = []
    for rows in by_length([len(window.ids) for window in windows], size):
        batch = pad_windows(windows, rows, padding)
        outputs = read_sentences(batch, run(batch))
        found.append(([number for _, number in batch.sentences], outputs))
    if not found:
        return np.zeros((0, len(LABELS)), dtype=np.float32)
    whole = np.empty((sum(len(rows) for rows, _ in found), found[0][1].shape[1]), np.float32)
    for numbers, outputs in found:
        whole[numbers] = outputs
    return whole
