"""What a reading rule is, and the pieces of pattern that rules share."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from referat.extraction.calendar import Frame, Mode, Period, full_year
from referat.extraction.vocabulary import alternation, long_names, months, weekdays

Needs = Literal["nothing", "governor", "limit"]
Gate = Literal["digit", "meeting"]
Read = Callable[[re.Match[str], Frame], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of time expression: a pattern, and how a match of it is dated.

    `read` answers None where the match is no time after all. `needs` says what must stand before
    the match in running text: nothing, any governing word, or one that sets a limit ("senest").
    `mode` is set where the pattern itself holds the governing words. `starts` are what a match can
    start with, in lower case, so that most rules need not be tried; none for anything. `gate` names
    what a text must hold somewhere for the rule to match at all.
    """

    name: str
    pattern: re.Pattern[str]
    read: Read
    needs: Needs = "nothing"
    mode: Mode | None = None
    starts: tuple[str, ...] = ()
    gate: Gate | None = None


DIGITS = tuple("0123456789")


def starting(starts: Iterable[str], *rules: Rule, gate: Gate | None = None) -> tuple[Rule, ...]:
    """The rules, each told what its matches start with, and what its text must hold."""
    words = tuple(starts)
    return tuple(replace(rule, starts=words, gate=gate) for rule in rules)


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern that ends at the end of a word ("uge 12-planen" is no week)."""
    return re.compile(rf"(?:{text})(?!\w|-[^\W\d_])", re.IGNORECASE | re.VERBOSE)


ARTICLE = r"(?:(?:den|d\.?)\s{0,3})?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
FULL_YEAR = r"(?:19|20)\d\d"
OF_YEAR = rf"(?:\s*,?\s*(?:af\s+|i\s+)?(?P<year>{FULL_YEAR}))?"
"""An optional year of four digits."""
_SAID_YEAR = r"næste\s+år|i\s+år|d\.\s?å\.?"
YEAR = (
    r"(?:(?:\s*,?\s*(?:i\s+)?(?=\d{4})|\s*(?:\s|[-–])\s*(?='?\d\d\s*(?:[.,;:)]|$))"
    rf"|\s+(?={_SAID_YEAR}))(?P<year>{FULL_YEAR}|'?\d\d|{_SAID_YEAR}))?"
)
"""An optional year after a month; two digits only where the clause ends."""
PART_OF_DAY = r"(?:formiddag|eftermiddag|aften|morgen|middag|tidligt?)"
DAY_PART = rf"(?:\s+{PART_OF_DAY})?"
CLOCK = r"(?:klokken|kl\.?)\s?\d{1,2}(?:[.:]\d\d)?"
HOUR = (
    rf"(?:\s*,?\s*{CLOCK}|\s+(?:senest|inden|før)\s+(?:{CLOCK}|middag|frokost|fyraften)"
    r"|\s+efter\s+frokost|\s+ved\s+midnat)"
)
AT_HOUR = rf"{HOUR}?"
"""An optional time of day after a day: it never moves the day."""


def month_names() -> str:
    """A pattern for names of months and, with or without their dot, abbreviations."""
    short = set(months()) - set(long_names("months"))
    return rf"(?:{full_month_names()}(?!\w)|(?:{alternation(short)})\b\.?)"


def short_month_names() -> str:
    """A pattern for abbreviations of months that nobody takes for a feast: "jul" is Christmas."""
    return alternation(set(months()) - set(long_names("months")) - {"jul"})


def dotted_month_names() -> str:
    """A pattern for full names and abbreviations, in lower case with a dot: "Jan" is a name."""
    return rf"(?:{full_month_names()}(?!\w)|(?-i:{short_month_names()})\.)"


def full_month_names() -> str:
    """A pattern for the full names of months alone: "mar" and "dec" say too little."""
    return rf"(?:{alternation(long_names('months'))})"


def weekday_names() -> str:
    """A pattern for full names of weekdays: "man" is mostly the pronoun."""
    return rf"(?:{alternation(long_names('weekdays'))})"


def weekday_prefix() -> str:
    """A pattern for a weekday before a date, where abbreviations are safe."""
    return (
        rf"(?:(?:(?P<weekday>{weekday_names()}){DAY_PART}|(?P<short>{alternation(weekdays())})\.?"
        rf"(?=,?\s+(?:den\b|d\.|d\b|\d)))\s*,?\s*)?"
    )


def month_number(name: str) -> int:
    """The number of a month as matched by `month_names`."""
    return months()[name.rstrip(".").lower()]


def weekday_number(match: re.Match[str]) -> int | None:
    """The ISO number of the weekday that `weekday_prefix` matched, if any."""
    name = match["weekday"] or match["short"]
    return None if name is None else weekdays()[name.lower()]


def year_of(match: re.Match[str], frame: Frame, group: str = "year") -> int | None:
    """The year that a match states, or None."""
    said = match[group]
    if said is None:
        return None
    digits = said.lstrip("'")
    if digits.isdigit():
        return full_year(digits, frame.on)
    return None if frame.on is None else frame.on.year + said.lower().startswith("næste")
