"""Model folders: which there are, what they say of themselves, and whether they are whole.

A folder holds nothing that is run when it is opened: weights are safetensors or ONNX, the rest is
JSON and Markdown. `referat.json` names each file with its SHA-256.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any, Final

from referat.errors import ModelError
from referat.labels import TAGS
from referat.models.loading import embedded_models
from referat.models.manifest import CONFIG, MANIFEST, ONNX, TOKENIZER, Manifest, read_manifest

WEIGHTS: Final = "model.safetensors"
HASHED: Final = (CONFIG, TOKENIZER, WEIGHTS, ONNX)
"""The files that the manifest names with their hashes."""

_SAFE: Final = frozenset({".json", ".md", ".onnx", ".safetensors", ".txt"})
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FolderInfo:
    """A model folder: its manifest, and the bytes of its network and of all its files."""

    name: str
    manifest: Manifest
    network_bytes: int
    total_bytes: int

    def row(self) -> dict[str, Any]:
        """The facts as JSON shows them."""
        training = self.manifest.training
        keys = ("base_model", "version", "documents", "examples", "data_hash")
        return {
            "name": self.name,
            "input_format": self.manifest.input_format,
            "network_bytes": self.network_bytes,
            "total_bytes": self.total_bytes,
            "thresholds": {tag.value: self.manifest.thresholds[tag] for tag in TAGS},
            **{key: training.get(key) for key in keys},
        }


def embedded() -> list[FolderInfo]:
    """The models that come with the package, by name."""
    folders = [entry for entry in embedded_models().iterdir() if entry.is_dir()]
    return [info(folder) for folder in sorted(folders, key=lambda entry: entry.name)]


def info(folder: Traversable) -> FolderInfo:
    """What a model folder says of itself.

    Raises:
        ModelError: It has no manifest, or a broken one.
    """
    if not folder.joinpath(MANIFEST).is_file():
        raise ModelError(f"{folder} is no model folder: it has no {MANIFEST}")
    sizes = {name: _size(entry) for name, entry in _files(folder)}
    return FolderInfo(folder.name, read_manifest(folder), sizes.get(ONNX, 0), sum(sizes.values()))


def hashes(folder: Traversable) -> dict[str, str]:
    """The SHA-256 of each file of a model folder that the manifest names."""
    return {
        name: _digest(folder.joinpath(name)) for name in HASHED if folder.joinpath(name).is_file()
    }


def problems(folder: Traversable) -> list[str]:
    """What is wrong with a model folder, one line a problem; empty if nothing is.

    Args:
        folder: The folder.

    Raises:
        ModelError: It has no manifest, or a broken one.
    """
    wanted = info(folder).manifest.files
    found = []
    if not wanted:
        found.append(f"{MANIFEST} names no hashes: the folder cannot be verified")
    for name, digest in wanted.items():
        entry = folder.joinpath(name)
        if not entry.is_file():
            found.append(f"{name} is missing")
        elif _digest(entry) != digest:
            found.append(f"{name} is not the file that {MANIFEST} names")
    found.extend(
        f"{name} is of a kind that a model folder does not need, and may be unsafe to open"
        for name, _ in _files(folder)
        if PurePosixPath(name).suffix not in _SAFE
    )
    return found


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def _size(entry: Traversable) -> int:
    with entry.open("rb") as file:
        return file.seek(0, 2)


def _digest(entry: Traversable) -> str:
    digest = hashlib.sha256()
    with entry.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
