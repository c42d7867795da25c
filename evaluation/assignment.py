"""Which section and which agenda item each gold unit was put in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from referat.annotations.reading import ReadingAnnotation, ReadingItem, text_fingerprint
from referat.evaluation.extraction import Ratio, SpanScore
from referat.evaluation.reading_systems import Reading
from referat.labels import SECTIONS, Section
from referat.minutes import AgendaItem

_OUTSIDE: Final = frozenset({Section.HEADER, Section.OTHER})
_NUMBER: Final = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")

Partners = Sequence[int | None]
"""For each gold unit the index of the system's unit that shares most letters with it."""


@dataclass(frozen=True, slots=True)
class SectionScore:
    """How often gold units of one section were read as another; None where they were missed."""

    confusion: Counter[tuple[Section, Section | None]]

    @property
    def accuracy(self) -> Ratio:
        """The gold units in the right section, of all."""
        right = sum(count for (wanted, given), count in self.confusion.items() if wanted == given)
        return Ratio(right, self.confusion.total())

    def of(self, section: Section) -> SpanScore:
        """Precision and recall of one section, over gold units."""
        return SpanScore(
            self.confusion[section, section],
            found=sum(self.confusion[other, section] for other in SECTIONS),
            gold=sum(self.confusion[section, other] for other in (*SECTIONS, None)),
        )


def section_score(
    annotation: ReadingAnnotation, reading: Reading, partners: Partners
) -> SectionScore:
    """The sections of gold units, each beside that of its partner.

    Args:
        annotation: The gold.
        reading: What a system read.
        partners: See `Partners`.
    """
    return SectionScore(
        Counter(
            (unit.section, None if partner is None else reading.units[partner].section)
            for unit, partner in zip(annotation.units, partners, strict=True)
        )
    )


def item_score(annotation: ReadingAnnotation, reading: Reading, partners: Partners) -> Ratio:
    """The gold units that were put in the right item, or rightly in none.

    Header and other units behind the last text of a meeting's last item (signatures, "Referent:
    Bo") are not counted: the annotation does not say whether they are still the item's.

    Args:
        annotation: The gold.
        reading: What a system read.
        partners: See `Partners`.
    """
    gold_of = _corresponding(annotation, reading, partners)
    counted = list(_inside(annotation))
    right = 0
    for index in counted:
        partner, wanted = partners[index], annotation.units[index].item
        if partner is not None:
            given = reading.units[partner].item
            right += wanted is None if given is None else gold_of.get(given, -1) == wanted
    return Ratio(right, len(counted))


def item_title_score(annotation: ReadingAnnotation, reading: Reading) -> SpanScore:
    """How many items have the number and the title of a gold item.

    Args:
        annotation: The gold.
        reading: What a system read.
    """
    gold = Counter(map(_gold_name, annotation.items))
    found = Counter(map(_name, reading.items))
    return SpanScore((gold & found).total(), found.total(), gold.total())


def _corresponding(
    annotation: ReadingAnnotation, reading: Reading, partners: Partners
) -> dict[int, int]:
    """The gold item that each item read is: the one that begins with it, else of its name."""
    found = _begun(annotation, reading, partners)
    left = [index for index in range(len(annotation.items)) if index not in found.values()]
    for index, item in enumerate(reading.items):
        named = [other for other in left if _gold_name(annotation.items[other]) == _name(item)]
        if index not in found and named:
            found[index] = named[0]
            left.remove(named[0])
    return found


def _begun(annotation: ReadingAnnotation, reading: Reading, partners: Partners) -> dict[int, int]:
    """The gold item whose first unit is the first unit of an item read."""
    first: dict[int, int] = {}
    for place, unit in enumerate(reading.units):
        if unit.item is not None:
            first.setdefault(unit.item, place)
    begins = {place: index for index, place in first.items()}
    found: dict[int, int] = {}
    for index, item in enumerate(annotation.items):
        partner = partners[item.unit] if item.unit < len(partners) else None
        if partner is not None and partner in begins:
            found.setdefault(begins[partner], index)
    return found


def _inside(annotation: ReadingAnnotation) -> Iterator[int]:
    """The units whose item is sure; see `item_score`."""
    titles = {item.unit for item in annotation.items}
    ends = [meeting.unit for meeting in annotation.meetings[1:]] + [len(annotation.units)]
    for meeting, end in zip(annotation.meetings, ends, strict=True):
        last = end
        while last > meeting.unit:
            unit = annotation.units[last - 1]
            if unit.item is None or unit.section not in _OUTSIDE or last - 1 in titles:
                break
            last -= 1
        yield from range(meeting.unit, last)


def _gold_name(item: ReadingItem) -> tuple[str | None, str | None]:
    return _number(item.number), item.title


def _name(item: AgendaItem) -> tuple[str | None, str | None]:
    return _number(item.number), text_fingerprint(item.title)


def _number(written: str | None) -> str | None:
    """A number without the marks around it: "3.1" of "3.1.", "a" of "a)"."""
    found = _NUMBER.findall(written or "")
    return found[-1].casefold() if found else None
