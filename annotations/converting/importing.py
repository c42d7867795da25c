"""Annotators' files into the corpus: inline files with their text, edits without."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from referat.annotations.converting.inline import parse
from referat.annotations.converting.sheet import apply, render
from referat.annotations.schema import Annotation, Source
from referat.annotations.store import dumps
from referat.errors import AnnotationError
from referat.minutes import Minutes
from referat.reading import read
from referat.structure import structure

INLINE_SUFFIX: Final = ".ann.txt"
EDITS_SUFFIX: Final = ".edits"


def read_minutes(path: Path) -> Minutes:
    """A file with its structure, as sheets show it."""
    return structure(read(path))


def sheet(path: Path) -> str:
    """The sheet of a document, for an annotator to read."""
    return render(read_minutes(path))


def import_inline(path: Path, folder: Path) -> Annotation:
    """Store an inline file as a text file and its annotation, in the folder of its kind.

    Args:
        path: The inline file, `<id>.ann.txt`.
        folder: The folder of composed minutes.

    Raises:
        AnnotationError: The inline file is broken; see `inline.parse`.
    """
    marked = parse(path.read_text(encoding="utf-8"), path.name.removesuffix(INLINE_SUFFIX))
    kind = folder / marked.annotation.kind
    kind.mkdir(parents=True, exist_ok=True)
    (kind / marked.annotation.source.file).write_text(marked.text, encoding="utf-8", newline="")
    stored = dumps(marked.annotation, marked.text)
    (kind / f"{marked.annotation.id}.json").write_text(stored, encoding="utf-8")
    return marked.annotation


def annotate(edits: Path, shared: Path, kind: str, annotator: str) -> tuple[Annotation, str]:
    """The annotation that a file of edits makes of a real document, and its canonical text.

    Args:
        edits: `<id>.edits`; the id is the stem of the document's file.
        shared: Folder whose `real` and `real_more` hold the documents and their indexes.
        kind: The kind of body.
        annotator: Who annotated.

    Raises:
        AnnotationError: There is no such document, or the edits do not fit it.
    """
    identifier = edits.name.removesuffix(EDITS_SUFFIX)
    document, source = find_real(identifier, shared)
    minutes = read_minutes(document)
    text = edits.read_text(encoding="utf-8")
    return apply(minutes, text, identifier, kind, source, annotator), minutes.document.text


def import_edits(edits: Path, shared: Path, folder: Path, kind: str, annotator: str) -> Annotation:
    """Store the annotation of a real document standoff; see `annotate`."""
    annotation, text = annotate(edits, shared, kind, annotator)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{annotation.id}.json").write_text(dumps(annotation, text), encoding="utf-8")
    return annotation


def find_real(identifier: str, shared: Path) -> tuple[Path, Source]:
    """The file of a real document and its public address, from the indexes."""
    for folder in ("real", "real_more"):
        for row in _index(shared / folder / "INDEX.tsv"):
            if Path(row["file"]).stem == identifier:
                path = shared / folder / row["file"]
                source = Source(
                    f"{folder}/{row['file']}",
                    row["repository"],
                    row["path"],
                    row["commit"],
                    row.get("licence"),
                )
                return path, source
    raise AnnotationError(f"there is no document {identifier} in {shared}")


def _index(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
