"""Documents annotated twice: both annotators' raw versions beside the adjudicated one."""

import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from referat.annotations.coding import Coding, coded
from referat.annotations.corpus import AnnotatedDocument, load_corpus
from referat.annotations.schema import Annotation
from referat.annotations.store import loads

FIRST: Final = "first"
SECOND: Final = "second"


@dataclass(frozen=True, slots=True)
class TwiceAnnotated:
    """A document of the corpus, whose annotation is the adjudicated one, and both raw ones."""

    adjudicated: AnnotatedDocument
    first: Annotation
    second: Annotation

    def coding(self) -> Coding:
        """What the two annotators made of it."""
        text = self.adjudicated.document.text
        return coded(text, self.first, self.second, real=self.adjudicated.real)


def twice_annotated(
    shared: Path | None = None, ids: frozenset[str] | None = None
) -> Iterator[TwiceAnnotated]:
    """The documents that are here and have two raw annotations, ordered by id.

    Args:
        shared: Folder of real minutes.
        ids: The documents wanted, all if None.
    """
    raw = importlib.resources.files("referat.annotations") / "raw"
    both = _names(raw / FIRST) & _names(raw / SECOND)
    for one in load_corpus(None, shared, both if ids is None else both & ids):
        name = f"{one.annotation.id}.json"
        versions = [
            loads((raw / version / name).read_text(encoding="utf-8"), one.document.text)
            for version in (FIRST, SECOND)
        ]
        yield TwiceAnnotated(one, *versions)


def _names(folder: Traversable) -> frozenset[str]:
    if not folder.is_dir():
        return frozenset()
    names = (entry.name for entry in folder.iterdir())
    return frozenset(name.removesuffix(".json") for name in names if name.endswith(".json"))
