"""Days as points in time, for targets that have no days."""

import datetime as dt


def noon(day: dt.date | None) -> str | None:
    """Noon UTC of a day: a clock twelve hours behind or eleven ahead still shows that day.

    Args:
        day: The day, or None.
    """
    return None if day is None else f"{day.isoformat()}T12:00:00Z"
