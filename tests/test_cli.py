"""The command line as a user meets it, run as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MINUTES = """Referat af bestyrelsesmøde i Lyngby Roklub
Dato: 12. marts 2019
Til stede: Mette Holm (MH), Jens Kudsk (JK)

1. Økonomi
Budgettet blev godkendt. Der var en god snak om kontingentet.

2. Skuret
MH køber en ny lås inden 1. april.
Punktet om maling udsættes til næste møde.
"""


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "referat", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "referat.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def test_records_have_the_fixed_shape(minutes: Path) -> None:
    result = run("extract", str(minutes))
    assert result.returncode == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["index"] for row in rows] == list(range(len(rows)))
    lock = next(row for row in rows if row["text"].startswith("MH køber"))
    assert MINUTES[lock["start"] : lock["end"]] == lock["text"]
    assert lock["section"] == "outcome"
    assert lock["item"] == {"number": "2", "title": "Skuret"}
    assert list(lock["scores"]) == ["decision", "deferral", "deadline", "responsible"]


def test_actions_lead_back_to_their_sentence(minutes: Path) -> None:
    result = run("extract", str(minutes), "--format", "actions")
    items = [json.loads(line) for line in result.stdout.splitlines()]
    task = next(item for item in items if "lås" in item["text"])
    assert task["kind"] == "task"
    assert task["due"] == "2019-04-01"
    assert [holder["participant"] for holder in task["responsible"]] == ["Mette Holm"]
    assert MINUTES[task["start"] : task["end"]].startswith("MH køber")


def test_text_is_the_canonical_text(minutes: Path) -> None:
    assert run("extract", str(minutes), "--format", "text").stdout == MINUTES


def test_table_shows_what_who_and_when(minutes: Path) -> None:
    shown = run("extract", str(minutes), "--format", "table").stdout
    assert "Mette Holm" in shown
    assert "2019-04-01" in shown


def test_bad_input_is_one_line_each_and_the_rest_is_done(minutes: Path, tmp_path: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.write_bytes(b"")
    picture = tmp_path / "foto.pdf"
    picture.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100))
    missing = tmp_path / "findes-ikke.pdf"
    result = run("extract", str(empty), str(picture), str(missing), str(minutes))
    assert result.returncode == 1
    complaints = result.stderr.splitlines()
    assert len(complaints) == 3
    for path, complaint in zip((empty, picture, missing), complaints, strict=True):
        assert str(path) in complaint
    assert "Traceback" not in result.stderr
    assert "MH køber" in result.stdout


def test_when_reads_one_expression_or_one_a_line() -> None:
    one = json.loads(run("when", "senest den 1. april", "--on", "2022-03-10").stdout)
    assert (one["value"], one["due"], one["relation"]) == ("2022-04-01", "2022-04-01", "by")
    many = run("when", "-", "--on", "2022-03-10", stdin="primo maj\nsnarest\n").stdout
    rows = [json.loads(line) for line in many.splitlines()]
    assert [row["due"] for row in rows] == ["2022-05-10", None]


def test_misuse_is_exit_code_2() -> None:
    assert run("extract").returncode == 2
    assert run("extract", "x.txt", "--format", "hologram").returncode == 2
    assert run("evaluate", "--split", "findes-ikke").returncode == 2


def test_missing_model_is_one_line(minutes: Path, tmp_path: Path) -> None:
    result = run("extract", str(minutes), "--model", str(tmp_path / "nowhere"))
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1


def test_missing_spacy_pipeline_is_one_line(minutes: Path) -> None:
    result = run("extract", str(minutes), "--spacy-model", "da_findes_ikke")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['referat', '--help']\nfrom referat.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'torch', 'onnxruntime', 'numpy', 'transformers', 'datasets'}\n"
        "sys.stderr.write(' '.join(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stderr == ""
