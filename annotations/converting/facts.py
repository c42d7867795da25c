"""An annotation as rows of plain JSON types, for the metadata that tools carry along.

Ranges are `{"start", "end"}` in code points. The same rows are the columns of the Parquet export.
"""

import re
from pathlib import PurePosixPath
from typing import Any, Final, cast, get_args

from referat.annotations.converting.fields import Fields
from referat.annotations.schema import (
    SCHEMA_VERSION,
    Annotation,
    DeadlineAnnotation,
    ItemAnnotation,
    PersonAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
    Source,
)
from referat.annotations.store import text_hash
from referat.labels import TAGS, Section, Tag
from referat.minutes import Relation, Span

_NAME: Final = re.compile(r"\w[\w.-]{0,99}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_SOURCE: Final = ("file", "repository", "path", "commit", "licence")
_PERSON: Final = ("name", "role", "initials", "organisation")


def facts_row(annotation: Annotation) -> dict[str, Any]:
    """All of an annotation but its sentences."""
    return {
        "schema": SCHEMA_VERSION,
        "id": annotation.id,
        "kind": annotation.kind,
        "source": {key: getattr(annotation.source, key) for key in _SOURCE},
        "sha256": annotation.sha256,
        "text_sha256": annotation.text_sha256,
        "annotators": list(annotation.annotators),
        "date": annotation.date.isoformat() if annotation.date else None,
        "next_meeting": annotation.next_meeting.isoformat() if annotation.next_meeting else None,
        "body": _span_row(annotation.body),
        "title": _span_row(annotation.title),
        "persons": [
            {key: _span_row(getattr(person, key)) for key in _PERSON} | {"absent": person.absent}
            for person in annotation.persons
        ],
        "items": [
            {"number": item.number, "title": _span_row(item.title), "end": item.end}
            for item in annotation.items
        ],
    }


def read_facts(fields: Fields, text: str) -> Annotation:
    """The annotation of a row of `facts_row`, without sentences.

    Args:
        fields: The row; what stands in it beside the facts is left for the caller.
        text: The text that the tool gave back.

    Raises:
        AnnotationError: The row is broken, or the text is not the one that was exported.
    """
    if fields.whole("schema") != SCHEMA_VERSION:
        raise fields.error(f"the schema is not {SCHEMA_VERSION}; export the document anew")
    made_on = _hash(fields, "text_sha256")
    if text_hash(text) != made_on:
        raise fields.error(
            "the text is not the one that was exported; tools may change annotation, not text"
        )
    return Annotation(
        id=name(fields, "id"),
        kind=name(fields, "kind"),
        source=_source(fields.fields("source")),
        sha256=_hash(fields, "sha256"),
        text_sha256=made_on,
        annotators=tuple(fields.texts("annotators")),
        date=fields.date("date"),
        next_meeting=fields.date("next_meeting"),
        body=_optional_span(fields, "body", len(text)),
        title=_optional_span(fields, "title", len(text)),
        persons=tuple(_person(one, len(text)) for one in fields.each("persons")),
        items=tuple(_item(one, len(text)) for one in fields.each("items")),
        sentences=(),
    )


def name(fields: Fields, key: str) -> str:
    """A word that can name a file or folder."""
    value = fields.text(key)
    if not _NAME.fullmatch(value):
        raise fields.error(f"{key!r} must be letters, digits, '-', '_' and '.'")
    return value


def sentence_row(sentence: SentenceAnnotation) -> dict[str, Any]:
    """One sentence."""
    return {
        "start": sentence.start,
        "end": sentence.end,
        "section": sentence.section.value,
        "item": sentence.item,
        "tags": [tag.value for tag in sentence.tags],
        "deadlines": [deadline_row(deadline) for deadline in sentence.deadlines],
        "responsible": [holder_row(holder) for holder in sentence.responsible],
    }


def read_sentence(fields: Fields) -> SentenceAnnotation:
    """The sentence of a row of `sentence_row`."""
    sentence = SentenceAnnotation(
        start=fields.whole("start"),
        end=fields.whole("end"),
        section=fields.choice("section", Section),
        item=fields.optional_whole("item"),
        tags=ordered(fields.choices("tags", Tag)),
        deadlines=read_deadlines(fields),
        responsible=read_holders(fields),
    )
    fields.done()
    return sentence


def ordered(tags: "set[Tag] | list[Tag]") -> tuple[Tag, ...]:
    """Tags in the order of all records, each once."""
    return tuple(tag for tag in TAGS if tag in tags)


def deadline_row(deadline: DeadlineAnnotation) -> dict[str, Any]:
    """One deadline."""
    return {
        "start": deadline.start,
        "end": deadline.end,
        "value": deadline.value,
        "due": deadline.due.isoformat() if deadline.due else None,
        "relation": deadline.relation,
    }


def read_deadlines(fields: Fields) -> tuple[DeadlineAnnotation, ...]:
    """The deadlines under the key `deadlines`."""
    return tuple(_deadline(one) for one in fields.each("deadlines"))


def holder_row(holder: ResponsibleAnnotation) -> dict[str, Any]:
    """One holder."""
    return {"start": holder.start, "end": holder.end, "person": holder.person}


def read_holders(fields: Fields) -> tuple[ResponsibleAnnotation, ...]:
    """The holders under the key `responsible`."""
    return tuple(_holder(one) for one in fields.each("responsible"))


def relation(fields: Fields, word: str | None) -> Relation | None:
    """A relation by its word, None for none."""
    if word is not None and word not in get_args(Relation):
        raise fields.error(f"{word[:40]!r} is no relation; there are by and at")
    return cast("Relation | None", word)


def _deadline(fields: Fields) -> DeadlineAnnotation:
    found = DeadlineAnnotation(
        fields.whole("start"),
        fields.whole("end"),
        fields.optional_text("value"),
        fields.date("due"),
        relation(fields, fields.optional_text("relation")),
    )
    fields.done()
    return found


def _holder(fields: Fields) -> ResponsibleAnnotation:
    found = ResponsibleAnnotation(
        fields.whole("start"), fields.whole("end"), fields.optional_whole("person")
    )
    fields.done()
    return found


def _span_row(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _span(fields: Fields, length: int) -> Span:
    end = fields.whole("end", length)
    start = fields.whole("start", end)
    fields.done()
    return Span(start, end)


def _optional_span(fields: Fields, key: str, length: int) -> Span | None:
    if key in fields:
        return _span(fields.fields(key), length)
    fields.leave(key)
    return None


def _source(fields: Fields) -> Source:
    source = Source(fields.text("file"), *(fields.optional_text(key) for key in _SOURCE[1:]))
    path = PurePosixPath(source.file)
    if path.is_absolute() or ".." in path.parts or "\\" in source.file or not path.parts:
        raise fields.error("'file' must name a file below the folder of the corpus")
    fields.done()
    return source


def _hash(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if not _HASH.fullmatch(value):
        raise fields.error(f"{key!r} must be 64 hexadecimal digits")
    return value


def _person(fields: Fields, length: int) -> PersonAnnotation:
    person = PersonAnnotation(
        _span(fields.fields("name"), length),
        _optional_span(fields, "role", length),
        _optional_span(fields, "initials", length),
        _optional_span(fields, "organisation", length),
        fields.flag("absent"),
    )
    fields.done()
    return person


def _item(fields: Fields, length: int) -> ItemAnnotation:
    item = ItemAnnotation(
        fields.optional_text("number"),
        _span(fields.fields("title"), length),
        fields.whole("end", length),
    )
    fields.done()
    return item
