"""What the ledger keeps of a document: its records, without its names."""

from typing import Any

from referat.exporting.records import action_record, sentence_records
from referat.extractor import Extraction
from referat.minutes import Document, Meeting, Participant, TaggedMinutes

Payload = dict[str, Any]
"""A JSON object; names of the document are put in when it is written out, as they may change."""


def payload(document: Document, extraction: Extraction) -> Payload:
    """All that the store says of a document.

    Args:
        document: The document.
        extraction: What was extracted from it.
    """
    places = {id(part.minutes.meeting): number for number, part in enumerate(extraction.meetings)}
    actions = []
    for item in extraction.actions:
        record = _nameless(action_record(item))
        actions.append({**record, "meeting": places[id(item.meeting)]})
    return {
        "media_type": document.media_type,
        "characters": len(document.text),
        "pages": len(document.pages) or None,
        "warnings": list(document.warnings),
        "meetings": [_meeting(part) for part in extraction.meetings],
        "actions": actions,
    }


def _meeting(part: TaggedMinutes) -> Payload:
    meeting: Meeting = part.minutes.meeting
    return {
        "title": meeting.title,
        "body": meeting.body,
        "date": meeting.date.isoformat() if meeting.date else None,
        "next_meeting": meeting.next_meeting.isoformat() if meeting.next_meeting else None,
        "place": meeting.place,
        "participants": [_person(person) for person in meeting.participants],
        "absentees": [_person(person) for person in meeting.absentees],
        "warnings": list(meeting.warnings),
        "sentences": [_nameless(record) for record in sentence_records(part)],
    }


def _person(person: Participant) -> Payload:
    return {
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "initials": person.initials,
    }


def _nameless(record: Payload) -> Payload:
    return {name: value for name, value in record.items() if name not in ("document", "sha256")}
