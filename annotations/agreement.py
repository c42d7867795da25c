"""How far two annotators of the same documents agree, tag by tag."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.annotations.alignment import matches
from referat.annotations.schema import Annotation
from referat.labels import TAGS, Tag
from referat.minutes import Span

Pair = tuple[frozenset[Tag], frozenset[Tag]]
"""The tags that two annotators gave one unit."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one tag: F1 of one annotator against the other, and Cohen's kappa (1960)."""

    tag: Tag
    f1: float
    kappa: float
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit of the first annotator that the second tagged otherwise, by its offsets."""

    start: int
    end: int
    first: tuple[Tag, ...]
    second: tuple[Tag, ...]


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
    """The units of the first annotator whose tags the second gave otherwise."""
    partner = _partners(text, first, second)
    for row, sentence in enumerate(first.sentences):
        other = second.sentences[partner[row]].tags if row in partner else ()
        if sentence.tags != other:
            yield Disagreement(sentence.start, sentence.end, sentence.tags, other)


def agreement(units: Sequence[Pair]) -> list[Agreement]:
    """Agreement on each tag over the units of all documents.

    Args:
        units: The pairs of `pairs`, of any number of documents.
    """
    return [_agreement(tag, units) for tag in TAGS]


def _agreement(tag: Tag, units: Sequence[Pair]) -> Agreement:
    both = sum(tag in one and tag in other for one, other in units)
    first = sum(tag in one for one, _ in units)
    second = sum(tag in other for _, other in units)
    total = len(units)
    observed = (total - first - second + 2 * both) / total if total else 1.0
    expected = (first * second + (total - first) * (total - second)) / total**2 if total else 1.0
    return Agreement(
        tag,
        f1=2 * both / (first + second) if first + second else 0.0,
        kappa=1.0 if expected == 1 else (observed - expected) / (1 - expected),
        first=first,
        second=second,
    )


def _partners(text: str, first: Annotation, second: Annotation) -> dict[int, int]:
    return matches(
        text,
        [Span(sentence.start, sentence.end) for sentence in first.sentences],
        [Span(sentence.start, sentence.end) for sentence in second.sentences],
    )
