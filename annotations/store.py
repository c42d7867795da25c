"""Annotations on disk: one JSON file a document, one sentence a line, no text of the document."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from referat.annotations.standoff import Letters, find
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Span


def text_hash(text: str) -> str:
    """SHA-256 of a canonical text, as annotations store it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dumps(annotation: Annotation, text: str) -> str:
    """An annotation as JSON, with letter positions and fingerprints taken from its text."""
    letters = Letters.of(text)
    head = {
        "schema": SCHEMA_VERSION,
        "id": annotation.id,
        "kind": annotation.kind,
        "source": {
            key: getattr(annotation.source, key)
            for key in ("file", "repository", "path", "commit", "licence")
            if getattr(annotation.source, key) is not None
        },
        "sha256": annotation.sha256,
        "text_sha256": annotation.text_sha256,
        "annotators": list(annotation.annotators),
        "date": _iso(annotation.date),
        "next_meeting": _iso(annotation.next_meeting),
        "body": _range(annotation.body, letters),
        "title": _range(annotation.title, letters),
        "persons": [_person_row(person, letters) for person in annotation.persons],
        "items": [
            {
                "number": item.number,
                "title": _range(item.title, letters),
                "end": item.end,
                "letters_end": letters.range(0, item.end).end,
            }
            for item in annotation.items
        ],
    }
    lines = [f"{json.dumps(key)}: {_compact(value)}" for key, value in head.items()]
    rows = ",\n".join(_compact(_sentence_row(row, letters)) for row in annotation.sentences)
    return "{\n" + ",\n".join(lines) + ',\n"sentences": [\n' + rows + "\n]\n}\n"


def loads(data: str, text: str) -> Annotation:
    """An annotation from JSON, its offsets fitted to the text as it is read now.

    Where the text is the one it was made on, the stored offsets are taken as they are; where a
    later reader gave another text, sentences are found again by their letters.

    Raises:
        AnnotationError: The JSON breaks the schema, or a tenth of the sentences or more is not in
            the text.
    """
    try:
        return _from_row(json.loads(data), text)
    except (KeyError, TypeError, ValueError) as error:
        raise AnnotationError(f"not an annotation: {type(error).__name__}: {error}") from error


def loads_as_stored(data: str, text: str) -> Annotation:
    """An annotation from JSON with the offsets that are stored, whatever they are, for checking.

    Raises:
        AnnotationError: The JSON breaks the schema, or was made on another text.
    """
    try:
        row = json.loads(data)
        if row["text_sha256"] != text_hash(text):
            raise AnnotationError("the text is another than the one that was annotated")
        sentences = tuple(_sentence(entry, _Exact()) for entry in row["sentences"])
        return replace(_from_row(row | {"sentences": []}, text), sentences=sentences)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise AnnotationError(f"not an annotation: {type(error).__name__}: {error}") from error


def load(path: Path, text: str) -> Annotation:
    """An annotation file; see `loads`."""
    try:
        return loads(path.read_text(encoding="utf-8"), text)
    except AnnotationError as error:
        raise AnnotationError(f"{path.name}: {error}") from error


def source_of(data: str) -> tuple[Source, str]:
    """The source that a stored annotation names, and the SHA-256 of its bytes."""
    row = json.loads(data)
    return Source(**row["source"]), row["sha256"]


def _from_row(row: Mapping[str, Any], text: str) -> Annotation:
    if row["schema"] != SCHEMA_VERSION:
        raise AnnotationError(f"schema {row['schema']} is not {SCHEMA_VERSION}")
    fit = _Exact() if row["text_sha256"] == text_hash(text) else _Refitted(row, text)
    sentences = [
        _sentence(entry, fit) for entry in row["sentences"] if fit.range(_ref(entry)) is not None
    ]
    return Annotation(
        id=row["id"],
        kind=row["kind"],
        source=Source(**row["source"]),
        sha256=row["sha256"],
        text_sha256=text_hash(text),
        date=_date(row["date"]),
        next_meeting=_date(row["next_meeting"]),
        body=_optional(row["body"], fit),
        title=_optional(row["title"], fit),
        persons=tuple(_person(entry, fit) for entry in row["persons"]),
        items=tuple(_item(entry, fit) for entry in row["items"]),
        sentences=tuple(_disjoint(sentences)),
        annotators=tuple(row["annotators"]),
    )


def _disjoint(sentences: Iterable[SentenceAnnotation]) -> Iterable[SentenceAnnotation]:
    """Sentences in order; of two found in one place, as names set twice can be, the first."""
    end = 0
    for sentence in sorted(sentences, key=lambda sentence: sentence.start):
        if sentence.start >= end:
            yield sentence
            end = sentence.end


class _Exact:
    """Stored offsets as they are."""

    def range(self, ref: "_Ref") -> Span | None:
        return ref.span

    def end(self, end: int, letters_end: int) -> int:
        return end


