"""Misspelt headings: "Beslutnig", "INDSTILING", "Referrat" for the words that they stand for."""

from functools import lru_cache
from typing import Final

from referat.structure.words import heading_words

_SHORTEST: Final = 6
_LONG: Final = 9
"""Letters from which on two slips are forgiven instead of one."""
_REMEMBERED: Final = 1024


@lru_cache(_REMEMBERED)
def respelt(word: str) -> str | None:
    """The heading word that a word misspells, None where it is none or another word.

    Args:
        word: A word in lower case.
    """
    words = heading_words()
    if len(word) < _SHORTEST or not word.isalpha() or _is_known(word):
        return None
    letters = frozenset(word)
    for slips in range(1, 3 if len(word) >= _LONG else 2):
        for strong in words.respelt:
            # a slip changes two letters of a word at most
            alike = strong[0] == word[0] and len(letters.symmetric_difference(strong)) <= 2 * slips
            if alike and within(word, strong, slips):
                return strong
    return None


def _is_known(word: str) -> bool:
    """Whether the word is right as it is: another heading, a label, a role, a word of its own."""
    words = heading_words()
    return (
        word in words.sections
        or word in words.fields
        or word in words.roles
        or word in words.own_words
        or word.startswith(words.titles)
    )


def within(word: str, other: str, slips: int) -> bool:
    """Whether so few slips lie between two words: letters left out, put in, swapped or wrong.

    Args:
        word: A word.
        other: Another.
        slips: The most slips.
    """
    if abs(len(word) - len(other)) > slips:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, start=1):
        above, row, before_row = row, [place], before
        for column, wanted in enumerate(other, start=1):
            cost = min(
                row[-1] + 1,
                above[column] + 1,
                above[column - 1] + (letter != wanted),
            )
            swapped = (
                place > 1
                and column > 1
                and letter == other[column - 2]
                and wanted == word[place - 2]
            )
            if swapped:
                cost = min(cost, before_row[column - 2] + 1)
            row.append(cost)
        if min(row) > slips:
            return False
        before = above
    return row[-1] <= slips
