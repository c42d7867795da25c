import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from referat.errors import ModelError
from referat.models.folders import embedded, hashes, info, problems
from referat.models.manifest import MANIFEST, ONNX, Manifest, read_manifest, write_manifest


@pytest.fixture
def folder(tiny_folder: Path, tmp_path: Path) -> Path:
    copied = shutil.copytree(tiny_folder, tmp_path / "mine")
    write_manifest(replace(read_manifest(copied), files=hashes(copied)), copied)
    return copied


def test_folder_as_it_was_saved_is_whole(folder: Path) -> None:
    assert problems(folder) == []


def test_changed_and_missing_files_are_named(folder: Path) -> None:
    with (folder / ONNX).open("ab") as file:
        file.write(b"x")
    (folder / "config.json").unlink()
    assert problems(folder) == [
        "config.json is missing",
        f"{ONNX} is not the file that {MANIFEST} names",
    ]


def test_files_that_could_hold_code_are_named(folder: Path) -> None:
    (folder / "onnx" / "head.pkl").write_bytes(b"")
    (problem,) = problems(folder)
    assert problem.startswith("onnx/head.pkl")


def test_folder_without_hashes_cannot_be_verified(tiny_folder: Path) -> None:
    assert "names no hashes" in problems(tiny_folder)[0]


def test_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        info(tmp_path)


def test_info_counts_bytes_and_is_json(folder: Path) -> None:
    found = info(folder)
    assert found.network_bytes == (folder / ONNX).stat().st_size
    assert found.total_bytes == sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    assert json.loads(json.dumps(found.row()))["name"] == "mine"


def test_default_model_is_embedded() -> None:
    assert "referat-base" in [one.name for one in embedded()]


def test_manifest_keeps_the_hashes(tmp_path: Path) -> None:
    write_manifest(Manifest(files={"config.json": "ab"}), tmp_path)
    assert read_manifest(tmp_path).files == {"config.json": "ab"}
