"""Sheets for annotating a document that is read from its own format, without storing its text.

`render` numbers the units that `referat` finds in a document, for a person to read; the annotator
writes a file of edits that names units by number, and `apply` makes the annotation from both:

    @date 2019-03-12                  the meeting's date, or "-"; @next, @body, @title likewise
    @participant Mette Holm; formand; MH; -        also @absentee
    17 dr; r Mette Holm|Mette; f 2019-05-01 2019-05-01 by|inden 1. maj     tags and their spans
    19 -                          no tags, for changing an annotation
    18-25 section p                   section of one or several units
    40-42 merge                       they are one unit, called 40
    25 split Næste møde er || Tak     units 25.1, 25.2, 25.3 begin at these words
    52 item 4                         unit 52 is the title of agenda item 4 ("-" if no number)
    53 noitem                         unit 53 is no item title
    # remark                          left out
"""

from collections.abc import Iterable, Sequence
from typing import Final

from referat.annotations.converting.editing import Editor, Unit
from referat.annotations.converting.inline import (
    SECTION_LETTERS,
    finder,
    iso_date,
    person_annotation,
)
from referat.annotations.schema import (
    Annotation,
    ItemAnnotation,
    SentenceAnnotation,
    Source,
    problems,
)
from referat.annotations.store import text_hash
from referat.errors import AnnotationError
from referat.minutes import Document, Minutes, Span
from referat.surface import surface

_LETTER_OF: Final = {
    section: letter for letter, section in SECTION_LETTERS.items() if letter != "i"
}


def units(minutes: Minutes) -> list[Unit]:
    """The units of minutes as read, to start an annotation from."""
    opened: set[int] = set()
    found: list[Unit] = []
    for sentence in minutes.sentences:
        number = None
        if sentence.item is not None and sentence.item not in opened:
            opened.add(sentence.item)
            number = minutes.items[sentence.item].number or "-"
        found.append(
            Unit(str(sentence.index), sentence.start, sentence.end, sentence.section, number)
        )
    return found


def render(minutes: Minutes) -> str:
    """The sheet of a document: what its header was read as, and its numbered units."""
    meeting = minutes.meeting
    lines = [
        f"@date {meeting.date or '-'}",
        f"@next {meeting.next_meeting or '-'}",
        f"@body {meeting.body or '-'}",
        f"@title {meeting.title or '-'}",
    ]
    for label, people in (("participant", meeting.participants), ("absentee", meeting.absentees)):
        lines.extend(
            f"@{label} {person.name}; {person.role or '-'}; {person.initials or '-'}; "
            f"{person.organisation or '-'}"
            for person in people
        )
    for unit in units(minutes):
        if unit.item is not None:
            lines.append(f"--- item {unit.item}")
        text = surface(minutes.document, unit.start, unit.end).text
        lines.append(f"{unit.name} {_LETTER_OF[unit.section]}  {text}")
    return "\n".join(lines) + "\n"


def apply(
    minutes: Minutes, edits: str, identifier: str, kind: str, source: Source, annotator: str
) -> Annotation:
    """The annotation that edits make of a document as read.

    Args:
        minutes: The document, as `render` showed it.
        edits: The annotator's edits.
        identifier: The id of the annotation.
        kind: The kind of body.
        source: Where the document can be had.
        annotator: Who annotated, for the record.

    Raises:
        AnnotationError: An edit cannot be carried out, or breaks the schema's rules; every problem
            found stands on a line of its own.
    """
    facts = _facts(edits)
    people = _people(facts)
    editor = Editor(minutes.document, units(minutes), people)
    failures = editor.edit(edits.splitlines())
    heads = _Heads(minutes.document, facts)
    annotation = Annotation(
        id=identifier,
        kind=kind,
        source=source,
        sha256=minutes.document.sha256,
        text_sha256=text_hash(minutes.document.text),
        date=iso_date(heads.fact("date")),
        next_meeting=iso_date(heads.fact("next")),
        body=heads.find(heads.fact("body"), 0),
        title=heads.find(heads.fact("title"), 0),
        persons=tuple(
            person_annotation(person, heads.find, absent=index >= len(facts.get("participant", [])))
            for index, person in enumerate(people)
        ),
        items=tuple(_items(editor.units, len(minutes.document.text))),
        sentences=tuple(_sentences(editor.units)),
        annotators=(annotator,),
    )
    failures.extend(problems(annotation, minutes.document.text))
    if failures:
        raise AnnotationError("\n".join(failures))
    return annotation


def _facts(edits: str) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for line in edits.splitlines():
        if line.strip().startswith("@"):
            key, _, value = line.strip()[1:].partition(" ")
            facts.setdefault(key, []).append(value.strip())
    return facts


def _people(facts: dict[str, list[str]]) -> list[tuple[str, ...]]:
    people = [
        tuple(part.strip() for part in value.split(";"))
        for key in ("participant", "absentee")
        for value in facts.get(key, [])
    ]
    for person in people:
        if len(person) != 4:
            raise AnnotationError("a person needs 'name; role; initials; organisation'")
    return people


class _Heads:
    """The facts of the header that edits state, and where their words stand."""

    def __init__(self, document: Document, facts: dict[str, list[str]]) -> None:
        self._document = document
        self._facts = facts

    def fact(self, key: str) -> str:
        """A fact as stated, "-" if it is not."""
        return self._facts.get(key, ["-"])[0]

    def find(self, words: str, start: int) -> Span | None:
        """Where words stand from an offset on."""
        whole = surface(self._document, start, len(self._document.text))
        found = finder(whole.text)(words, 0)
        return None if found is None else whole.span(found.start, found.end)


def _items(units: Sequence[Unit], end: int) -> Iterable[ItemAnnotation]:
    titles = [unit for unit in units if unit.item is not None]
    ends = [*(unit.start for unit in titles[1:]), end]
    for unit, behind in zip(titles, ends, strict=False):
        number = None if unit.item == "-" else unit.item
        yield ItemAnnotation(number, Span(unit.start, unit.end), behind)


def _sentences(units: Sequence[Unit]) -> Iterable[SentenceAnnotation]:
    item = -1
    for unit in units:
        item += unit.item is not None
        yield SentenceAnnotation(
            unit.start,
            unit.end,
            unit.section,
            item if item >= 0 else None,
            unit.tags,
            unit.deadlines,
            unit.responsible,
        )
