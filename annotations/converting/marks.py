"""Documents as a whole with marks in them, for tools that show all of a text.

Units, deadlines and holders are marks by themselves. A deadline or holder belongs to the unit that
it lies in, and gives it its tag. All else goes along as one row of facts; of the agenda items of
units that row holds those which do not follow from where the items begin.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final, TypeVar

from referat.annotations.converting.facts import facts_row, ordered, read_facts
from referat.annotations.converting.fields import Fields
from referat.annotations.converting.offsets import unmasked
from referat.annotations.converting.tools import AnnotatedText, checked
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ItemAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
)
from referat.errors import AnnotationError
from referat.labels import Section, Tag

MARKED: Final = (Tag.DECISION, Tag.DEFERRAL)
"""The tags that are said of a unit; the other two follow from the spans in it."""
MAX_FACTS: Final = 5_000_000
"""Characters of a row of facts that are read."""
_Marked = TypeVar("_Marked", bound=DeadlineAnnotation | ResponsibleAnnotation)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a tool shows it; `tags` need not hold deadline and responsible."""

    start: int
    end: int
    section: Section
    tags: frozenset[Tag]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a tool shows of a document."""

    units: Sequence[Unit]
    deadlines: Sequence[DeadlineAnnotation]
    holders: Sequence[ResponsibleAnnotation]


def document_row(
    annotation: Annotation, masks: list[dict[str, object]] | None = None
) -> dict[str, Any]:
    """What a tool cannot show of a document, for it to carry along.

    Args:
        annotation: The annotation.
        masks: The characters that the tool could not hold; see `offsets.masked`.
    """
    opened = _Opened(annotation.items)
    return facts_row(annotation) | {
        "unit_items": [
            {"start": unit.start, "item": unit.item}
            for unit in annotation.sentences
            if unit.item != opened.at(unit.start)
        ],
        "masks": masks or [],
    }


def restored(fields: Fields, text: str) -> AnnotatedText:
    """The text and the facts of a document that came back, yet without sentences.

    Args:
        fields: The row of `document_row`; where units have their items from is left to read.
        text: The text as the tool has it.

    Raises:
        AnnotationError: The row is broken, or the text has changed.
    """
    masks: list[tuple[int, str]] = []
    for mask in fields.each("masks"):
        masks.append((mask.whole("at"), mask.text("char")))
        mask.done()
    whole = unmasked(text, masks)
    if whole is None:
        raise fields.error("'masks' are not of this text")
    return AnnotatedText(whole, read_facts(fields, whole))


def assembled(document: AnnotatedText, marks: Marks, fields: Fields) -> AnnotatedText:
    """A document with the sentences that its marks make.

    Args:
        document: Text and facts, as `restored` gave them.
        marks: What the tool shows.
        fields: The row that `restored` read.

    Raises:
        AnnotationError: A span lies in no unit, or the annotation breaks the rules of the schema.
    """
    exceptions = _unit_items(fields)
    fields.done()
    facts = document.annotation
    units = sorted(marks.units, key=lambda unit: (unit.start, unit.end))
    starts = [unit.start for unit in units]
    deadlines: list[list[DeadlineAnnotation]] = [[] for _ in units]
    holders: list[list[ResponsibleAnnotation]] = [[] for _ in units]
    for deadline in _sorted(marks.deadlines):
        deadlines[_unit_of(deadline, units, starts, document)].append(deadline)
    for holder in _sorted(marks.holders):
        holders[_unit_of(holder, units, starts, document)].append(holder)
    opened = _Opened(facts.items)
    items = [exceptions.get(start, opened.at(start)) for start in starts]
    sentences = tuple(
        _sentence(unit, item, times, persons)
        for unit, item, times, persons in zip(units, items, deadlines, holders, strict=True)
    )
    return checked(AnnotatedText(document.text, replace(facts, sentences=sentences)))


def _sorted(spans: Iterable[_Marked]) -> list[_Marked]:
    return sorted(spans, key=lambda span: (span.start, span.end))


def _unit_of(
    span: DeadlineAnnotation | ResponsibleAnnotation,
    units: Sequence[Unit],
    starts: Sequence[int],
    document: AnnotatedText,
) -> int:
    """The index of the unit that a span lies in."""
    index = bisect_right(starts, span.start) - 1
    if index < 0 or span.end > units[index].end:
        words = document.text[span.start : span.end][:40]
        raise AnnotationError(
            f"{document.annotation.id}: {words!r} at {span.start} lies in no unit; "
            "mark the unit, or move the span into one"
        )
    return index


def _sentence(
    unit: Unit,
    item: int | None,
    deadlines: Sequence[DeadlineAnnotation],
    holders: Sequence[ResponsibleAnnotation],
) -> SentenceAnnotation:
    tags = set(unit.tags)
    if deadlines:
        tags.add(Tag.DEADLINE)
    if holders:
        tags.add(Tag.RESPONSIBLE)
    return SentenceAnnotation(
        unit.start,
        unit.end,
        unit.section,
        item,
        ordered(tags),
        tuple(deadlines),
        tuple(holders),
    )


class _Opened:
    """Which item an offset stands in: the last one whose title begins there or before."""

    def __init__(self, items: Sequence[ItemAnnotation]) -> None:
        titles = sorted((item.title.start, index) for index, item in enumerate(items))
        self._starts = [start for start, _ in titles]
        self._items = list(accumulate((index for _, index in titles), max))

    def at(self, offset: int) -> int | None:
        position = bisect_right(self._starts, offset)
        return self._items[position - 1] if position else None


def _unit_items(fields: Fields) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for one in fields.each("unit_items"):
        found[one.whole("start")] = one.optional_whole("item")
        one.done()
    return found
