"""Dirty files: the text of a file changed and read again, with its gold carried along."""

import hashlib
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import Annotation, ItemAnnotation, PersonAnnotation
from referat.annotations.schema import SentenceAnnotation as Unit
from referat.errors import UnreadableDocumentError
from referat.evaluation.altered_text import AlteredText, Edit, altered
from referat.evaluation.degradations import syllables
from referat.evaluation.systems import ReadDocument
from referat.minutes import BlockKind, Span
from referat.reading import read_bytes

FileDegradation = Callable[[ReadDocument, random.Random], Iterator[Edit]]
"""From a document and a source of chance to what is changed in its file."""

_TEXT: Final = frozenset({"text/plain", "text/markdown"})
_WIDTHS: Final = (60, 76)
_LONG_WORD: Final = 10
_TABLE: Final = re.compile(r"\t|\||\S {2,}\S")
_LINE: Final = re.compile(r"[^\n]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def wrapped_lines(one: ReadDocument, generator: random.Random) -> Iterator[Edit]:
    """Lines broken at a width of 60 to 76 characters, long words hyphenated; tables are left."""
    width = generator.randint(*_WIDTHS)
    for line in _LINE.finditer(one.annotated.document.text):
        if not _TABLE.search(line[0]):
            yield from _wrapped(line[0], line.start(), width)


def missing_headings(one: ReadDocument, generator: random.Random) -> Iterator[Edit]:
    """Lines that are an item's title or read as a heading taken out, where they have no tag."""
    text = one.annotated.document.text
    titles = [item.title for item in one.annotated.annotation.items]
    blocks = [Span(b.start, b.end) for b in one.read.document.blocks if b.kind is BlockKind.HEADING]
    tagged = [Span(s.start, s.end) for s in one.annotated.annotation.sentences if s.tags]
    heads = [*titles, *blocks]
    for line in re.finditer(r"[^\n]*\S[^\n]*\n?", text):
        if _fills(heads, line) and not any(_overlap(span, line) for span in tagged):
            yield Edit(line.start(), line.end())


FILE_DEGRADATIONS: Final[Mapping[str, FileDegradation]] = MappingProxyType(
    {"wrapped_lines": wrapped_lines, "missing_headings": missing_headings}
)


def is_text(one: ReadDocument) -> bool:
    """Whether the file of a document is a text that can be changed."""
    return one.annotated.document.media_type in _TEXT


def degraded(read: ReadDocument, name: str, seed: int) -> AnnotatedDocument | None:
    """A document with its file degraded; None where it cannot be read so, or nothing is left.

    Args:
        read: The document; its file is text.
        name: Of a degradation.
        seed: Of what is left to chance, with the id of the document.
    """
    one = read.annotated
    generator = random.Random(f"{seed} {one.annotation.id}")
    changed = altered(one.document.text, FILE_DEGRADATIONS[name](read, generator))
    data = changed.text.encode("utf-8", "surrogatepass")
    try:
        document = read_bytes(data, one.annotation.source.file)
    except UnreadableDocumentError:
        return None
    annotation = carried(one.annotation, changed, data)
    if document.text != changed.text or not annotation.sentences:
        return None
    return replace(one, document=document, annotation=annotation)


def carried(annotation: Annotation, changed: AlteredText, data: bytes) -> Annotation:
    """The annotation of a changed text: every range where its characters stand now.

    Units, spans and names of which nothing is left are dropped; an item keeps its place.

    Args:
        annotation: That of the original.
        changed: The text after edits.
        data: The bytes of the changed file.
    """
    persons = [_person(person, changed) for person in annotation.persons]
    numbers = {old: new for new, old in enumerate(n for n, one in enumerate(persons) if one)}
    return replace(
        annotation,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(changed.text.encode("utf-8", "surrogatepass")).hexdigest(),
        body=_moved(annotation.body, changed),
        title=_moved(annotation.title, changed),
        persons=tuple(person for person in persons if person),
        items=tuple(_item(item, changed) for item in annotation.items),
        sentences=tuple(_units(annotation, changed, numbers)),
    )


def _units(
    annotation: Annotation, changed: AlteredText, numbers: Mapping[int, int]
) -> Iterator[Unit]:
    for unit in annotation.sentences:
        place = changed.place(unit.start, unit.end)
        if place is None:
            continue
        times = ((one, changed.place(one.start, one.end)) for one in unit.deadlines)
        holders = ((one, changed.place(one.start, one.end)) for one in unit.responsible)
        yield replace(
            unit,
            start=place.start,
            end=place.end,
            deadlines=tuple(
                replace(one, start=span.start, end=span.end) for one, span in times if span
            ),
            responsible=tuple(
                replace(one, start=span.start, end=span.end, person=numbers.get(one.person or 0))
                if one.person is not None
                else replace(one, start=span.start, end=span.end)
                for one, span in holders
                if span
            ),
        )


def _item(item: ItemAnnotation, changed: AlteredText) -> ItemAnnotation:
    title = changed.place(item.title.start, item.title.end)
    if title is None:
        point = changed.point(item.title.start)
        title = Span(point, point)
    return replace(item, title=title, end=max(title.end, changed.point(item.end)))


def _person(person: PersonAnnotation, changed: AlteredText) -> PersonAnnotation | None:
    name = changed.place(person.name.start, person.name.end)
    if name is None:
        return None
    return replace(
        person,
        name=name,
        role=_moved(person.role, changed),
        initials=_moved(person.initials, changed),
        organisation=_moved(person.organisation, changed),
    )


def _moved(span: Span | None, changed: AlteredText) -> Span | None:
    return None if span is None else changed.place(span.start, span.end)


def _wrapped(line: str, start: int, width: int) -> Iterator[Edit]:
    """The breaks of one line; a word longer than the width goes over it."""
    begin = 0
    while len(line) - begin > width:
        space = line.rfind(" ", begin + 1, begin + width + 1)
        if space < 0 or not line[begin:space].strip():
            space = line.find(" ", begin + width)
            if space < 0:
                return
        at = _hyphen(line, space + 1, begin + width - 1)
        if at is not None:
            yield Edit(start + at, start + at, "-\n")
            begin = at
        else:
            yield Edit(start + space, start + space + 1, "\n")
            begin = space + 1


def _hyphen(line: str, word: int, limit: int) -> int | None:
    """Where the word that does not fit is split so that its first part does."""
    letters = _LETTERS.match(line, word)
    if letters is None or len(letters[0]) < _LONG_WORD:
        return None
    return max((word + one for one in syllables(letters[0]) if word + one <= limit), default=None)


def _fills(heads: list[Span], line: re.Match[str]) -> bool:
    """Whether a head begins in a line and nothing but its marker stands beside it."""
    for head in heads:
        if line.start() <= head.start and head.end <= line.end() and head.start < head.end:
            before = line[0][: head.start - line.start()]
            after = line[0][head.end - line.start() :]
            return not re.search(r"[^\W\d_]{2}", before) and not re.search(r"\w", after)
    return False


def _overlap(span: Span, line: re.Match[str]) -> bool:
    return span.start < line.end() and line.start() < span.end