class _Refitted:
    """Offsets found again by letters in a text that another reader gave."""

    def __init__(self, row: Mapping[str, Any], text: str) -> None:
        self._letters = Letters.of(text)
        self._moves: list[tuple[int, int, int]] = []
        lost = 0
        move = 0
        for entry in row["sentences"]:
            start, end = entry["letters"]
            found = find(self._letters, start + move, end - start, entry["fingerprint"])
            if end == start or found is None:
                lost += end > start
                continue
            move = found - start
            self._moves.append((start, end, move))
        if lost * 10 >= max(1, len(row["sentences"])):
            raise AnnotationError(
                f"{lost} of {len(row['sentences'])} sentences are not in the text as it is read now"
            )

    def range(self, ref: "_Ref") -> Span | None:
        start, end = ref.letters
        for known_start, known_end, move in self._moves:
            if known_start <= start and end <= known_end and start < end:
                return self._letters.code_points(Span(start + move, end + move))
        return None

    def end(self, end: int, letters_end: int) -> int:
        moved = [known for known in self._moves if known[1] <= letters_end]
        if not moved:
            return 0
        last = max(moved, key=lambda known: known[1])
        return self._letters.code_points(Span(last[0] + last[2], last[1] + last[2])).end


class _Ref:
    """A stored range: code points and letters."""

    __slots__ = ("letters", "span")

    def __init__(self, start: int, end: int, letters: tuple[int, int]) -> None:
        self.span = Span(start, end)
        self.letters = letters


_Fit = _Exact | _Refitted


def _ref(row: Mapping[str, Any]) -> _Ref:
    return _Ref(row["start"], row["end"], (row["letters"][0], row["letters"][1]))


def _optional(row: Mapping[str, Any] | None, fit: _Fit) -> Span | None:
    return None if row is None else fit.range(_ref(row))


def _person(row: Mapping[str, Any], fit: _Fit) -> PersonAnnotation:
    return PersonAnnotation(
        name=_optional(row["name"], fit) or Span(0, 0),
        role=_optional(row.get("role"), fit),
        initials=_optional(row.get("initials"), fit),
        organisation=_optional(row.get("organisation"), fit),
        absent=row.get("absent", False),
    )


def _item(row: Mapping[str, Any], fit: _Fit) -> ItemAnnotation:
    return ItemAnnotation(
        number=row["number"],
        title=_optional(row["title"], fit) or Span(0, 0),
        end=fit.end(row["end"], row["letters_end"]),
    )


def _sentence(row: Mapping[str, Any], fit: _Fit) -> SentenceAnnotation:
    span = fit.range(_ref(row))
    if span is None:
        raise AnnotationError("a sentence is not in the text")
    return SentenceAnnotation(
        start=span.start,
        end=span.end,
        section=Section(row["section"]),
        item=row["item"],
        tags=tuple(Tag(tag) for tag in row["tags"]),
        deadlines=tuple(_deadlines(row.get("deadlines", ()), fit)),
        responsible=tuple(_holders(row.get("responsible", ()), fit)),
    )


def _deadlines(rows: Iterable[Mapping[str, Any]], fit: _Fit) -> Iterable[DeadlineAnnotation]:
    for row in rows:
        span = fit.range(_ref(row))
        if span is not None:
            yield DeadlineAnnotation(
                span.start, span.end, row["value"], _date(row["due"]), row["relation"]
            )


def _holders(rows: Iterable[Mapping[str, Any]], fit: _Fit) -> Iterable[ResponsibleAnnotation]:
    for row in rows:
        span = fit.range(_ref(row))
        if span is not None:
            yield ResponsibleAnnotation(span.start, span.end, row["person"])


def _sentence_row(sentence: SentenceAnnotation, letters: Letters) -> dict[str, Any]:
    row = _range(Span(sentence.start, sentence.end), letters) or {}
    row["fingerprint"] = letters.fingerprint(letters.range(sentence.start, sentence.end))
    row |= {"section": sentence.section.value, "item": sentence.item}
    row["tags"] = [tag.value for tag in sentence.tags]
    if sentence.deadlines:
        row["deadlines"] = [
            (_range(Span(deadline.start, deadline.end), letters) or {})
            | {
                "value": deadline.value,
                "due": _iso(deadline.due),
                "relation": deadline.relation,
            }
            for deadline in sentence.deadlines
        ]
    if sentence.responsible:
        row["responsible"] = [
            (_range(Span(holder.start, holder.end), letters) or {}) | {"person": holder.person}
            for holder in sentence.responsible
        ]
    return row


def _person_row(person: PersonAnnotation, letters: Letters) -> dict[str, Any]:
    row: dict[str, Any] = {"name": _range(person.name, letters)}
    for key in ("role", "initials", "organisation"):
        if getattr(person, key) is not None:
            row[key] = _range(getattr(person, key), letters)
    if person.absent:
        row["absent"] = True
    return row


def _range(span: Span | None, letters: Letters) -> dict[str, Any] | None:
    if span is None:
        return None
    found = letters.range(span.start, span.end)
    return {"start": span.start, "end": span.end, "letters": [found.start, found.end]}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _iso(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)
