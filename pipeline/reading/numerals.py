"""Numbers as lists write them."""

from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MAX_ROMAN: Final = 3999
_LETTERS: Final = 26
_MAX_REPEATED: Final = 5


def roman(number: int) -> str:
    """A number in small Roman numerals; in digits where they have none."""
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    written = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        written += numeral * count
    return written


def letters(number: int) -> str:
    """A number in small letters: a to z, then aa, bb and so on; in digits where it is too large."""
    repeated, place = divmod(number - 1, _LETTERS)
    if number < 1 or repeated >= _MAX_REPEATED:
        return str(number)
    return chr(ord("a") + place) * (repeated + 1)
