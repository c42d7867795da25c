"""brat: a text and its standoff annotation for each document, and the configuration of both.

Units are entities named after their section, decision and deferral attributes of them; deadlines
and holders are entities whose note says what they mean, in the words of the inline markup. Offsets
count code points. A first entity, over the first character, has the facts of the document as note.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from referat.annotations.converting.brat_reading import BratFile, Entity, read_file
from referat.annotations.converting.facts import relation
from referat.annotations.converting.fields import Fields, parse_json, read_text
from referat.annotations.converting.marks import (
    MARKED,
    MAX_FACTS,
    Marks,
    Unit,
    assembled,
    document_row,
    restored,
)
from referat.annotations.converting.offsets import masked
from referat.annotations.converting.people import NOBODY, people, person_of
from referat.annotations.converting.tools import AnnotatedText, Imported
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
)
from referat.errors import AnnotationError
from referat.labels import SECTIONS, Section, Tag

CONFIG: Final = "annotation.conf"
DOCUMENT: Final = "Minutes"
DEADLINE: Final = "Deadline"
RESPONSIBLE: Final = "Responsible"
_SECTIONS: Final = {section.value.capitalize(): section for section in SECTIONS}
_ATTRIBUTES: Final = {tag.value.capitalize(): tag for tag in MARKED}
_CARRIAGE_RETURN: Final = re.compile("\r")
"""brat reads files with any kind of line end, which would move all offsets behind a `\\r\\n`."""
_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONFIG_TEXT: Final = f"""[entities]
{DOCUMENT}
{chr(10).join(_SECTIONS)}
{DEADLINE}
{RESPONSIBLE}

