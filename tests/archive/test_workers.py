"""Workers that documents, people and the system do harm to."""

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from referat.archive.limits import ArchiveLimits
from referat.archive.tasks import Settings
from referat.archive.workers import Pool
from referat.errors import ModelError
from tests.archive.conftest import Run, Told, contents, minutes, rows

HOSTILE = "hostile_tagger:score"
SHORT = ArchiveLimits(max_seconds=2)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "hostile"))


def errors(out: Path) -> dict[str, tuple[str, str]]:
    return {
        Path(row["document"]).stem: (row["stage"], row["reason"]) for row in rows(out, "errors")
    }


def test_hostile_documents_fail_by_themselves(
    archive: Path, batch: Run, told: Told, tmp_path: Path
) -> None:
    hostile = {
        "crash": "Styrt ned.",
        "sleep": "Sov længe.",
        "spin": "Regn videre.",
        "memory": "Fyld op.",
        "raise": "Tag fejl.",
    }
    for day, (name, text) in enumerate(hostile.items(), start=20):
        path = archive / f"{name}.txt"
        path.write_text(minutes(day=day, more=text), encoding="utf-8")
    summary = batch(archive, model=HOSTILE, workers=2, limits=SHORT)
    assert (summary.done, summary.failed) == (6, 5)
    assert errors(tmp_path / "store") == {
        "crash": ("worker", "ends the process that works on it: signal SIGSEGV"),
        "sleep": ("worker", "takes more than 6 seconds by the clock (limit max_seconds)"),
        "spin": ("tag", "takes more than 2 seconds (limit max_seconds)"),
        "memory": ("tag", "takes more than 1,000,000,000 bytes of memory (limit max_memory)"),
        "raise": ("tag", "unexpected KeyError: 'fejl'"),
    }
    assert len(told.failures) == 5


def test_lost_workers_change_no_byte(archive: Path, batch: Run, tmp_path: Path) -> None:
    batch(archive, out=tmp_path / "whole")
    killed: list[int] = []

    def hunt() -> None:
        """Kill two children of this process, one after the other."""
        while len(killed) < 2:
            time.sleep(0.5)
            for child in multiprocessing.active_children():
                if child.pid and child.pid not in killed:
                    os.kill(child.pid, signal.SIGKILL)
                    killed.append(child.pid)
                    break

    hunter = threading.Thread(target=hunt, daemon=True)
    hunter.start()
    batch(archive, workers=2)
    assert len(killed) == 2
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")


def test_model_that_is_not_there_is_told(archive: Path, batch: Run) -> None:
    with pytest.raises(ModelError, match="intet"):
        batch(archive, model="intet", workers=1)


def test_workers_end_when_the_pool_is_closed() -> None:
    pool = Pool(Settings("keywords"), 2)
    processes = pool.processes
    pool.close()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    assert len(processes) == 2
