"""Days and years that a date writes in words: "den tolvte marts totusindnitten"."""

import re
from functools import cache
from typing import Final

from referat.structure.header_words import header_words

_WORD: Final = re.compile(r"\s?([^\W\d_]+)")
_MOST_WORDS: Final = 8
_SHIFTED: Final = re.compile(
    r"(?:(?P<thousand>(?:to)?tusinde?)|(?P<hundreds>nittenhundrede?|tyvehundrede?|tyve))"
    r"(?:og)?(?P<rest>\w*)"
)


@cache
def ordinal_days() -> dict[str, int]:
    """Ordinals from "første" to "enogtredivte" to the days they number."""
    simple: dict[str, int] = header_words("ordinals")
    units: list[str] = header_words("numbers")["units"]
    joined = {
        f"{unit}og{ten}": number + value
        for ten, number in simple.items()
        if number >= 20
        for value, unit in enumerate(units, start=1)
        if number + value <= 31
    }
    return {**simple, **joined}


def ordinal_pattern() -> str:
    """A pattern for an ordinal day, its parts written in one or several words."""
    simple: dict[str, int] = header_words("ordinals")
    tens = "|".join(word for word, number in simple.items() if number >= 20)
    units = "|".join(header_words("numbers")["units"])
    return rf"(?:(?:{units})\s?og\s?(?:{tens})|{'|'.join(simple)})"


def year_in_words(text: str, start: int) -> tuple[int, int] | None:
    """The year that words write from `start` on, and where it ends; None without one.

    Args:
        text: The text.
        start: Where the words would begin.
    """
    joined, ends = "", []
    position = start
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, position)
        if match is None:
            break
        joined += match[1].lower()
        position = match.end()
        ends.append((joined, position))
    for words, end in reversed(ends):
        if (year := _year(words)) is not None:
            return year, end
    return None


def _year(words: str) -> int | None:
    match = _SHIFTED.fullmatch(words)
    if match is None:
        return None
    rest = _below_hundred().get(match["rest"], None if match["rest"] else 0)
    if rest is None:
        return None
    if match["thousand"]:
        return 2000 + rest
    if match["hundreds"].startswith("nitten"):
        return 1900 + rest
    # "tyve nitten" is 2019, "tyve" alone is a number
    return 2000 + rest if rest >= 10 or match["hundreds"] != "tyve" else None


@cache
def _below_hundred() -> dict[str, int]:
    words = header_words("numbers")
    units = {word: value for value, word in enumerate(words["units"], start=1)}
    teens = {word: value for value, word in enumerate(words["teens"], start=10)}
    tens = {word: 10 * value for value, word in enumerate(words["tens"], start=2)}
    joined = {f"{u}og{t}": units[u] + tens[t] for u in units for t in tens}
    return {**units, **teens, **tens, **joined}
