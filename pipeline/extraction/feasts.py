"""Feasts and holidays: their names and when they fall."""

import datetime as dt
from functools import cache
from typing import Any

from referat.extraction import calendar
from referat.extraction.calendar import Frame, Period
from referat.extraction.vocabulary import resource

Feast = dict[str, Any]

_MOST_WORKING_DAYS = 260


@cache
def feasts() -> dict[str, Feast]:
    """Every name of a feast, lower case, with its entry of `holidays.toml`."""
    return {name: feast for feast in resource("holidays")["feast"] for name in feast["names"]}


def is_single_day(feast: Feast, name: str) -> bool:
    """Whether a feast is one day that its name calls a day: "2. påskedag", "juleaften"."""
    one = (
        "advent" in feast
        or feast.get("fixed", [0])[-1] == 1
        or len(set(feast.get("easter", "ab"))) == 1
    )
    return one and name.endswith(("dag", "aften", "advent"))


def feast_period(name: str, year: int | None, frame: Frame) -> Period:
    """When a feast falls: in the year, or the next time after the meeting.

    Args:
        name: A name of the feast, lower case, single spaces.
        year: The year, if one is said.
        frame: What the time is read against.
    """
    feast = feasts()[name]
    if year is not None:
        return _in_year(feast, year) or calendar.UNKNOWN
    return frame.upcoming(lambda candidate: _in_year(feast, candidate))


def is_working_day(date: dt.date) -> bool:
    """Whether a day is neither of the weekend nor a public holiday."""
    return date.isoweekday() < 6 and date not in _holidays(date.year)


def working_days_later(on: dt.date | None, count: int) -> Period:
    """The last of so many working days after the meeting; unknown if they are too many to count."""
    if on is None or not 1 <= count <= _MOST_WORKING_DAYS or not 1900 <= on.year <= 2199:
        return calendar.UNKNOWN
    date = on
    while count:
        date += calendar.DAY
        count -= is_working_day(date)
    return calendar.day(date)


def _in_year(feast: Feast, year: int) -> Period | None:
    if year > feast.get("until", year):
        return None
    if "week" in feast:
        return calendar.week(year, feast["week"])
    bounds = _bounds(feast, year)
    if bounds is None:
        return None
    first, last = bounds
    period = calendar.days(first, last) or calendar.day(first)
    before = first if feast.get("eve") else first - calendar.DAY
    grain: calendar.Grain = "day" if feast.get("eve") and not feast.get("turn") else "longer"
    return Period(period.value, first, last, before=before, grain=grain)


def _bounds(feast: Feast, year: int) -> tuple[dt.date, dt.date] | None:
    if "fixed" in feast:
        month, day, length = feast["fixed"]
        first = calendar.date_or_none(year, month, day)
        return None if first is None else (first, first + (length - 1) * calendar.DAY)
    if "advent" in feast:
        first = _advent(year, feast["advent"])
        return first, first
    sunday = _easter(year) if "easter" in feast else None
    if sunday is None:
        return None
    first_offset, last_offset = feast["easter"]
    return sunday + first_offset * calendar.DAY, sunday + last_offset * calendar.DAY


def _advent(year: int, number: int) -> dt.date:
    last = dt.date(year, 12, 24)
    last -= last.isoweekday() % 7 * calendar.DAY
    return last - 7 * (4 - number) * calendar.DAY


def _easter(year: int) -> dt.date | None:
    return next((date for date, name in _holidays(year).items() if name == "Påskedag"), None)


@cache
def _holidays(year: int) -> dict[dt.date, str]:
    import holidays  # a tenth of a second, and only feasts need it

    if not 1900 <= year <= 2200:
        return {}
    return dict(holidays.country_holidays("DK", years=year, language="da"))
