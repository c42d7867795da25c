"""The numbers of agenda items, read out of markers and line starts."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from referat.minutes import Block
from referat.structure.words import month_numbers

_PREFIX: Final = re.compile(
    r"(?:(?:ad|pkt|punkt|dagsordenspunkt|sag|item)\b\.?\s*)+(?:nr\.?\s*)?", re.IGNORECASE
)
_NUMBER: Final = re.compile(
    r"(?P<path>\d{1,3}(?:\.\d{1,2})*)(?:\.?(?P<letter>[a-zæøå]))?\s?[.):\-–/]*\s?"
)
_LETTER: Final = re.compile(r"(?P<letter>[A-ZÆØÅa-zæøå])\s?(?P<mark>[.):]+)\s?")
_ROMAN: Final = re.compile(r"(?P<roman>[IVX]+|[ivx]+)[.):]+\s?")
_INLINE: Final = re.compile(
    r"(?:(?:ad|pkt|punkt|dagsordenspunkt)\.?\s*(?:punkt\s*|pkt\.?\s*)?(?:nr\.?\s*)?\d{1,2}[a-z]?\b\s?[.):\-–]*\s*"
    r"|\d{1,2}\.[a-h]\s?[.)]\s*(?=[^\W\d])|(?:§\s?)?\d{1,2}(?:\.\d{1,2})*\s?[.):]+\s*(?=[^\W\d])|(?-i:[A-ZÆØÅ])\s*:\s+(?=[^\W\d]))",
    re.IGNORECASE,
)
_UNMARKED: Final = re.compile(r"(?P<number>[1-9]\d?)\s+(?:-\s+)?(?=[^\W\d]{2})")
_MAX_UNMARKED: Final = 60
_LONE: Final = re.compile(r"§?\s?\d{1,2}(?:\.?[a-h])?\s?[.)]?")
_WORD: Final = re.compile(r"[^\W\d]+")
_REMEMBERED: Final = 2048
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10}

UNMARKED: Final = "unmarked"
"""The style of a number that stands before its title with no full stop or bracket."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of an item: as written, its path as integers, and the shape of its marker.

    `style` tells apart numbers that belong to different lists: "1.", "1)", "Punkt 1", "a)".
    """

    written: str
    path: tuple[int, ...]
    style: str


@lru_cache(_REMEMBERED)
def parse_number(marker: str) -> Number | None:
    """The number that a marker holds ("4.", "Punkt 4:", "3.2", "b)", "II."), None for a bullet.

    Args:
        marker: The marker of a block as written.
    """
    prefix = _PREFIX.match(marker)
    rest = marker[prefix.end() :] if prefix else marker.strip()
    named = "named" if prefix else ""
    if match := _NUMBER.fullmatch(rest):
        path = tuple(int(part) for part in match["path"].split("."))
        letter = match["letter"]
        tail = (ord(letter) - ord("a") + 1,) if letter else ()
        written = match["path"] + (letter or "")
        return Number(written, path + tail, named or _shape(rest))
    if (match := _ROMAN.fullmatch(rest)) and (len(match["roman"]) > 1 or rest.startswith("I.")):
        return Number(match["roman"], (_roman(match["roman"].lower()),), "roman")
    if match := _LETTER.fullmatch(rest):
        case = "upper" if match["letter"].isupper() else "lower"
        value = ord(match["letter"].lower()) - ord("a") + 1
        return Number(match["letter"], (value,), named or f"{case}{match['mark'][-1]}")
    return None


@lru_cache(_REMEMBERED)
def leading_number(text: str) -> tuple[Number, int] | None:
    """The number that a line's own text begins with, and where its title starts.

    Args:
        text: The line.
    """
    match = _INLINE.match(text)
    if match is None or _is_date(text, match.end()):
        return None
    number = parse_number(match.group().removeprefix("§").strip())
    return None if number is None else (number, match.end())


def lone_number(text: str) -> Number | None:
    """The number that is all of a line ("4.", "§ 4."), whose title stands on the next.

    Args:
        text: The line.
    """
    return parse_number(text.removeprefix("§").strip()) if _LONE.fullmatch(text) else None


def _is_date(text: str, end: int) -> bool:
    """Whether a month follows the number ("12. august")."""
    word = _WORD.match(text, end)
    return word is not None and word.group().lower() in month_numbers()


def unmarked_number(text: str) -> tuple[Number, int] | None:
    """The number of a short line such as "4 Indkøb af stole", and where its title starts.

    Args:
        text: The line.
    """
    match = _UNMARKED.match(text)
    if match is None or len(text) > _MAX_UNMARKED:
        return None
    return Number(match["number"], (int(match["number"]),), UNMARKED), match.end()


def block_number(block: Block) -> Number | None:
    """The number in front of a block, None where it has none."""
    return None if block.marker is None else parse_number(block.marker)


def _shape(rest: str) -> str:
    stripped = rest.strip()
    return UNMARKED if stripped[-1].isalnum() else "number" + stripped[-1]


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
