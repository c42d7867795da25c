"""Gold annotation in the types of predictions, and examples to train on."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from referat.annotations.alignment import nearest, overlaps
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    PersonAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
)
from referat.labels import TAGS, Tag
from referat.minutes import (
    AgendaItem,
    Deadline,
    Document,
    Meeting,
    Minutes,
    Participant,
    Responsible,
    Sentence,
    SentenceInContext,
    Span,
    TaggedMinutes,
    TaggedSentence,
    contexts,
)
from referat.surface import surface

_CONTAINED = 0.6
"""A unit read in another segmentation takes the tags of gold units it holds this much of."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in its context with its gold tags."""

    context: SentenceInContext
    tags: tuple[Tag, ...]
    document: str
    deadlines: tuple[Span, ...] = ()
    """The parts of the sentence's text that are time expressions, in its code points."""
    responsible: tuple[Span, ...] = ()
    """The parts that are holders."""
    real: bool = False
    """Whether the document is a real one, and not composed for the corpus."""


def gold(annotated: AnnotatedDocument, read: Minutes) -> TaggedMinutes:
    """The annotation as tagged minutes.

    Args:
        annotated: The document and its annotation.
        read: The same document as `structure` reads it; kind, lead-in and column, which are not
            annotated, are taken over from its sentences.
    """
    document, annotation = annotated.document, annotated.annotation
    participants = [_participant(document, person) for person in annotation.persons]
    items = tuple(
        AgendaItem(item.number, _text(document, item.title), item.title.start, item.end)
        for item in annotation.items
    )
    spans = [Span(sentence.start, sentence.end) for sentence in annotation.sentences]
    partner = nearest(document.text, spans, [Span(s.start, s.end) for s in read.sentences])
    tagged: list[TaggedSentence] = []
    for index, sentence in enumerate(annotation.sentences):
        model = read.sentences[partner[index]] if index in partner else None
        tagged.append(_tagged(document, sentence, index, model, participants))
    minutes = Minutes(
        document,
        _meeting(document, annotation, participants),
        items,
        tuple(one.sentence for one in tagged),
    )
    return TaggedMinutes(minutes, tuple(tagged))


def examples(annotated: AnnotatedDocument, read: Minutes) -> list[Example]:
    """The sentences as `structure` finds them, with the tags of the gold units they hold.

    A tagger meets the segmentation and sections of the reader, so it is trained on them too. Tags
    that the section read forbids are kept: the rule is applied after scoring.
    """
    annotation = annotated.annotation
    left = [Span(sentence.start, sentence.end) for sentence in read.sentences]
    right = [Span(sentence.start, sentence.end) for sentence in annotation.sentences]
    units: list[list[SentenceAnnotation]] = [[] for _ in left]
    for overlap in overlaps(annotated.document.text, left, right):
        if _held(overlap.shared, overlap.union, annotated.document, right[overlap.right]):
            units[overlap.left].append(annotation.sentences[overlap.right])
    return [
        _example(annotated, sentence, context, found)
        for sentence, context, found in zip(read.sentences, contexts(read), units, strict=True)
    ]


def _example(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    context: SentenceInContext,
    units: Sequence[SentenceAnnotation],
) -> Example:
    tags = {tag for unit in units for tag in unit.tags}
    return Example(
        context,
        tuple(tag for tag in TAGS if tag in tags),
        annotated.annotation.id,
        _within(annotated.document, sentence, [one for unit in units for one in unit.deadlines]),
        _within(annotated.document, sentence, [one for unit in units for one in unit.responsible]),
        real=annotated.annotation.source.repository is not None,
    )


def _within(
    document: Document,
    sentence: Sentence,
    spans: Sequence[DeadlineAnnotation | ResponsibleAnnotation],
) -> tuple[Span, ...]:
    """The annotated ranges as ranges of the sentence's own text; those outside it are left out."""
    if not spans:
        return ()
    shown = surface(document, sentence.start, sentence.end)
    found = [
        Span(bisect_left(shown.offsets, span.start), bisect_left(shown.offsets, span.end))
        for span in spans
    ]
    return (
        tuple(span for span in found if span.start < span.end)
        if shown.text == sentence.text
        else ()
    )


def gold_examples(tagged: TaggedMinutes, identifier: str) -> list[Example]:
    """The gold sentences in their gold context."""
    return [
        Example(context, sentence.tags, identifier)
        for context, sentence in zip(contexts(tagged.minutes), tagged.sentences, strict=True)
    ]


def _held(shared: int, union: int, document: Document, unit: Span) -> bool:
    size = sum(character.isalnum() for character in document.text[unit.start : unit.end])
    return shared >= _CONTAINED * size or shared > union / 2


def _tagged(
    document: Document,
    annotation: SentenceAnnotation,
    index: int,
    model: Sentence | None,
    participants: list[Participant],
) -> TaggedSentence:
    text = surface(document, annotation.start, annotation.end).text
    base = Sentence(
        index,
        annotation.start,
        annotation.end,
        text,
        annotation.section,
        page=_page(document, annotation.start),
        item=annotation.item,
    )
    sentence = base
    if model is not None:
        sentence = replace(
            base, kind=model.kind, lead_in=model.lead_in, column=model.column, row=model.row
        )
    return TaggedSentence(
        sentence,
        annotation.tags,
        scores=tuple(float(tag in annotation.tags) for tag in TAGS),  # type: ignore[arg-type]
        deadlines=tuple(_deadlines(document, annotation)),
        responsible=tuple(_holders(document, annotation, participants)),
    )


def _deadlines(document: Document, annotation: SentenceAnnotation) -> Iterable[Deadline]:
    for span in annotation.deadlines:
        yield Deadline(
            surface(document, span.start, span.end).text,
            span.start,
            span.end,
            span.value,
            span.due,
            span.relation,
            "gold",
        )


def _holders(
    document: Document, annotation: SentenceAnnotation, participants: list[Participant]
) -> Iterable[Responsible]:
    for span in annotation.responsible:
        name = None if span.person is None else participants[span.person].name
        text = surface(document, span.start, span.end).text
        yield Responsible(text, span.start, span.end, name, "gold")


def _meeting(
    document: Document, annotation: Annotation, participants: list[Participant]
) -> Meeting:
    pairs = list(zip(participants, annotation.persons, strict=True))
    return Meeting(
        title=_text(document, annotation.title),
        body=_text(document, annotation.body),
        date=annotation.date,
        next_meeting=annotation.next_meeting,
        participants=tuple(one for one, person in pairs if not person.absent),
        absentees=tuple(one for one, person in pairs if person.absent),
    )


def _participant(document: Document, person: PersonAnnotation) -> Participant:
    return Participant(
        _text(document, person.name) or "",
        _text(document, person.role),
        _text(document, person.organisation),
        _text(document, person.initials),
    )


def _text(document: Document, span: Span | None) -> str | None:
    return None if span is None else surface(document, span.start, span.end).text


def _page(document: Document, position: int) -> int | None:
    for page in document.pages:
        if page.start <= position < page.end:
            return page.number
    return None