[relations]
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
{chr(10).join(f"{name}	Arg:{'|'.join(_SECTIONS)}" for name in _ATTRIBUTES)}
"""


class Brat:
    """The converter."""

    pattern = "*.ann"

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write `<id>.txt` and `<id>.ann` of each document, and `annotation.conf`."""
        written = [folder / CONFIG]
        written[0].write_text(_CONFIG_TEXT, encoding="utf-8", newline="")
        for one in documents:
            text, masks = masked(one.document.text, _CARRIAGE_RETURN)
            lines = _Lines(text)
            lines.add_document(one.annotation, masks)
            names = people(one.annotation, one.document.text)
            for sentence in one.annotation.sentences:
                lines.add_sentence(sentence, names)
            for suffix, content in ((".txt", text), (".ann", lines.content())):
                path = folder / f"{one.annotation.id}{suffix}"
                path.write_text(content, encoding="utf-8", newline="")
                written.append(path)
        return written

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read `.ann` files, each with its text beside it; either name will do."""
        found: list[AnnotatedText] = []
        failures: list[AnnotationError] = []
        notes: list[str] = []
        stems = [path.with_suffix(".ann") for path in paths if path.name != CONFIG]
        for path in dict.fromkeys(stems):
            try:
                document, more = _document(path)
            except AnnotationError as error:
                failures.append(error)
            else:
                found.append(document)
                notes.extend(more)
        return Imported(tuple(found), tuple(notes), tuple(failures))


class _Lines:
    """The lines of a standoff file as they are made."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self._entities = 0
        self._attributes = 0
        self._notes = 0

    def content(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def add_document(self, annotation: Annotation, masks: list[dict[str, object]]) -> None:
        first = re.search(r"\S", self._text)
        if first is None:
            raise AnnotationError(f"{annotation.id}: brat cannot show a text of spaces alone")
        self._entity(
            DOCUMENT, first.start(), first.end(), json.dumps(document_row(annotation, masks))
        )

    def add_sentence(self, sentence: SentenceAnnotation, names: Sequence[str]) -> None:
        section = sentence.section.value.capitalize()
        unit = self._entity(section, sentence.start, sentence.end)
        for name, tag in _ATTRIBUTES.items():
            if tag in sentence.tags:
                self._attributes += 1
                self._lines.append(f"A{self._attributes}\t{name} {unit}")
        for time in sentence.deadlines:
            words = (time.value, time.due and time.due.isoformat(), time.relation)
            note = " ".join(word or NOBODY for word in words)
            self._entity(DEADLINE, time.start, time.end, note)
        for holder in sentence.responsible:
            name = NOBODY if holder.person is None else names[holder.person]
            self._entity(RESPONSIBLE, holder.start, holder.end, name)

    def _entity(self, kind: str, start: int, end: int, note: str | None = None) -> str:
        """Add an entity; over several lines it is one piece a line, as brat has it."""
        self._entities += 1
        name = f"T{self._entities}"
        pieces = [piece.span() for piece in _LINE.finditer(self._text, start, end)]
        if not pieces or (pieces[0][0], pieces[-1][1]) != (start, end):
            raise AnnotationError(
                f"{self._text[start:end][:40]!r} at {start} begins or ends with a line break, "
                "which brat cannot mark"
            )
        places = ";".join(f"{one} {other}" for one, other in pieces)
        words = " ".join(self._text[one:other] for one, other in pieces)
        self._lines.append(f"{name}\t{kind} {places}\t{words}")
        if note is not None:
            self._notes += 1
            self._lines.append(f"#{self._notes}\tAnnotatorNotes {name}\t{note}")
        return name


def _document(path: Path) -> tuple[AnnotatedText, list[str]]:
    beside = path.with_suffix(".txt")
    for one in (path, beside):
        if not one.is_file():
            raise AnnotationError(f"{one}: is missing; brat needs the .ann and the .txt file")
    text = read_text(beside)
    file = read_file(path, text)
    marked = [entity for entity in file.entities if entity.kind == DOCUMENT]
    if len(marked) != 1 or marked[0].note is None or len(marked[0].note) > MAX_FACTS:
        raise AnnotationError(f"{path}: the entity {DOCUMENT} with its note must stand once")
    where = f"{path}, note of {marked[0].name}"
    facts = Fields(parse_json(marked[0].note, where), where)
    document = restored(facts, text)
    notes: list[str] = []
    marks = _marks(file, document, path, notes)
    return assembled(document, marks, facts), notes


def _marks(file: BratFile, document: AnnotatedText, path: Path, notes: list[str]) -> Marks:
    names = people(document.annotation, document.text)
    units: list[Unit] = []
    deadlines: list[DeadlineAnnotation] = []
    holders: list[ResponsibleAnnotation] = []
    for entity in file.entities:
        fields = Fields({}, f"{path}, {entity.name}")
        if entity.attributes and entity.kind not in _SECTIONS:
            raise fields.error(f"attributes are of units, not of {entity.kind}")
        if entity.kind in _SECTIONS:
            units.append(_unit(entity, fields))
            if entity.note:
                notes.append(f"{fields.where}: note: {entity.note!r}")
        elif entity.kind == DEADLINE:
            deadlines.append(_deadline(entity, fields, notes))
        elif entity.kind == RESPONSIBLE:
            person = person_of(entity.note, names, fields)
            holders.append(ResponsibleAnnotation(entity.start, entity.end, person))
            if entity.note is None:
                notes.append(f"{fields.where}: the holder is new and refers to nobody")
        elif entity.kind != DOCUMENT:
            raise fields.error(f"{entity.kind!r} is no type of {CONFIG}")
    return Marks(units, deadlines, holders)


def _unit(entity: Entity, fields: Fields) -> Unit:
    unknown = entity.attributes - set(_ATTRIBUTES)
    if unknown:
        raise fields.error(f"{', '.join(sorted(unknown))}: no such attribute in {CONFIG}")
    tags: frozenset[Tag] = frozenset(_ATTRIBUTES[name] for name in entity.attributes)
    section: Section = _SECTIONS[entity.kind]
    return Unit(entity.start, entity.end, section, tags)


def _deadline(entity: Entity, fields: Fields, notes: list[str]) -> DeadlineAnnotation:
    """A deadline, from a note such as `2022-04-01 2022-04-01 by`; "-" stands for nothing."""
    if entity.note is None:
        notes.append(f"{fields.where}: the deadline is new and has no value")
    words = (entity.note or "- - -").split()
    if len(words) != 3:
        raise fields.error(f"the note must be VALUE DUE by|at, it is {entity.note!r}")
    value, due, joined = (None if word == NOBODY else word for word in words)
    date = Fields({"due": due}, fields.where).date("due")
    return DeadlineAnnotation(entity.start, entity.end, value, date, relation(fields, joined))
