"""The corpus out to annotation tools, and what comes back of them into its stored form."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from referat.annotations.converting.brat import Brat
from referat.annotations.converting.docbin import DocBin
from referat.annotations.converting.doccano import Doccano
from referat.annotations.converting.fields import encodable
from referat.annotations.converting.formats import ToolFormat
from referat.annotations.converting.inception import Inception
from referat.annotations.converting.label_studio import LabelStudio
from referat.annotations.converting.parquet import Parquet
from referat.annotations.converting.prodigy import Prodigy
from referat.annotations.converting.tools import AnnotatedText, Converter, Imported, checked
from referat.annotations.corpus import AnnotatedDocument, load_corpus
from referat.annotations.splits import SPLITS, Split
from referat.annotations.store import dumps
from referat.errors import AnnotationError, UsageError

CONVERTERS: Final[dict[ToolFormat, Converter]] = {
    ToolFormat.DOCCANO: Doccano(),
    ToolFormat.LABEL_STUDIO: LabelStudio(),
    ToolFormat.PRODIGY: Prodigy(),
    ToolFormat.INCEPTION: Inception(),
    ToolFormat.BRAT: Brat(),
    ToolFormat.DOCBIN: DocBin(),
    ToolFormat.PARQUET: Parquet(),
}
_SUFFIXES: Final = (".txt", ".md")
"""Of composed minutes; those of others could be that of an annotation."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents of the corpus are meant; None means any."""

    splits: Sequence[str] | None = None
    kinds: Collection[str] | None = None
    ids: Collection[str] | None = None
    real: bool = False
    """Whether real minutes are meant too, where their files are here."""


def selected(wanted: Selection, shared: Path | None = None) -> list[AnnotatedDocument]:
    """The documents that are meant.

    Args:
        wanted: What is meant.
        shared: Folder of real minutes.

    Raises:
        UsageError: A split, kind or id does not exist, or nothing is left.
    """
    unknown = set(wanted.splits or ()) - set(SPLITS)
    if unknown:
        raise UsageError(f"there is no split {_listed(unknown)}; there are {', '.join(SPLITS)}")
    splits: list[Split] = [split for split in SPLITS if split in (wanted.splits or SPLITS)]
    documents = load_corpus(splits, shared, real=wanted.real)
    hint = "" if wanted.real else "; real minutes need --with-real"
    for words, known in (
        (wanted.ids, {one.annotation.id for one in documents}),
        (wanted.kinds, {one.annotation.kind for one in documents}),
    ):
        missing = set(words or ()) - known
        if missing:
            raise UsageError(f"nothing of {_listed(missing)} is here{hint}")
    found = [
        one
        for one in documents
        if (not wanted.kinds or one.annotation.kind in wanted.kinds)
        and (not wanted.ids or one.annotation.id in wanted.ids)
    ]
    if not found:
        raise UsageError(f"no document is left{hint}")
    return found


def export_documents(
    format: ToolFormat, folder: Path, wanted: Selection, shared: Path | None = None
) -> tuple[list[AnnotatedDocument], list[Path]]:
    """Write documents for a tool; which they were, and the files written.

    Args:
        format: The tool.
        folder: A folder that is not there yet, or is empty: nothing is overwritten.
        wanted: Which documents.
        shared: Folder of real minutes.

    Raises:
        UsageError: There are no such documents, or the folder has something in it.
        AnnotationError: A document breaks the rules of the schema, or the format cannot hold it.
    """
    documents = selected(wanted, shared)
    return documents, write_documents(format, folder, documents)


def write_documents(
    format: ToolFormat, folder: Path, documents: Sequence[AnnotatedDocument]
) -> list[Path]:
    """Write documents for a tool; the files written.

    Args:
        format: The tool.
        folder: A folder that is not there yet, or is empty: nothing is overwritten.
        documents: The documents.

    Raises:
        UsageError: The folder has something in it.
        AnnotationError: A document breaks the rules of the schema, or the format cannot hold it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; give a new folder")
    for one in documents:
        checked(AnnotatedText(one.document.text, one.annotation))
        if not encodable(one.document.text):
            raise AnnotationError(f"{one.annotation.id}: the text holds half of a surrogate pair")
    folder.mkdir(parents=True, exist_ok=True)
    return CONVERTERS[format].export(documents, folder)


def import_documents(
    format: ToolFormat, paths: Iterable[Path], folder: Path, annotator: str | None = None
) -> Imported:
    """Store what a tool wrote: composed minutes with their text, others as standoff annotation.

    Args:
        format: The tool.
        paths: Its files, or folders of them.
        folder: Gets `minutes/<kind>/` and `standoff/`, as the folder of the corpus has.
        annotator: Who annotated; added to those on record.

    Raises:
        AnnotationError: A file is not of the tool, or is broken. What is wrong with one document
            alone is among the failures, and the others are stored.
    """
    converter = CONVERTERS[format]
    imported = converter.load([*_files(paths, converter.pattern)])
    stored: list[AnnotatedText] = []
    failures = list(imported.failures)
    seen: set[str] = set()
    for one in imported.documents:
        named = _signed(one, annotator)
        try:
            if one.annotation.id in seen:
                raise AnnotationError(f"{one.annotation.id}: stands twice in the files; keep one")
            _store(named, folder)
        except AnnotationError as error:
            failures.append(error)
        else:
            stored.append(named)
        seen.add(one.annotation.id)
    return Imported(tuple(stored), imported.notes, tuple(failures))


def _files(paths: Iterable[Path], pattern: str) -> Iterable[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(path.glob(pattern))
        if not found:
            raise AnnotationError(f"{path}: there is no {pattern} in it")
        yield from found


def _signed(one: AnnotatedText, annotator: str | None) -> AnnotatedText:
    known = one.annotation.annotators
    if annotator is None or annotator in known:
        return one
    return AnnotatedText(one.text, replace(one.annotation, annotators=(*known, annotator)))


def _store(one: AnnotatedText, folder: Path) -> None:
    annotation = one.annotation
    if annotation.source.repository is not None:
        target = folder / "standoff"
        target.mkdir(parents=True, exist_ok=True)
    else:
        source = Path(annotation.source.file)
        if source.stem != annotation.id or source.suffix not in _SUFFIXES or len(source.parts) != 1:
            raise AnnotationError(
                f"{annotation.id}: the file of composed minutes is called as its id, with "
                f"{' or '.join(_SUFFIXES)}, not {annotation.source.file!r}"
            )
        data = one.text.encode()
        if hashlib.sha256(data).hexdigest() != annotation.sha256:
            raise AnnotationError(f"{annotation.id}: 'sha256' is not that of the text")
        target = folder / "minutes" / annotation.kind
        target.mkdir(parents=True, exist_ok=True)
        (target / source).write_bytes(data)
    stored = dumps(annotation, one.text)
    (target / f"{annotation.id}.json").write_text(stored, encoding="utf-8")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
