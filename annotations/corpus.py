"""The annotated corpus: every annotation with the document it was made on.

Composed minutes lie in the package. Real minutes are not stored; their files are looked for in a
folder of the user's (`../shared` by default, or the environment variable `REFERAT_SHARED`), and a
document whose file is missing there, or is another one, is left out.
"""

import hashlib
import importlib.resources
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from referat.annotations.schema import Annotation
from referat.annotations.splits import Split, split_of
from referat.annotations.store import loads, source_of
from referat.minutes import Document
from referat.reading import read_bytes

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document as it is read now, with its annotation fitted to that text."""

    document: Document
    annotation: Annotation
    split: Split
    real: bool


def shared_folder() -> Path:
    """Where real minutes are looked for."""
    return Path(os.environ.get("REFERAT_SHARED", "../shared"))


def load_corpus(
    splits: Iterable[Split] | None = None,
    shared: Path | None = None,
    ids: frozenset[str] | None = None,
    *,
    real: bool = True,
) -> list[AnnotatedDocument]:
    """The annotated documents of some splits, ordered by id.

    Args:
        splits: The splits wanted, all if None.
        shared: Folder of real minutes, `shared_folder()` if None.
        ids: The documents wanted, all if None.
        real: Whether real minutes are wanted too.
    """
    wanted = _Wanted(None if splits is None else frozenset(splits), ids)
    documents = list(_composed(wanted))
    if real:
        documents.extend(_real(wanted, shared_folder() if shared is None else shared))
    return sorted(documents, key=lambda document: document.annotation.id)


def _root() -> Traversable:
    return importlib.resources.files("referat.annotations")


def _json_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            yield entry


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The splits and ids asked for, None for all."""

    splits: frozenset[Split] | None
    ids: frozenset[str] | None

    def holds(self, file: str) -> bool:
        """Whether the annotation in a file is asked for."""
        identifier = file.removesuffix(".json")
        named = self.ids is None or identifier in self.ids
        return named and (self.splits is None or split_of(identifier) in self.splits)


def _composed(wanted: _Wanted) -> Iterator[AnnotatedDocument]:
    for kind in sorted((_root() / "minutes").iterdir(), key=lambda entry: entry.name):
        if not kind.is_dir():
            continue
        for entry in _json_files(kind):
            if wanted.holds(entry.name):
                stored = entry.read_text(encoding="utf-8")
                source = source_of(stored)[0]
                yield _fitted(stored, (kind / source.file).read_bytes(), source.file, real=False)


def _real(wanted: _Wanted, shared: Path) -> Iterator[AnnotatedDocument]:
    for entry in _json_files(_root() / "standoff"):
        if not wanted.holds(entry.name):
            continue
        stored = entry.read_text(encoding="utf-8")
        source, sha256 = source_of(stored)
        path = shared / source.file
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != sha256:
            _LOGGER.warning("%s is left out: its file is not in %s", entry.name, shared)
            continue
        yield _fitted(stored, data, source.file, real=True)


def _fitted(stored: str, data: bytes, source: str, *, real: bool) -> AnnotatedDocument:
    document = read_bytes(data, source)
    annotation = loads(stored, document.text)
    return AnnotatedDocument(document, annotation, split_of(annotation.id), real)
