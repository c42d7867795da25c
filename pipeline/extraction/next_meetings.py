"""Whether "næste møde" is the next meeting of the body whose minutes these are."""

import re
from functools import cache

from referat.extraction.vocabulary import alternation, resource
from referat.minutes import Meeting

_COMPOUND = re.compile(r"(?P<body>[^\W\d]\w{2,30}?)s?møde(?:t)?\b", re.IGNORECASE)
_OWNER = re.compile(r"(?P<owner>[\w-]{3,40})\s+$")


def is_own_meeting(before: str, expression: str, after: str, meeting: Meeting) -> bool:
    """Whether a next meeting that a sentence names is that of the meeting's own body.

    Args:
        before: What the sentence says before the expression.
        expression: The expression, such as "til næste udvalgsmøde".
        after: What the sentence says after it.
        meeting: The header's facts.
    """
    names = f"{meeting.body or ''} {meeting.title or ''}".lower()
    compound = _COMPOUND.search(expression)
    month = compound is not None and compound["body"].lower() in resource("months")["months"]
    if compound is not None and not month and not _is_own(compound["body"], names):
        return False
    owner = _OWNER.search(before + _leading(expression))
    if owner is not None and _owns(owner["owner"].lower()) and not _is_own(owner["owner"], names):
        return False
    return _company().match(after) is None and not _of_other_body(after, names)


def _leading(expression: str) -> str:
    """The words of the expression before "næste", with a space at their end."""
    return re.split(r"(?i)\b(?:næste|kommende|(?:først|næst)kommende|følgende)\b", expression)[0]


def _owns(word: str) -> bool:
    words = resource("time_words")["next_meeting"]
    return word in words["others"] or (word.endswith("s") and word not in words["no_owners"])


def _is_own(word: str, names: str) -> bool:
    stem = re.sub(r"(?:et|en|t|n)?s?$", "", word.lower())
    if len(stem) > 2 and stem in names:
        return True
    bodies: list[str] = resource("time_words")["next_meeting"]["bodies"]
    # "bestyrelsesmøde" of a club is its own, unless the header names a body of another kind
    return stem in bodies and not any(body in names for body in bodies)


def _of_other_body(after: str, names: str) -> bool:
    match = _place().match(after)
    return match is not None and not _is_own(match["body"], names)


@cache
def _company() -> re.Pattern[str]:
    return re.compile(r"\s+(?:sammen\s+)?med\s+\w", re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    # only a body: "i klubhuset" is where the own meeting is held
    units = alternation(resource("roles")["units"]["stems"])
    return re.compile(
        rf"\s+(?:i|hos|for)\s+(?P<body>[\w-]{{0,30}}?(?:{units})(?:en|et|n|t)?)\b", re.IGNORECASE
    )
