"""Archives to measure on: composed minutes of the corpus, each as often as wanted."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from referat.evaluation.benchmarks.reading import corpus_texts

_FOLDER: Final = 1_000
"""Files in a folder."""
_SAMPLING: Final = 0.2


def make_archive(folder: Path, documents: int) -> Path:
    """Write so many documents, no two of them the same.

    Args:
        folder: Where they are to be; what is there already is left.
        documents: How many.
    """
    for number, (name, text) in enumerate(islice(cycle(corpus_texts()), documents)):
        path = folder / f"{number // _FOLDER:04d}" / f"{number:07d}-{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n\nSagsnummer {number}.\n", encoding="utf-8")
    return folder


def batch_command(archive: Path, out: Path, workers: int, model: str | None) -> list[str]:
    """The command line of a run.

    Args:
        archive: The archive.
        out: Folder of the store.
        workers: How many processes.
        model: As for `referat batch`.
    """
    command = [sys.executable, "-m", "referat", "batch", str(archive), "--out", str(out)]
    return [*command, "--workers", str(workers), *(["--model", model] if model else [])]


@dataclass(frozen=True, slots=True)
class Process:
    """A run at its end: seconds of the clock, and peaks of resident memory in MB."""

    seconds: float
    parent: float
    worker: float


def watched(command: Sequence[str]) -> Process:
    """Run a command, looking at the memory of it and of its children all the time.

    Args:
        command: The command.
    """
    started = time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks = {run.pid: 0.0}
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(run.pid, peaks, ended))
    watcher.start()
    run.wait()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    parent = peaks.pop(run.pid)
    return Process(seconds, parent, max(peaks.values(), default=parent))


def _watch(parent: int, peaks: dict[int, float], ended: threading.Event) -> None:
    while not ended.wait(_SAMPLING):
        for process in (parent, *children(parent)):
            peaks[process] = max(peaks.get(process, 0.0), _peak(process))


def children(parent: int) -> Iterator[int]:
    """The processes that a process has started, where the system tells.

    Args:
        parent: Its id.
    """
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status = (entry / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == parent:
            yield int(entry.name)


def _peak(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in status.splitlines() if "VmHWM" in row), 0.0)


def machine() -> str:
    """The processor and the number of cores, for the record."""
    information = Path("/proc/cpuinfo")
    rows = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    name = next((row.partition(":")[2].strip() for row in rows if "model name" in row), "unknown")
    return f"{name}, {os.cpu_count()} cores"
