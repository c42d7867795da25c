"""Imports go down the layers of the architecture, never up, and no import escapes the package."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {
    "pipeline": "referat",
    "models": "referat.models",
    "annotations": "referat.annotations",
    "evaluation": "referat.evaluation",
}
LAYERS = (
    ("referat.errors", "referat.labels", "referat.minutes", "referat.surface", "referat.settings"),
    (
        "referat.resources",
        "referat.structure",
        "referat.tagging",
        "referat.extraction",
        "referat.actions",
    ),
    ("referat.reading", "referat.exporting", "referat.models", "referat.annotations"),
    ("referat.extractor", "referat.training_run", "referat.archive", "referat.evaluation"),
    (
        "referat.cli",
        "referat.cli_agreement",
        "referat.cli_annotations",
        "referat.cli_batch",
        "referat.cli_evaluate",
        "referat.cli_export",
        "referat.cli_messages",
        "referat.cli_models",
        "referat.cli_push",
        "referat.cli_progress",
        "referat.cli_research",
        "referat.__main__",
    ),
)


def modules() -> Iterator[tuple[str, Path]]:
    for folder, package in FOLDERS.items():
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT / folder).with_suffix("").parts
            name = ".".join((package, *parts)).removesuffix(".__init__")
            yield name, path


def layer(module: str) -> int | None:
    for number, prefixes in enumerate(LAYERS):
        if any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes):
            return number
    return None


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=str)
def test_module_imports_its_own_layer_or_below(module: str, path: Path) -> None:
    if module == "referat":
        return
    own = layer(module)
    assert own is not None, f"{module} stands in no layer; add it to LAYERS"
    for target in imported(path):
        assert target.split(".")[0] not in FOLDERS, f"{module} imports the folder {target}"
        below = layer(target)
        assert below is None or below <= own, f"{module} imports {target}, which lies above it"


def test_no_module_is_longer_than_350_lines() -> None:
    long = [
        f"{name}: {count}"
        for name, path in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 350
    ]
    assert long == []


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        f"{name}.{node.name}"
        for name, path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []
