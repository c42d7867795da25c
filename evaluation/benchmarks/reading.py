"""Pages a second of reading and structure, in one process and two, and the memory of a long PDF.

Run as `python -m referat.evaluation.benchmarks.reading [FILE…]` on an idle machine. Without files
it measures the composed minutes of the corpus, as text and printed as PDF. Printing PDF needs
reportlab, which comes with the extra `test`.
"""

import argparse
import importlib.resources
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Final

from referat.errors import UnreadableDocumentError, UsageError
from referat.evaluation.benchmarks.printing import long_pdf, print_text
from referat.reading import read
from referat.reading.detect import MediaType
from referat.structure import load_tokenizer, structure_all

PAGE: Final = 2_500
"""Characters that count as a page of a file that has none."""
_LONG: Final = 2_000
"""Pages of the PDF that memory is measured on."""
_PAGED: Final = MediaType.PDF.value
_CHUNK: Final = 8
"""Files handed to a process at a time, so that it need not wait for each."""
_PATIENCE: Final = 300.0
"""Seconds that processes wait for each other to be ready."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """So many pages of one kind in so many seconds of the clock."""

    kind: str
    workers: int
    pages: float
    seconds: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


@dataclass(frozen=True, slots=True)
class Memory:
    """The peak of resident memory of a process, in MB: with everything loaded, and at its end."""

    pages: int
    seconds: float
    loaded: float
    peak: float


def throughput(files: Sequence[Path], workers: int) -> list[Throughput]:
    """Read and structure files in a pool of processes, the files of each kind by themselves.

    Processes start, and load what they need, before the clock does.

    Args:
        files: The files.
        workers: How many processes.
    """
    kinds = {path: _kind(path) for path in set(files)}
    return [
        _timed(kind, [path for path in files if kinds[path] == kind], workers)
        for kind in sorted(set(kinds.values()))
    ]


def memory(path: Path) -> Memory:
    """The memory that a process of its own takes for one file.

    Args:
        path: The file.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (path,))


def peak_mb() -> float:
    """The peak of this process's resident memory in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands ru_maxrss of the parent down to a child; VmHWM is the child's own
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def composed(folder: Path) -> list[Path]:
    """The composed minutes of the corpus, copied into a folder as text and printed as PDF.

    Args:
        folder: An empty folder.
    """
    found: list[Path] = []
    for name, text in corpus_texts():
        copy = folder / name
        copy.write_text(text, encoding="utf-8")
        printed = copy.with_suffix(".pdf")
        printed.write_bytes(print_text(text))
        found += [copy, printed]
    return found


def corpus_texts() -> Iterator[tuple[str, str]]:
    """The names and texts of the composed minutes of the corpus."""
    root = importlib.resources.files("referat.annotations") / "minutes"
    for kind in sorted(root.iterdir(), key=lambda entry: entry.name):
        for entry in kind.iterdir() if kind.is_dir() else ():
            if entry.name.endswith((".txt", ".md")):
                yield entry.name, entry.read_text(encoding="utf-8")


def _timed(kind: str, files: Sequence[Path], workers: int) -> Throughput:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers + 1)
    with context.Pool(workers, _prepare, (ready, files[0])) as pool:
        ready.wait(_PATIENCE)
        started = time.perf_counter()
        pages = sum(pool.imap_unordered(_pages, files, chunksize=_CHUNK))
        seconds = time.perf_counter() - started
    return Throughput(kind, workers, pages, seconds)


def _prepare(ready: Barrier, path: Path) -> None:
    """Load all that reading needs by reading one file, and wait for the other processes."""
    _pages(path)
    ready.wait(_PATIENCE)


def _kind(path: Path) -> str:
    """Whether a file has pages of its own; what cannot be read is told here, not in a process."""
    try:
        return "PDF" if read(path).media_type == _PAGED else "text"
    except UnreadableDocumentError as error:
        raise UsageError(f"{path}: {error}") from error


def _pages(path: Path) -> float:
    """Read and structure a file; its pages."""
    document = read(path)
    structure_all(document)
    paged = document.media_type == _PAGED
    return len(document.pages) if paged else len(document.text) / PAGE


def _measured(path: Path) -> Memory:
    load_tokenizer()("Godkendt.")
    loaded = peak_mb()
    started = time.perf_counter()
    document = read(path)
    structure_all(document)
    return Memory(len(document.pages), time.perf_counter() - started, loaded, peak_mb())


def lines(rates: Sequence[Throughput], longest: Memory) -> list[str]:
    """The figures as a table.

    Args:
        rates: Pages a second.
        longest: Memory of the long PDF.
    """
    return [
        f"{'kind':<8} {'processes':>9} {'pages':>8} {'seconds':>8} {'pages/s':>8}",
        *(
            f"{one.kind:<8} {one.workers:9d} {one.pages:8.0f} {one.seconds:8.2f} {one.rate:8.1f}"
            for one in rates
        ),
        f"a PDF of {longest.pages} pages: {longest.seconds:.1f} s, "
        f"peak {longest.peak:.0f} MB ({longest.loaded:.0f} MB with everything loaded)",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table.

    Args:
        arguments: Of the command line, `sys.argv` if None.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=3, help="how often each file is read")
    parser.add_argument("--pages", type=int, default=_LONG, help="pages of the long PDF")
    given = parser.parse_args(arguments)
    if given.repeat < 1 or given.pages < 1:
        parser.error("--repeat and --pages are at least 1")
    try:
        sys.stdout.write("\n".join(_measure_all(given.files, given.repeat, given.pages)) + "\n")
    except UsageError as error:
        parser.error(str(error))


def _measure_all(given: Sequence[Path], repeat: int, pages: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        files = [*(given or composed(Path(folder)))] * repeat
        rates = [rate for workers in (1, 2) for rate in throughput(files, workers)]
        long = Path(folder) / "long.pdf"
        long.write_bytes(long_pdf(pages))
        return lines(rates, memory(long))


if __name__ == "__main__":
    main()
