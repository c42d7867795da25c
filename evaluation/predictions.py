"""Predictions of other people's systems, read from a file of sentence records and checked."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, NoReturn

from referat.annotations.corpus import AnnotatedDocument
from referat.errors import UsageError
from referat.labels import TAGS, Tag
from referat.minutes import Deadline, Document, Relation, Responsible
from referat.surface import surface

Scores = tuple[float, float, float, float]

_RULE: Final = "predictions"
_LISTED: Final = 5
_SHOWN: Final = 60
_RELATIONS: Final[dict[str | None, Relation | None]] = {"by": "by", "at": "at", None: None}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:-Q[1-4]|-H[12])?|(?P<month>[0-9]{4}-[0-9]{2})"
    r"|(?P<week>[0-9]{4}-W[0-9]{2})|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?)"
)
_FIRST_DAY: Final = {"year": "-01-01", "month": "-01", "week": "-1", "day": ""}


@dataclass(frozen=True, slots=True)
class PredictedSentence:
    """What a system says of one range of a document; `scores` in the order of `TAGS`."""

    start: int
    end: int
    tags: tuple[Tag, ...]
    scores: Scores
    deadlines: tuple[Deadline, ...] = ()
    responsible: tuple[Responsible, ...] = ()


@dataclass(frozen=True, slots=True)
class PredictedRecord:
    """A sentence with its line of the file, its index there, and its text where it is given."""

    line: int
    index: int
    text: str | None
    sentence: PredictedSentence


@dataclass(frozen=True, slots=True)
class Predictions:
    """The records of a predictions file by the SHA-256 of their document, in order of lines."""

    path: Path
    records: Mapping[str, tuple[PredictedRecord, ...]]

    def of(self, document: Document) -> tuple[PredictedSentence, ...]:
        """The sentences predicted for a document, in the order of its text."""
        found = (record.sentence for record in self.records.get(document.sha256, ()))
        return tuple(sorted(found, key=lambda sentence: (sentence.start, sentence.end)))


def read_predictions(path: Path) -> Predictions:
    """The predictions of a JSON Lines file of sentence records.

    Args:
        path: The file, of the form that `referat extract --format jsonl` writes.

    Raises:
        UsageError: The file cannot be read, is empty, or has a line that is no sentence record.
    """
    try:
        data = path.read_bytes().rstrip()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); name a file") from error
    if not data:
        raise UsageError(f"{path} is empty; write one sentence record a line")
    records: dict[str, list[PredictedRecord]] = defaultdict(list)
    for number, line in enumerate(data.split(b"\n"), start=1):
        fields = _fields(line, f"{path}, line {number}")
        fields.string("document")
        records[fields.string("sha256")].append(_record(fields, number))
    return Predictions(path, {sha256: tuple(found) for sha256, found in records.items()})


def check_predictions(predictions: Predictions, documents: Sequence[AnnotatedDocument]) -> None:
    """Refuse predictions that do not fit the documents they are to be scored on.

    Args:
        predictions: The predictions.
        documents: Every document of the split.

    Raises:
        UsageError: A record does not fit, two records clash, or a document has no record.
    """
    known = {one.document.sha256: one for one in documents}
    for sha256, records in predictions.records.items():
        if sha256 not in known:
            where = f"{predictions.path}, line {records[0].line}"
            fault = "is of no document of this split; leave it out, or predict on the same file"
            _refuse(where, f"sha256 {_shown(sha256)} {fault}")
        for record in records:
            _check_place(f"{predictions.path}, line {record.line}", record, known[sha256])
        _check_clashes(predictions.path, records)
    absent = [one for one in documents if one.document.sha256 not in predictions.records]
    if absent:
        names = ", ".join(one.annotation.id for one in absent[:_LISTED])
        more = f" and {len(absent) - _LISTED} more" if len(absent) > _LISTED else ""
        advice = "write records for every document"
        raise UsageError(f"{predictions.path} has no line for {names}{more}; {advice}")


def _check_clashes(path: Path, records: Sequence[PredictedRecord]) -> None:
    """Refuse records of one document with the same index or with ranges that overlap."""
    lines: dict[int, int] = {}
    for record in records:
        if record.index in lines:
            fault = f"index {record.index} stands in line {lines[record.index]} too"
            _refuse(f"{path}, line {record.line}", f"{fault}; write each sentence once")
        lines[record.index] = record.line
    ordered = sorted(records, key=lambda one: (one.sentence.start, one.sentence.end, one.line))
    for first, second in pairwise(ordered):
        one, other = first.sentence, second.sentence
        if other.start < one.end:
            fault = f"range {other.start}-{other.end} overlaps {one.start}-{one.end} of line "
            advice = f"{first.line}; write each sentence once, without overlap"
            _refuse(f"{path}, line {second.line}", fault + advice)


def _check_place(where: str, record: PredictedRecord, annotated: AnnotatedDocument) -> None:
    """Refuse a record that lies beyond its document, or whose texts are not what stands there."""
    document, sentence, name = annotated.document, record.sentence, annotated.annotation.id
    advice = "count code points of the text as referat reads it"
    if sentence.end > len(document.text):
        size = len(document.text)
        _refuse(where, f"end {sentence.end} is beyond the {size} characters of {name}; {advice}")
    texts = [] if record.text is None else [(record.text, sentence.start, sentence.end)]
    texts += [(one.text, one.start, one.end) for one in sentence.deadlines]
    texts += [(one.text, one.start, one.end) for one in sentence.responsible]
    for text, start, end in texts:
        there = surface(document, start, end).text
        if _letters(text) != _letters(there):
            fault = f"text {_shown(text)} is not what stands at {start}-{end} of {name}"
            _refuse(where, f"{fault}, {_shown(there)}; {advice}")


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@dataclass(frozen=True, slots=True)
class _Fields:
    """A JSON object whose values are taken out by type, and where it stands."""

    where: str
    values: Mapping[str, object]

    def value(self, key: str) -> object:
        if key not in self.values:
            _refuse(self.where, f"key {key!r} is missing; add it")
        return self.values[key]

    def string(self, key: str) -> str:
        if not isinstance(value := self.value(key), str):
            _refuse(self.where, f"{key} {_shown(value)} is no string; write a string")
        return value

    def string_or_null(self, key: str) -> str | None:
        return None if self.value(key) is None else self.string(key)

    def whole(self, key: str) -> int:
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            _refuse(self.where, f"{key} {_shown(value)} must be a whole number from 0")
        return value

    def span(self, inside: tuple[int, int] | None = None) -> tuple[int, int]:
        start, end = self.whole("start"), self.whole("end")
        if end <= start:
            _refuse(self.where, f"end {end} must be greater than start {start}")
        if inside and not inside[0] <= start < end <= inside[1]:
            _refuse(self.where, f"{start}-{end} must lie inside its sentence, {inside}")
        return start, end

    def array(self, key: str) -> list[object]:
        if not isinstance(value := self.value(key), list):
            _refuse(self.where, f"{key} {_shown(value)} is no array; write an array")
        return value

    def objects(self, key: str) -> Iterator["_Fields"]:
        """The objects of an array, none where the key is missing."""
        for place, value in enumerate(self.array(key) if key in self.values else ()):
            yield _object(value, f"{self.where}, {key}[{place}]")


def _fields(line: bytes, where: str) -> _Fields:
    try:
        return _object(json.loads(line.decode(), object_pairs_hook=_unique), where)
    except UnicodeDecodeError:
        _refuse(where, "not UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        _refuse(where, f"not JSON ({error}); write one JSON object a line")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _object(value: object, where: str) -> _Fields:
    if not isinstance(value, dict):
        _refuse(where, f"{_shown(value)} is no JSON object; write an object")
    return _Fields(where, value)


def _record(fields: _Fields, line: int) -> PredictedRecord:
    span = fields.span()
    given = [_tag(name, fields.where) for name in fields.array("tags")]
    if len(set(given)) < len(given):
        _refuse(fields.where, "a tag is given twice; name each once")
    tags = tuple(tag for tag in TAGS if tag in given)
    deadlines = tuple(_deadline(one, span) for one in fields.objects("deadlines"))
    holders = tuple(_holder(one, span) for one in fields.objects("responsible"))
    sentence = PredictedSentence(*span, tags, _scores(fields, tags), deadlines, holders)
    text = fields.string("text") if "text" in fields.values else None
    return PredictedRecord(line, fields.whole("index"), text, sentence)


def _tag(name: object, where: str) -> Tag:
    if not isinstance(name, str) or name not in list(TAGS):
        _refuse(where, f"there is no tag {_shown(name)}; there are {', '.join(TAGS)}")
    return Tag(name)


def _scores(fields: _Fields, tags: tuple[Tag, ...]) -> Scores:
    """The scores as written; where there are none, 1 for a tag given and 0 for others."""
    plain = {tag.value: float(tag in tags) for tag in TAGS}
    scores = _object(fields.values.get("scores", plain), f"{fields.where}, scores")
    for name in scores.values:
        _tag(name, scores.where)
    decision, deferral, deadline, holder = (_score(scores, tag) for tag in TAGS)
    return decision, deferral, deadline, holder


def _score(scores: _Fields, tag: Tag) -> float:
    value = scores.value(tag.value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        _refuse(scores.where, f"{tag.value} {_shown(value)} must be a number from 0 to 1")
    return float(value)


def _deadline(fields: _Fields, sentence: tuple[int, int]) -> Deadline:
    start, end = fields.span(sentence)
    value, due = fields.string_or_null("value"), fields.string_or_null("due")
    if value is not None and not _is_time(value):
        _refuse(fields.where, f"value {_shown(value)} must be an ISO 8601 time or NEXT_MEETING")
    if due is not None and not (_DAY.fullmatch(due) and _is_real(due)):
        _refuse(fields.where, f"due {_shown(due)} must be a date like 2022-04-01, or null")
    if (relation := fields.string_or_null("relation")) not in _RELATIONS:
        _refuse(fields.where, f"relation {_shown(relation)} must be 'by', 'at' or null")
    day = None if due is None else dt.date.fromisoformat(due)
    return Deadline(fields.string("text"), start, end, value, day, _RELATIONS[relation], _RULE)


def _holder(fields: _Fields, sentence: tuple[int, int]) -> Responsible:
    participant = fields.string_or_null("participant")
    return Responsible(fields.string("text"), *fields.span(sentence), participant, _RULE)


def _is_time(value: str) -> bool:
    """Whether a value is a time as the schema of sentence records has it, and a real one."""
    first, _, last = value.partition("/")
    return value == "NEXT_MEETING" or (_is_real(first) and (not last or _is_real(last)))


def _is_real(value: str) -> bool:
    if not (match := _TIME.fullmatch(value)):
        return False
    form = match.lastgroup or ""
    try:
        return bool(dt.datetime.fromisoformat(match[form] + _FIRST_DAY[form]))
    except ValueError:
        return False


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _refuse(where: str, fault: str) -> NoReturn:
    raise UsageError(f"{where}: {fault}")
