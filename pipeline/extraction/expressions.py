"""Reading time expressions: governing words, then a time, against the date of the meeting."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from referat.extraction.calendar import NEXT_MEETING, Frame, Mode, Part
from referat.extraction.continuations import (
    Continued,
    apposition,
    closing_words,
    counted_from,
    dated_meeting,
)
from referat.extraction.periods import parts
from referat.extraction.rule_index import KEY, Gates, RulesAt, events_at, gates_of, times_at
from referat.extraction.rules import CLOCK, Rule, weekday_names
from referat.extraction.surroundings import comes_back, is_conditional, meant
from referat.extraction.vocabulary import alternation, resource
from referat.minutes import Relation

_MOST_GOVERNORS = 4
_PRIORITY: tuple[Mode, ...] = ("none", "before", "strict", "by", "after", "at")
_PARTICLES = frozenset({"i", "på", "om", "til", "ved"})
_DOTTED = frozenset({"day_of_month", "days_alone", "weekday_day"})
_AHEAD = frozenset({"before", "strict"})
_LIMITS = frozenset({"by", "before", "strict", "after"})
_WORD_START = re.compile(r"(?<![\w/.,-])\w|(?<=[^\W\d][/.,-])\w|(?<=\W[/.,-])\w")


@dataclass(frozen=True, slots=True)
class When:
    """A time expression and what it says; all None where it is no deadline."""

    text: str
    value: str | None
    due: dt.date | None
    relation: Relation | None
    rule: str


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression found in running text, `text[start:end]` being the expression.

    `governed` is False where no word before it makes it a time for sure ("fredag" alone).
    """

    start: int
    end: int
    when: When
    governed: bool


@dataclass(frozen=True, slots=True)
class _Opening:
    """Governing words that were read: where they end, and what they say."""

    end: int
    words: int
    mode: Mode = "at"
    part: Part | None = None
    clock: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    end: int
    opening: _Opening
    rule: Rule
    match: re.Match[str]


def read_when(expression: str, on: dt.date | None, *, next_meeting: dt.date | None = None) -> When:
    """Read one time expression.

    Args:
        expression: The expression, such as "senest primo maj".
        on: The meeting's date; without it only times that need no anchor have a value.
        next_meeting: The date of the next meeting, if known.
    """
    found = [
        time
        for time in find_times(expression, on, next_meeting=next_meeting)
        if time.governed or _covers(time, expression)
    ]
    if not found:
        return When(expression, None, None, None, "none")
    first = found[0].when
    if len({(time.when.value, time.when.due) for time in found}) > 1:
        return When(expression, None, None, first.relation, "several")
    return replace(first, text=expression)


def find_times(
    text: str, on: dt.date | None, *, next_meeting: dt.date | None = None
) -> list[FoundTime]:
    """The time expressions of a text that can be deadlines, in order, not overlapping.

    Args:
        text: Running text on one line.
        on: The meeting's date, if known.
        next_meeting: The date of the next meeting, if known.
    """
    anchor = Frame(on, next_meeting)
    found: list[FoundTime] = []
    position = 0
    while (start := _WORD_START.search(text, position)) is not None:
        time = _read_at(text, start.start(), anchor)
        position = start.end() if time is None else time.end
        if time is not None and time.when.relation and _is_ahead(text, time):
            found.append(time)
    return found


def _is_ahead(text: str, time: FoundTime) -> bool:
    return not is_conditional(text, time.start) and not comes_back(text, time.end)


def _covers(time: FoundTime, expression: str) -> bool:
    rest = expression[: time.start] + expression[time.end :]
    return not any(character.isalnum() for character in rest)


def _read_at(text: str, start: int, anchor: Frame) -> FoundTime | None:
    openings = _openings(text, start)
    dated = "digit" in gates_of(text)
    back = _read_back(text, start, openings, anchor) if dated else None
    if back is not None:
        return back
    for rules in (times_at, events_at):
        for candidate in _candidates(text, openings, rules):
            time = _read(text, start, candidate, anchor)
            if time is not None:
                return time
    return _bare_clock(text, start, openings)


