"""A run over an archive: scan, work on what is new, publish."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import referat
from referat.archive.ledger import Ledger, open_ledger
from referat.archive.partitions import refused
from referat.archive.scan import Wanted, scan
from referat.archive.schemas import check_installed
from referat.archive.search import SEARCH, build_search
from referat.archive.spool import Spool
from referat.archive.store import LINES, publish
from referat.archive.taggers import fingerprint
from referat.archive.tasks import Outcome, Settings
from referat.archive.workers import InProcess, Pool
from referat.errors import UsageError

_COMMIT: Final = 64
"""Documents at the most that a killed run has to do again, but for those being worked on."""
_SECONDS: Final = 1.0
"""Seconds at the most between two commits, as long as documents get done."""


@dataclass(frozen=True, slots=True)
class Job:
    """An archive, where its store is, and how it is worked on."""

    wanted: Wanted
    out: Path
    settings: Settings = field(default_factory=Settings)
    workers: int = 1
    refresh: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and what the store holds at its end."""

    done: int
    failed: int
    sentences: int
    seconds: float
    documents: int
    errors: int


class Reporter(Protocol):
    """What is told of a run while it goes on."""

    def step(self, name: str, done: int, total: int) -> None:
        """So much of a step is done."""

    def failed(self, name: str, stage: str, reason: str) -> None:
        """A document failed."""


def run(job: Job, reporter: Reporter) -> Summary:
    """Bring the store up to the archive.

    Args:
        job: What is to be done.
        reporter: Told of the run.

    Raises:
        ReferatError: The run cannot go on; what is done is kept, and the next run goes on from it.
    """
    check_installed()  # first: what is not installed is told before hours of work
    started = time.monotonic()
    with open_ledger(job.out) as ledger:
        scan(ledger, job.wanted, lambda done, total: reporter.step("reading files", done, total))
        for name, reason in refused(ledger):
            reporter.failed(name, "find", reason)
        if job.lines:
            ledger.set_meta(LINES, "yes")
        work = _Work(ledger, job, reporter)
        work.do()
        signature = publish(
            ledger, job.out, lambda done, total: reporter.step("writing datasets", done, total)
        )
        if ledger.meta(SEARCH) != signature or not (job.out / SEARCH).is_file():
            reporter.step("building the search", 0, 1)
            build_search(job.out)
            ledger.set_meta(SEARCH, signature)
        return Summary(
            work.done,
            work.failed,
            work.sentences,
            time.monotonic() - started,
            ledger.count("SELECT count(*) FROM best"),
            _errors(ledger),
        )


def _errors(ledger: Ledger) -> int:
    return ledger.count(
        "SELECT (SELECT count(*) FROM documents WHERE state = 'failed'"
        " AND sha256 IN (SELECT sha256 FROM best))"
        " + (SELECT count(*) FROM files WHERE reason IS NOT NULL AND NOT removed)"
    )


class _Work:
    """The documents that are new or are to be done again, and what came of them."""

    def __init__(self, ledger: Ledger, job: Job, reporter: Reporter) -> None:
        self._ledger = ledger
        self._job = job
        self._reporter = reporter
        self._made_with = ""
        self.done = 0
        self.failed = 0
        self.sentences = 0

    def do(self) -> None:
        """Do them all."""
        mark = fingerprint(self._job.settings.model)
        known = self._ledger.meta("fingerprint") == mark
        if self._job.wanted.retry:
            self._ledger.connection.execute(
                "UPDATE documents SET state = 'pending' WHERE state = 'failed'"
            )
        spool = Spool(self._ledger, self._job.out, self._job.wanted)
        if known and not len(spool) and not self._job.refresh:
            return
        with self._workers() as pool:
            self._adopt(pool.name(), mark)
            if self._job.refresh:
                spool = Spool(self._ledger, self._job.out, self._job.wanted)
            self._all(pool, spool)

    @contextmanager
    def _workers(self) -> Iterator[Pool | InProcess]:
        settings, workers = self._job.settings, self._job.workers
        pool = Pool(settings, workers) if workers else InProcess(settings)
        try:
            yield pool
        finally:
            pool.close()

    def _adopt(self, model: str, mark: str) -> None:
        """Take the model for that of the store, or refuse it; documents of another are redone."""
        before = self._ledger.meta("model")
        if before not in (None, model) and not self._job.refresh:
            raise UsageError(
                f"{self._job.out} was made with the model {before}; --refresh makes it anew with"
                f" {model}, or choose another folder"
            )
        self._made_with = f"{model}, referat {referat.__version__}"
        with self._ledger.transaction() as connection:
            if self._job.refresh:
                connection.execute(
                    "UPDATE documents SET state = 'pending' WHERE made_with IS NOT ?",
                    (self._made_with,),
                )
            self._ledger.set_meta("model", model)
            self._ledger.set_meta("fingerprint", mark)

    def _all(self, pool: Pool | InProcess, spool: Spool) -> None:
        total = len(spool)
        waiting: list[Outcome] = []
        written = time.monotonic()
        self._reporter.step("documents", 0, total)
        try:
            for outcome in pool.run(spool.tasks()):
                waiting.append(outcome)
                spool.done(outcome.id)
                now = time.monotonic()
                if len(waiting) >= _COMMIT or now - written > _SECONDS:
                    self._keep(waiting)
                    waiting, written = [], now
                    self._reporter.step("documents", self.done + self.failed, total)
        finally:
            self._keep(waiting)
            spool.close()
        self._reporter.step("documents", self.done + self.failed, total)

    def _keep(self, outcomes: list[Outcome]) -> None:
        with self._ledger.transaction() as connection:
            for outcome in outcomes:
                failure = outcome.failure
                connection.execute(
                    "UPDATE documents SET state = ?, stage = ?, reason = ?, digest = ?,"
                    " made_with = ?, year = coalesce(?, CAST(substr(date, 1, 4) AS INTEGER))"
                    " WHERE id = ?",
                    (
                        "failed" if failure else "done",
                        failure and failure.stage,
                        failure and failure.reason,
                        outcome.digest,
                        self._made_with,
                        outcome.year,
                        outcome.id,
                    ),
                )
                if failure:
                    connection.execute("DELETE FROM records WHERE id = ?", (outcome.id,))
                else:
                    connection.execute(
                        "INSERT OR REPLACE INTO records VALUES (?, ?)", (outcome.id, outcome.data)
                    )
        for outcome in outcomes:
            self._count(outcome)

    def _count(self, outcome: Outcome) -> None:
        if outcome.failure is None:
            self.done += 1
            self.sentences += outcome.sentences
            return
        self.failed += 1
        ((name,),) = self._ledger.rows(
            "SELECT best.name FROM best JOIN documents USING (sha256) WHERE id = ?", (outcome.id,)
        )
        self._reporter.failed(name, outcome.failure.stage, outcome.failure.reason)
