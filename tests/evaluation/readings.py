"""Gold of reading composed for the tests, and a system that reads exactly what it says."""

from dataclasses import replace

from referat.annotations.converting.units import parse
from referat.annotations.reading import ReadingAnnotation, ReadingSplit
from referat.annotations.reading_store import ReadingDocument
from referat.annotations.schema import Source
from referat.evaluation.reading import PlacedDocument, placed
from referat.evaluation.reading_systems import FoundMeeting, FoundUnit, Reading
from referat.minutes import AgendaItem, Meeting, Participant, Span

TEXT = """Referat af bestyrelsesmøde i Lyngby Roklub
Dato: 12. marts 2019
Til stede: Mette Holm (MH), formand, Jens Kudsk
Afbud: Bo Lund

1. Økonomi
Regnskabet blev gennemgået. Godkendt.

2. Skuret
Bestyrelsen foreslår en ny lås.
Der købes en ny lås inden påske. Godkendt.
"""
UNITS = """date: 2019-03-12
next: 2019-04-09
title: Referat af bestyrelsesmøde i Lyngby Roklub
body: Lyngby Roklub
place: -
participant: Mette Holm; formand; -; MH
participant: Jens Kudsk; -; -; -
absent: Bo Lund; -; -; -
==
h|Referat af bestyrelsesmøde i Lyngby Roklub
h|Dato: 12. marts 2019
h|Til stede: Mette Holm (MH), formand, Jens Kudsk
h|Afbud: Bo Lund
i 1|Økonomi
o|Regnskabet blev gennemgået.
o|Godkendt.
i 2|Skuret
p|Bestyrelsen foreslår en ny lås.
o|Der købes en ny lås inden påske.
o|Godkendt.
"""
SOURCE = Source("real/referat.txt", "bo/klub", "referat.txt", "c0ffee")
CHAIR = Participant("Mette Holm", role="formand", initials="MH")


def gold_of(
    units: str = UNITS,
    text: str = TEXT,
    *,
    name: str = "alslug-06",
    split: ReadingSplit = "development",
) -> PlacedDocument:
    """A document of this text, annotated with these lines of units."""
    parsed = parse(units)
    annotation = ReadingAnnotation(
        name, SOURCE, "0", "text/plain", "a", parsed.meetings, parsed.items, parsed.units
    )
    return placed(ReadingDocument(annotation, split, text.encode()))


def perfect(gold: PlacedDocument) -> Reading:
    """The units, sections and items of the gold, each where it stands, with no header fields."""
    annotation = gold.gold.annotation
    points = [gold.text.letters.code_points(span) if span else Span(0, 0) for span in gold.places]
    units = [
        FoundUnit(span.start, span.end, unit.section, unit.item, annotation.meeting_of(index))
        for index, (span, unit) in enumerate(zip(points, annotation.units, strict=True))
        if span.end
    ]
    items = [
        AgendaItem(
            item.number,
            gold.document.text[points[item.unit].start : points[item.unit].end],
            points[item.unit].start,
            len(gold.document.text),
        )
        for item in annotation.items
    ]
    meetings = [FoundMeeting(Meeting()) for _ in annotation.meetings]
    return Reading(tuple(sorted(units, key=lambda unit: unit.start)), tuple(items), tuple(meetings))


def with_meeting(reading: Reading, meeting: Meeting) -> Reading:
    """The reading with the fields of its only meeting."""
    return replace(reading, meetings=(FoundMeeting(meeting),))


def with_units(reading: Reading, units: list[FoundUnit]) -> Reading:
    """The reading with other units."""
    return replace(reading, units=tuple(units))
