import json
from pathlib import Path

import numpy as np
import pytest

from referat.errors import ModelError
from referat.labels import TAGS
from referat.models.manifest import (
    MANIFEST,
    Calibration,
    Manifest,
    read_manifest,
    write_manifest,
)


def test_manifest_is_read_as_written(tmp_path: Path) -> None:
    manifest = Manifest(
        thresholds=dict(zip(TAGS, (0.4, 0.5, 0.6, 0.7), strict=True)),
        calibration=dict.fromkeys(TAGS, Calibration(0.8, -0.25)),
        training={"seed": 1},
    )
    write_manifest(manifest, tmp_path)
    assert read_manifest(tmp_path) == manifest


def test_thresholds_are_a_half_where_nothing_is_said(tmp_path: Path) -> None:
    assert set(read_manifest(tmp_path).thresholds.values()) == {0.5}


@pytest.mark.parametrize("content", ["{", "[]", '{"input_format": 1, "thresholds": []}', "{}"])
def test_broken_manifest_is_one_line(content: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(ModelError) as error:
        read_manifest(tmp_path)
    assert "\n" not in str(error.value)


def test_other_input_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"input_format": "of another version"}))
    with pytest.raises(ModelError, match="of another version"):
        read_manifest(tmp_path)


def test_probabilities_of_large_logits_are_finite() -> None:
    scores = Manifest().probabilities(np.array([[-1e4, 0, 1e4, 2]], dtype=np.float32))
    assert scores[0, :3].tolist() == [0.0, 0.5, 1.0]
    assert scores[0, 3] == pytest.approx(0.8808, abs=1e-4)
