"""Second annotations of documents that are already annotated, to measure agreement by."""

import importlib.resources
from collections.abc import Iterator
from pathlib import Path

from referat.annotations.agreement import Pair, pairs
from referat.annotations.corpus import load_corpus
from referat.annotations.store import loads


def paired_documents(shared: Path | None = None) -> Iterator[tuple[str, list[Pair]]]:
    """Each document annotated twice that is here, with both annotators' tags unit by unit.

    Args:
        shared: Folder of real minutes.
    """
    folder = importlib.resources.files("referat.annotations") / "standoff" / "second"
    for one in load_corpus(["real"], shared):
        second = folder / f"{one.annotation.id}.json"
        if second.is_file():
            other = loads(second.read_text(encoding="utf-8"), one.document.text)
            yield one.annotation.id, pairs(one.document.text, one.annotation, other)
