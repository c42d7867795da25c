"""Annotating a document of the corpus a second time, and adjudicating between the two."""

from pathlib import Path
from typing import Final

from referat.annotations.converting import adjudication, sheet
from referat.annotations.converting.importing import EDITS_SUFFIX
from referat.annotations.corpus import AnnotatedDocument, load_corpus
from referat.annotations.gold import gold
from referat.annotations.schema import Annotation
from referat.annotations.store import dumps
from referat.annotations.twice import FIRST, SECOND, TwiceAnnotated, twice_annotated
from referat.errors import UsageError
from referat.minutes import Minutes
from referat.structure import structure

RAW: Final = "raw"


def sheet_again(identifier: str, shared: Path | None = None) -> str:
    """The sheet of an annotated document: its units and sections as annotated, with no tags.

    Args:
        identifier: The document's id.
        shared: Folder of real minutes.

    Raises:
        UsageError: The document is not in the corpus, or its file is not here.
    """
    return sheet.render(_untagged(_document(identifier, shared)))


def annotate_again(
    edits: Path, annotator: str, shared: Path | None = None
) -> tuple[Annotation, str]:
    """The second annotation that a file of edits of `sheet_again` makes, and the document's text.

    Args:
        edits: `<id>.edits`.
        annotator: Who annotated.
        shared: Folder of real minutes.

    Raises:
        AnnotationError: The edits do not fit the document.
        UsageError: The document is not in the corpus, or its file is not here.
    """
    one = _document(edits.name.removesuffix(EDITS_SUFFIX), shared)
    first = one.annotation
    text = edits.read_text(encoding="utf-8")
    made = sheet.apply(_untagged(one), text, first.id, first.kind, first.source, annotator)
    return made, one.document.text


def import_again(
    edits: Path, annotator: str, folder: Path, shared: Path | None = None
) -> Annotation:
    """Store a second annotation, and the one in the corpus as the first if none is stored yet.

    Args:
        edits: `<id>.edits`.
        annotator: Who annotated.
        folder: The folder `annotations` of a checkout.
        shared: Folder of real minutes.
    """
    made, text = annotate_again(edits, annotator, shared)
    one = _document(made.id, shared)
    first = folder / RAW / FIRST / f"{made.id}.json"
    if not first.is_file():
        _write(first, dumps(one.annotation, text))
    _write(folder / RAW / SECOND / f"{made.id}.json", dumps(made, text))
    return made


def adjudication_sheet(identifier: str, shared: Path | None = None) -> str:
    """What an adjudicator reads of a document annotated twice.

    Args:
        identifier: The document's id.
        shared: Folder of real minutes.

    Raises:
        UsageError: The document is not annotated twice, or its file is not here.
    """
    one = _twice(identifier, shared)
    return adjudication.render(one.adjudicated.document, one.first, one.second)


def import_adjudication(
    edits: Path, adjudicator: str, folder: Path, shared: Path | None = None
) -> Annotation:
    """Store an adjudicated annotation in the place of the document's annotation.

    Args:
        edits: `<id>.edits`, edits of the first annotation.
        adjudicator: Who adjudicated.
        folder: The folder `annotations` of a checkout.
        shared: Folder of real minutes.
    """
    one = _twice(edits.name.removesuffix(EDITS_SUFFIX), shared)
    document = one.adjudicated.document
    text = edits.read_text(encoding="utf-8")
    made = adjudication.adjudicated(document, one.first, text, adjudicator)
    place = folder / "standoff" if one.adjudicated.real else folder / "minutes" / made.kind
    _write(place / f"{made.id}.json", dumps(made, document.text))
    return made


def _document(identifier: str, shared: Path | None) -> AnnotatedDocument:
    found = load_corpus(None, shared, frozenset({identifier}))
    if not found:
        raise UsageError(f"{identifier} is not in the corpus, or its file is not here (--shared)")
    return found[0]


def _twice(identifier: str, shared: Path | None) -> TwiceAnnotated:
    found = next(twice_annotated(shared, frozenset({identifier})), None)
    if found is None:
        raise UsageError(f"{identifier} is not annotated twice, or its file is not here (--shared)")
    return found


def _untagged(one: AnnotatedDocument) -> Minutes:
    return gold(one, structure(one.document)).minutes


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
