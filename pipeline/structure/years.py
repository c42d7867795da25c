"""The years that a header and a file's name speak of, for dates that are written without one."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from typing import Final

from referat.structure.dates import written_dates, written_years
from referat.structure.header_words import header_words

_SEASON: Final = re.compile(
    r"(?<![\d.,/])(?P<from>(?:19|20)\d\d)\s?[/–-]\s?(?P<to>(?:19|20)?\d\d)(?!\d)"
)
_NUMBERED: Final = re.compile(r"\b\d{1,3}\s?[/–-]\s?(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)")
_COMPACT: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"
)
_REVERSED: Final = re.compile(
    r"(?<!\d)(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_ALONE: Final = re.compile(r"\W*(?:19|20)\d\d\W*")


def meeting_years(texts: Sequence[str]) -> frozenset[int]:
    """The years that the lines of a header give the meeting: "Referat 2019", "møde nr. 3/2019".

    Args:
        texts: The lines, the first being the top of the document.
    """
    found: set[int] = set()
    for text in texts:
        if _ALONE.fullmatch(text) or (_speaks().search(text) and not _excluded().search(text)):
            found |= written_years(text)
            found |= {int(match["year"]) for match in _NUMBERED.finditer(text)}
            for match in _SEASON.finditer(text):
                found |= {int(match["from"]), int(match["from"][:2] + match["to"][-2:])}
    return frozenset(found)


def dates_of_name(source: str) -> list[dt.date]:
    """The dates in the name of a file.

    Args:
        source: The name, with or without folders.
    """
    name = PurePath(source).stem
    texts = (name.replace("_", "-"), re.sub(r"[\W_]+", " ", name))
    found = {date.complete() for text in texts for date in written_dates(text)}
    for pattern in (_COMPACT, _REVERSED):
        for match in pattern.finditer(name):
            found.add(_date(int(match["year"]), int(match["month"]), int(match["day"])))
    return sorted(day for day in found if day is not None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def _speaks() -> re.Pattern[str]:
    words = "|".join(header_words("dates")["meeting"])
    return re.compile(rf"\b(?:{words}|dato|tid|tidspunkt)\b", re.IGNORECASE)


@cache
def _excluded() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(header_words('dates')['years'])})(?!\w)", re.IGNORECASE
    )
