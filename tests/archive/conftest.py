"""Small archives of composed minutes, and runs over them with the keyword baseline."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from referat.archive.limits import ArchiveLimits
from referat.archive.run import Job, Summary, run
from referat.archive.scan import Wanted
from referat.archive.tasks import Settings

MINUTES = """Referat af bestyrelsesmøde i {body}
Dato: {day}. marts {year}
Til stede: Mette Holm (MH), Jens Kudsk (JK)

1. Økonomi
Budgettet blev godkendt. Der var en god snak om kontingentet.

2. Skuret
MH sørger for en ny lås inden 1. april.
{more}
"""


@dataclass
class Told:
    """A reporter that remembers."""

    steps: list[tuple[str, int, int]] = field(default_factory=list)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    on_step: Callable[[str], object] = str

    def step(self, name: str, done: int, total: int) -> None:
        self.steps.append((name, done, total))
        self.on_step(name)

    def failed(self, name: str, stage: str, reason: str) -> None:
        self.failures.append((name, stage, reason))


def minutes(day: int = 12, year: int = 2019, body: str = "Lyngby Roklub", more: str = "") -> str:
    return MINUTES.format(day=day, year=year, body=body, more=more)


def contents(out: Path) -> dict[str, str]:
    """The hash of each file of a store, but for what is the run's own."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] != "state"
    }


def rows(out: Path, dataset: str) -> list[dict[str, Any]]:
    import pyarrow.parquet

    return [
        row
        for path in sorted((out / dataset).glob("*/*.parquet"))
        for row in pyarrow.parquet.read_table(path).to_pylist()
    ]


Run = Callable[..., Summary]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Six documents of three years in two folders."""
    folder = tmp_path / "arkiv"
    for number in range(6):
        path = folder / ("nyt" if number % 2 else "gammelt") / f"referat-{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(minutes(day=number + 1, year=2019 + number % 3), encoding="utf-8")
    return folder


@pytest.fixture
def batch(tmp_path: Path, told: Told) -> Run:
    """A run in this process, unless workers are asked for."""

    def batch(
        *arguments: Path | str,
        out: Path | None = None,
        workers: int = 0,
        model: str = "keywords",
        limits: ArchiveLimits | None = None,
        refresh: bool = False,
        lines: bool = False,
        **wanted: Any,
    ) -> Summary:
        archive = limits or ArchiveLimits()
        return run(
            Job(
                Wanted(tuple(map(str, arguments)), archive=archive, **wanted),
                out or tmp_path / "store",
                Settings(model, archive=archive),
                workers,
                refresh,
                lines,
            ),
            told,
        )

    return batch
