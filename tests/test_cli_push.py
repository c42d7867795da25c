"""`referat push` as a user meets it."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from referat.cli import main
from referat.evaluation.benchmarks.radicale_server import PASSWORD, USER, Radicale, radicale

ITEM = {
    "id": "1",
    "title": "Sørg for en ny\x1b[31m lås",
    "text": "MH sørger for en ny lås.",
    "kind": "task",
    "responsible": [{"text": "MH", "participant": None}],
    "due": None,
    "deadline_text": None,
    "meeting": {"title": None, "date": "2019-03-12", "body": "Lyngby Roklub"},
    "item": None,
    "document": "lyngby\udce5.txt",
    "page": None,
    "start": 9,
    "end": 48,
    "score": 0.9,
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        server.make_calendar("opgaver", "Opgaver")
        yield server


@pytest.fixture
def items(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    path.write_text(json.dumps(ITEM) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DAV_PASSWORD", PASSWORD)

    def runner(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["referat", "push", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        shown = capsys.readouterr()
        assert PASSWORD not in shown.out + shown.err
        return int(caught.value.code or 0), shown.out, shown.err

    return runner


def options(dav: Radicale, *more: object, variable: str = "DAV_PASSWORD") -> tuple[object, ...]:
    login = ("--user", USER, "--password-env", variable, "--calendar", "Opgaver")
    return ("--url", dav.url, *login, *more)


def test_push_to_a_calendar(run: Run, dav: Radicale, items: Path, tmp_path: Path) -> None:
    code, out, _ = run("caldav", items, *options(dav, "--dry-run"))
    assert (code, out) == (0, "created\tSørg for en ny\\x1b[31m lås\nwould be: 1 created\n")
    ledger = tmp_path / "ledger.json"
    assert run("caldav", items, *options(dav, "--ledger", ledger))[1].endswith("\n1 created\n")
    assert run("caldav", items, *options(dav, "--ledger", ledger))[1] == "1 unchanged\n"
    (path,) = dav.states(f"/{USER}/opgaver/")
    dav.request("DELETE", path)
    assert run("caldav", items, *options(dav, "--ledger", ledger))[1].endswith("\n1 deleted\n")


def test_misuse_is_told_in_one_line(run: Run, dav: Radicale, items: Path, tmp_path: Path) -> None:
    code, out, err = run("caldav", items, *options(dav, variable="NO_SUCH"))
    assert (code, out) == (2, "")
    assert "no environment variable NO_SUCH" in err
    broken = tmp_path / "ledger.json"
    broken.write_text("[]")
    code, out, err = run("caldav", items, *options(dav, "--ledger", broken))
    assert (code, out) == (1, "")
    assert "is no ledger" in err
    assert broken.read_text() == "[]"


def test_a_wrong_password_is_told(
    run: Run, dav: Radicale, items: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAV_PASSWORD", "forkert-æøå")
    code, out, err = run("caldav", items, *options(dav))
    assert (code, out) == (1, "")
    assert "refused the name or password" in err
    assert "forkert" not in err
