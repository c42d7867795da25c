"""The commands that measure and store reading, over minutes made up here."""

import json
import sys
from pathlib import Path

import pytest

from referat.annotations.reading import ReadingSplit
from referat.annotations.reading_store import ReadingCorpus, corpus_of
from referat.cli import main

NAME = "alslug-06"
"""An id of the split `development`; the text is made up."""
TEXT = """Referat af bestyrelsesmøde i Lyngby Roklub
Dato: 12. marts 2019

1. Skuret
Bestyrelsen drøftede prisen på en ny lås. Der købes en ny lås inden påske.
"""
UNITS = """date: 2019-03-12
next: -
title: Referat af bestyrelsesmøde i Lyngby Roklub
body: Lyngby Roklub
place: -
==
h|Referat af bestyrelsesmøde i Lyngby Roklub
h|Dato: 12. marts 2019
i 1|Skuret
b|Bestyrelsen drøftede prisen på en ny lås.
o|Der købes en ny
o|lås inden påske.
"""
INDEX = f"file\trepository\tpath\tcommit\tlicence\n{NAME}.txt\tbo/klub\treferat.txt\tc0ffee\t-\n"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of minutes like `shared`, with units beside it."""
    for folder, index in (("real", INDEX), ("real_more", INDEX.splitlines()[0])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "INDEX.tsv").write_text(index, encoding="utf-8")
    (tmp_path / "real" / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / f"{NAME}.units").write_text(UNITS, encoding="utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["referat", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


def imported(monkeypatch: pytest.MonkeyPatch, shared: Path, *options: str) -> int:
    files = (shared / f"{NAME}.units", "--annotator", "a1", "--shared", shared)
    command = ("annotations", "import-reading", *files, "--folder", shared / "gold", *options)
    return run(monkeypatch, *command)


def test_units_are_stored_or_only_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    assert imported(monkeypatch, shared, "--check") == 0
    assert not (shared / "gold").exists()
    assert imported(monkeypatch, shared) == 0
    assert capsys.readouterr().out == f"{NAME}: 6 units, 1 items, 1 meetings\n" * 2
    row = json.loads((shared / "gold" / f"{NAME}.json").read_text(encoding="utf-8"))
    assert (row["annotator"], row["source"]["commit"]) == ("a1", "c0ffee")
    assert row["meetings"][0]["date"] == "2019-03-12"


def test_what_is_wrong_with_units_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    units = shared / f"{NAME}.units"
    units.write_text(UNITS.replace("b|", "q|"), encoding="utf-8")
    assert imported(monkeypatch, shared) == 1
    assert capsys.readouterr().err.startswith(f"referat: {units}: line 10: no unit")


def test_reading_is_scored_and_its_errors_are_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    imported(monkeypatch, shared)

    def corpus(splits: list[ReadingSplit], folder: Path) -> ReadingCorpus:
        return corpus_of(shared / "gold", splits, folder)

    monkeypatch.setattr("referat.evaluation.reading_run.load_reading_corpus", corpus)
    report = shared / "reading.json"
    command = ("evaluate", "--task", "reading", "--errors", "--shared", shared, "--report", report)
    assert run(monkeypatch, *command) == 0
    shown = capsys.readouterr().out
    assert "== reading, development: 1 documents, 6 units" in shown
    assert "prisen på en ny lås. Der købes en ny ¦ lås inden påske.…" in shown
    rows = json.loads(report.read_text(encoding="utf-8"))
    assert rows[0]["system"] == "referat"
    assert rows[0]["parts"]["boundaries"]["recall"] == pytest.approx(5 / 6, abs=1e-4)
    assert "købes" not in report.read_text(encoding="utf-8")
