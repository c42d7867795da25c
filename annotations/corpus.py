"""The annotated corpus: every annotation with the document it was made on.

Composed minutes lie in the package. Real minutes are not stored; their files are looked for in a
folder of the user's (`../shared` by default, or the environment variable `REFERAT_SHARED`), and a
document whose file is missing there, or is another one, is left out.
"""

import hashlib
import importlib.resources
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator
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
    chosen = None if splits is None else frozenset(splits)

    def wanted(identifier: str) -> bool:
        named = ids is None or identifier in ids
        return named and (chosen is None or split_of(identifier) in chosen)

    root = importlib.resources.files("referat.annotations")
    folder = shared_folder() if shared is None else shared
    documents: list[AnnotatedDocument] = []
    for one in stored_annotations(root, folder, wanted, real=real):
        if one.data is None:
            _LOGGER.warning("%s is left out: its file is not in %s", one.id, folder)
        else:
            documents.append(_fitted(one, one.data))
    return sorted(documents, key=lambda document: document.annotation.id)


@dataclass(frozen=True, slots=True)
class StoredAnnotation:
    """An annotation as it is stored, and the bytes of its source, None where they are not here."""

    id: str
    file: str
    stored: str
    data: bytes | None
    real: bool

    def sentence_ranges(self) -> list[tuple[int, int]]:
        """The ranges of its sentences as stored; none where it is no annotation."""
        try:
            rows = json.loads(self.stored)["sentences"]
            return [(int(row["start"]), int(row["end"])) for row in rows]
        except (KeyError, TypeError, ValueError):
            return []


def stored_annotations(
    root: Traversable,
    shared: Path,
    wanted: Callable[[str], bool] = lambda identifier: True,
    *,
    real: bool = True,
) -> Iterator[StoredAnnotation]:
    """The annotations of a corpus as they are stored, composed ones first.

    Args:
        root: A folder with `minutes/` and `standoff/`.
        shared: Folder of real minutes; one whose bytes are not those annotated is not here.
        wanted: Which documents, by id.
        real: Whether real minutes are wanted too.
    """
    for kind in sorted((root / "minutes").iterdir(), key=lambda entry: entry.name):
        for entry in _json_files(kind) if kind.is_dir() else ():
            identifier = entry.name.removesuffix(".json")
            if wanted(identifier):
                yield _stored(identifier, entry, kind, real=False)
    for entry in _json_files(root / "standoff") if real else ():
        identifier = entry.name.removesuffix(".json")
        if wanted(identifier):
            yield _stored(identifier, entry, shared, real=True)


def _stored(
    identifier: str, entry: Traversable, folder: Traversable, *, real: bool
) -> StoredAnnotation:
    stored = entry.read_text(encoding="utf-8")
    try:
        source, sha256 = source_of(stored)
    except (AttributeError, KeyError, TypeError, ValueError):
        return StoredAnnotation(identifier, "", stored, b"", real)
    path = folder / source.file
    data = path.read_bytes() if path.is_file() else None
    if real and (data is None or hashlib.sha256(data).hexdigest() != sha256):
        data = None
    return StoredAnnotation(identifier, source.file, stored, data, real)


def _json_files(folder: Traversable) -> Iterator[Traversable]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            yield entry


def _fitted(one: StoredAnnotation, data: bytes) -> AnnotatedDocument:
    document = read_bytes(data, one.file)
    annotation = loads(one.stored, document.text)
    return AnnotatedDocument(document, annotation, split_of(annotation.id), one.real)
