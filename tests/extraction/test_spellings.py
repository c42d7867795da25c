import pytest

from referat.extraction.spellings import day_as_read, month_like


@pytest.mark.parametrize(
    ("name", "number"),
    [("febuar", 2), ("agust", 8), ("oktobor", 10), ("ju1i", 7), ("0ktober", 10), ("apr.", 4)],
)
def test_a_slip_of_the_pen_is_the_month(name: str, number: int) -> None:
    assert month_like(name) == number


@pytest.mark.parametrize("name", ["Julie", "mad", "uni", "februars", "kaffe", "marked"])
def test_other_words_are_no_month(name: str) -> None:
    assert month_like(name) is None


@pytest.mark.parametrize(("digits", "day"), [("l", 1), ("1O", 10), ("l5", 15), ("31", 31)])
def test_letters_read_for_digits(digits: str, day: int) -> None:
    assert day_as_read(digits) == day
