"""Runs of `referat batch` that are killed, lose workers or run out of disk, and what they leave.

Run as `python -m referat.evaluation.benchmarks.archive_faults --kills 100`. Each fault strikes at a
random moment of a run; runs follow until one ends by itself, and its store is compared, byte by
byte, with that of an undisturbed run. The exit code is 1 where they differ.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from referat.evaluation.benchmarks.archives import batch_command, children, make_archive

FAULTS: Final = ("kill", "worker", "disk")
_STATE: Final = "state"
_LIMITED: Final = """
import resource, sys
room = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
from referat.cli import main
main()
"""


@dataclass(slots=True)
class Damage:
    """How many faults struck, and how many stores were other than they should be."""

    faults: Counter[str] = field(default_factory=Counter)
    stores: int = 0
    different: int = 0


def digests(store: Path) -> dict[str, str]:
    """The hash of each file of a store but for the ledger, which has stamps of the disk.

    Args:
        store: Its folder.
    """
    return {
        str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.relative_to(store).parts[0] != _STATE
    }


class Trial:
    """An archive, the undisturbed run over it, and chance."""

    def __init__(self, folder: Path, documents: int, model: str, seed: int) -> None:
        """Make the archive and do the undisturbed run.

        Args:
            folder: An empty folder.
            documents: How many documents it is to hold.
            model: As for `referat batch`.
            seed: Of chance.
        """
        self._folder = folder
        self._model = model
        self._chance = random.Random(seed)
        self._archive = make_archive(folder / "archive", documents)
        started = time.monotonic()
        subprocess.run(self._command(folder / "whole", 2), check=True, capture_output=True)
        self.seconds = time.monotonic() - started
        self._whole = digests(folder / "whole")
        files = [path for path in (folder / "whole").rglob("*") if path.is_file()]
        self._largest = max(path.stat().st_size for path in files)

    def strike(self, faults: int, each: int) -> Damage:
        """Let so many faults strike, a few on each store, and compare the stores.

        Args:
            faults: How many.
            each: How many at the most on one store.
        """
        damage = Damage()
        while damage.faults.total() < faults:
            damage.stores += 1
            store = self._folder / f"store-{damage.stores}"
            for _ in range(min(each, faults - damage.faults.total())):
                kind = self._chance.choice(FAULTS)
                self._fault(kind, store)
                damage.faults[kind] += 1
            command = self._command(store, self._chance.choice((0, 1, 2)))
            subprocess.run(command, check=True, capture_output=True)
            same = digests(store) == self._whole
            damage.different += not same
            sys.stderr.write(f"{damage.faults.total()} faults: {'same' if same else 'DIFFERENT'}\n")
        return damage

    def _command(self, store: Path, workers: int) -> list[str]:
        return batch_command(self._archive, store, workers, self._model)

    def _fault(self, kind: str, store: Path) -> None:
        command = self._command(store, self._chance.choice((1, 2)))
        if kind == "disk":
            room = str(self._chance.randint(4_096, self._largest))
            limited = [sys.executable, "-c", _LIMITED, room, *command[3:]]
            subprocess.run(limited, check=False, capture_output=True)
            return
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self._chance.uniform(0.05, 1.05) * self.seconds)
        if kind == "kill":
            run.kill()
        else:
            workers = [child for child in children(run.pid) if _is_worker(child)]
            if workers:
                os.kill(self._chance.choice(workers), signal.SIGKILL)
        run.wait()


def _is_worker(process: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how many faults struck and how many stores differ.

    Args:
        arguments: Of the command line, `sys.argv` if None.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many faults strike")
    parser.add_argument("--each", type=int, default=5, help="how many on one store at the most")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--model", default="keywords", help="as for referat batch")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), given.documents, given.model, given.seed)
        damage = trial.strike(given.kills, given.each)
    struck = ", ".join(f"{damage.faults[kind]} {kind}" for kind in FAULTS)
    sys.stdout.write(
        f"{struck} on {damage.stores} stores of {given.documents} documents:"
        f" {damage.different} different from the undisturbed run\n"
    )
    sys.exit(damage.different > 0)


if __name__ == "__main__":
    main()
