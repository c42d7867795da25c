"""How far a long run is: a bar on a terminal, plain lines now and then elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from referat.cli_messages import complain

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from referat.archive.run import Reporter

_INTERVAL: Final = 10.0
"""Seconds between two plain lines."""


@contextmanager
def progress() -> Iterator["Reporter"]:
    """A reporter on standard error that fits what standard error is."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield PlainLines()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bars:
        yield Bars(bars)


class Bars:
    """A bar for each step."""

    def __init__(self, bars: "Progress") -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}
        self._started: dict[str, float] = {}

    def step(self, name: str, done: int, total: int) -> None:
        """Move the bar of a step."""
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total, rate="")
            self._started[name] = time.monotonic()
        seconds = time.monotonic() - self._started[name]
        rate = f"{done / seconds:.1f}/s" if seconds > 0 and done else ""
        self._bars.update(self._tasks[name], completed=done, total=total, rate=rate)

    def failed(self, name: str, stage: str, reason: str) -> None:
        """Name a document that failed, above the bars."""
        complain(f"{reason} ({stage})", Path(name))


class PlainLines:
    """A line now and then, and one at the end of each step."""

    def __init__(self) -> None:
        self._step = ""
        self._started = 0.0
        self._told = 0.0

    def step(self, name: str, done: int, total: int) -> None:
        """Say how far a step is, unless that was said a moment ago."""
        now = time.monotonic()
        if name != self._step:
            self._step, self._started, self._told = name, now, now
        seconds = now - self._started
        if total and (done == total or now - self._told > _INTERVAL):
            self._told = now
            complain(f"{name}: {done:,} of {total:,}{_speed(done, total, seconds)}")

    def failed(self, name: str, stage: str, reason: str) -> None:
        """Name a document that failed."""
        complain(f"{reason} ({stage})", Path(name))


def _speed(done: int, total: int, seconds: float) -> str:
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    left = (total - done) / rate
    ahead = f", about {_duration(left)} left" if done < total else ""
    return f", {rate:,.1f}/s{ahead}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
