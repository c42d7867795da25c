"""What comes back of records of sentences: each read by itself, then joined to documents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from referat.annotations.converting.edits import deadlines_at, holders_at
from referat.annotations.converting.facts import (
    name,
    read_deadlines,
    read_facts,
    read_holders,
)
from referat.annotations.converting.fields import Fields
from referat.annotations.converting.records import shifted
from referat.annotations.converting.tools import AnnotatedText, Imported, checked
from referat.annotations.schema import SentenceAnnotation
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record belongs; `facts` and `after` stand in the first one of a document."""

    where: str
    document: str
    index: int
    count: int
    before: str
    item: int | None
    after: str | None
    facts: Fields | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence as it came back; None where the annotator would not have it in the corpus."""

    place: Place
    text: str
    sentence: SentenceAnnotation | None
    notes: tuple[str, ...] = ()


def read_place(fields: Fields) -> Place:
    """The place of a record that came back; the details of spans are left to read."""
    return Place(
        fields.where,
        name(fields, "document"),
        fields.whole("index"),
        fields.whole("count"),
        fields.text("before"),
        fields.optional_whole("item"),
        fields.optional_text("after"),
        fields.fields("facts") if "facts" in fields else None,
    )


def with_details(
    fields: Fields,
    text: str,
    section: Section,
    tags: Iterable[Tag],
    spans: dict[Tag, list[Span]] | None,
) -> Answer:
    """The answer of a tool that knows spans by label alone.

    Args:
        fields: What it carried along, as `Task.details` gave it.
        text: The sentence.
        section: Its section.
        tags: Its tags.
        spans: Where deadlines and holders are; None where the tool does not show spans, so that
            those known are kept wherever their tag is.
    """
    place = read_place(fields)
    deadlines, holders = read_deadlines(fields), read_holders(fields)
    fields.done()
    given = frozenset(tags)
    if spans is None:
        spans = {
            Tag.DEADLINE: [Span(one.start, one.end) for one in deadlines],
            Tag.RESPONSIBLE: [Span(one.start, one.end) for one in holders],
        }
        spans = {tag: found for tag, found in spans.items() if tag in given}
    times = deadlines_at(spans.get(Tag.DEADLINE, ()), deadlines)
    persons = holders_at(spans.get(Tag.RESPONSIBLE, ()), holders)
    sentence = SentenceAnnotation(
        0,
        len(text),
        section,
        place.item,
        tuple(tag for tag in Tag if tag in given),
        times.spans,
        persons.spans,
    )
    notes = [
        *(f"{text[one.start : one.end]!r} is new and has no value" for one in times.new),
        *(f"{text[one.start : one.end]!r} is new and refers to nobody" for one in persons.new),
        *(
            f"{text[one.start : one.end]!r} was moved and keeps its value {one.value}"
            for one in times.moved
        ),
        *(
            f"{text[one.start : one.end]!r} was moved and refers to whom it referred"
            for one in persons.moved
        ),
    ]
    return Answer(place, text, sentence, tuple(notes))


def documents(rows: Iterable[Fields], read: Callable[[Fields], Answer]) -> Imported:
    """The documents whose sentences came back, in the order of their first ones.

    Args:
        rows: The records of a tool.
        read: Reads one; a record that it cannot read costs its document alone.
    """
    groups: dict[str, list[Answer]] = {}
    failures: list[AnnotationError] = []
    for row in rows:
        try:
            answer = read(row)
        except AnnotationError as error:
            failures.append(error)
        else:
            groups.setdefault(answer.place.document, []).append(answer)
    found: list[AnnotatedText] = []
    for identifier, group in groups.items():
        try:
            found.append(_document(identifier, group))
        except AnnotationError as error:
            failures.append(error)
    notes = [
        f"{answer.place.where}: {note}"
        for group in groups.values()
        for answer in group
        for note in answer.notes
    ]
    return Imported(tuple(found), tuple(notes), tuple(failures))


def _document(identifier: str, group: Sequence[Answer]) -> AnnotatedText:
    answers = _complete(identifier, group)
    first = answers[0].place
    if first.facts is None or first.after is None:
        raise AnnotationError(f"{first.where}: the facts of {identifier} are missing")
    pieces: list[str] = []
    sentences: list[SentenceAnnotation] = []
    length = 0
    for answer in answers:
        pieces += [answer.place.before, answer.text]
        length += len(answer.place.before)
        if answer.sentence is not None:
            sentences.append(shifted(answer.sentence, length))
        length += len(answer.text)
    text = "".join(pieces) + first.after
    facts = read_facts(first.facts, text)
    first.facts.done()
    if facts.id != identifier:
        raise AnnotationError(f"{first.where}: the facts are of {facts.id}, not of {identifier}")
    return checked(AnnotatedText(text, replace(facts, sentences=tuple(sentences))))


def _complete(identifier: str, group: Sequence[Answer]) -> list[Answer]:
    """The answers of a document in order, none missing and none twice."""
    answers = sorted(group, key=lambda answer: answer.place.index)
    for expected, answer in enumerate(answers):
        place = answer.place
        if place.index < expected:
            raise AnnotationError(
                f"{identifier}: sentence {place.index} stands twice, the second time in "
                f"{place.where}; keep one"
            )
        if place.index > expected:
            raise AnnotationError(f"{identifier}: sentence {expected} is not in the files")
        if place.count != answers[0].place.count:
            raise AnnotationError(f"{place.where}: 'count' is not that of the other sentences")
    if len(answers) != answers[0].place.count:
        raise AnnotationError(
            f"{identifier}: {len(answers)} of {answers[0].place.count} sentences are in the files; "
            "let the tool give back all"
        )
    return answers
