"""Whatever ends a run, the next ones finish with the bytes of an undisturbed run."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.conftest import Run, contents

FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from referat.cli import main
main()
"""


def command(archive: Path, out: Path, workers: int) -> list[str]:
    options = ["--out", str(out), "--model", "keywords", "--workers", str(workers), "--jsonl"]
    return [sys.executable, "-m", "referat", "batch", str(archive), *options]


@pytest.mark.parametrize("workers", [0, 2])
def test_killed_runs_end_in_the_same_bytes(
    archive: Path, batch: Run, tmp_path: Path, workers: int
) -> None:
    batch(archive, out=tmp_path / "whole", lines=True)
    chance = random.Random(workers)
    started = time.monotonic()
    subprocess.run(command(archive, tmp_path / "timed", workers), check=True, capture_output=True)
    whole = time.monotonic() - started
    for _ in range(4):
        run = subprocess.Popen(
            command(archive, tmp_path / "store", workers), stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        run.kill()
        run.wait()
    subprocess.run(command(archive, tmp_path / "store", workers), check=True, capture_output=True)
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")


@pytest.mark.parametrize("room", [5_000, 60_000, 80_000, 100_000])
def test_full_disk_is_told_and_costs_nothing(
    archive: Path, batch: Run, tmp_path: Path, room: int
) -> None:
    batch(archive, out=tmp_path / "whole", lines=True)
    arguments = command(archive, tmp_path / "store", 0)[3:]
    full = subprocess.run(
        [sys.executable, "-c", FULL, str(room), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "start again" in full.stderr.splitlines()[-1]
    batch(archive, lines=True)
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")
    assert not list((tmp_path / "store").rglob("*.unfinished"))
