"""`referat export` as a user meets it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from referat.cli import main

ITEM = {
    "id": "1",
    "title": "Sørg for en ny lås",
    "text": "MH sørger for en ny lås inden 1. april.",
    "kind": "task",
    "responsible": [{"text": "MH", "participant": "Mette Holm"}],
    "due": "2019-04-01",
    "deadline_text": "inden 1. april",
    "meeting": {"title": None, "date": "2019-03-12", "body": "Lyngby Roklub"},
    "item": None,
    "document": "lyngby\udce5.txt",
    "page": None,
    "start": 9,
    "end": 48,
    "score": 0.9,
}
PUT_OFF = {**ITEM, "id": "2", "kind": "deferral", "title": "Maling udsættes", "start": 60}
Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def items(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    path.write_text(f"{json.dumps(PUT_OFF)}\n{json.dumps(ITEM)}\n", encoding="utf-8")
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process: exit code, standard output, standard error."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, bytes, str]:
        monkeypatch.setattr("sys.argv", ["referat", "export", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfdbinary.readouterr()
        assert isinstance(end.value.code, int)
        return end.value.code, out, err.decode()

    return run


def test_items_are_written_to_standard_output_in_order(run: Run, items: Path) -> None:
    code, out, complaints = run(items, "--to", "jira")
    assert (code, complaints) == (0, "")
    assert out.decode().startswith("Summary,Description,Due Date,Labels,Labels\r\nSørg for")
    assert b"\r\r\n" not in out
    assert out.decode().index("Sørg for") < out.decode().index("Maling")


def test_items_come_from_standard_input_and_go_to_a_file(
    run: Run, items: Path, tmp_path: Path
) -> None:
    code, out, _ = run("-", "--to", "csv", "-o", tmp_path / "a.csv", stdin=items.read_bytes())
    assert (code, out) == (0, b"")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfKind;")


def test_a_workbook_goes_to_a_pipe(run: Run, items: Path) -> None:
    code, out, _ = run(items, "--to", "xlsx", "--language", "da")
    assert code == 0
    assert load_workbook(io.BytesIO(out)).sheetnames == ["Opgaver", "Beslutninger", "Udsættelser"]


def test_a_workbook_does_not_go_to_a_terminal(
    run: Run, items: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, complaints = run(items, "--to", "xlsx")
    assert (code, out) == (2, b"")
    assert "name a file with --output" in complaints


def test_kinds_are_chosen(run: Run, items: Path) -> None:
    _, out, _ = run(items, "--to", "jsonl", "--kind", "deferral")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["2"]
    _, out, _ = run(items, "--to", "jsonl", "--kind", "deferral", "--kind", "task")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "2"]
    code, out, complaints = run(items, "--to", "jsonl", "--kind", "decision")
    assert (code, out) == (0, b"")
    assert "no action items of that kind" in complaints


def test_odd_file_names_survive_json_lines(run: Run, items: Path) -> None:
    _, out, _ = run(items, "--to", "jsonl", "--kind", "task")
    assert json.loads(out) == ITEM


def test_a_container_is_asked_for(run: Run, items: Path) -> None:
    code, out, complaints = run(items, "--to", "planner")
    assert (code, out) == (2, b"")
    assert complaints == (
        "referat: --to planner needs the planId that tasks go to; give --container ID\n"
    )
    code, out, _ = run(items, "--to", "planner", "--container", "p1")
    assert code == 0
    assert {json.loads(line)["planId"] for line in out.splitlines()} == {"p1"}


@pytest.mark.parametrize(
    ("content", "code", "complaint"),
    [
        (b"{}\n", 1, "referat: standard input, line 1: the key 'id' is missing\n"),
        (b"Referat\n", 1, "referat: standard input, line 1: no JSON object"),
        (b"", 0, "referat: standard input: no action items\n"),
    ],
)
def test_bad_input_is_one_line(run: Run, content: bytes, code: int, complaint: str) -> None:
    found, _, complaints = run("-", "--to", "github", stdin=content)
    assert found == code
    assert complaints.startswith(complaint)
    assert complaints.count("\n") == 1


def test_a_broken_line_leaves_the_file_alone(run: Run, items: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("before", encoding="utf-8")
    items.write_bytes(items.read_bytes() + b"{}\n")
    assert run(items, "--to", "csv", "-o", target)[0] == 1
    assert target.read_text(encoding="utf-8") == "before"


def test_files_that_are_not_there_are_named(run: Run, items: Path, tmp_path: Path) -> None:
    code, _, complaints = run(tmp_path / "none.jsonl", "--to", "csv")
    assert code in (1, 2)
    assert "none.jsonl" in complaints
    code, _, complaints = run(items, "--to", "csv", "-o", tmp_path / "no" / "a.csv")
    assert code == 1
    assert complaints.count("\n") == 1
    assert run(items, "--to", "word")[0] == 2
