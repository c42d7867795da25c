"""The results of one task of Label Studio, put together into a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from referat.annotations.converting.facts import ordered, relation
from referat.annotations.converting.fields import Fields
from referat.annotations.converting.label_studio_config import (
    DEADLINE,
    DUE_CONTROL,
    PARTICIPANT_CONTROL,
    RELATION_CONTROL,
    RESPONSIBLE,
    SECTION_CONTROL,
    SPAN_CONTROL,
    TAGS_CONTROL,
    VALUE_CONTROL,
)
from referat.annotations.converting.offsets import Utf16
from referat.annotations.converting.people import person_of
from referat.annotations.schema import (
    DeadlineAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
)
from referat.labels import Section, Tag
from referat.minutes import Span

_OF_RESULTS: Final = ("origin", "score", "parentID", "readonly", "hidden", "locked", "item_index")
_TYPES: Final = {
    SPAN_CONTROL: "labels",
    TAGS_CONTROL: "choices",
    SECTION_CONTROL: "choices",
    VALUE_CONTROL: "textarea",
    DUE_CONTROL: "textarea",
    RELATION_CONTROL: "choices",
    PARTICIPANT_CONTROL: "choices",
}


@dataclass(slots=True)
class _Region:
    """A span while its results are read: its label, and what is said of it by control."""

    fields: Fields
    label: str = ""
    span: Span = field(default_factory=lambda: Span(0, 0))
    said: dict[str, str] = field(default_factory=dict)


class Results:
    """What an annotator, or the prediction, says of a sentence.

    Args:
        text: The sentence.
        people: The names that holders may refer to.
    """

    def __init__(self, text: str, people: Sequence[str]) -> None:
        self._text = text
        self._units = Utf16.of(text)
        self._people = people
        self._regions: dict[str, _Region] = {}
        self._choices: dict[str, list[str]] = {}
        self._notes: list[str] = []

    def read(self, result: Fields) -> None:
        """Take in one result."""
        control = result.text("from_name")
        if _TYPES.get(control) != result.text("type"):
            raise result.error(f"{control[:40]!r} is no control of the labelling configuration")
        identifier = result.text("id")
        result.leave("to_name", *_OF_RESULTS)
        if "meta" in result:
            words = " ".join(result.fields("meta").texts("text"))
            self._notes.append(f"note: {words!r}")
        value = result.fields("value")
        if control in (TAGS_CONTROL, SECTION_CONTROL):
            if control in self._choices:
                raise result.error(f"{control} are chosen twice")
            self._choices[control] = value.texts("choices")
        else:
            self._read_region(control, value, self._regions.setdefault(identifier, _Region(value)))
        value.done()
        result.leave("meta")
        result.done()

    def sentence(self, task: Fields, item: int | None) -> tuple[SentenceAnnotation, list[str]]:
        """The sentence that the results make, and what is to be said of it."""
        deadlines = [self._deadline(one) for one in self._regions.values() if one.label == DEADLINE]
        holders = [self._holder(one) for one in self._regions.values() if one.label == RESPONSIBLE]
        if any(not region.label for region in self._regions.values()):
            raise task.error("something is said of a span that has no label; remove the span")
        sections = self._choices.get(SECTION_CONTROL, [])
        if len(sections) != 1:
            raise task.error("one section must be chosen")
        tags = [task.member(word, Tag) for word in self._choices.get(TAGS_CONTROL, ())]
        sentence = SentenceAnnotation(
            0,
            len(self._text),
            task.member(sections[0], Section),
            item,
            ordered(tags),
            tuple(sorted(deadlines, key=lambda one: (one.start, one.end))),
            tuple(sorted(holders, key=lambda one: (one.start, one.end))),
        )
        return sentence, self._notes

    def _read_region(self, control: str, value: Fields, region: _Region) -> None:
        start, end = (
            self._units.offset(value.whole("start")),
            self._units.offset(value.whole("end")),
        )
        if start is None or end is None or start >= end:
            raise value.error("the offsets are not in the text")
        if control == SPAN_CONTROL:
            self._read_label(value, region, Span(start, end))
            return
        value.leave("labels")
        words = value.texts("choices" if _TYPES[control] == "choices" else "text")
        value.leave("text")
        if len(words) > 1 or control in region.said:
            raise value.error(f"{control} is given twice")
        if words:
            region.said[control] = words[0].strip()

    def _read_label(self, value: Fields, region: _Region, span: Span) -> None:
        labels = value.texts("labels")
        words = value.optional_text("text")
        if len(labels) != 1 or labels[0] not in (DEADLINE, RESPONSIBLE) or region.label:
            raise value.error("a span has one label: deadline or responsible")
        if words is not None and words != self._text[span.start : span.end]:
            raise value.error(f"{words[:40]!r} is not the text at these offsets (in UTF-16 units)")
        value.leave("globalOffsets")
        region.fields, region.label, region.span = value, labels[0], span

    def _deadline(self, region: _Region) -> DeadlineAnnotation:
        said = dict(region.said)
        dates = Fields({DUE_CONTROL: said.pop(DUE_CONTROL, None) or None}, region.fields.where)
        due = dates.date(DUE_CONTROL)
        value = said.pop(VALUE_CONTROL, None) or None
        found = DeadlineAnnotation(
            region.span.start,
            region.span.end,
            value,
            due,
            relation(region.fields, said.pop(RELATION_CONTROL, None)),
        )
        self._refuse(region, said)
        return found

    def _holder(self, region: _Region) -> ResponsibleAnnotation:
        said = dict(region.said)
        person = person_of(said.pop(PARTICIPANT_CONTROL, None), self._people, region.fields)
        self._refuse(region, said)
        return ResponsibleAnnotation(region.span.start, region.span.end, person)

    def _refuse(self, region: _Region, said: dict[str, str]) -> None:
        if said:
            raise region.fields.error(f"{', '.join(said)} cannot be said of {region.label}")
