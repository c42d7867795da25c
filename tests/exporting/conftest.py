"""A Radicale server for the tests that push, and a Taskwarrior of its own for each."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from referat.evaluation.benchmarks.radicale_server import PASSWORD, USER, Radicale, radicale
from referat.exporting.webdav import Login, Server, address


@pytest.fixture(scope="session")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def folder(dav: Radicale) -> str:
    """The path of a fresh calendar for tasks."""
    return dav.make_calendar(uuid.uuid4().hex, f"Opgaver {uuid.uuid4().hex[:8]}")


@pytest.fixture
def connection(dav: Radicale) -> Iterator[Server]:
    server = Server(address(dav.url), Login(USER, PASSWORD))
    yield server
    server.close()


@pytest.fixture
def taskwarrior(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if shutil.which("task") is None:
        pytest.skip("Taskwarrior is not installed")
    settings = tmp_path / "taskrc"
    settings.write_text(f"data.location={tmp_path / 'tasks'}\n", encoding="utf-8")
    monkeypatch.setenv("TASKRC", str(settings))
    monkeypatch.delenv("TASKDATA", raising=False)
    return tmp_path
