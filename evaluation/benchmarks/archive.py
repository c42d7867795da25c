"""Documents and sentences a second of `referat batch`, its memory, and a second run's time.

Run as `python -m referat.evaluation.benchmarks.archive --documents 100 1000`, the machine idle. The
archives are made from the composed minutes of the corpus. The clock counts all: starting Python,
loading the model in each worker, writing the store.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from referat.archive.schemas import parts
from referat.evaluation.benchmarks.archives import batch_command, machine, make_archive, watched


@dataclass(frozen=True, slots=True)
class Throughput:
    """A run over an archive and one over it again; memory in MB."""

    documents: int
    workers: int
    seconds: float
    sentences: int
    again: float
    worker_memory: float
    parent_memory: float


def measure(archive: Path, documents: int, workers: int, model: str | None) -> Throughput:
    """Run over an archive twice, in a fresh store.

    Args:
        archive: The archive.
        documents: How many it holds.
        workers: How many processes.
        model: As for `referat batch`.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = batch_command(archive, Path(folder) / "store", workers, model)
        first = watched(command)
        again = watched(command)
        sentences = _sentences(Path(folder) / "store", documents)
    return Throughput(
        documents, workers, first.seconds, sentences, again.seconds, first.worker, first.parent
    )


def _sentences(store: Path, documents: int) -> int:
    """The sentences in a store, which is to have so many documents."""
    import pyarrow.parquet

    counts = {
        name: sum(pyarrow.parquet.read_metadata(path).num_rows for path in parts(store, name))
        for name in ("documents", "sentences")
    }
    if counts["documents"] != documents:
        raise RuntimeError(f"the store has {counts['documents']} of {documents} documents")
    return int(counts["sentences"])


def lines(figures: Sequence[Throughput]) -> list[str]:
    """The figures as a table.

    Args:
        figures: Of all runs.
    """
    return [
        machine(),
        "| documents | workers | seconds | documents/s | sentences/s | peak of a worker, MB"
        " | of the parent, MB | second run, s | of the first |",
        "|---|---|---|---|---|---|---|---|---|",
        *(
            f"| {one.documents:,} | {one.workers} | {one.seconds:.1f}"
            f" | {one.documents / one.seconds:.1f} | {one.sentences / one.seconds:.0f}"
            f" | {one.worker_memory:.0f} | {one.parent_memory:.0f} | {one.again:.2f}"
            f" | {one.again / one.seconds:.1%} |"
            for one in figures
        ),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and where wanted write the figures.

    Args:
        arguments: Of the command line, `sys.argv` if None.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--model", help="as for referat batch; the embedded model if none")
    parser.add_argument("--json", type=Path, help="file for the figures")
    given = parser.parse_args(arguments)
    figures: list[Throughput] = []
    for documents in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            archive = make_archive(Path(folder) / "archive", documents)
            for workers in given.workers:
                figures.append(measure(archive, documents, workers, given.model))
                sys.stderr.write(f"{figures[-1]}\n")
    sys.stdout.write("\n".join(lines(figures)) + "\n")
    if given.json:
        content = {"machine": machine(), "runs": [asdict(one) for one in figures]}
        given.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