def _read_back(text: str, start: int, openings: list[_Opening], anchor: Frame) -> FoundTime | None:
    for opening in reversed(openings):
        read = counted_from(text, opening.end, anchor)
        if read is not None and opening.mode != "none":
            end, period = read.end, read.period
            again = apposition(text, end, period, anchor)
            end = end if again is None else again.end
            limited = read.ahead or opening.mode in _LIMITS
            relation: Relation = "by" if limited else "at"
            rule = "counted_back" if read.ahead else "counted_on"
            when = When(text[start:end], period.value, period.last, relation, rule)
            return FoundTime(start, end, when, governed=True)
    return None


def _candidates(text: str, openings: list[_Opening], rules: RulesAt) -> Iterator[_Match]:
    """Matches, the longest first, of equal ones that with the most governing words.

    Where the most governed reading takes all of the text, none can come before it, and the others
    are looked for only if it fails.
    """
    gates = gates_of(text)
    most = max(opening.words for opening in openings)
    first = [opening for opening in openings if opening.words == most]
    found = _matches(text, first, rules, gates)
    yield from (match for match in found if match.end == len(text))
    others = [opening for opening in openings if opening.words < most]
    found += _matches(text, others, rules, gates)
    yield from sorted(found, key=lambda match: (-match.end, -match.opening.words))


def _matches(text: str, openings: list[_Opening], rules: RulesAt, gates: Gates) -> list[_Match]:
    matches = []
    for opening in openings:
        start = opening.end
        for rule, match_at in rules(text[start : start + KEY].lower(), gates):
            match = match_at(text, start)
            if match is not None:
                matches.append(_Match(match.end(), opening, rule, match))
    return matches


def _read(text: str, start: int, candidate: _Match, anchor: Frame) -> FoundTime | None:
    rule, opening = candidate.rule, candidate.opening
    if rule.mode is not None and (opening.mode == "none" or _idle(opening)):
        return None
    mode = meant(text, start, opening.mode, rule.mode)
    if rule.needs == "limit" and opening.words and mode not in _LIMITS and mode != "none":
        return None
    end = closing_words(text, candidate.end, mode)
    if end > candidate.end:
        mode = "by"
    frame = Frame(anchor.on, anchor.next_meeting, mode, opening.part)
    period = rule.read(candidate.match, frame)
    if period is None:
        return None
    read = Continued(end, period)
    if period.value == NEXT_MEETING:
        read = dated_meeting(text, end, period, anchor)
    return _found(text, start, candidate, frame, read)


def _idle(opening: _Opening) -> bool:
    """Whether words were read that say nothing of a limit: "styr på en uge forinden"."""
    return opening.words > 0 and opening.mode == "at"


def _found(text: str, start: int, candidate: _Match, frame: Frame, read: Continued) -> FoundTime:
    rule, mode = candidate.rule, frame.mode
    end, shaped = _without_full_stop(text, read.end, rule), frame.shape(read.period)
    due = frame.due(shaped)
    exact = None if mode in ("after", "none") else apposition(text, end, shaped, frame)
    if exact is not None:
        end, shaped = _without_full_stop(text, exact.end, rule), exact.period
        due = shaped.last
    value = None if mode == "after" else shaped.value
    when = When(text[start:end], value, due, _relation(mode), rule.name)
    return FoundTime(start, end, when, _is_governed(rule, candidate.opening, mode))


def _without_full_stop(text: str, end: int, rule: Rule) -> int:
    # "den 23." and "15. okt." keep their dot; after "1/4" it closes the sentence
    dotted = text[end - 1] == "." and text[end - 2].isdigit() and rule.name not in _DOTTED
    rest = text[end:].lstrip()
    return end - 1 if dotted and (not rest or rest[0].isupper()) else end


def _is_governed(rule: Rule, opening: _Opening, mode: Mode) -> bool:
    if rule.needs == "limit":
        return mode in _LIMITS
    return rule.needs == "nothing" or opening.words > 0 or mode in _LIMITS


def _relation(mode: Mode) -> Relation | None:
    if mode == "none":
        return None
    return "at" if mode in ("at", "after") else "by"


