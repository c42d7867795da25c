"""What an adjudicator reads, and the annotation that the adjudicator's edits make of the first.

`render` shows every unit of the first annotation with the tags of both annotators, a star where
they differ. The adjudicator writes edits in the language of sheets (`converting/sheet.py`) for the
units where the first annotator is not right; units that are not named stay as the first has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from referat.annotations.coding import disagreements
from referat.annotations.converting.editing import Editor, Unit
from referat.annotations.converting.inline import SECTION_LETTERS, TAG_LETTERS
from referat.annotations.schema import (
    Annotation,
    PersonAnnotation,
    SentenceAnnotation,
    problems,
)
from referat.annotations.store import text_hash
from referat.errors import AnnotationError
from referat.labels import Tag
from referat.minutes import Document, Span
from referat.surface import surface

_SECTION_LETTER: Final = {
    section: letter for letter, section in SECTION_LETTERS.items() if letter != "i"
}
_TAG_LETTER: Final = {tag: letter for letter, tag in TAG_LETTERS.items()}


def render(document: Document, first: Annotation, second: Annotation) -> str:
    """The units of the first annotation with the tags and spans of both, differing ones starred.

    Args:
        document: The document that both annotated.
        first: The annotation that the adjudicator's edits are made on.
        second: The other.
    """
    differing = {one.unit: one for one in disagreements(document.text, first, second)}
    lines = [f"@date {first.date or '-'}", f"@next {first.next_meeting or '-'}"]
    lines += [f"@participant {'; '.join(person)}" for person in _people(document, first)]
    titles = {item.title.start: item.number or "-" for item in first.items}
    for number, sentence in enumerate(first.sentences):
        if sentence.start in titles:
            lines.append(f"--- item {titles[sentence.start]}")
        lines.append(_unit_line(document, number, sentence, starred=number in differing))
        lines += [f"      first:  {span}" for span in _spans(document, first, sentence)]
        if number in differing:
            lines.append(f"      second: {_letters(differing[number].second) or 'no tag'}")
    lines += ["--- spans of the second annotator that the first has otherwise"]
    lines += list(_other_spans(document, first, second))
    lines += ["--- units that only the second annotator has, with tags"]
    lines += [
        f"{_letters(one.second)}  {surface(document, one.start, one.end).text}"
        for one in disagreements(document.text, first, second)
        if one.unit is None
    ]
    return "\n".join(lines) + "\n"


def adjudicated(document: Document, first: Annotation, edits: str, adjudicator: str) -> Annotation:
    """The first annotation with an adjudicator's edits; header and items stay as they are.

    Args:
        document: The document.
        first: The annotation that the edits are made on.
        edits: The edits, which name units by their number in it.
        adjudicator: Who adjudicated, for the record.

    Raises:
        AnnotationError: An edit cannot be carried out, or breaks the schema's rules.
    """
    units = [
        Unit(
            str(number),
            one.start,
            one.end,
            one.section,
            tags=one.tags,
            deadlines=one.deadlines,
            responsible=one.responsible,
        )
        for number, one in enumerate(first.sentences)
    ]
    editor = Editor(document, units, _people(document, first))
    failures = editor.edit(edits.splitlines())
    failures += [
        f"unit {unit.name}: titles are not edited here" for unit in editor.units if unit.item
    ]
    made = replace(
        first,
        text_sha256=text_hash(document.text),
        sentences=tuple(_sentences(first, editor.units)),
        annotators=(*first.annotators, adjudicator),
    )
    failures += problems(made, document.text)
    if failures:
        raise AnnotationError("\n".join(failures))
    return made


def _sentences(first: Annotation, units: Sequence[Unit]) -> Iterator[SentenceAnnotation]:
    """Units as sentences, each in the item of the sentence that it was or began in."""
    before = list(first.sentences)
    for unit in units:
        while len(before) > 1 and before[1].start <= unit.start:
            before.pop(0)
        yield SentenceAnnotation(
            unit.start,
            unit.end,
            unit.section,
            before[0].item,
            unit.tags,
            unit.deadlines,
            unit.responsible,
        )


def _people(document: Document, annotation: Annotation) -> list[tuple[str, ...]]:
    return [_person(document, person) for person in annotation.persons]


def _person(document: Document, person: PersonAnnotation) -> tuple[str, ...]:
    parts = (person.name, person.role, person.initials, person.organisation)
    return tuple("-" if part is None else _shown(document, part) for part in parts)


def _shown(document: Document, span: Span) -> str:
    return surface(document, span.start, span.end).text


def _unit_line(
    document: Document, number: int, sentence: SentenceAnnotation, *, starred: bool
) -> str:
    text = surface(document, sentence.start, sentence.end).text
    tags = _letters(sentence.tags) or "-"
    mark = "*" if starred else " "
    return f"{mark} {number} {_SECTION_LETTER[sentence.section]} [{tags}]  {text}"


def _letters(tags: Sequence[Tag]) -> str:
    return "".join(_TAG_LETTER[tag] for tag in tags)


def _spans(
    document: Document, annotation: Annotation, sentence: SentenceAnnotation
) -> Iterator[str]:
    """The spans of a sentence in the language of edits."""
    for deadline in sentence.deadlines:
        words = _shown(document, Span(deadline.start, deadline.end))
        head = f"{deadline.value or '-'} {deadline.due or '-'} {deadline.relation or '-'}"
        yield f"f {head}|{words}"
    for holder in sentence.responsible:
        words = _shown(document, Span(holder.start, holder.end))
        person = None if holder.person is None else annotation.persons[holder.person]
        yield f"r {'-' if person is None else _shown(document, person.name)}|{words}"


def _other_spans(document: Document, first: Annotation, second: Annotation) -> Iterator[str]:
    known = {
        (sentence.start, span)
        for sentence in first.sentences
        for span in _spans(document, first, sentence)
    }
    numbers = {sentence.start: number for number, sentence in enumerate(first.sentences)}
    for sentence in second.sentences:
        for span in _spans(document, second, sentence):
            if (sentence.start, span) not in known:
                yield f"{numbers.get(sentence.start, '?')} second: {span}"
