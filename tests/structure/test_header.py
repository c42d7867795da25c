import datetime as dt

import pytest

from referat.minutes import Participant
from referat.structure.dates import written_dates
from referat.structure.people import read_people

from .documents import minutes_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dato: d. 12. marts 2019", dt.date(2019, 3, 12)),
        ("Dato: 12/3-19", dt.date(2019, 3, 12)),
        ("Mødedato: 12.03.2019 kl. 19.30", dt.date(2019, 3, 12)),
        ("Dato 12. marts 2019 kl. 14.00-15.20", dt.date(2019, 3, 12)),
        ("Afholdt tirsdag den 12. marts 2019", dt.date(2019, 3, 12)),
        ("Bestyrelsesmøde 2019-03-12", dt.date(2019, 3, 12)),
        ("12. Marts 2019 i klubhuset", dt.date(2019, 3, 12)),
        ("Dato: 12. marts", None),
        ("Dato: 31. februar 2019", None),
        ("Referat af mødet er udsendt 12. marts 2019", None),
    ],
)
def test_date(line: str, expected: dt.date | None) -> None:
    assert minutes_of(f"Referat\n{line}\n1. Taget\nDet er tæt.").meeting.date == expected


def test_a_year_elsewhere_in_the_header_or_in_the_file_name() -> None:
    text = "Bestyrelsesmøde 2019\nDato: tirsdag den 12. marts kl. 19\n1. Taget\nDet er tæt."
    assert minutes_of(text).meeting.date == dt.date(2019, 3, 12)
    text = "Dato: den 12. marts\n1. Taget\nDet er tæt."
    assert minutes_of(text, source="møde-2018-03-12.txt").meeting.date == dt.date(2018, 3, 12)
    assert minutes_of(text, source="møde-2018-04-12.txt").meeting.date is None


def test_a_given_date_wins() -> None:
    text = "Dato: 12. marts 2019\n1. Taget\nDet er tæt."
    assert minutes_of(text, on=dt.date(2020, 1, 1)).meeting.date == dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Næste møde: 7. februar kl. 19", dt.date(2020, 2, 7)),
        ("Næste bestyrelsesmøde afholdes tirsdag d. 4/6 kl. 19.30.", dt.date(2019, 6, 4)),
        ("Næste møde er den 7. februar 2020.", dt.date(2020, 2, 7)),
        ("Næste møde: aftales senere", None),
        ("Til næste møde skal Bo senest 1. maj skrive til banken.", None),
    ],
)
def test_next_meeting(line: str, expected: dt.date | None) -> None:
    meeting = minutes_of(f"Dato: 12. marts 2019\n1. Taget\nDet er tæt.\n{line}").meeting
    assert meeting.date == dt.date(2019, 3, 12)
    assert meeting.next_meeting == expected


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Mette Holm, Jens Kudsk og Bo Lund.", ["Mette Holm", "Jens Kudsk", "Bo Lund"]),
        ("J. P. Hansen; Anne-Lise Ø. Bech", ["J. P. Hansen", "Anne-Lise Ø. Bech"]),
        ("Bestyrelsen og 14 medlemmer", []),
        ("Ingen", []),
    ],
)
def test_names(value: str, people: list[str]) -> None:
    assert [person.name for person in read_people(value)] == people


@pytest.mark.parametrize(
    ("value", "person"),
    [
        ("Mette Holm (MH), formand", Participant("Mette Holm", "formand", None, "MH")),
        (
            "Bo Lund, Skovby Kommune (mødeleder)",
            Participant("Bo Lund", "mødeleder", "Skovby Kommune"),
        ),
        ("formand Mette Holm", Participant("Mette Holm", "formand")),
        ("Else Ravn - kasserer", Participant("Else Ravn", "kasserer")),
    ],
)
def test_what_a_list_says_of_a_person(value: str, person: Participant) -> None:
    assert read_people(value) == [person]


def test_attendance() -> None:
    text = """Referat
Til stede:
Mette Holm (MH), formand
Jens Kudsk
Afbud: Karin Toft
Referent: Jens
1. Taget
Karin Toft ringer til tømreren."""
    meeting = minutes_of(text).meeting
    assert meeting.participants == (
        Participant("Mette Holm", "formand", None, "MH"),
        Participant("Jens Kudsk", "referent"),
    )
    assert meeting.absentees == (Participant("Karin Toft"),)


def test_check_boxes() -> None:
    text = "## Deltagere\n- [x] Mette Holm\n- [ ] Jens Kudsk\n## Punkt et\nVi talte om taget."
    meeting = minutes_of(text).meeting
    assert [person.name for person in meeting.participants] == ["Mette Holm"]
    assert [person.name for person in meeting.absentees] == ["Jens Kudsk"]


def test_title_and_body() -> None:
    text = "Referat af bestyrelsesmøde i Skovby Bådelaug den 3. maj 2021\n1. Taget\nDet er tæt."
    meeting = minutes_of(text).meeting
    assert meeting.title == "Referat af bestyrelsesmøde i Skovby Bådelaug den 3. maj 2021"
    assert meeting.body == "Skovby Bådelaug"


def test_clock_times_are_no_dates() -> None:
    assert written_dates("kl. 19.30 til 21.00, fra 14-16, kl. 10/11, 3.000 kr., uge 12") == []


@pytest.mark.parametrize(
    "text",
    [
        "Skovby Råd\nMH Mette Holm, formand\nJK Jens Kudsk\nAH Alf Hald - afbud",
        "Skovby Råd\nMette Holm (MH), Jens Kudsk og Alf Hald (afbud)",
        "Skovby Råd\nNavn | Mødt\nMette Holm | ja\nJens Kudsk | x\nAlf Hald | afbud",
    ],
)
def test_attendance_without_a_label(text: str) -> None:
    meeting = minutes_of(f"{text}\n1. Taget\nDet er tæt.\n2. Evt.\nIntet.").meeting
    assert [person.name for person in meeting.participants] == ["Mette Holm", "Jens Kudsk"]
    assert [(person.name, person.role) for person in meeting.absentees] == [("Alf Hald", None)]
