"""The commands that take annotation to the tools of annotators and back."""

import json
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer.main

from referat.annotations.converting.formats import ToolFormat
from referat.cli import app, main

ID = "idraet-01"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    words = ["referat", "annotations", *map(str, arguments)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize("name", list(ToolFormat))
def test_a_document_goes_out_and_comes_back(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: ToolFormat,
) -> None:
    tool, back = tmp_path / "tool", tmp_path / "back"
    assert run(monkeypatch, "export", "--to", name, "--out", tool, "--ids", ID) == 0
    assert capsys.readouterr().out.startswith("1 documents, ")
    assert run(monkeypatch, "import", name, tool, "--out", back) == 0
    shown = capsys.readouterr()
    assert (shown.out.partition(":")[0], shown.err) == (ID, "")
    stored = Path(__file__).parents[1] / "annotations" / "minutes" / "idraet"
    for suffix in (".txt", ".json"):
        found = back / "minutes" / "idraet" / f"{ID}{suffix}"
        assert found.read_bytes() == (stored / found.name).read_bytes()


def test_what_is_left_out_and_what_fails_is_told_and_the_rest_is_stored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tool = tmp_path / "tool"
    run(monkeypatch, "export", "--to", "prodigy", "--out", tool, "--ids", ID, "--ids", "med-02")
    path = tool / "tasks.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    of_one = [row for row in rows if row["meta"]["document"] == ID]
    of_one[5]["answer"] = "ignore"
    next(row for row in rows if row["meta"]["document"] != ID)["accept"] = ["\x1b[31mrød"]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    capsys.readouterr()
    command = ("import", "prodigy", path, "--out", tmp_path / "back", "--annotator", "bo")
    assert run(monkeypatch, *command) == 1
    shown = capsys.readouterr()
    assert shown.out == f"{ID}: {len(of_one) - 1} sentences\n"
    lines = shown.err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("referat: ") for line in lines)
    assert "ignore: " in lines[0]
    assert "\x1b" not in shown.err
    stored = json.loads((tmp_path / "back/minutes/idraet" / f"{ID}.json").read_text("utf-8"))
    assert stored["annotators"] == ["bo"]


def test_misuse_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = ("--out", tmp_path / "tool")
    assert run(monkeypatch, "export", "--to", "excel", *out) == 2
    assert run(monkeypatch, "export", "--to", "brat", *out, "--ids", "x") == 2
    assert run(monkeypatch, "import", "brat", tmp_path / "nothing", *out) == 2
    (tmp_path / "x.xmi").write_text("<!DOCTYPE x>", encoding="utf-8")
    assert run(monkeypatch, "import", "inception", tmp_path / "x.xmi", *out) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert not (tmp_path / "tool").exists()


def test_commands_of_the_corpus_readme_exist_with_their_options() -> None:
    readme = (Path(__file__).parents[1] / "annotations" / "README.md").read_text("utf-8")
    group = typer.main.get_command(app).commands["annotations"]  # type: ignore[attr-defined]
    shown = re.findall(r"^referat annotations (.+)$", readme, re.MULTILINE)
    assert {line.split()[0] for line in shown} == {"export", "import"}
    for line in shown:
        name, *words = shlex.split(line)
        known = {option for one in group.commands[name].params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= known
    for name in ToolFormat:
        assert f"| `{name}` |" in readme


def test_help_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from referat.cli import app; import typer.main; typer.main.get_command(app);"
        "print([name for name in ('spacy', 'cassis', 'pyarrow', 'lxml') if name in sys.modules])"
    )
    begun = time.monotonic()
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert time.monotonic() - begun < 5
