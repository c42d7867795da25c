import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from referat.errors import UsageError
from referat.exporting.arrangement import arranged
from referat.exporting.items import ExportSettings
from referat.exporting.targets import TARGETS, exported

from .samples import decision, deferral, item

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_takes_no_items_and_all_kinds(target: str) -> None:
    settings = ExportSettings("c1" if TARGETS[target].container else None)
    kind = bytes if TARGETS[target].binary else str
    assert isinstance(exported([], target, settings), kind)
    some = exported([item(), decision(), deferral()], target, settings)
    assert isinstance(some, kind)
    assert len(some) > 100


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_tells_what_it_loses(target: str) -> None:
    assert "Lost:" in (import_module(TARGETS[target].module).__doc__ or "")
    assert f"| `{target}` |" in README


@pytest.mark.parametrize("target", [name for name in TARGETS if TARGETS[name].container])
@pytest.mark.parametrize("container", [None, "", " "])
def test_a_missing_container_is_refused(target: str, container: str | None) -> None:
    with pytest.raises(UsageError, match=f"needs the {TARGETS[target].container} .*--container"):
        exported([item()], target, ExportSettings(container))


def test_a_container_of_no_use_and_an_unknown_target_are_refused() -> None:
    with pytest.raises(UsageError, match="--container is not of --to csv"):
        exported([], "csv", ExportSettings("c1"))
    with pytest.raises(UsageError, match="there is no --to word; there are jsonl, csv"):
        exported([], "word", ExportSettings())


def test_no_exporter_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, referat.exporting.targets as t;"
        "names = ['openpyxl', *(x.module for x in t.TARGETS.values())];"
        "print([name for name in names if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_order_is_that_of_meetings_and_documents_not_of_the_input() -> None:
    early = {"title": None, "date": "2018-01-01", "body": None}
    undated = {"title": None, "date": None, "body": None}
    right = [
        item(start=9, meeting=early, document="b"),
        decision(start=2, document="a"),
        item(start=11, document="a"),
        item(start=10, document="b"),
        item(start=1, meeting=undated, document="a"),
    ]
    for seed in range(10):
        mixed = random.Random(seed).sample(right, len(right))
        assert arranged(mixed) == right


def test_an_item_comes_once_and_only_kinds_asked_for() -> None:
    assert arranged([item(), item(document="copy.txt"), deferral()]) == [item(), deferral()]
    assert arranged([item(), decision(), deferral()], ["deferral", "decision"]) == [
        decision(),
        deferral(),
    ]
