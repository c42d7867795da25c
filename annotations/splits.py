"""Which document belongs to which split, and how the splits were drawn.

A document belongs to one split, by name. The test and development splits of composed minutes are
drawn within each kind of body by a hash of the id, so that nobody chooses a document for what is in
it; real minutes are split by organisation.
"""

import functools
import hashlib
import importlib.resources
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

Split = Literal["train", "development", "test", "real"]

SPLITS: Final[tuple[Split, ...]] = ("train", "development", "test", "real")
"""`test` holds composed minutes, `real` real ones; `development` and `train` hold both."""


def named_splits() -> dict[Split, frozenset[str]]:
    """The documents that `splits.toml` names, by split."""
    return dict(_named())


def split_of(identifier: str) -> Split:
    """The split of a document: the one that names it, `train` if none does."""
    for split, identifiers in _named().items():
        if identifier in identifiers:
            return split
    return "train"


def drawn(identifiers: Iterable[str], count: int) -> list[str]:
    """The documents of one kind that a draw takes: those whose ids have the lowest SHA-256.

    Args:
        identifiers: Documents of one kind.
        count: How many are drawn.
    """
    return sorted(identifiers, key=lambda one: hashlib.sha256(one.encode()).hexdigest())[:count]


Document = TypeVar("Document")


@dataclass(frozen=True, slots=True)
class Fold(Generic[Document]):
    """One round of leave-one-kind-out: trained on all other kinds, tested on one."""

    kind: str
    training: tuple[Document, ...]
    held_out: tuple[Document, ...]


def leave_one_kind_out(
    documents: Sequence[Document], kind_of: Callable[[Document], str]
) -> Iterator[Fold[Document]]:
    """For each kind of body the documents of all other kinds, and those of the kind itself.

    Args:
        documents: The documents to be folded; pass those of `train` to leave the test sets alone.
        kind_of: The kind of a document.
    """
    for kind in sorted({kind_of(one) for one in documents}):
        yield Fold(
            kind,
            training=tuple(one for one in documents if kind_of(one) != kind),
            held_out=tuple(one for one in documents if kind_of(one) == kind),
        )


@functools.cache
def _named() -> dict[Split, frozenset[str]]:
    resource = importlib.resources.files("referat.annotations") / "splits.toml"
    table = tomllib.loads(resource.read_text(encoding="utf-8"))
    return {split: frozenset(table[split]) for split in SPLITS if split != "train"}
