"""Lists that run on in one paragraph: "1) ... 2) ...", "a) ... b) ...", bullets on one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referat.structure.words import month_numbers

_BULLET: Final = re.compile(r"(?<!\S)[•·▪◦●■‣➢➤]\s*(?=\S)")
_DASHES: Final = re.compile(r"(?<=[:.])\s[-–—]\s(?=\S)|(?<!\S)[-–—]\s(?=[^\s\d])")
_NUMBERED: Final = re.compile(r"(?<!\S)\(?(?P<name>\d{1,2})[.)]\s?(?=[^\W\d])")
_LETTERED: Final = re.compile(r"(?<!\S)\(?(?P<name>[a-h])\)\s?(?=\S)")
_MAY_LIST: Final = re.compile(r"[•·▪◦●■‣➢➤]|: [-–] |(?<!\S)\(?(?:\d{1,2}[.)]|[a-h]\))")
"""A mark without which a text holds no entries."""
_ENDED: Final = re.compile(r"[.!?:;]?$")
_SENTENCE: Final = re.compile(r"[.!?]\s")
_WORD: Final = re.compile(r"[^\W\d]+")
_MIN_DASHES: Final = 2
_MIN_RUN: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an entry's bullet or number stands, and where its words begin."""

    start: int
    words: int


def run_in_entries(text: str, after: int = 0) -> list[Entry]:
    """The entries of lists inside a one-line text, in order.

    Args:
        text: The text on one line.
        after: The number in front of the text, with whose successor a list may go on.
    """
    if not _MAY_LIST.search(text):
        return []
    found = [
        *_bulleted(text),
        *_dashed(text),
        *_counted(text, _NUMBERED, after + 1),
        *_counted(text, _LETTERED, 1),
    ]
    return sorted(found, key=lambda entry: entry.start)


def _bulleted(text: str) -> Iterator[Entry]:
    for match in _BULLET.finditer(text):
        if match.start() > 0:
            yield Entry(match.start(), match.end())


def _dashed(text: str) -> list[Entry]:
    """Entries behind dashes, the first of which stands right behind a colon."""
    lead = text.find(": - ")
    lead = text.find(": – ") if lead < 0 else lead
    if lead < 0:
        return []
    entries = [
        Entry(match.start() + match.group().index(match.group().strip()), match.end())
        for match in _DASHES.finditer(text, lead + 1)
    ]
    if len(entries) < _MIN_DASHES or _SENTENCE.search(text, lead, entries[-1].start):
        return []
    return entries


def _counted(text: str, pattern: re.Pattern[str], first: int) -> list[Entry]:
    """Entries that count up, each behind the end of what stands before it."""
    run: list[re.Match[str]] = []
    for match in pattern.finditer(text):
        goes_on = bool(run) or first > 1
        if _value(match["name"]) == first + len(run) and _may_open(text, match, goes_on=goes_on):
            run.append(match)
    return [Entry(match.start(), match.end()) for match in run] if len(run) >= _MIN_RUN else []


def _value(name: str) -> int:
    return int(name) if name.isdecimal() else ord(name) - ord("a") + 1


def _may_open(text: str, match: re.Match[str], *, goes_on: bool) -> bool:
    """Whether a number is an entry's and no ordinal ("1. suppleant", "den 2. maj")."""
    before = text[max(0, match.start() - 2) : match.start()].rstrip()[-1:]
    word = _WORD.match(text, match.end())
    if match.group().rstrip().endswith("."):
        upper = word is not None and word.group()[0].isupper()
        dated = word is not None and word.group().lower() in month_numbers()
        return upper and not dated and bool(_ENDED.match(before) or (goes_on and before != ","))
    return bool(_ENDED.match(before)) or (goes_on and text[match.end()].isupper())
