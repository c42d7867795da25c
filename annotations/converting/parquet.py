"""Parquet, in a folder that `datasets.load_dataset` reads: whole documents, and their sentences.

Parquet and not JSON, since the JSON loader of `datasets` makes time stamps of dates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from referat.annotations.converting.card import GUIDELINES, card, guidelines
from referat.annotations.converting.facts import facts_row, read_facts, read_sentence, sentence_row
from referat.annotations.converting.fields import Fields, read_bytes
from referat.annotations.converting.tools import AnnotatedText, Imported, checked
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.hub import sentence_rows, sentence_schema
from referat.annotations.splits import SPLITS
from referat.errors import AnnotationError
from referat.settings import Limits

if TYPE_CHECKING:
    from pyarrow import Schema

DOCUMENTS: Final = "documents"
SENTENCES: Final = "sentences"


class Parquet:
    """The converter."""

    pattern = f"{DOCUMENTS}/*.parquet"

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write a file for each split of documents and of sentences, and the card of the data."""
        splits = [split for split in SPLITS if any(one.split == split for one in documents)]
        written = write_tables(documents, folder)
        for name, text in (("README.md", card(documents, splits)), (GUIDELINES, guidelines())):
            (folder / name).write_text(text, encoding="utf-8")
            written.append(folder / name)
        return written

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read files of documents; those of sentences alone are not enough to read."""
        _needed()
        found: list[AnnotatedText] = []
        failures: list[AnnotationError] = []
        for path in paths:
            for number, row in enumerate(_rows(path)):
                try:
                    found.append(_document(Fields(row, f"{path}, row {number}")))
                except AnnotationError as error:
                    failures.append(error)
        return Imported(tuple(found), (), tuple(failures))


def write_tables(documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
    """Write a file for each split of documents and of sentences, in folders of these names.

    Args:
        documents: The annotated documents.
        folder: The folder.
    """
    _needed()
    written: list[Path] = []
    for name in (DOCUMENTS, SENTENCES):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for split in SPLITS:
        inside = [one for one in documents if one.split == split]
        if inside:
            rows = [_row(one) for one in inside]
            written.append(_write(folder / DOCUMENTS / f"{split}.parquet", rows, _schema()))
            rows = [row for one in inside for row in sentence_rows(one)]
            written.append(_write(folder / SENTENCES / f"{split}.parquet", rows, sentence_schema()))
    return written


def _needed() -> None:
    try:
        import pyarrow.parquet  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise AnnotationError("Parquet needs pyarrow; pip install 'referat[annotate]'") from error


def _row(one: AnnotatedDocument) -> dict[str, Any]:
    sentences = [sentence_row(sentence) for sentence in one.annotation.sentences]
    own = {"real": one.real, "text": one.document.text, "sentences": sentences}
    return facts_row(one.annotation) | own


def _schema() -> "Schema":
    """The columns of a document, which are the rows of `facts` and its text."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    span = pa.struct([("start", number), ("end", number)])
    roles = ("name", "role", "initials", "organisation")
    deadline = [("start", number), ("end", number), ("value", text), ("due", text)]
    sentence = [
        ("start", number),
        ("end", number),
        ("section", text),
        ("item", number),
        ("tags", pa.list_(text)),
        ("deadlines", pa.list_(pa.struct([*deadline, ("relation", text)]))),
        ("responsible", pa.list_(pa.struct([*deadline[:2], ("person", number)]))),
    ]
    source = ("file", "repository", "path", "commit", "licence")
    person = [*((role, span) for role in roles), ("absent", pa.bool_())]
    item = [("number", text), ("title", span), ("end", number)]
    return pa.schema(
        [
            ("schema", number),
            ("id", text),
            ("kind", text),
            ("real", pa.bool_()),
            ("source", pa.struct([(key, text) for key in source])),
            ("sha256", text),
            ("text_sha256", text),
            ("annotators", pa.list_(text)),
            ("date", text),
            ("next_meeting", text),
            ("body", span),
            ("title", span),
            ("persons", pa.list_(pa.struct(person))),
            ("items", pa.list_(pa.struct(item))),
            ("text", text),
            ("sentences", pa.list_(pa.struct(sentence))),
        ]
    )


def _write(path: Path, rows: list[dict[str, Any]], schema: "Schema") -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(pa.BufferReader(read_bytes(path))) as file:
            groups = [file.metadata.row_group(at) for at in range(file.num_row_groups)]
            if sum(group.total_byte_size for group in groups) > Limits().max_unpacked:
                raise AnnotationError(f"{path}: unpacks to more than can be read; split it")
            if "sentences" not in file.schema_arrow.names:
                raise AnnotationError(f"{path}: has no documents; give files of {DOCUMENTS}/")
            rows: list[dict[str, Any]] = file.read().to_pylist()
    except (pa.ArrowException, ValueError, OSError, OverflowError) as error:
        raise AnnotationError(f"{path}: is no Parquet file that can be read: {error}") from error
    yield from rows


def _document(row: Fields) -> AnnotatedText:
    text = row.text("text")
    row.leave("real")
    facts = read_facts(row, text)
    sentences = tuple(read_sentence(one) for one in row.each("sentences"))
    row.done()
    return checked(AnnotatedText(text, replace(facts, sentences=sentences)))
