"""A part of a split that is drawn by chance, the same each time."""

import importlib.resources
import random
from pathlib import Path

from referat.annotations.corpus import shared_folder, stored_annotations
from referat.annotations.splits import Split, split_of


def drawn_documents(
    split: Split, limit: int | None, shared: Path | None, seed: int
) -> frozenset[str] | None:
    """The ids of so many documents of a split that are here; None, for all, without a limit.

    The documents of a smaller limit are among those of a larger one of the same seed.

    Args:
        split: The split.
        limit: How many documents at most.
        shared: Folder of real minutes, `shared_folder()` if None.
        seed: Of the draw.
    """
    if limit is None:
        return None
    root = importlib.resources.files("referat.annotations")
    folder = shared_folder() if shared is None else shared
    stored = stored_annotations(root, folder, lambda identifier: split_of(identifier) == split)
    here = sorted(one.id for one in stored if one.data is not None)
    random.Random(seed).shuffle(here)
    return frozenset(here[:limit])
