"""Annotations of reading on disk: one JSON file a document, one unit a line, and no text."""

import datetime as dt
import hashlib
import importlib.resources
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from referat.annotations.corpus import shared_folder
from referat.annotations.reading import (
    ReadingAnnotation,
    ReadingItem,
    ReadingMeeting,
    ReadingParticipant,
    ReadingSplit,
    ReadingUnit,
    problems,
    reading_split_of,
)
from referat.annotations.schema import Source
from referat.errors import AnnotationError
from referat.labels import Section

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class ReadingDocument:
    """An annotation with the bytes of the file it is of."""

    annotation: ReadingAnnotation
    split: ReadingSplit
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadingCorpus:
    """The annotated documents that are here, by id, and one line for each that is not."""

    documents: tuple[ReadingDocument, ...]
    left_out: tuple[str, ...]


def dumps(annotation: ReadingAnnotation) -> str:
    """An annotation as JSON.

    Args:
        annotation: The annotation.
    """
    head = {
        "schema": SCHEMA_VERSION,
        "id": annotation.id,
        "source": _given(annotation.source),
        "sha256": annotation.sha256,
        "media_type": annotation.media_type,
        "annotator": annotation.annotator,
    }
    lists: dict[str, Sequence[object]] = {
        "meetings": [_meeting_row(meeting) for meeting in annotation.meetings],
        "items": [_given(item) for item in annotation.items],
        "units": [
            [unit.length, unit.fingerprint, unit.section, unit.item] for unit in annotation.units
        ],
    }
    lines = [f'"{key}": {_compact(value)}' for key, value in head.items()]
    for key, rows in lists.items():
        lines.append(f'"{key}": [\n' + ",\n".join(map(_compact, rows)) + "\n]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def loads(data: str) -> ReadingAnnotation:
    """An annotation from JSON.

    Args:
        data: The JSON.

    Raises:
        AnnotationError: It breaks the schema.
    """
    try:
        annotation = _from_row(json.loads(data))
        found = problems(annotation)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise AnnotationError(
            f"not an annotation of reading: {type(error).__name__}: {error}"
        ) from error
    if found:
        raise AnnotationError(f"not an annotation of reading: {found[0]}")
    return annotation


def load_reading_corpus(
    splits: Iterable[ReadingSplit], shared: Path | None = None
) -> ReadingCorpus:
    """The documents annotated for reading of some splits, with their files.

    Args:
        splits: The splits wanted.
        shared: Folder of real minutes, `shared_folder()` if None.
    """
    folder = importlib.resources.files("referat.annotations") / "standoff" / "reading"
    return corpus_of(folder, splits, shared_folder() if shared is None else shared)


def corpus_of(folder: Traversable, splits: Iterable[ReadingSplit], shared: Path) -> ReadingCorpus:
    """The documents whose annotations lie in a folder; see `load_reading_corpus`."""
    wanted = frozenset(splits)
    documents: list[ReadingDocument] = []
    left_out: list[str] = []
    for identifier, stored in _stored(folder):
        split = reading_split_of(identifier)
        if split is None or split not in wanted:
            continue
        annotation = loads(stored)
        path = shared / annotation.source.file
        data = path.read_bytes() if path.is_file() else None
        if data is None:
            left_out.append(f"{identifier}: there is no {annotation.source.file} in {shared}")
        elif hashlib.sha256(data).hexdigest() != annotation.sha256:
            left_out.append(f"{identifier}: {path} is not the file that was annotated (SHA-256)")
        else:
            documents.append(ReadingDocument(annotation, split, data))
    return ReadingCorpus(tuple(documents), tuple(left_out))


def _stored(folder: Traversable) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            yield entry.name.removesuffix(".json"), entry.read_text(encoding="utf-8")


def _from_row(row: Mapping[str, Any]) -> ReadingAnnotation:
    if row["schema"] != SCHEMA_VERSION:
        raise ValueError(f"schema {row['schema']} is not {SCHEMA_VERSION}")
    return ReadingAnnotation(
        id=row["id"],
        source=Source(**row["source"]),
        sha256=row["sha256"],
        media_type=row["media_type"],
        annotator=row["annotator"],
        meetings=tuple(_meeting(entry) for entry in row["meetings"]),
        items=tuple(
            ReadingItem(one.get("number"), one.get("title"), one["unit"], one["meeting"])
            for one in row["items"]
        ),
        units=tuple(
            ReadingUnit(length, digest, Section(section), item)
            for length, digest, section, item in row["units"]
        ),
    )


def _meeting(row: Mapping[str, Any]) -> ReadingMeeting:
    return ReadingMeeting(
        date=_date(row.get("date")),
        next_meeting=_date(row.get("next_meeting")),
        title=row.get("title"),
        body=row.get("body"),
        place=row.get("place"),
        participants=tuple(
            ReadingParticipant(
                name=person["name"],
                role=person.get("role"),
                organisation=person.get("organisation"),
                initials=person.get("initials"),
                absent=person.get("absent", False),
            )
            for person in row["participants"]
        ),
        unit=row["unit"],
    )


def _meeting_row(meeting: ReadingMeeting) -> dict[str, Any]:
    row = _given(meeting)
    for key in ("date", "next_meeting"):
        if key in row:
            row[key] = row[key].isoformat()
    row["participants"] = [
        {key: value for key, value in _given(person).items() if value is not False}
        for person in meeting.participants
    ]
    return row


def _given(row: Source | ReadingItem | ReadingMeeting | ReadingParticipant) -> dict[str, Any]:
    """The fields of a row that are not None."""
    return {key: value for key, value in asdict(row).items() if value is not None}


def _date(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
