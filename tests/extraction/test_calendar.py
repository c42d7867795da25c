import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.extraction.calendar import Frame, full_year, half, month, months_later, quarter, week
from referat.extraction.feasts import feast_period

YEARS = st.integers(1995, 2060)


@given(YEARS, st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next(year: int, number: int) -> None:
    period, following = month(year, number), month(year + number // 12, number % 12 + 1)
    assert period is not None
    assert following is not None
    assert following.before == period.last


@given(st.dates(dt.date(1995, 1, 1), dt.date(2060, 1, 1)))
def test_every_day_is_in_its_week(date: dt.date) -> None:
    year, number, _ = date.isocalendar()
    period = week(year, number)
    assert period is not None
    assert period.first is not None
    assert period.last is not None
    assert period.first <= date <= period.last


@given(st.dates(dt.date(1995, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 12))
def test_upcoming_is_never_over(on: dt.date, number: int) -> None:
    period = Frame(on).upcoming(lambda year: month(year, number))
    assert period.last is not None
    assert on <= period.last < on + dt.timedelta(days=397)


@pytest.mark.parametrize("number", [0, 5, 99])
def test_quarters_and_halves_that_do_not_exist(number: int) -> None:
    assert quarter(2022, number) is None
    assert half(2022, number) is None


def test_months_later_stays_in_the_month() -> None:
    assert months_later(dt.date(2022, 1, 31), 1).last == dt.date(2022, 2, 28)


@pytest.mark.parametrize(
    ("digits", "on", "year"), [("04", 1999, 2004), ("98", 1998, 1998), ("2031", 1998, 2031)]
)
def test_full_year(digits: str, on: int, year: int) -> None:
    assert full_year(digits, dt.date(on, 1, 1)) == year


@pytest.mark.parametrize(
    ("name", "year", "value"),
    [
        ("påske", 2024, "2024-03-28/2024-04-01"),
        ("kristi himmelfartsdag", 2022, "2022-05-26"),
        ("fastelavn", 2022, "2022-02-27"),
        ("sommerferien", 2022, None),
    ],
)
def test_feasts(name: str, year: int, value: str | None) -> None:
    assert feast_period(name, year, Frame(None)).value == value
