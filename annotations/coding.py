"""What two annotators made of one document, unit by unit and word by word."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from referat.annotations.alignment import matches
from referat.annotations.schema import Annotation, DeadlineAnnotation, ResponsibleAnnotation
from referat.labels import TAGS, Tag
from referat.minutes import Span

DEADLINE_SPAN: Final = "deadline span"
HOLDER_SPAN: Final = "responsible span"
CATEGORIES: Final = (*(tag.value for tag in TAGS), DEADLINE_SPAN, HOLDER_SPAN)
"""What agreement is measured on: the four tags by unit, the two types of span by word."""
_WORD: Final = re.compile(r"\w+")

Pair = tuple[frozenset[Tag], frozenset[Tag]]
"""The tags that two annotators gave one unit."""
_Value = TypeVar("_Value", DeadlineAnnotation, ResponsibleAnnotation)


@dataclass(frozen=True, slots=True)
class Counts:
    """Units or words that both, only the first, only the second, or neither annotator marked."""

    both: int
    first: int
    second: int
    neither: int


@dataclass(frozen=True, slots=True)
class Coding:
    """Two annotators on one document.

    `values` counts the spans that both marked by the same words, and of these the ones with the
    same deadline value and due date, or the same participant.
    """

    document: str
    kind: str
    real: bool
    counts: dict[str, Counts]
    values: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit of either annotator that the other tagged otherwise, by its offsets.

    `unit` is its number in the first annotation, None where only the second has such a unit.
    """

    unit: int | None
    start: int
    end: int
    first: tuple[Tag, ...]
    second: tuple[Tag, ...]


def coded(text: str, first: Annotation, second: Annotation, *, real: bool) -> Coding:
    """The counts of agreement of two annotations of one document.

    Args:
        text: The canonical text that both annotated.
        first: One annotation.
        second: The other.
        real: Whether the document is a real one.
    """
    units = pairs(text, first, second)
    counts = {
        tag.value: _counts([(tag in one, tag in other) for one, other in units]) for tag in TAGS
    }
    words = [match.start() for match in _WORD.finditer(text)]
    ours, theirs = _deadlines(first), _deadlines(second)
    counts[DEADLINE_SPAN] = _counts(list(_marked(words, ours, theirs)))
    holders, others = _holders(first), _holders(second)
    counts[HOLDER_SPAN] = _counts(list(_marked(words, holders, others)))
    values = {
        DEADLINE_SPAN: _same(
            ours, theirs, lambda one, other: (one.value, one.due) == (other.value, other.due)
        ),
        HOLDER_SPAN: _same(
            holders,
            others,
            lambda one, other: _named(text, first, one) == _named(text, second, other),
        ),
    }
    return Coding(first.id, first.kind, real, counts, values)


def pairs(text: str, first: Annotation, second: Annotation) -> list[Pair]:
    """The tags of each unit of either annotator; a unit only one of them has counts as untagged.

    Args:
        text: The canonical text that both annotated.
        first: One annotation.
        second: The other.
    """
    partner = _partners(text, first, second)
    theirs = [frozenset(sentence.tags) for sentence in second.sentences]
    found = [
        (frozenset(sentence.tags), theirs[partner[row]] if row in partner else frozenset())
        for row, sentence in enumerate(first.sentences)
    ]
    taken = set(partner.values())
    found += [(frozenset(), tags) for row, tags in enumerate(theirs) if row not in taken]
    return found


def disagreements(text: str, first: Annotation, second: Annotation) -> Iterator[Disagreement]:
    """The units whose tags two annotators gave otherwise, in order of the first's units."""
    partner = _partners(text, first, second)
    for row, one in enumerate(first.sentences):
        other = second.sentences[partner[row]].tags if row in partner else ()
        if one.tags != other:
            yield Disagreement(row, one.start, one.end, one.tags, other)
    taken = set(partner.values())
    for row, one in enumerate(second.sentences):
        if row not in taken and one.tags:
            yield Disagreement(None, one.start, one.end, (), one.tags)


def _partners(text: str, first: Annotation, second: Annotation) -> dict[int, int]:
    return matches(
        text,
        [Span(sentence.start, sentence.end) for sentence in first.sentences],
        [Span(sentence.start, sentence.end) for sentence in second.sentences],
    )


def _counts(marked: Sequence[tuple[bool, bool]]) -> Counts:
    return Counts(
        both=sum(one and other for one, other in marked),
        first=sum(one and not other for one, other in marked),
        second=sum(other and not one for one, other in marked),
        neither=sum(not one and not other for one, other in marked),
    )


def _deadlines(annotation: Annotation) -> list[DeadlineAnnotation]:
    return [span for sentence in annotation.sentences for span in sentence.deadlines]


def _holders(annotation: Annotation) -> list[ResponsibleAnnotation]:
    return [span for sentence in annotation.sentences for span in sentence.responsible]


def _marked(
    words: Sequence[int], first: Sequence[_Value], second: Sequence[_Value]
) -> Iterator[tuple[bool, bool]]:
    """For each word, by its offset, whether it begins inside a span of each annotator."""
    ours, theirs = _covered(words, first), _covered(words, second)
    return ((word in ours, word in theirs) for word in words)


def _covered(words: Sequence[int], spans: Sequence[_Value]) -> set[int]:
    return {
        word
        for span in spans
        for word in words[bisect_left(words, span.start) : bisect_left(words, span.end)]
    }


def _same(
    first: Sequence[_Value], second: Sequence[_Value], alike: Callable[[_Value, _Value], bool]
) -> tuple[int, int]:
    """How many spans both annotators marked alike, and how many of these say the same."""
    theirs = {(span.start, span.end): span for span in second}
    shared = [(one, theirs[one.start, one.end]) for one in first if (one.start, one.end) in theirs]
    return len(shared), sum(alike(one, other) for one, other in shared)


def _named(text: str, annotation: Annotation, holder: ResponsibleAnnotation) -> str | None:
    if holder.person is None:
        return None
    name = annotation.persons[holder.person].name
    return " ".join(text[name.start : name.end].split())
