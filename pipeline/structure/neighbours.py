"""Years of meetings that leave theirs out, by the dates of the meetings before and after."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from referat.minutes import Minutes
from referat.structure.meetings import heading_day


def with_years(parts: Sequence[Minutes]) -> tuple[Minutes, ...]:
    """The minutes of a file, a title's day and month completed where one year alone fits.

    It fits where the dates of both neighbours are known and only in that year the day lies
    between them.

    Args:
        parts: The minutes of each meeting in order.
    """
    dates = [part.meeting.date for part in parts]
    found: list[Minutes] = []
    for place, part in enumerate(parts):
        day = _between(part, dates[place - 1 : place + 2]) if 0 < place < len(parts) - 1 else None
        found.append(part if day is None else _dated(part, day))
    return tuple(found)


def _between(part: Minutes, dates: Sequence[dt.date | None]) -> dt.date | None:
    before, own, after = dates
    written = heading_day(part.meeting.title or "")
    if own is not None or before is None or after is None or written is None:
        return None
    first, last = sorted((before, after))
    days = [
        day
        for year in range(first.year, last.year + 1)
        if (day := _day(year, *written)) and first <= day <= last
    ]
    return days[0] if len(days) == 1 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _dated(part: Minutes, day: dt.date) -> Minutes:
    return replace(part, meeting=replace(part.meeting, date=day))
