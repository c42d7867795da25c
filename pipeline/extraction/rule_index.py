"""Which rules can match at a place, found by what stands there: most need not be tried."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from referat.extraction.dates import date_rules
from referat.extraction.events import event_rules, meeting_rules
from referat.extraction.periods import period_rules
from referat.extraction.relative import relative_rules
from referat.extraction.rules import Gate, Rule
from referat.extraction.weekdays import weekday_rules

KEY = 3
"""So many characters of a place say which rules can match there."""
Gates = frozenset[Gate | None]
_MatchAt = Callable[[str, int], re.Match[str] | None]
RulesAt = Callable[[str, Gates], tuple[tuple[Rule, _MatchAt], ...]]

_MEETING = re.compile("m(?:ø|oe)d|ses|gang", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=64)
def gates_of(text: str) -> Gates:
    """What a text holds that some rules need.

    Args:
        text: The whole text that rules are matched in.
    """
    held: list[Gate | None] = [None]
    if _DIGIT.search(text):
        held.append("digit")
    if _MEETING.search(text):
        held.append("meeting")
    return frozenset(held)


@lru_cache(maxsize=4096)
def times_at(key: str, gates: Gates) -> tuple[tuple[Rule, _MatchAt], ...]:
    """The rules for times that can match, in their order, each with its matcher.

    Args:
        key: The first `KEY` characters of the place, lower case.
        gates: What the text holds.
    """
    return _possible(_time_rules(), key, gates)


@lru_cache(maxsize=4096)
def events_at(key: str, gates: Gates) -> tuple[tuple[Rule, _MatchAt], ...]:
    """The rules for events that can match, in their order, each with its matcher.

    Args:
        key: The first `KEY` characters of the place, lower case.
        gates: What the text holds.
    """
    return _possible(event_rules(), key, gates)


@cache
def _time_rules() -> tuple[Rule, ...]:
    return (
        *date_rules(),
        *period_rules(),
        *relative_rules(),
        *weekday_rules(),
        *meeting_rules(),
    )


def _possible(rules: tuple[Rule, ...], key: str, gates: Gates) -> tuple[tuple[Rule, _MatchAt], ...]:
    return tuple(
        (rule, rule.pattern.match)
        for rule in rules
        if rule.gate in gates and (not rule.starts or _can_start(rule, key))
    )


def _can_start(rule: Rule, key: str) -> bool:
    words = (start.partition(" ") for start in rule.starts)
    first = (word + space for word, space, _ in words)  # white space may be more than one
    return any(key.startswith(word) or word.startswith(key) for word in first)
