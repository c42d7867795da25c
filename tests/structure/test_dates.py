import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.structure.dates import written_dates, written_years

DAY = dt.date(2019, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12. marts 2019",
        "den 12.marts.2019",
        "d. 12 marts, 2019",
        "12/3-19",
        "12/3-2019",
        "12/03/2019",
        "12/3 2019",
        "12.3.19",
        "12. 3. 2019",
        "12-03-2019",
        "2019-03-12",
        "2019.3.12",
        "12. marts '19",
        "12. marts -19",
        "12. marts 19 kl. 19",
        "tirsdag 12. marts 19",
        "tirsdag 12/3 19",
        "12. marts kl. 19.00 – 2019",
        "tirsdag d. 12. marts kl. 19-21, 2019",
        "12. Matrs 2019",
        "12 March 2019",
        "12te marts 2019",
        "år 2019, tirsdag den 12. marts kl. 19",
        "den tolvte marts totusindnitten",
        "tolvte marts to tusinde og nitten",
        "12. marts tyve nitten",
    ],
)
def test_a_day_in_every_form(text: str) -> None:
    assert [date.complete() for date in written_dates(text)] == [DAY]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("første maj 2019", dt.date(2019, 5, 1)),
        ("den en og tyvende maj nitten hundrede og otteoghalvfems", dt.date(1998, 5, 21)),
        ("femogtyvende juni nittenhundrede og fire", dt.date(1904, 6, 25)),
        ("enogtredivte desember 2019", dt.date(2019, 12, 31)),
        ("3. maj 95", dt.date(1995, 5, 3)),
    ],
)
def test_words_and_short_years(text: str, day: dt.date) -> None:
    assert [date.complete() for date in written_dates(text)] == [day]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("3.-5. maj 2019", 3),
        ("den 3. og 4. maj 2019", 3),
        ("3-5/5-2019", 3),
        ("fredag den 3. til søndag den 5. maj 2019", 3),
        ("Referat nr. 2 - 3. maj 2019", 3),
        ("Bestyrelsesmøde 2. - 3. maj 2019", 3),
    ],
)
def test_of_several_days_the_first(text: str, first: int) -> None:
    assert [date.complete() for date in written_dates(text)] == [dt.date(2019, 5, first)]


def test_a_run_of_dates_shares_the_year_of_its_last() -> None:
    days = [date.complete() for date in written_dates("29. december - 2. januar 2020 og 3/2-21")]
    assert days == [dt.date(2019, 12, 29), dt.date(2020, 1, 2), dt.date(2021, 2, 3)]


@pytest.mark.parametrize(
    "text",
    ["12. marts 19", "12/3 19-21", "12/3 19:30", "12. marts 1930-2130", "12. marts 12 deltagere"],
)
def test_a_number_behind_a_date_may_be_an_hour(text: str) -> None:
    assert [(date.day, date.month, date.year) for date in written_dates(text)] == [(12, 3, None)]


@pytest.mark.parametrize(
    "text",
    [
        "kl. 19.30 til 21.00, fra 14-16, kl. 10/11, 3.000 kr., uge 12",
        "Tid: 9.10-11",
        "192.168.1.12",
        "Møde nr. 3/12",
        "side 1/12",
        "31. februar 2019",
        "10.12.5000",
    ],
)
def test_no_dates(text: str) -> None:
    assert [date for date in written_dates(text) if date.complete()] == []


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("tirsdag den 12. marts 2019", 2),
        ("man. d. 12/3-19", 1),
        ("12. marts 2019 (onsdag)", 3),
        ("12/3-2019, torsdag", 4),
        ("fredag-søndag den 3.-5. maj 2019", None),
        ("den 12. marts 2019", None),
    ],
)
def test_weekday(text: str, weekday: int | None) -> None:
    assert [date.weekday for date in written_dates(text)] == [weekday]


def test_years() -> None:
    assert written_years("Referat 2019, nr. 2020, 3.2021 kr. og 2018/2019") == {2019, 2020}


@given(st.text(alphabet="0123456789./- ,adehijklmnoprstuvæøå'–()", max_size=60))
def test_dates_are_days_in_their_order(text: str) -> None:
    dates = written_dates(text)
    for date in dates:
        assert date.on(date.year or 2000) is not None
        assert 0 <= date.start < date.end <= len(text)
    assert [date.start for date in dates] == sorted({date.start for date in dates})


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.sampled_from("-./"))
def test_numbers_are_read_back(day: dt.date, mark: str) -> None:
    written = mark.join(map(str, (day.day, day.month, day.year)))
    assert [date.complete() for date in written_dates(f"Dato: {written} kl. 19")] == [day]
