import datetime as dt

import pytest

from .documents import minutes_of


def following(text: str, head: str = "Dato: 12. marts 2019") -> dt.date | None:
    return minutes_of(f"{head}\n1. Taget\nDet er tæt.\n{text}").meeting.next_meeting


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Næste møde: 3. april kl. 19", (2019, 4, 3)),
        ("Næste bestyrelsesmøde bliver onsdag den 3. april kl. 19.", (2019, 4, 3)),
        ("næste møde 3/4 hos Bo tk", (2019, 4, 3)),
        ("Det næste møde er berammet til den 3. april.", (2019, 4, 3)),
        ("Vi mødes igen onsdag d. 3/4", (2019, 4, 3)),
        ("Vi ses igen onsdag den 3. april 2019.", (2019, 4, 3)),
        ("Næste gang er 3. april hos Ida.", (2019, 4, 3)),
        ("Nyt møde 3/4-2019", (2019, 4, 3)),
        ("Intet. Næste møde er den 3. april.", (2019, 4, 3)),
        ("Næste møde: 9. januar", (2020, 1, 9)),
        ("# Næste møde\nOnsdag den 3. april\nTorsdag den 9. maj", (2019, 4, 3)),
        ("2. Næste møde\nOnsdag d. 3/4 kl. 19 hos Bo", (2019, 4, 3)),
        ("Næste møder: 5. marts, 3. april, 7. maj", (2019, 4, 3)),
        ("Mødedatoer: 8/1, 12/3, 3/4, 14/5", (2019, 4, 3)),
        ("Næste møde skulle have været 27. marts, men er flyttet til den 3. april.", (2019, 4, 3)),
        ("Bo laver et oplæg til næste møde den 3. april.", (2019, 4, 3)),
        ("Forslag sendes senest den 1. april. Næste møde afholdes 3. april.", (2019, 4, 3)),
        ("Næste møde: torsdag den 3. april\nSe også næste møde onsdag den 3. april", (2019, 4, 3)),
    ],
)
def test_the_next_meeting(text: str, day: tuple[int, int, int]) -> None:
    assert following(text) == dt.date(*day)


def test_a_cell_and_a_field_of_the_header() -> None:
    assert following("", "Dato | 12. marts 2019\nNæste møde | 3. april 2019") == dt.date(2019, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Næste møde: aftales senere",
        "Næste møde: tirsdag i uge 15",
        "Næste møde: april",
        "Næste møde: torsdag",
        "Næste møde den 3. april er aflyst.",
        "Næste arrangement er banko den 3. april.",
        "Næste gang: sommerfest den 3. juni",
        "Næste generalforsamling er den 20. marts 2020.",
        "Til næste møde skal Bo senest 1. maj skrive til banken.",
        "Forslag til næste møde sendes inden den 1. april.",
        "Bo deltager i næste møde i kommunens råd den 2. april.",
        "Referatet fra sidste møde den 3. februar blev godkendt.",
        "Næste møde var den 3. februar 2019.",
        "Næste møde: 31. april",
    ],
)
def test_no_next_meeting(text: str) -> None:
    assert following(text, "Bestyrelsesmøde\nDato: 12. marts 2019") is None


def test_a_wrong_weekday_leaves_an_inferred_year_open() -> None:
    text = "Dato: 12. marts 2019\n1. Taget\nDet er tæt.\nNæste møde: tirsdag den 3. april"
    meeting = minutes_of(text).meeting
    assert meeting.next_meeting is None
    told = "the weekday written for the next meeting is not that of 2019-04-03"
    assert meeting.warnings == (told,)


def test_without_the_date_of_the_meeting_only_a_whole_date_counts() -> None:
    assert following("Næste møde: 3. april", "Referat") is None
    assert following("Næste møde: 3. april 2019", "Referat") == dt.date(2019, 4, 3)
