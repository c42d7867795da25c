"""Names of months as scanners and hurried writers leave them: "septemper", "ju1i"."""

import re
from collections.abc import Iterator
from functools import cache

from referat.extraction.vocabulary import long_names, months, resource

_MISREAD = str.maketrans("10", "lo")
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_SURE_LENGTH = 5
"""Shorter names are one letter from too many words: "maj" from "mad", "juli" from "Julie"."""

LIKE_A_MONTH = r"(?!\d)[^\W_]{3,11}(?!\w)"
"""A pattern for what may be a month's name; only `month_like` can tell."""


def month_like(name: str) -> int | None:
    """The number of the month that a word is, or is one slip of the pen from; None if none.

    Args:
        name: A word, with or without the dot of an abbreviation.
    """
    word = name.rstrip(".").lower()
    known = months().get(word) or _misspelled().get(word)
    if known is not None:
        return known
    if word.removesuffix("s") in months():
        return None  # a genitive: "februars udløb"
    read = word.translate(_MISREAD)
    return months().get(read) or _slips().get(read)


@cache
def _misspelled() -> dict[str, int]:
    names: dict[str, int] = resource("months")["misspelled"]["months"]
    return dict(names)


@cache
def _slips() -> dict[str, int]:
    """Words one letter away from a month's full name and from no other's."""
    found: dict[str, set[int]] = {}
    for name in long_names("months"):
        if len(name) >= _SURE_LENGTH:
            for word in _one_slip(name):
                found.setdefault(word, set()).add(months()[name])
    return {
        word: next(iter(numbers))
        for word, numbers in found.items()
        if len(numbers) == 1 and len(word) >= _SURE_LENGTH
    }


def _one_slip(name: str) -> Iterator[str]:
    for place in range(len(name) + 1):
        before, after = name[:place], name[place:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]


def day_as_read(digits: str) -> int:
    """The number that a scanner wrote with letters: "1O", "l5".

    Args:
        digits: One or two characters of `[0-9lIOo]`.
    """
    return int(re.sub("[Oo]", "0", re.sub("[lI]", "1", digits)))
