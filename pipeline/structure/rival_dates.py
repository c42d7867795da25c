"""Which of the dates that a header gives is the meeting's, and what is doubtful of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from referat.structure.dates import WrittenDate
from referat.structure.header_words import weekday_numbers

_RIVAL_LINES: Final = (12, 6)
"""How far down a field and a title may contradict what stands above."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what is doubtful of it, a line each; None where it is too doubtful."""

    day: dt.date | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the meeting's, as written and as it is understood.

    `rank` says how surely: 0 is the date of a field, 1 of a title, 2 a bare one, 3 that of a field
    inside an item. `own` tells that its label names the meeting ("Mødedato").
    """

    written: WrittenDate
    position: int
    rank: int
    day: dt.date | None = None
    own: bool = False

    @property
    def fits(self) -> bool | None:
        """Whether its weekday is right, None without one."""
        if self.day is None or self.written.weekday is None:
            return None
        return self.written.fits(self.day)


def settled(found: Sequence[Candidate], named: Sequence[dt.date]) -> Dated:
    """The surest date; of two that contradict each other the one more speaks for, or none.

    Args:
        found: The candidates in the order of the document.
        named: The dates in the name of the file.
    """
    complete = [candidate for candidate in found if candidate.day is not None]
    if not complete:
        return Dated(None, _unresolved(found))
    first = min(complete, key=lambda candidate: candidate.rank)
    rival = next((one for one in complete if _contradicts(one, first)), None)
    return _decided(first, rival, named) if rival else Dated(first.day, _misfit(first))


def _contradicts(one: Candidate, first: Candidate) -> bool:
    """Whether two fields or titles near the top give the meeting different dates."""
    if one.rank > 1 or first.rank > 1 or one.position == first.position:
        return False
    near = all(each.position < _RIVAL_LINES[each.rank] for each in (one, first))
    return near and one.day != first.day


def _decided(first: Candidate, rival: Candidate, named: Sequence[dt.date]) -> Dated:
    """One of two dates, if weekday, label or the file's name speak for it and nothing against."""
    told = f"the header names two dates of the meeting, {first.day} and {rival.day}"
    votes = [
        (one.fits is True) - (one.fits is False) + (one.day in named) + one.own
        for one in (first, rival)
    ]
    if votes[0] == votes[1]:
        return Dated(None, (f"{told}; none is taken",))
    day = first.day if votes[0] > votes[1] else rival.day
    return Dated(day, (f"{told}; {day} is taken",))


def _misfit(candidate: Candidate) -> tuple[str, ...]:
    """What to tell of a date whose weekday is another one."""
    if candidate.fits is not False or candidate.day is None:
        return ()
    written = _weekday(candidate.written.weekday)
    actual = _weekday(candidate.day.isoweekday())
    return (f"the header says {written} of {candidate.day}, which is a {actual}",)


def _unresolved(found: Sequence[Candidate]) -> tuple[str, ...]:
    """What to tell where the header has dates, but no year that surely is theirs."""
    if not found or found[0].rank > 1:
        return ()
    written = found[0].written
    return (f"the header names no year that is surely that of {written.day}/{written.month}",)


def _weekday(number: int | None) -> str:
    """The full name of a weekday."""
    return next(name for name, value in weekday_numbers().items() if value == number)
