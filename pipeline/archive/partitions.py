"""How the datasets are cut into files: by year, and within it by the start of the content's hash.

The cut depends on what documents there are and on nothing else, not on when they came.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from referat.archive.ledger import Ledger

LARGEST: Final = 2_000
"""Documents of one year in a file; with more the year has twice as many files."""
UNDATED: Final = 0
"""Stands for the year of documents that have no date."""
_FORMAT: Final = "1"
_DOCUMENTS: Final = """
    SELECT coalesce(d.year, 0), d.sha256, d.state, d.digest, d.stage, d.reason, d.made_with,
        f.name, f.body, f.removed
    FROM documents d JOIN files f ON f.sha256 = d.sha256
    ORDER BY d.sha256, f.removed > 0, f.name, f.key
"""


@dataclass(frozen=True, slots=True, order=True)
class Partition:
    """The documents of a year whose hash begins with the `number` in so many `bits`."""

    year: int
    bits: int
    number: int

    @property
    def name(self) -> str:
        """Its path in the folder of a dataset, without a suffix."""
        year = f"{self.year:04d}" if self.year else "undated"
        return f"{year}/part-{self.number:05d}-of-{1 << self.bits:05d}"

    @property
    def bounds(self) -> tuple[str, str]:
        """The first hash in it, and one after the last."""
        width = 32 - self.bits
        first, after = self.number << width, (self.number + 1) << width
        return f"{first:08x}", f"{after:08x}" if after < 1 << 32 else "g"


def partitions(ledger: Ledger, options: str) -> dict[Partition, str]:
    """The files that there are to be, each with a signature of all that it is made from.

    Args:
        ledger: The ledger.
        options: What else the files depend on.
    """
    bits = _bits(ledger)
    hashes = {
        Partition(year, size, number): hashlib.sha256(f"{_FORMAT} {options}".encode())
        for year, size in bits.items()
        for number in range(1 << size)
    }
    for year, sha256, *rest in ledger.connection.execute(_DOCUMENTS):
        size = bits[year]
        number = int(sha256[:8], 16) >> (32 - size)
        hashes[Partition(year, size, number)].update(repr((sha256, *rest)).encode())
    for row in refused(ledger):
        hashes[Partition(UNDATED, bits[UNDATED], 0)].update(repr(row).encode())
    return {partition: hashed.hexdigest() for partition, hashed in sorted(hashes.items())}


def refused(ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    """Names and reasons of files that no document came of."""
    yield from ledger.connection.execute(
        "SELECT name, reason FROM files WHERE reason IS NOT NULL AND NOT removed ORDER BY name, key"
    )


def _bits(ledger: Ledger) -> dict[int, int]:
    counts = dict(
        ledger.rows("SELECT coalesce(year, 0), count(*) FROM documents GROUP BY coalesce(year, 0)")
    )
    counts.setdefault(UNDATED, 0)
    return {year: max(0, (count - 1) // LARGEST).bit_length() for year, count in counts.items()}
