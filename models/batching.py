"""Encoded sentences in batches of like length, so that little of a batch is padding."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from referat.models.vocabulary import SPECIAL_PIECES

if TYPE_CHECKING:
    from tokenizers import Encoding

Integers = NDArray[np.int64]
PAD: Final = SPECIAL_PIECES.index("<pad>")
_POOL: Final = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded inputs, shape (sequences, tokens); `rows` are their places in the whole."""

    rows: list[int]
    ids: Integers
    mask: Integers
    types: Integers


def pad(encodings: Sequence["Encoding"], rows: list[int], padding: int = PAD) -> Batch:
    """The encodings of some rows as arrays.

    Args:
        encodings: All encodings.
        rows: Those wanted.
        padding: Id of the padding token.
    """
    chosen = [encodings[row] for row in rows]
    shape = (len(chosen), max(len(one.ids) for one in chosen))
    batch = Batch(
        rows,
        ids=np.full(shape, padding, dtype=np.int64),
        mask=np.zeros(shape, dtype=np.int64),
        types=np.zeros(shape, dtype=np.int64),
    )
    for position, one in enumerate(chosen):
        length = len(one.ids)
        batch.ids[position, :length] = one.ids
        batch.mask[position, :length] = 1
        batch.types[position, :length] = one.type_ids
    return batch


def by_length(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """All rows in batches, longest first, so that memory peaks at once.

    Args:
        lengths: Tokens of each row.
        size: Rows of a batch.
    """
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    for start in range(0, len(order), size):
        yield order[start : start + size]


def shuffled(lengths: Sequence[int], size: int, generator: random.Random) -> list[list[int]]:
    """All rows in random batches, each out of a random pool sorted by length.

    Args:
        lengths: Tokens of each row.
        size: Rows of a batch.
        generator: Source of the order.
    """
    order = list(range(len(lengths)))
    generator.shuffle(order)
    found: list[list[int]] = []
    for start in range(0, len(order), size * _POOL):
        pool = sorted(order[start : start + size * _POOL], key=lambda row: lengths[row])
        found.extend(pool[first : first + size] for first in range(0, len(pool), size))
    generator.shuffle(found)
    return found
