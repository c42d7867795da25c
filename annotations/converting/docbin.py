"""spaCy's DocBin: a `Doc` for each document with span groups, and one for each sentence.

Span groups begin and end with tokens. The exact offsets go along as user data, and so do all the
facts of the document; a span of a group is known again by its id.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from referat.annotations.converting.docbin_groups import GROUPS, Groups, Mark, named
from referat.annotations.converting.facts import read_sentence, sentence_row
from referat.annotations.converting.fields import Fields, parse_json, read_bytes
from referat.annotations.converting.marks import MAX_FACTS, assembled, document_row, restored
from referat.annotations.converting.records import KEY
from referat.annotations.converting.tokens import shown, tokenized, touched
from referat.annotations.converting.tools import AnnotatedText, Imported
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import Annotation
from referat.errors import AnnotationError
from referat.labels import TAGS
from referat.minutes import Span
from referat.settings import Limits

if TYPE_CHECKING:
    from spacy.tokens import Doc

DOCUMENTS: Final = "documents.spacy"
SENTENCES: Final = "sentences.spacy"


class DocBin:
    """The converter."""

    pattern = DOCUMENTS

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write the documents, and their sentences as `spacy train` wants them for `textcat`."""
        from spacy.tokens import DocBin as Bin

        whole = Bin(attrs=[], store_user_data=True)
        sentences = Bin(attrs=[], store_user_data=True)
        for one in documents:
            whole.add(_doc(one.document.text, one.annotation))
            for doc in _sentences(one.document.text, one.annotation):
                sentences.add(doc)
        whole.to_disk(folder / DOCUMENTS)
        sentences.to_disk(folder / SENTENCES)
        return [folder / DOCUMENTS, folder / SENTENCES]

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read files of documents; those of sentences alone are not enough to read."""
        found: list[AnnotatedText] = []
        failures: list[AnnotationError] = []
        notes: list[str] = []
        for path in paths:
            for number, doc in enumerate(_docs(path)):
                try:
                    found.append(_document(doc, f"{path}, doc {number}", notes))
                except AnnotationError as error:
                    failures.append(error)
        return Imported(tuple(found), tuple(notes), tuple(failures))


def _doc(text: str, annotation: Annotation) -> "Doc":
    from spacy.tokens import Span as TokenSpan

    doc = tokenized(text)
    for group in GROUPS:
        doc.spans[group] = []
    for mark in named(annotation.sentences):
        first, last = touched(doc, mark.span)
        span = TokenSpan(doc, first, last + 1, label=mark.label, span_id=mark.name)
        doc.spans[mark.group].append(span)
    rows = [sentence_row(sentence) for sentence in annotation.sentences]
    doc.user_data[KEY] = json.dumps(document_row(annotation) | {"sentences": rows})
    return doc


def _sentences(text: str, annotation: Annotation) -> Iterator["Doc"]:
    for index, sentence in enumerate(annotation.sentences):
        doc = tokenized(text[sentence.start : sentence.end])
        doc.cats = {tag.value: float(tag in sentence.tags) for tag in TAGS}
        doc.user_data["document"] = annotation.id
        doc.user_data["index"] = index
        doc.user_data["section"] = sentence.section.value
        yield doc


def _docs(path: Path) -> "list[Doc]":
    """The docs of a file, which is unpacked within the limit before spaCy does."""
    from spacy.tokens import DocBin as Bin
    from spacy.vocab import Vocab

    data = read_bytes(path)
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(data, Limits().max_unpacked)
        if unpacking.unconsumed_tail:
            raise AnnotationError(f"{path}: unpacks to more than can be read; split it")
        return list(Bin().from_bytes(data).get_docs(Vocab()))
    except _broken() as error:
        kind = type(error).__name__
        raise AnnotationError(f"{path}: is no DocBin: {kind}: {error}") from error


def _broken() -> tuple[type[Exception], ...]:
    """What reading a damaged file can end in."""
    from srsly.msgpack.exceptions import UnpackException

    return (
        zlib.error,
        UnpackException,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        MemoryError,
        TypeError,
        ValueError,
    )


def _document(doc: "Doc", where: str, notes: list[str]) -> AnnotatedText:
    row = doc.user_data.get(KEY)
    if not isinstance(row, str) or len(row) > 2 * MAX_FACTS:
        raise AnnotationError(
            f"{where}: has no user data {KEY!r}; store_user_data must be on, and {SENTENCES} is "
            "for training alone"
        )
    facts = Fields(parse_json(row, where), where)
    document = restored(facts, str(doc.text))
    known = [read_sentence(one) for one in facts.each("sentences")]
    for sentence in known:
        for mark in named([sentence]):
            if not 0 <= mark.span.start < mark.span.end <= len(document.text):
                raise facts.error("the offsets of user data are out of the text")
    groups = Groups(_seen(doc, facts), known, lambda span: shown(doc, *touched(doc, span)), facts)
    marks = groups.marks(notes)
    given = {(unit.start, unit.end): unit.tags for unit in marks.units}
    found = assembled(document, marks, facts)
    for sentence in found.annotation.sentences:
        if frozenset(sentence.tags) != given[sentence.start, sentence.end]:
            raise facts.error(
                f"the tags of the sentence at {sentence.start} and its spans do not go together"
            )
    return found


def _seen(doc: "Doc", facts: Fields) -> list[Mark]:
    """The spans of our groups, whose offsets may be anything in a broken file."""
    found: list[Mark] = []
    length = len(doc.text)
    for group in GROUPS:
        if group not in doc.spans:
            raise facts.error(f"there is no span group {group}")
        try:
            spans = list(doc.spans[group])
        except (LookupError, ValueError) as error:
            raise facts.error(f"a span of {group} is out of the text") from error
        for span in spans:
            place = Span(span.start_char, span.end_char)
            if not 0 <= place.start < place.end <= length:
                raise facts.error(f"a span of {group} is out of the text")
            if span.label not in doc.vocab.strings or span.id not in doc.vocab.strings:
                raise facts.error(f"a span of {group} has a label that the file does not name")
            found.append(Mark(group, span.label_, place, span.id_))
    return found
