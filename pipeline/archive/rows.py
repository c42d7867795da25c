"""What the ledger keeps of a document, as rows of the datasets."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
"""A row of a dataset, or a JSON object that the ledger keeps."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as the ledger has it; `names` are those it has now, or had last."""

    sha256: str
    names: tuple[str, ...]
    state: str
    year: int | None
    body: str | None = None
    stage: str | None = None
    reason: str | None = None
    made_with: str | None = None
    payload: Row | None = None

    @property
    def document(self) -> str:
        """The name that records carry: the first."""
        return self.names[0]


def document_row(kept: Kept) -> Row:
    """The row of a document; a meeting's facts are those of its first meeting."""
    content = kept.payload or {}
    meetings = content.get("meetings") or []
    first = meetings[0] if meetings else {}
    warnings = [*content.get("warnings", ())]
    for meeting in meetings:
        warnings.extend(meeting["warnings"])
    return {
        "document": kept.document,
        "names": list(kept.names),
        "sha256": kept.sha256,
        "state": kept.state,
        "media_type": content.get("media_type"),
        "pages": content.get("pages"),
        "characters": content.get("characters"),
        "meetings": len(meetings) if content else None,
        "title": first.get("title"),
        "body": kept.body or first.get("body"),
        "date": _day(first.get("date")),
        "year": kept.year,
        "next_meeting": _day(first.get("next_meeting")),
        "place": first.get("place"),
        "participants": first.get("participants", []),
        "absentees": first.get("absentees", []),
        "sentences": sum(len(meeting["sentences"]) for meeting in meetings) if content else None,
        "actions": len(content["actions"]) if content else None,
        "warnings": warnings,
        "model": kept.made_with,
    }


def error_row(kept: Kept) -> Row:
    """The row of a document that failed."""
    return {
        "document": kept.document,
        "names": list(kept.names),
        "sha256": kept.sha256,
        "stage": kept.stage,
        "reason": kept.reason,
        "year": kept.year,
    }


def record_rows(kept: Kept) -> Iterator[tuple[str, Row]]:
    """The rows of a document's sentences, deadlines, holders and actions, with their datasets."""
    content = kept.payload or {}
    meetings: Sequence[Mapping[str, Any]] = content.get("meetings", [])
    for number, meeting in enumerate(meetings):
        shared = {
            "document": kept.document,
            "sha256": kept.sha256,
            "meeting": number,
            "body": kept.body or meeting["body"],
            "date": _day(meeting["date"]),
            "year": _year(meeting["date"]),
        }
        for sentence in meeting["sentences"]:
            yield "sentences", {**sentence, **shared}
            inside = {"index": sentence["index"], "sentence": sentence["text"], **shared}
            for deadline in sentence["deadlines"]:
                yield "deadlines", {**deadline, "due": _day(deadline["due"]), **inside}
            for holder in sentence["responsible"]:
                yield "responsible", {**holder, **inside}
    for action in content.get("actions", []):
        yield "actions", _action(kept, action, meetings[action["meeting"]])


def _action(kept: Kept, action: Mapping[str, Any], meeting: Mapping[str, Any]) -> Row:
    body = kept.body or meeting["body"]
    return {
        **action,
        "due": _day(action["due"]),
        "meeting": {
            "title": meeting["title"],
            "date": _day(meeting["date"]),
            "body": body,
            "place": meeting["place"],
        },
        "document": kept.document,
        "sha256": kept.sha256,
        "body": body,
        "date": _day(meeting["date"]),
        "year": _year(meeting["date"]),
    }


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _year(value: str | None) -> int | None:
    return int(value[:4]) if value else None
