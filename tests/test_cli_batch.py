"""`referat batch` and `referat query` as a user meets them."""

import json
from pathlib import Path

import pytest

from referat import cli_progress
from referat.cli import main
from referat.cli_progress import PlainLines
from tests.archive.conftest import minutes


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for day in (1, 2):
        (folder / f"{day}.txt").write_text(minutes(day=day), encoding="utf-8")
    return folder


def called(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> object:
    monkeypatch.setattr("sys.argv", ["referat", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_batch_and_query(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = tmp_path / "store"
    options = ("--out", store, "--model", "keywords", "--workers", 0)
    assert called(monkeypatch, "batch", archive, *options) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("2 documents in the store; 2 done in ")
    assert shown.out.splitlines()[-1].endswith(" sentences/s")
    assert "referat: documents: 2 of 2" in shown.err
    assert called(monkeypatch, "query", store, "SELECT count(*) AS n FROM documents") == 0
    assert json.loads(capsys.readouterr().out) == {"n": 2}


def test_exit_code_says_that_documents_failed(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (archive / "tom.txt").touch()
    (archive / "ark.xlsx").write_bytes(b"PK\x03\x04 no sheet")
    options = ("--out", tmp_path / "store", "--model", "keywords", "--workers", 0)
    assert called(monkeypatch, "batch", archive, *options) == 1
    shown = capsys.readouterr()
    assert "2 failed" in shown.out
    assert any("ark.xlsx" in line and "(read)" in line for line in shown.err.splitlines())
    assert any("tom.txt: is empty (find)" in line for line in shown.err.splitlines())


@pytest.mark.parametrize(
    "options",
    [
        ("--limit", "max_sider=3"),
        ("--since", "i går"),
        ("--workers", "-1"),
        ("--model", "hostile:nothing"),
    ],
)
def test_misuse_is_one_line(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, str],
) -> None:
    given = ("batch", archive, "--out", tmp_path / "store", "--workers", 0, *options)
    assert called(monkeypatch, *given) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if "reading files" not in line][-1].startswith("referat: ")
    assert "Traceback" not in "".join(lines)


def test_plain_lines_tell_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 5.0, 20.0, 100.0])
    monkeypatch.setattr(cli_progress.time, "monotonic", lambda: next(clock))
    lines = PlainLines()
    for done in (0, 10, 40, 100):
        lines.step("documents", done, 100)
    assert capsys.readouterr().err.splitlines() == [
        "referat: documents: 40 of 100, 2.0/s, about 30 s left",
        "referat: documents: 100 of 100, 1.0/s",
    ]
