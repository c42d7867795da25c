"""A training run on disk after each epoch: tensors as safetensors, the rest as JSON."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from referat.annotations.gold import Example
from referat.models.settings import TrainingSettings

if TYPE_CHECKING:
    import torch

    from referat.models.optimization import Optimization
    from referat.models.training import Epoch

_STATE: Final = "state.json"
_WEIGHTS: Final = "weights.safetensors"
_MOMENTS: Final = "moments.safetensors"
_AVERAGE: Final = "average.safetensors"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a run goes on with, beside the weights of its model."""

    optimizer: dict[str, "torch.Tensor"]
    average: dict[str, "torch.Tensor"]
    steps: int
    epochs: list[dict[str, Any]]


def fingerprint(settings: TrainingSettings, examples: Sequence[Example]) -> str:
    """SHA-256 of settings and data: a checkpoint of others is not taken up."""
    digest = hashlib.sha256(repr(settings).encode())
    for example in examples:
        digest.update(repr(example).encode())
    return digest.hexdigest()


def save_checkpoint(
    folder: Path,
    identity: str,
    model: "torch.nn.Module",
    optimization: "Optimization",
    epochs: Sequence["Epoch"],
) -> None:
    """Replace the checkpoint in a folder, so that a run cut off here still finds a whole one.

    Args:
        folder: The folder.
        identity: The fingerprint of the run.
        model: The model.
        optimization: Its optimizer.
        epochs: The epochs done.
    """
    from safetensors.torch import save_file

    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    moments, average, steps = optimization.state()
    save_file(dict(model.state_dict()), new / _WEIGHTS)
    save_file(moments, new / _MOMENTS)
    save_file(average, new / _AVERAGE)
    state = {"run": identity, "steps": steps, "epochs": [asdict(epoch) for epoch in epochs]}
    (new / _STATE).write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def load_checkpoint(folder: Path, identity: str, model: "torch.nn.Module") -> Checkpoint | None:
    """The checkpoint of a run, its weights put into the model; None if there is none.

    Args:
        folder: The folder.
        identity: The fingerprint of the run.
        model: The model.
    """
    from safetensors.torch import load_file

    if not (folder / _STATE).is_file():
        return None
    state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    if state["run"] != identity:
        return None
    model.load_state_dict(load_file(folder / _WEIGHTS))
    return Checkpoint(
        load_file(folder / _MOMENTS), load_file(folder / _AVERAGE), state["steps"], state["epochs"]
    )


def drop_checkpoint(folder: Path) -> None:
    """Remove the checkpoint of a run that is done."""
    shutil.rmtree(folder, ignore_errors=True)
