"""Worker processes: each loads the model once; what one dies of costs the others nothing."""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from referat.archive.tasks import Failure, Outcome, Settings, Task
from referat.errors import ModelError, ReferatError

LOSSES: Final = 3
"""So many processes in a row that a document was with must end before it is given up."""
_AHEAD: Final = 2
"""Documents with a worker at a time, so that it need not wait for the next."""
_CLOCK: Final = 3
"""How many times the limit on processor time a document may take by the clock."""
_PATIENCE: Final = 1.0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)
    started: float = 0.0
    is_ready: bool = False


class Pool:
    """Workers that are replaced when they are lost."""

    def __init__(self, settings: Settings, workers: int) -> None:
        """Start the workers.

        Args:
            settings: What is the same for all documents.
            workers: How many; at least one.
        """
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._failed_starts = 0
        self._losses: dict[int, int] = {}
        self._again: deque[Task] = deque()
        self._name: str | None = None
        self._workers = [self._start() for _ in range(workers)]

    @property
    def processes(self) -> list[int]:
        """The ids of the processes."""
        return [worker.process.pid for worker in self._workers if worker.process.pid]

    def name(self) -> str:
        """The name of the model, which the first worker that has loaded it tells.

        Raises:
            ReferatError: The workers cannot load it.
        """
        while self._name is None:
            for _ in self._turn():
                pass
        return self._name

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes of tasks as they come; no more tasks are taken than are worked on.

        Args:
            tasks: The tasks.

        Raises:
            ReferatError: The workers cannot load the model.
        """
        remaining = iter(tasks)
        while self._fill(remaining):
            yield from self._turn()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _fill(self, remaining: Iterator[Task]) -> bool:
        """Hand out tasks, those of lost workers first; whether any is out."""
        for _ in range(_AHEAD):
            for worker in self._workers:
                if not worker.is_ready or len(worker.tasks) >= _AHEAD:
                    continue
                task = self._again.popleft() if self._again else next(remaining, None)
                if task is None:
                    break
                self._hand(worker, task)
        if any(worker.tasks for worker in self._workers) or self._again:
            return True
        if all(worker.is_ready for worker in self._workers):
            return False
        task = next(remaining, None)
        if task is not None:
            self._again.append(task)
        return task is not None

    def _hand(self, worker: _Worker, task: Task) -> None:
        if not worker.tasks:
            worker.started = time.monotonic()
        worker.tasks.append(task)
        with suppress(OSError):  # a lost worker is told by its connection
            worker.connection.send(task)

    def _turn(self) -> Iterator[Outcome]:
        """Wait for workers, take what they send, and replace those that are gone."""
        connections = {worker.connection: worker for worker in self._workers}
        for ready in wait(list(connections), _PATIENCE):
            worker = connections[ready]  # type: ignore[index]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._replace(worker)
                continue
            yield from self._take(worker, message)
        clock = self._settings.archive.max_seconds * _CLOCK
        for worker in list(self._workers):
            if worker.tasks and time.monotonic() - worker.started > clock:
                yield self._late(worker, clock)

    def _take(self, worker: _Worker, message: object) -> Iterator[Outcome]:
        if isinstance(message, ReferatError):
            raise message
        if isinstance(message, str):
            if self._name not in (None, message):
                raise ModelError(
                    f"the model changed during the run, from {self._name}; start again"
                )
            worker.is_ready, self._name, self._failed_starts = True, message, 0
            return
        assert isinstance(message, Outcome)
        task = worker.tasks.popleft()
        worker.started = time.monotonic()
        if message.unsure and self._lost(task) < LOSSES:
            self._again.append(task)
        else:
            self._losses.pop(task.id, None)
            yield message
        if message.spent:
            self._again.extend(worker.tasks)
            worker.tasks.clear()
            self._swap(worker)

    def _replace(self, worker: _Worker) -> Iterator[Outcome]:
        """A worker has ended by itself: its document is tried again, but not for ever."""
        worker.process.join()
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= LOSSES:
                told = _ended(worker.process.exitcode)
                raise ReferatError(f"the workers end while they load the model: {told}")
        if worker.tasks:
            task = worker.tasks.popleft()
            if self._lost(task) < LOSSES:
                self._again.append(task)
            else:
                del self._losses[task.id]
                reason = f"ends the process that works on it: {_ended(worker.process.exitcode)}"
                yield Outcome(task.id, Failure("worker", reason))
        self._again.extend(worker.tasks)
        worker.tasks.clear()
        self._swap(worker)

    def _late(self, worker: _Worker, clock: int) -> Outcome:
        task = worker.tasks.popleft()
        self._again.extend(worker.tasks)
        worker.tasks.clear()
        self._swap(worker)
        reason = f"takes more than {clock:,} seconds by the clock (limit max_seconds)"
        return Outcome(task.id, Failure("worker", reason))

    def _swap(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers[self._workers.index(worker)] = self._start()

    def _lost(self, task: Task) -> int:
        self._losses[task.id] = self._losses.get(task.id, 0) + 1
        return self._losses[task.id]


class InProcess:
    """The same without workers: for debugging, and where processes cannot be started."""

    processes: tuple[int, ...] = ()

    def __init__(self, settings: Settings) -> None:
        """Load the model.

        Raises:
            ReferatError: There is no such model, or it is broken.
        """
        from referat.archive.work import Processor

        self._processor = Processor(settings)

    def name(self) -> str:
        """The name of the model."""
        return self._processor.name

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes of tasks in their order.

        Args:
            tasks: The tasks.
        """
        return map(self._processor.process, tasks)

    def close(self) -> None:
        """Nothing to end."""


def serve(connection: Connection, settings: Settings) -> None:
    """What a worker does from its start until nobody asks it any more.

    Args:
        connection: Tasks come by it and outcomes go; the name of the model goes first.
        settings: What is the same for all documents.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends its workers itself
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        from referat.archive.work import Processor

        processor = Processor(settings)
        connection.send(processor.name)
    except ReferatError as error:
        connection.send(error)
        return
    except Exception as error:  # noqa: BLE001 - what a broken model raises is told like the rest
        told = ModelError(f"the model cannot be loaded: {type(error).__name__}: {error}")
        connection.send(told)
        return
    _bound_memory(settings.archive.max_memory)
    try:
        while True:
            outcome = processor.process(connection.recv())
            connection.send(outcome)
            if outcome.spent:
                return
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _bound_memory(more: int) -> None:
    """Let this process take no more than so many bytes beyond what it has, where that is known."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return
    import resource

    taken = int(status.read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + more
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
