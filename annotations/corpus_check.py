"""Checks of the whole corpus: every document, the splits, and what may not be alike."""

import importlib.resources
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from referat.annotations.checking import Fault, check_document
from referat.annotations.corpus import StoredAnnotation, shared_folder, stored_annotations
from referat.annotations.duplicates import (
    MOST_SIMILAR,
    copied,
    repeated_sentences,
    similar_documents,
)
from referat.annotations.kinds import kinds
from referat.annotations.splits import named_splits
from referat.errors import UnreadableDocumentError
from referat.minutes import Document
from referat.reading import read_bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: how many documents were checked, which were not here, and all faults."""

    documents: int
    missing: tuple[str, ...]
    faults: tuple[Fault, ...]


def check_corpus(root: Traversable | None = None, shared: Path | None = None) -> Checked:
    """Check every annotation of a corpus whose document is here.

    Args:
        root: A folder with `minutes/` and `standoff/`; that of the package if None.
        shared: Folder of real minutes, `shared_folder()` if None.
    """
    folder = importlib.resources.files("referat.annotations") if root is None else root
    stored = list(stored_annotations(folder, shared or shared_folder()))
    here = [(one, one.data) for one in stored if one.data is not None]
    faults: list[Fault] = []
    documents: list[tuple[StoredAnnotation, Document]] = []
    for one, data in here:
        try:
            document = read_bytes(data, one.file)
        except UnreadableDocumentError as error:
            faults.append(Fault(one.id, f"its source cannot be read: {error}"))
            continue
        documents.append((one, document))
        faults += check_document(one.stored, data, document, one.id, frozenset(kinds()))
    faults += _twice(stored)
    faults += _split_faults({one.id for one in stored}) if root is None else ()
    faults += _alike(documents)
    missing = tuple(one.id for one in stored if one.data is None)
    return Checked(len(here), missing, tuple(faults))


def _twice(stored: Sequence[StoredAnnotation]) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in stored:
        if one.id in seen:
            yield Fault(one.id, "two documents have this id")
        seen.add(one.id)


def _split_faults(known: set[str]) -> Iterator[Fault]:
    """Documents that two splits name, or that a split names and nobody annotated."""
    seen: dict[str, str] = {}
    for split, names in named_splits().items():
        for name in sorted(names):
            if name in seen:
                yield Fault(name, f"it is in the splits {seen[name]} and {split}")
            if name not in known:
                yield Fault(name, f"the split {split} names it, but it is not annotated")
            seen[name] = split


def _alike(documents: Sequence[tuple[StoredAnnotation, Document]]) -> Iterator[Fault]:
    """Composed documents that are too alike, or share words with a real one."""
    composed = [(one, document) for one, document in documents if not one.real]
    for pair in similar_documents({one.id: document.text for one, document in composed}):
        if pair.similarity > MOST_SIMILAR:
            yield Fault(pair.first, f"{pair.similarity:.0%} of its 8-grams are {pair.second}'s")
    sentences = [pair for one, document in composed for pair in _sentences(one, document)]
    for repeated in repeated_sentences(sentences):
        names = ", ".join(repeated.documents)
        yield Fault(repeated.documents[0], f"{repeated.sentence!r} stands in {names}")
    originals = (document.text for one, document in documents if one.real)
    for name, sentence in copied(sentences, originals):
        yield Fault(name, f"{' '.join(sentence.split())!r} shares eight words with a real document")


def _sentences(one: StoredAnnotation, document: Document) -> Iterator[tuple[str, str]]:
    for start, end in one.sentence_ranges():
        yield one.id, document.text[start:end]
