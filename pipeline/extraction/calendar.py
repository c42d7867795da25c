"""Periods of the calendar, and how a meeting's date and governing words turn them into a due date.

Every period comes from one of the constructors here, which answer None to days and weeks that do
not exist. Nothing in this module knows Danish.
"""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Grain = Literal["day", "week", "month", "longer", "none"]
Mode = Literal["by", "before", "strict", "at", "after", "none"]
Part = Literal["early", "middle", "late", "end"]

DAY = dt.timedelta(days=1)
NEXT_MEETING = "NEXT_MEETING"
OfMonth = Callable[[int, int], "Period | None"]
"""Gives a period of a year's month."""

_PARTS: dict[Part, tuple[int, int]] = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with its ISO 8601 value.

    `last` is the last day on which something to be done in the period is in time, `before` the
    last day for something to be done before it; None where that cannot be said.
    """

    value: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    before: dt.date | None = None
    grain: Grain = "none"


UNKNOWN = Period()
"""A time that is named but cannot be dated."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is read against: the meeting, and the words that govern the time."""

    on: dt.date | None
    next_meeting: dt.date | None = None
    mode: Mode = "at"
    part: Part | None = None

    def shape(self, period: Period) -> Period:
        """The part of the period that the governing words cut out ("primo maj")."""
        return period if self.part is None else _cut(period, self.part)

    def due(self, period: Period) -> dt.date | None:
        """The last day on which the task is in time, given the (shaped) period."""
        if self.mode in ("after", "none"):
            return None
        if self.mode in ("by", "at"):
            return period.last
        one_day = period.grain == "day" and period.before == period.first
        if self.mode == "strict" and one_day and period.first is not None:
            return _shift(period.first, -1)
        return period.before

    def upcoming(self, make: Callable[[int], Period | None]) -> Period:
        """The first period of this or the next year that is not over at the meeting.

        Args:
            make: Gives the period in a year, or None where that year does not have it.
        """
        if self.on is None:
            return UNKNOWN
        for year in (self.on.isocalendar().year, self.on.year, self.on.year + 1):
            period = make(year)
            if period is not None and not self._over(period):
                return period
        return UNKNOWN

    def _over(self, period: Period) -> bool:
        if period.first is None:
            return False
        shaped = self.shape(period)
        due = self.due(shaped) or shaped.last or period.last
        return due is None or self.on is None or due < self.on


def _shift(date: dt.date, days: int) -> dt.date | None:
    try:
        return date + days * DAY
    except OverflowError:
        return None


def _stretch(value: str, first: dt.date, last: dt.date, grain: Grain = "longer") -> Period:
    return Period(value, first, last, before=_shift(first, -1), grain=grain)


def later(on: dt.date | None, days: int) -> Period:
    """The day so many days after the meeting; unknown without a meeting date."""
    date = None if on is None else _shift(on, days)
    return UNKNOWN if date is None else day(date)


def months_later(on: dt.date | None, months: int) -> Period:
    """The same day of the month so many months on, or that month's last day."""
    if on is None:
        return UNKNOWN
    years, month = divmod(on.month - 1 + months, 12)
    if not 1 <= on.year + years < dt.MAXYEAR:
        return UNKNOWN
    year = on.year + years
    return day(dt.date(year, month + 1, min(on.day, _days(year, month + 1))))


def date_or_none(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None if there is no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def day(date: dt.date) -> Period:
    """A single day, on which something to be done before it is still in time."""
    return Period(date.isoformat(), date, date, before=date, grain="day")


def days(first: dt.date, last: dt.date) -> Period | None:
    """The days from first to last; None if they are the wrong way round."""
    if last <= first:
        return None
    return _stretch(f"{first.isoformat()}/{last.isoformat()}", first, last)


def week(year: int, number: int) -> Period | None:
    """An ISO week, due on its Sunday."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
        sunday = dt.date.fromisocalendar(year, number, 7)
    except (ValueError, OverflowError):
        return None
    return _stretch(f"{year:04}-W{number:02}", monday, sunday, "week")


def month(year: int, number: int) -> Period | None:
    """A month."""
    first = date_or_none(year, number, 1)
    if first is None:
        return None
    return _stretch(
        f"{year:04}-{number:02}", first, first.replace(day=_days(year, number)), "month"
    )


def dates(period: Period | None) -> list[dt.date]:
    """Every day of a period, in order; none of one that is not known."""
    if period is None or period.first is None or period.last is None:
        return []
    return [period.first + number * DAY for number in range((period.last - period.first).days + 1)]


def quarter(year: int, number: int) -> Period | None:
    """A quarter of the year, from 1 to 4."""
    if not 1 <= number <= 4:
        return None
    return _renamed(
        span(month(year, 3 * number - 2), month(year, 3 * number)), f"{year:04}-Q{number}"
    )


def half(year: int, number: int) -> Period | None:
    """A half of the year, 1 or 2."""
    return span(month(year, 6 * number - 5), month(year, 6 * number)) if number in (1, 2) else None


def whole_year(year: int) -> Period | None:
    """A year."""
    return _renamed(span(month(year, 1), month(year, 12)), f"{year:04}")


def span(start: Period | None, stop: Period | None) -> Period | None:
    """From the start of one period to the end of another; None if the wrong way round."""
    if start is None or stop is None or start.first is None or stop.last is None:
        return None
    if stop.last <= start.first:
        return None
    return _stretch(f"{start.value}/{stop.value}", start.first, stop.last)


def closing(period: Period) -> Period:
    """The end of a period: something to be done before that may take all of it."""
    return replace(period, before=period.last)


def _renamed(period: Period | None, value: str) -> Period | None:
    return None if period is None else replace(period, value=value)


def _days(year: int, number: int) -> int:
    return calendar.monthrange(year, number)[1]


def _cut(period: Period, part: Part) -> Period:
    if part == "end" or (part == "late" and period.grain != "month"):
        return closing(period)
    if period.grain != "month" or period.first is None:
        return Period(period.value, period.first, None, None, "longer")
    first, last = _PARTS[part]
    last = min(last, _days(period.first.year, period.first.month))
    cut = days(period.first.replace(day=first), period.first.replace(day=last))
    if cut is None or part == "early":
        return cut or UNKNOWN
    # "inden ultimo maj" may mean before the 21st or by the 31st
    return replace(cut, before=None)


def full_year(digits: str, on: dt.date | None) -> int:
    """A year of two or four digits; of two, the nearest to the meeting.

    Args:
        digits: Two or four digits.
        on: The meeting's date; without it 70 to 99 are of the last century.
    """
    year = int(digits)
    if len(digits) == 4:
        return year
    pivot = 2020 if on is None else on.year
    century = pivot - pivot % 100
    return min((century - 100 + year, century + year, century + 100 + year), key=_distance(pivot))


def _distance(pivot: int) -> Callable[[int], int]:
    return lambda year: abs(year - pivot)
