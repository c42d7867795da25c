"""Which document belongs to which split; a document belongs to one, by name."""

import functools
import importlib.resources
import tomllib
from typing import Final, Literal

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


@functools.cache
def _named() -> dict[Split, frozenset[str]]:
    resource = importlib.resources.files("referat.annotations") / "splits.toml"
    table = tomllib.loads(resource.read_text(encoding="utf-8"))
    return {split: frozenset(table[split]) for split in SPLITS if split != "train"}
