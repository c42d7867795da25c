"""Sentence and action records: the fixed JSON shapes that trackers and notebooks rely on."""

from collections.abc import Iterator
from typing import Any

from referat.labels import TAGS
from referat.minutes import (
    ActionItem,
    AgendaItem,
    Deadline,
    Meeting,
    Responsible,
    TaggedMinutes,
    TaggedSentence,
)

Record = dict[str, Any]
"""One JSON object; its keys are listed in the schemas that come with the package."""


def sentence_records(tagged: TaggedMinutes) -> Iterator[Record]:
    """One record a sentence, in the order of the document."""
    for sentence in tagged.sentences:
        yield _sentence(tagged, sentence)


def action_record(item: ActionItem) -> Record:
    """An action item as a record."""
    return {
        "id": item.id,
        "title": item.title,
        "text": item.text,
        "kind": item.kind,
        "responsible": [_holder(holder) for holder in item.responsible],
        "due": item.due.isoformat() if item.due else None,
        "deadline_text": item.deadline_text,
        "meeting": _meeting(item.meeting),
        "item": _agenda_item(item.item),
        "document": item.document,
        "page": item.page,
        "start": item.start,
        "end": item.end,
        "score": round(item.score, 4),
        "sources": list(item.sources),
    }


def _sentence(tagged: TaggedMinutes, one: TaggedSentence) -> Record:
    document, sentence = tagged.minutes.document, one.sentence
    item = None if sentence.item is None else tagged.minutes.items[sentence.item]
    return {
        "document": document.source,
        "sha256": document.sha256,
        "index": sentence.index,
        "start": sentence.start,
        "end": sentence.end,
        "page": sentence.page,
        "text": sentence.text,
        "section": sentence.section.value,
        "item": _agenda_item(item),
        "tags": [tag.value for tag in one.tags],
        "scores": {tag.value: round(score, 4) for tag, score in zip(TAGS, one.scores, strict=True)},
        "deadlines": [_deadline(deadline) for deadline in one.deadlines],
        "responsible": [_holder(holder) for holder in one.responsible],
    }


def _deadline(deadline: Deadline) -> Record:
    return {
        "text": deadline.text,
        "start": deadline.start,
        "end": deadline.end,
        "value": deadline.value,
        "due": deadline.due.isoformat() if deadline.due else None,
        "relation": deadline.relation,
        "rule": deadline.rule,
    }


def _holder(holder: Responsible) -> Record:
    return {
        "text": holder.text,
        "start": holder.start,
        "end": holder.end,
        "participant": holder.participant,
        "rule": holder.rule,
    }


def _meeting(meeting: Meeting) -> Record:
    return {
        "title": meeting.title,
        "date": meeting.date.isoformat() if meeting.date else None,
        "body": meeting.body,
        "place": meeting.place,
        "warnings": list(meeting.warnings),
    }


def _agenda_item(item: AgendaItem | None) -> Record | None:
    return None if item is None else {"number": item.number, "title": item.title}
