"""Fuzzing of every reader and of the structure parser with mutated documents.

Small documents of each format are made, then bytes of them are flipped, cut, doubled and spliced;
of packed formats the files inside are mutated as well. Whatever comes of it must be a document
whose blocks, sentences and items are in order, or an `UnreadableDocumentError` of one line.
"""

import argparse
import io
import json
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.minutes import Document
from referat.reading import read_bytes
from referat.structure import load_tokenizer, structure_all
from referat.surface import surface

_SLOW: Final = 20.0
"""Seconds from which on one small document counts as a failure."""
_TOKENS: Final = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", "\u202e".encode(), "\u200f".encode(), b"\r", b"\f",
    b"<", b"</p>", b"<table><tr><td>", b"<!--", b"]]>", b"&#x110000;", b"&nbsp;", b"<w:p>",
    b"</w:tbl>", b"{\\rtf1", b"}", b"\\u-10179?", b"\\'e6", b"\\bin999999 ", b"\n\n", b"1. ",
    b"- ", b"|", b"|--|", b"Dagsorden:\n", b"Beslutning:\n", b"Til stede: ", b"stream\n",
    b"endobj\n", b"/Kids [3 0 R]", b"=\n", b"--grense\n", b"Content-Type: text/html\n\n",
    b"99999999999999999999",
)  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What came of the documents of one format."""

    runs: int = 0
    read: int = 0
    slowest: float = 0.0
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, bytes] = field(default_factory=dict)


def fuzz(seeds: Mapping[str, Sequence[bytes]], seconds: float, seed: int = 1) -> dict[str, Outcome]:
    """Read and structure mutated documents of each format in turn until the time is over.

    Args:
        seeds: Names of files and documents to mutate.
        seconds: How long.
        seed: Of the mutations.
    """
    chance = random.Random(seed)
    outcomes = {name: Outcome() for name in seeds}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name, documents in seeds.items():
            data = _mutated(chance.choice(documents), chance)
            _try(name, data, outcomes[name])
    return outcomes


def _try(name: str, data: bytes, outcome: Outcome) -> None:
    started = time.monotonic()
    outcome.runs += 1
    try:
        document = read_bytes(data, name)
        check(document)
        outcome.read += 1
    except UnreadableDocumentError as error:
        if "\n" in str(error) or not str(error):
            _note(outcome, f"message {str(error)!r}", data)
    except Exception as error:  # noqa: BLE001 - any other error is what a fuzz run looks for
        where = traceback.extract_tb(error.__traceback__)[-1]
        _note(outcome, f"{type(error).__name__} {where.name}:{where.lineno}", data)
    taken = time.monotonic() - started
    outcome.slowest = max(outcome.slowest, taken)
    if taken > _SLOW:
        _note(outcome, "slow", data)


def check(document: Document) -> None:
    """Raise `AssertionError` where blocks, sentences or items of a document are out of order."""
    size = len(document.text)
    _require(all(0 <= b.start < b.end <= size for b in document.blocks), "block out of text")
    _require(all(one.end <= two.start for one, two in pairwise(document.blocks)), "blocks overlap")
    _require(all(one.end <= two.start for one, two in pairwise(document.hidden)), "hidden overlap")
    end = 0
    for minutes in structure_all(document, load_tokenizer()):
        for sentence in minutes.sentences:
            _require(end <= sentence.start < sentence.end <= size, "sentence out of order")
            end = sentence.end
            shown = surface(document, sentence.start, sentence.end).text
            _require(shown == sentence.text != "", "text of a sentence")
        _require(all(i.start <= i.end <= size for i in minutes.items), "item out of text")


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise AssertionError(what)


def _note(outcome: Outcome, what: str, data: bytes) -> None:
    outcome.failures[what] += 1
    outcome.examples.setdefault(what, data)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _mutated_archive(data, chance)
    return _mutated_bytes(data, chance)


def _mutated_archive(data: bytes, chance: random.Random) -> bytes:
    """A packed document with some of the files inside mutated."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            mutate = name.endswith((".xml", ".rels")) and chance.random() < 0.4
            made.writestr(name, _mutated_bytes(content, chance) if mutate else content)
    return target.getvalue()


def _mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        chance.choice(_MUTATIONS)(found, chance)
    return bytes(found)


def _place(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 32, 256)))


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _drop(data: bytearray, chance: random.Random) -> None:
    start, end = _place(data, chance)
    del data[start:end]


def _double(data: bytearray, chance: random.Random) -> None:
    start, end = _place(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 3, 50))


def _splice(data: bytearray, chance: random.Random) -> None:
    start, end = _place(data, chance)
    piece = data[start:end]
    at = chance.randrange(len(data) + 1)
    data[at:at] = piece


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 40))


def _cut(data: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.2:
        del data[chance.randrange(len(data) + 1) :]


_MUTATIONS: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    _flip, _drop, _double, _splice, _insert, _cut,
)  # fmt: skip


def main() -> None:
    """Fuzz for a while and print the figures as JSON; exit with 1 where anything failed."""
    from referat.evaluation.benchmarks.fuzz_seeds import seeds

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for documents that failed")
    parser.add_argument("--only", action="append", help="name of a file to mutate alone")
    arguments = parser.parse_args()
    made = {n: d for n, d in seeds().items() if not arguments.only or n in arguments.only}
    outcomes = fuzz(made, arguments.seconds, arguments.seed)
    for name, outcome in outcomes.items():
        row = {"file": name, "runs": outcome.runs, "read": outcome.read}
        figures = {"slowest_s": round(outcome.slowest, 2), "failures": dict(outcome.failures)}
        sys.stdout.write(json.dumps({**row, **figures}) + "\n")
        for number, (what, data) in enumerate(outcome.examples.items()):
            if arguments.keep:
                stem = "".join(c if c.isalnum() else "_" for c in what)[:60]
                (arguments.keep / f"{number}-{stem}-{name}").write_bytes(data)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"peak_mb": peak}) + "\n")
    sys.exit(any(outcome.failures for outcome in outcomes.values()))


if __name__ == "__main__":
    main()
