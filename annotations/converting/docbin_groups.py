"""The span groups of a `Doc`: marks with an id each, and what they say after changes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from referat.annotations.converting.fields import Fields
from referat.annotations.converting.marks import Marks, Unit
from referat.annotations.schema import (
    DeadlineAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
)
from referat.labels import Section, Tag
from referat.minutes import Span

SENTENCES: Final = "referat_sentences"
TAGS: Final = "referat_tags"
DEADLINES: Final = "referat_deadlines"
HOLDERS: Final = "referat_responsible"
GROUPS: Final = (SENTENCES, TAGS, DEADLINES, HOLDERS)
_Marked = TypeVar("_Marked", DeadlineAnnotation, ResponsibleAnnotation)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a group; `name` is its id, empty where somebody set it anew."""

    group: str
    label: str
    span: Span
    name: str


def named(sentences: Iterable[SentenceAnnotation]) -> Iterator[Mark]:
    """The marks of sentences: the tags of one have its name."""
    times = persons = 0
    for index, sentence in enumerate(sentences):
        whole = Span(sentence.start, sentence.end)
        yield Mark(SENTENCES, sentence.section.value, whole, f"s{index}")
        for tag in sentence.tags:
            yield Mark(TAGS, tag.value, whole, f"s{index}")
        for time in sentence.deadlines:
            yield Mark(DEADLINES, Tag.DEADLINE.value, Span(time.start, time.end), f"f{times}")
            times += 1
        for holder in sentence.responsible:
            place = Span(holder.start, holder.end)
            yield Mark(HOLDERS, Tag.RESPONSIBLE.value, place, f"r{persons}")
            persons += 1


class Groups:
    """What the groups of a doc say, beside what was exported.

    Args:
        seen: The marks of the doc, at the places where tokens put them.
        known: The sentences that were exported.
        shown: Gives the place where tokens put an exact one.
        fields: Says where the doc is, for errors.
    """

    def __init__(
        self,
        seen: Sequence[Mark],
        known: Sequence[SentenceAnnotation],
        shown: Callable[[Span], Span],
        fields: Fields,
    ) -> None:
        self._seen = seen
        self._fields = fields
        self._exact: dict[tuple[str, str], Span] = {}
        self._names: dict[tuple[str, Span], str] = {}
        self._shown = shown
        for mark in named(known):
            self._exact[mark.group, mark.name] = mark.span
            self._names.setdefault((mark.group, shown(mark.span)), mark.name)
        self._deadlines = {
            f"f{number}": one
            for number, one in enumerate(one for unit in known for one in unit.deadlines)
        }
        self._holders = {
            f"r{number}": one
            for number, one in enumerate(one for unit in known for one in unit.responsible)
        }

    def marks(self, notes: list[str]) -> Marks:
        """The marks, at their exact places wherever those were not changed."""
        return Marks(
            self._units(),
            [
                self._span(mark, self._deadlines, self._new_deadline, notes)
                for mark in self._of(DEADLINES, Tag.DEADLINE)
            ],
            [
                self._span(mark, self._holders, self._new_holder, notes)
                for mark in self._of(HOLDERS, Tag.RESPONSIBLE)
            ],
        )

    def _units(self) -> list[Unit]:
        tags: dict[tuple[str, Span], set[Tag]] = {}
        for mark in self._seen:
            if mark.group == TAGS:
                tag = self._fields.member(mark.label, Tag)
                tags.setdefault(self._key(mark), set()).add(tag)
        units: list[Unit] = []
        for mark in self._seen:
            if mark.group == SENTENCES:
                place = self._place(mark)
                section = self._fields.member(mark.label, Section)
                given = frozenset(tags.pop(self._key(mark), set()))
                units.append(Unit(place.start, place.end, section, given))
        for (_, place), left in tags.items():
            raise self._fields.error(
                f"{', '.join(left)} at {place.start} in {TAGS} covers no span of {SENTENCES}"
            )
        return units

    def _key(self, mark: Mark) -> tuple[str, Span]:
        """What a sentence and its tags have in common: the name, and the place."""
        return self._name(replace(mark, group=SENTENCES)), mark.span

    def _name(self, mark: Mark) -> str:
        return mark.name or self._names.get((mark.group, mark.span), "")

    def _place(self, mark: Mark) -> Span:
        """The exact place of a mark that stands where it was exported to, else where it stands."""
        exact = self._exact.get((mark.group, self._name(mark)))
        return exact if exact is not None and self._shown(exact) == mark.span else mark.span

    def _of(self, group: str, tag: Tag) -> Iterator[Mark]:
        names: set[str] = set()
        for mark in self._seen:
            if mark.group == group:
                if mark.label != tag.value:
                    raise self._fields.error(f"{mark.label[:40]!r} is no label of {group}")
                if mark.name and mark.name in names:
                    raise self._fields.error(f"the id {mark.name[:40]!r} stands twice in {group}")
                names.add(mark.name)
                yield mark

    def _span(
        self,
        mark: Mark,
        known: dict[str, _Marked],
        fresh: Callable[[Span], _Marked],
        notes: list[str],
    ) -> _Marked:
        place, found = self._place(mark), known.get(self._name(mark))
        if found is not None:
            return replace(found, start=place.start, end=place.end)
        notes.append(f"{self._fields.where}: {mark.label} at {place.start} is new, with no value")
        return fresh(place)

    def _new_deadline(self, place: Span) -> DeadlineAnnotation:
        return DeadlineAnnotation(place.start, place.end, None, None, None)

    def _new_holder(self, place: Span) -> ResponsibleAnnotation:
        return ResponsibleAnnotation(place.start, place.end, None)
