"""What is built is complete: every package is named, and the wheel holds code, data and model."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import referat

ROOT = Path(__file__).resolve().parent.parent
MAPPED = {
    "pipeline": "referat",
    "models": "referat.models",
    "annotations": "referat.annotations",
    "evaluation": "referat.evaluation",
}


def project() -> dict[str, object]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, object] = tomllib.load(file)
    return table


def test_every_package_is_named() -> None:
    found = {
        ".".join((package, *path.parent.relative_to(ROOT / folder).parts))
        for folder, package in MAPPED.items()
        for path in (ROOT / folder).rglob("__init__.py")
    }
    named = project()["tool"]["setuptools"]["packages"]  # type: ignore[index]
    assert found == set(named)


def test_versions_agree() -> None:
    assert project()["project"]["version"] == referat.__version__  # type: ignore[index]
    assert f"## [{referat.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_package_hides_a_mapped_one() -> None:
    for name in ("models", "annotations", "evaluation"):
        assert not (ROOT / "pipeline" / name).exists()
        assert not (ROOT / "pipeline" / f"{name}.py").exists()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_wheel_holds_code_data_and_model(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, package in MAPPED.items():
        for path in (ROOT / folder).rglob("*.py"):
            inside = "/".join((*package.split("."), *path.relative_to(ROOT / folder).parts))
            assert inside in names
    for path in (ROOT / "pipeline" / "resources").glob("*.[!p]*"):
        assert f"referat/resources/{path.name}" in names
    assert "referat/models/weights/referat-base/onnx/model.onnx" in names
    assert "referat/models/weights/referat-base/tokenizer.json" in names
    assert "referat/annotations/splits.toml" in names
    assert any(name.startswith("referat/annotations/minutes/") for name in names)
    assert any(name.startswith("referat/annotations/standoff/") for name in names)


def test_installed_wheel_runs_without_the_source(wheel: Path, tmp_path: Path) -> None:
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(tmp_path)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    minutes = tmp_path / "referat.txt"
    minutes.write_text("Referat\n\n1. Budget\n\nBudgettet blev godkendt.\n", encoding="utf-8")
    run = "import sys; sys.path.insert(0, sys.argv.pop(1)); from referat.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", run, str(tmp_path), "extract", str(minutes)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Budgettet blev godkendt." in result.stdout