def _openings(text: str, start: int) -> list[_Opening]:
    opening = _Opening(start, 0)
    openings = list(_with_part(text, opening))
    for _ in range(_MOST_GOVERNORS):
        match = _governor().match(text, opening.end)
        if match is None:
            break
        extended = _extended(opening, match)
        if opening.words and _breaks(opening, text[start : opening.end], match):
            return openings[:1]
        opening = extended
        openings += _with_part(text, opening)
        if match["words"].lower() == "af":  # "klip af inden maj": only what follows at once
            break
    return openings


def _breaks(opening: _Opening, so_far: str, match: re.Match[str]) -> bool:
    # "sat i senest 1/10", "skruet om i uge 23": the first is the verb's; "de sidste inden jul"
    last, words = so_far.split()[-1].lower(), " ".join(match["words"].lower().split())
    limit = _governors().get(words) in ("by", "before", "strict") and words != "til"
    return (limit and (last in _PARTICLES or opening.mode == "none")) or (
        last == "om" and words in ("i", "på")
    )


def _extended(opening: _Opening, match: re.Match[str]) -> _Opening:
    words = " ".join(match["words"].lower().split())
    mode: Mode = _governors().get(words, "at")
    first = min(opening.mode, mode, key=_PRIORITY.index)
    clock = opening.clock or words.startswith("kl")
    return _Opening(match.end(), opening.words + 1, first, clock=clock)


def _with_part(text: str, opening: _Opening) -> Iterator[_Opening]:
    yield opening
    if opening.words and "digit" in gates_of(text):
        carriers = (_carrier(), _any_carrier()) if opening.mode in _AHEAD else (_carrier(),)
        carrier = next((found for one in carriers if (found := one.match(text, opening.end))), None)
        if carrier is not None:
            yield replace(opening, end=carrier.end())
    match = _part().match(text, opening.end)
    if match is not None:
        part = parts()[" ".join(match["part"].lower().split())]
        yield replace(opening, end=match.end(), words=opening.words + 1, part=part)


def _bare_clock(text: str, start: int, openings: list[_Opening]) -> FoundTime | None:
    last = max(openings, key=lambda opening: opening.end)
    if not last.clock or last.mode not in _LIMITS:
        return None
    end = start + len(text[start : last.end].rstrip())
    return FoundTime(start, end, When(text[start:end], None, None, "by", "clock"), governed=True)


@cache
def _governors() -> dict[str, Mode]:
    table: dict[Mode, list[str]] = resource("time_words")["governors"]
    return {word: mode for mode, words in table.items() for word in words}


@cache
def _governor() -> re.Pattern[str]:
    words = rf"(?P<words>{alternation(_governors())}|{CLOCK})"
    return re.compile(rf"{words}(?:(?<=\.)\s{{0,3}}|\s{{1,3}}|$|(?<=\d)(?=[.,;:)]))", re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?P<part>{alternation(parts())})\s{{1,3}}", re.IGNORECASE)


@cache
def _carrier() -> re.Pattern[str]:
    # a meeting or another event may stand between "til" and its date
    nouns = alternation(resource("time_words")["events"]["nouns"])
    event = rf"(?:(?:det|den|vores)\s)?(?:\w{{0,30}}?(?:{nouns})|\w{{3,30}}ningen)"
    return re.compile(rf"{event}\s{_before_date()}", re.IGNORECASE)


@cache
def _any_carrier() -> re.Pattern[str]:
    # after "inden" whatever is definite may have its date, and what happens to it
    nouns, ends = r"(?!den\b)[\w-]{2,30}(?:en|et|ne)", "udløb|afslutning|start|begyndelse|udgang"
    verbs = r"starter|begynder|udløber|slutter|åbner|lukker"
    event = rf"(?:{nouns}(?:\s(?:{verbs}))?|[\w-]{{3,30}}s\s(?:{ends})|vi\s(?:ses|mødes)|midnat)"
    return re.compile(rf"{event}\s{_before_date()}", re.IGNORECASE)


def _before_date() -> str:
    days = rf"(?:{weekday_names()})\s(?:den\b|d\.|\d)"
    return rf"(?={days}|den\s\d|d\.|\d{{1,2}}(?:\.\s|\.?\s?[-–]\s?\d|/))"
