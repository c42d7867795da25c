"""What stands before a time and decides how it is meant: "frist:", "modtages", "hvis"."""

import re
from functools import cache

from referat.extraction.calendar import Mode
from referat.extraction.rules import pattern
from referat.extraction.vocabulary import alternation, resource

_CLAUSE_END = re.compile(r"[,;:.!?]\s|\(")


def meant(text: str, start: int, stated: Mode, implied: Mode | None) -> Mode:
    """How a time that starts at `start` is meant.

    Args:
        text: The sentence.
        start: Where the time's governing words start.
        stated: What those words say.
        implied: What the form of the time says by itself, if anything.
    """
    if stated == "none":
        return "by" if _received_until(text, start) else stated
    mode = implied or stated
    labelled = (
        start > 0 and mode == "at" and _label().search(text[max(0, start - 40) : start]) is not None
    )
    return "by" if labelled else mode


def is_conditional(text: str, start: int) -> bool:
    """Whether the clause before a time is a condition ("hvis") or comes back ("hver uge")."""
    if start == 0:
        return False
    clause = _CLAUSE_END.split(text[max(0, start - 200) : start])[-1]
    return _condition().search(clause) is not None or _recurring().search(clause) is not None


def comes_back(text: str, end: int) -> bool:
    """Whether what follows a time makes it one of many: "den 1. april hvert år".

    Args:
        text: The sentence.
        end: Where the time ends.
    """
    return _repeated().match(text, end) is not None


def _received_until(text: str, start: int) -> bool:
    until = text[start : start + 8].lower().startswith(("indtil ", "frem til"))
    return until and _sent().search(text[max(0, start - 60) : start]) is not None


@cache
def _label() -> re.Pattern[str]:
    nouns = alternation(resource("time_words")["labels"]["nouns"])
    return re.compile(rf"\b(?:{nouns})(?:\s+(?:er|den|d\.|-))?\s*[:=]?\s*$", re.IGNORECASE)


@cache
def _sent() -> re.Pattern[str]:
    # only for what is sent in does "indtil" set a limit
    sent = alternation(resource("time_words")["until"]["sent"])
    return re.compile(rf"\b(?:{sent})\b[^.;:]{{0,40}}$", re.IGNORECASE)


@cache
def _condition() -> re.Pattern[str]:
    return pattern(rf"\b(?:{alternation(resource('time_words')['conditions']['words'])})")


@cache
def _repeated() -> re.Pattern[str]:
    return pattern(r"\s{1,3}(?:i\s)?(?:hvert?|alle)\s(?:år|måneder?|uger?|kvartal)")


@cache
def _recurring() -> re.Pattern[str]:
    names = alternation([*resource("months")["weekdays"], "dag", "uge", "måned", "år", "kvartal"])
    return re.compile(rf"\b(?:hver|hvert)\s+(?:anden\s+|andet\s+)?(?:{names})\b", re.IGNORECASE)
