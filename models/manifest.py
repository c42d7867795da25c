"""What a model folder says of itself in `referat.json`: input format, calibration, thresholds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referat.errors import ModelError
from referat.labels import TAGS, Tag
from referat.models.encoding import INPUT_FORMAT
from referat.models.windows import WINDOW_FORMAT
from referat.tagging import Scores

MANIFEST: Final = "referat.json"
TOKENIZER: Final = "tokenizer.json"
ONNX: Final = "onnx/model.onnx"
CONFIG: Final = "config.json"
MAX_LENGTH: Final = 128
INPUT_FORMATS: Final = (INPUT_FORMAT, WINDOW_FORMAT)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the logit of a tag into its probability: sigmoid(scale * logit + shift)."""

    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts beside the weights; `training` is a record for readers."""

    thresholds: Mapping[Tag, float] = field(default_factory=lambda: dict.fromkeys(TAGS, 0.5))
    calibration: Mapping[Tag, Calibration] = field(
        default_factory=lambda: dict.fromkeys(TAGS, Calibration())
    )
    max_length: int = MAX_LENGTH
    input_format: str = INPUT_FORMAT
    training: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of the files beside the manifest, by name."""

    def probabilities(self, logits: NDArray[np.float32]) -> Scores:
        """Calibrated probabilities, shape (n, 4), of logits of that shape."""
        scales = np.array([self.calibration[tag].scale for tag in TAGS], dtype=np.float32)
        shifts = np.array([self.calibration[tag].shift for tag in TAGS], dtype=np.float32)
        # tanh does not overflow where exp would.
        scores: Scores = 0.5 * (
            1 + np.tanh(0.5 * (logits.reshape(-1, len(TAGS)) * scales + shifts))
        )
        return scores.astype(np.float32)


def read_manifest(folder: Traversable) -> Manifest:
    """The manifest of a model folder; defaults where there is none, as in models of others.

    Raises:
        ModelError: The manifest is broken, or asks for another input format than this version's.
    """
    entry = folder / MANIFEST
    if not entry.is_file():
        return Manifest()
    try:
        manifest = _from_row(json.loads(entry.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{entry} is broken: {type(error).__name__}: {error}") from error
    if manifest.input_format not in INPUT_FORMATS:
        raise ModelError(
            f"{folder.name} reads the input format {manifest.input_format!r}, "
            f"this version of referat writes {', '.join(map(repr, INPUT_FORMATS))}"
        )
    return manifest


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest of a model folder."""
    row = {
        "input_format": manifest.input_format,
        "max_length": manifest.max_length,
        "thresholds": {tag.value: round(manifest.thresholds[tag], 4) for tag in TAGS},
        "calibration": {
            tag.value: {
                "scale": round(manifest.calibration[tag].scale, 5),
                "shift": round(manifest.calibration[tag].shift, 5),
            }
            for tag in TAGS
        },
        "training": dict(manifest.training),
        "files": dict(manifest.files),
    }
    text = json.dumps(row, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _from_row(row: Mapping[str, Any]) -> Manifest:
    thresholds, calibration = row.get("thresholds", {}), row.get("calibration", {})
    return Manifest(
        thresholds={tag: float(thresholds.get(tag.value, 0.5)) for tag in TAGS},
        calibration={tag: _calibration(calibration.get(tag.value, {})) for tag in TAGS},
        max_length=int(row.get("max_length", MAX_LENGTH)),
        input_format=row["input_format"],
        training=row.get("training", {}),
        files=row.get("files", {}),
    )


def _calibration(row: Mapping[str, Any]) -> Calibration:
    return Calibration(float(row.get("scale", 1.0)), float(row.get("shift", 0.0)))
