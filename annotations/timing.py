"""The days that a deadline's value stands for, in the notation of the sentence record."""

import calendar
import datetime as dt
import re
from typing import Final

NEXT_MEETING: Final = "NEXT_MEETING"
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)")
_QUARTER: Final = re.compile(r"(\d{4})-Q([1-4])")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_YEAR: Final = re.compile(r"\d{4}")


def days_of(value: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a value, None for `NEXT_MEETING`.

    Args:
        value: The value ("2022-04-01", "2022-W12", "2022-05", "2022-Q2", "2022", or two days).

    Raises:
        ValueError: The value is of no such form, or names a day, week or month that is not.
    """
    if value == NEXT_MEETING:
        return None
    if match := _WEEK.fullmatch(value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + dt.timedelta(days=6)
    if match := _QUARTER.fullmatch(value):
        closing = 3 * int(match[2])
        return _month(int(match[1]), closing - 2)[0], _month(int(match[1]), closing)[1]
    if match := _MONTH.fullmatch(value):
        return _month(int(match[1]), int(match[2]))
    if _YEAR.fullmatch(value):
        return dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
    first, _, last = value.partition("/")
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    if days[1] < days[0]:
        raise ValueError(f"{value} ends before it begins")
    return days


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
