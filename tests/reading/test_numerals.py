"""Numbers as lists write them."""

import pytest

from referat.reading.numerals import letters, roman


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "i"), (4, "iv"), (9, "ix"), (44, "xliv"), (1999, "mcmxcix"), (0, "0"), (4000, "4000")],
)
def test_roman(number: int, written: str) -> None:
    assert roman(number) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa"), (0, "0"), (-3, "-3"), (1_000_000, "1000000")],
)
def test_letters(number: int, written: str) -> None:
    assert letters(number) == written
