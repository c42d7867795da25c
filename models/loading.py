"""A tagger by name: the embedded model, a model folder, or a model of the hub."""

import importlib.resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from referat.errors import ModelError
from referat.models.manifest import CONFIG, ONNX
from referat.tagging import Tagger

DEFAULT_MODEL: Final = "referat-base"


def load_tagger(name_or_path: str | None = None, *, threads: int | None = None) -> Tagger:
    """Load a tagger.

    A folder with `onnx/model.onnx` is run by ONNX Runtime; other folders, and hub ids, by torch.

    Args:
        name_or_path: Name of an embedded model, a folder or a hub id; `referat-base` if None.
        threads: Threads of ONNX Runtime; one for each core if None.

    Raises:
        ModelError: There is no such model, it is broken, or it needs an extra.
    """
    from referat.models.inference import OnnxTagger

    folder = _folder(name_or_path)
    if folder is not None and folder.joinpath(ONNX).is_file():
        return OnnxTagger(folder, threads=threads)
    if name_or_path is None:
        raise ModelError(f"the embedded model {DEFAULT_MODEL} is not in this installation")
    if folder is not None and not folder.joinpath(CONFIG).is_file():
        raise ModelError(f"{name_or_path} is no model folder: it has neither {ONNX} nor {CONFIG}")

    from referat.models.transformer import load_torch_tagger

    return load_torch_tagger(str(folder) if folder is not None else name_or_path)


def embedded_models() -> Traversable:
    """The folder of the models that come with the package."""
    return importlib.resources.files("referat.models") / "weights"


def model_folder(name_or_path: str) -> Path:
    """The folder of an embedded model or of one's own, as a path.

    Raises:
        ModelError: There is no such folder.
    """
    folder = _folder(name_or_path)
    if not isinstance(folder, Path):
        raise ModelError(f"{name_or_path} is no model folder on this machine")
    return folder


def _folder(name_or_path: str | None) -> Traversable | None:
    """The folder a name stands for; None for a hub id."""
    if name_or_path is not None and Path(name_or_path).is_dir():
        return Path(name_or_path)
    name = DEFAULT_MODEL if name_or_path is None else name_or_path
    embedded = embedded_models() / name if "/" not in name else None
    if embedded is not None and embedded.is_dir():
        return embedded
    if name_or_path is not None and _looks_like_path(name_or_path):
        raise ModelError(f"there is no model folder {name_or_path}")
    if name_or_path is not None and "/" not in name_or_path:
        raise ModelError(
            f"{name_or_path} is no model folder and no embedded model; a model of the hub is named "
            "owner/name"
        )
    return None


def _looks_like_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or name.count("/") > 1 or "\\" in name
