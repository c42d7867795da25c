import datetime as dt
from dataclasses import replace

import pytest

from referat.evaluation.counts import FieldScore
from referat.evaluation.extraction import SpanScore
from referat.evaluation.header_fields import HeaderScore
from referat.evaluation.reading import compare
from referat.evaluation.reading_systems import NOTHING, FoundMeeting
from referat.minutes import Meeting, Participant

from .readings import CHAIR, TEXT, UNITS, gold_of, perfect, with_meeting

GOLD = gold_of()
READING = perfect(GOLD)
MEETING = Meeting(
    title="Referat af bestyrelsesmøde i LYNGBY ROKLUB:",
    body="Lyngby Roklub",
    date=dt.date(2019, 3, 12),
    next_meeting=dt.date(2019, 4, 9),
    participants=(CHAIR, Participant("Jens Kudsk")),
    absentees=(Participant("Bo Lund"),),
)
RIGHT, WRONG, ABSTAINED = FieldScore(right=1), FieldScore(wrong=1), FieldScore(abstained=1)
SPURIOUS, SILENT = FieldScore(spurious=1), FieldScore(silent=1)


def header(meeting: Meeting, place: str | None = None) -> HeaderScore:
    return compare(GOLD, replace(READING, meetings=(FoundMeeting(meeting, place),))).header


def people(*present: Participant, absent: tuple[Participant, ...] = ()) -> HeaderScore:
    return header(replace(MEETING, participants=present, absentees=absent))


def test_what_the_gold_says_is_right() -> None:
    found = header(MEETING)
    assert found.date == found.next_meeting == found.title == found.body == RIGHT
    assert found.place == SILENT
    assert found.meetings == SpanScore(1, 1, 1)
    assert found.participants == SpanScore(3, 3, 3)
    assert found.role == found.initials == FieldScore(right=1, silent=2)
    assert found.organisation == FieldScore(silent=3)


def test_right_wrong_abstained_and_spurious_are_apart() -> None:
    assert header(replace(MEETING, date=None)).date == ABSTAINED
    assert header(replace(MEETING, date=dt.date(2019, 3, 13))).date == WRONG
    assert header(MEETING, place="Klubhuset").place == SPURIOUS
    assert header(replace(MEETING, body="Roklubben")).body == WRONG
    assert header(replace(MEETING, title=" – ")).title == ABSTAINED


def test_the_share_of_a_field_is_of_the_values_stated() -> None:
    score = FieldScore(right=3, wrong=1, abstained=2, spurious=9, silent=4)
    assert (score.stated, score.share) == (6, 0.5)
    assert FieldScore(spurious=2).share == 0.0


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (people(CHAIR, Participant("Jens Kudsk")), SpanScore(2, 2, 3)),
        (people(CHAIR, Participant("Jens"), absent=MEETING.absentees), SpanScore(2, 3, 3)),
        (people(CHAIR, *MEETING.absentees), SpanScore(1, 2, 3)),
        (people(CHAIR, CHAIR), SpanScore(1, 2, 3)),
        (people(), SpanScore(0, 0, 3)),
    ],
)
def test_people_are_right_by_name_and_presence(found: HeaderScore, score: SpanScore) -> None:
    assert found.participants == score


def test_what_is_said_of_people_counts_for_those_who_are_right() -> None:
    other = replace(CHAIR, role="kasserer", organisation="Lyngby Kommune", initials=None)
    found = people(other, Participant("Ida Holm", role="formand"))
    assert (found.role, found.organisation, found.initials) == (WRONG, SPURIOUS, ABSTAINED)


SECOND_UNITS = """== meeting
date: 2019-05-07
participant: Ida Holm; -; -; -
==
h|Bestyrelsesmøde 7. maj 2019
o|Hegnet blev drøftet.
"""
SECOND_TEXT = "\nBestyrelsesmøde 7. maj 2019\nHegnet blev drøftet.\n"
SECOND = Meeting(date=dt.date(2019, 5, 7), participants=(Participant("Ida Holm"),))


def test_meetings_are_matched_by_where_they_begin() -> None:
    gold = gold_of(UNITS + SECOND_UNITS, TEXT + SECOND_TEXT)
    reading = perfect(gold)
    both = replace(reading, meetings=(FoundMeeting(MEETING), FoundMeeting(SECOND)))
    found = compare(gold, both).header
    assert (found.meetings, found.date) == (SpanScore(2, 2, 2), FieldScore(right=2))
    assert found.participants == SpanScore(4, 4, 4)
    one = [replace(unit, meeting=0) for unit in reading.units]
    joined = replace(with_meeting(reading, MEETING), units=tuple(one))
    found = compare(gold, joined).header
    assert (found.meetings, found.date) == (SpanScore(1, 1, 2), FieldScore(right=1, abstained=1))
    assert found.participants == SpanScore(3, 3, 4)


def test_a_meeting_cut_in_two_is_one_too_many() -> None:
    units = [
        replace(unit, meeting=1) if place > 5 else unit for place, unit in enumerate(READING.units)
    ]
    cut = replace(
        READING, units=tuple(units), meetings=(FoundMeeting(MEETING), FoundMeeting(SECOND))
    )
    found = compare(GOLD, cut).header
    assert found.meetings == SpanScore(1, 2, 1)
    assert found.date == FieldScore(right=1, spurious=1)
    assert found.participants == SpanScore(3, 4, 3)


def test_of_what_was_not_read_nothing_is_known() -> None:
    found = compare(GOLD, NOTHING).header
    assert found.date == found.title == ABSTAINED
    assert (found.meetings, found.participants) == (SpanScore(0, 0, 1), SpanScore(0, 0, 3))
