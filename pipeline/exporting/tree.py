"""The structure of a document as an indented tree, for people to check the reading with."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from referat.minutes import Document, Meeting, Minutes, Participant, Sentence

_INDENT: Final = "  "
_UNTITLED: Final = "(no title)"


def tree(document: Document, meetings: Sequence[Minutes]) -> str:
    """The meetings, agenda items, sections and sentences of a document, one line each.

    A sentence has its running number, page and offsets in front; its lead-in and the head of its
    column stand behind it.

    Args:
        document: The document.
        meetings: The minutes of each meeting in it.
    """
    pages = f", {len(document.pages)} pages" if document.pages else ""
    lines = [f"{document.source} ({document.media_type}{pages}, sha256 {document.sha256[:12]})"]
    lines.extend(f"warning: {warning}" for warning in document.warnings)
    for number, minutes in enumerate(meetings, start=1):
        lines.append(f"meeting {number}")
        lines.extend(_INDENT + line for line in _facts(minutes.meeting))
        lines.extend(_INDENT + line for line in _items(minutes))
    return "".join(f"{_plain(line)}\n" for line in lines)


def _facts(meeting: Meeting) -> Iterator[str]:
    """What the header says, a line each; what it does not say has a dash."""
    yield f"title: {meeting.title or '-'}"
    yield f"body: {meeting.body or '-'}"
    yield f"date: {meeting.date or '-'}"
    yield f"place: {meeting.place or '-'}"
    yield f"next meeting: {meeting.next_meeting or '-'}"
    for label, people in (("present", meeting.participants), ("absent", meeting.absentees)):
        yield f"{label}: {'; '.join(map(_person, people)) or '-'}"
    yield from (f"warning: {warning}" for warning in meeting.warnings)


def _person(person: Participant) -> str:
    notes = (person.role, person.organisation, person.initials)
    told = ", ".join(note for note in notes if note)
    return f"{person.name} ({told})" if told else person.name


def _items(minutes: Minutes) -> Iterator[str]:
    """The sentences under their items and sections."""
    for item, inside in groupby(minutes.sentences, key=lambda sentence: sentence.item):
        if item is None:
            yield "outside the items"
        else:
            number, title = minutes.items[item].number, minutes.items[item].title
            yield f"item {number or '-'}: {title or _UNTITLED}"
        for section, sentences in groupby(inside, key=lambda sentence: sentence.section):
            yield f"{_INDENT}{section.value}"
            for sentence in sentences:
                yield f"{_INDENT * 2}{_sentence(sentence)}"


def _sentence(sentence: Sentence) -> str:
    page = "" if sentence.page is None else f" p{sentence.page}"
    notes = []
    if sentence.row is not None:
        notes.append(f"table {sentence.row[0]} row {sentence.row[1]}")
    if sentence.column:
        notes.append(f"column: {sentence.column}")
    if sentence.lead_in:
        notes.append(f"under: {sentence.lead_in}")
    behind = f"  <{'; '.join(notes)}>" if notes else ""
    place = f"[{sentence.index}{page} {sentence.start}-{sentence.end}]"
    return f"{place} {sentence.text}{behind}"


def _plain(line: str) -> str:
    """The line with what does not print, and could steer a terminal, as escapes."""
    return "".join(
        char if char.isprintable() or char == "\xa0" else char.encode("unicode_escape").decode()
        for char in line
    )
