"""What is read of each meeting: dates, title, body, place, and the people of its attendance list.

Values are compared by their letters; dates exactly. Where nothing is said nothing is to be read: a
field left out is counted apart from one that is wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.annotations.reading import (
    ReadingAnnotation,
    ReadingMeeting,
    ReadingParticipant,
    text_fingerprint,
)
from referat.evaluation.counts import FieldScore, field_score, pooled
from referat.evaluation.extraction import SpanScore
from referat.evaluation.reading_systems import FoundMeeting, Reading
from referat.minutes import Meeting, Participant

_NO_SPANS: Final = SpanScore(0, 0, 0)
_NO_FIELDS: Final = FieldScore()


@dataclass(frozen=True, slots=True)
class HeaderScore:
    """The fields of all meetings of a document, or of many.

    A person is right by name and presence; role, organisation and initials are of those right.
    `meetings` counts the meetings that a file holds.
    """

    meetings: SpanScore = _NO_SPANS
    date: FieldScore = _NO_FIELDS
    next_meeting: FieldScore = _NO_FIELDS
    title: FieldScore = _NO_FIELDS
    body: FieldScore = _NO_FIELDS
    place: FieldScore = _NO_FIELDS
    participants: SpanScore = _NO_SPANS
    role: FieldScore = _NO_FIELDS
    organisation: FieldScore = _NO_FIELDS
    initials: FieldScore = _NO_FIELDS


_UNSAID: Final = ReadingMeeting(None, None, None, None, None, (), 0)
_UNREAD: Final = FoundMeeting(Meeting())


def header_score(
    annotation: ReadingAnnotation, reading: Reading, partners: Sequence[int | None]
) -> HeaderScore:
    """The fields of a document's meetings, those that only one side has included.

    Args:
        annotation: The gold.
        reading: What a system read.
        partners: For each gold unit the index of the system's unit it shares most letters with.
    """
    matched = _matched(annotation, reading, partners)
    pairs = [
        (meeting, _UNREAD if (index := matched.get(place)) is None else reading.meetings[index])
        for place, meeting in enumerate(annotation.meetings)
    ]
    spurious = set(range(len(reading.meetings))) - set(matched.values())
    counted = HeaderScore(
        meetings=SpanScore(len(matched), len(reading.meetings), len(annotation.meetings))
    )
    extra = (_extra(reading.meetings[index]) for index in sorted(spurious))
    return pooled([counted, *(_score(gold, found) for gold, found in pairs), *extra])


def _matched(
    annotation: ReadingAnnotation, reading: Reading, partners: Sequence[int | None]
) -> dict[int, int]:
    """The meeting read that each gold meeting is: the first to begin inside it.

    Meetings of which nothing was found in the other are matched in order.
    """
    found: dict[int, int] = {}
    seen: set[int] = set()
    gold_of: dict[int, int] = {}
    for index, partner in enumerate(partners):
        if partner is not None:
            gold_of.setdefault(partner, index)
    for place in sorted(gold_of):
        meeting = reading.units[place].meeting
        if meeting not in seen:
            seen.add(meeting)
            found.setdefault(annotation.meeting_of(gold_of[place]), meeting)
    left = [index for index in range(len(annotation.meetings)) if index not in found]
    unseen = [index for index in range(len(reading.meetings)) if index not in seen]
    return found | dict(zip(left, unseen, strict=False))


def _extra(found: FoundMeeting) -> HeaderScore:
    """What is given for a meeting that the gold does not have: spurious, and to no credit."""
    score = _score(_UNSAID, found)
    return replace(
        score,
        date=replace(score.date, silent=0),
        next_meeting=replace(score.next_meeting, silent=0),
        title=replace(score.title, silent=0),
        body=replace(score.body, silent=0),
        place=replace(score.place, silent=0),
    )


def _score(gold: ReadingMeeting, found: FoundMeeting) -> HeaderScore:
    meeting = found.meeting
    people = list(_same_people(gold.participants, meeting))
    given = len(meeting.participants) + len(meeting.absentees)
    return HeaderScore(
        date=field_score(gold.date, meeting.date),
        next_meeting=field_score(gold.next_meeting, meeting.next_meeting),
        title=field_score(gold.title, text_fingerprint(meeting.title)),
        body=field_score(gold.body, text_fingerprint(meeting.body)),
        place=field_score(gold.place, text_fingerprint(found.place)),
        participants=SpanScore(len(people), given, len(gold.participants)),
        role=_attribute((one.role, other.role) for one, other in people),
        organisation=_attribute((one.organisation, other.organisation) for one, other in people),
        initials=_attribute((one.initials, other.initials) for one, other in people),
    )


def _attribute(pairs: Iterable[tuple[str | None, str | None]]) -> FieldScore:
    scores = (field_score(wanted, text_fingerprint(given)) for wanted, given in pairs)
    return pooled([_NO_FIELDS, *scores])


def _same_people(
    gold: Sequence[ReadingParticipant], meeting: Meeting
) -> Iterator[tuple[ReadingParticipant, Participant]]:
    """Gold people with those read who have their name and were present or absent as they were."""
    free = [
        *((person, False) for person in meeting.participants),
        *((person, True) for person in meeting.absentees),
    ]
    for wanted in gold:
        for place, (person, absent) in enumerate(free):
            if (text_fingerprint(person.name), absent) == (wanted.name, wanted.absent):
                yield wanted, person
                del free[place]
                break
