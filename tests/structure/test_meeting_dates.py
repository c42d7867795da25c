import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .documents import minutes_of

ITEMS = "\n1. Taget\nDet er tæt.\n2. Eventuelt\nIntet."
THIRD = dt.date(2019, 5, 3)


def dated(head: str, source: str = "referat.txt") -> tuple[dt.date | None, tuple[str, ...]]:
    meeting = minutes_of(head + ITEMS, source=source).meeting
    return meeting.date, meeting.warnings


@pytest.mark.parametrize(
    "head",
    [
        "Referat\nDato: fredag den 3. maj 2019 kl. 19",
        "Referat\nDato\n3. maj 2019",
        "Referat\nTid og sted: 3. maj 2019 kl. 19 i klubhuset",
        "Referat\nSted: Skolen Tid: 3.-4. maj 2019 kl. 9",
        "Referat\nAfholdt fredag den 3. maj 2019",
        "Dato | Tid | Sted\n3. maj 2019 | 19-21 | Klubhuset",
        "Dato | 3. maj 2019\nSted | Klubhuset",
        "Referat fra bestyrelsesmødet den 3. maj 2019",
        "Skovby Bådelaug\nReferat\nFredag den 3. maj 2019 i klubhuset",
        "Aar 2019, den 3. maj kl. 19.30, holdtes ordinært møde i graverboligen.",
        "Referat 2019\nBestyrelsesmøde fredag den 3. maj kl. 19",
        "Bestyrelsesmøde nr. 4/2019\nFredag den 3. maj kl. 19",
        "Bestyrelsesmøde 2018/2019\nFredag den 3. maj kl. 19",
        "Bestyrelsesmøde nr. 3/12 d. 3. maj 2019",
    ],
)
def test_the_date_wherever_the_header_has_it(head: str) -> None:
    assert dated(head) == (THIRD, ())


@pytest.mark.parametrize(
    "head",
    [
        "Sidste møde: 3. april 2019\nUdsendt den 10. maj 2019\nReferat godkendt den 7. juni 2019",
        "Referat\nNæste møde: 7. juni 2019",
        "Referat\nUdskrevet: 13-04-2019",
        "Referat\nRegnskabsår 1.1.2018-31.12.2018",
        "Referat\nVersion 3, opdateret 3. maj 2019",
        "Referat\nFrist for indsigelser: 3. maj 2019",
        "Skovby, den 3. maj 2019\nReferat",
        "Fra: Bo Lund\nSendt: 3. maj 2019 10:12\nTil: Ida Holm",
        "Referat\nGodkendelse af referat fra mødet den 3. april 2019",
        "Bestyrelsesmøde tirsdag den 3. maj",
        "Referat\nTid: uge 12",
    ],
)
def test_dates_of_other_things_are_not_taken(head: str) -> None:
    assert dated(head)[0] is None


def test_signatures_do_not_date_the_meeting() -> None:
    signed = "\nDette dokument er underskrevet digitalt via Penneo.\nBo Lund\nDato: 10. maj 2019"
    assert minutes_of(f"Referat{ITEMS}{signed}").meeting.date is None


def test_the_name_of_the_file_tells_the_year_of_the_same_day() -> None:
    head = "Bestyrelsesmøde\nDato: 3. maj"
    assert dated(head, "moede-2019-05-03.pdf")[0] == THIRD
    assert dated(head, "2019/moede_20190503.pdf")[0] == THIRD
    assert dated(head, "moede-2019-05-04.pdf")[0] is None
    assert dated(head, "referat-2019.pdf")[0] is None


def test_a_wrong_weekday_is_told() -> None:
    day, warnings = dated("Referat\nDato: mandag den 3. maj 2019")
    assert day == THIRD
    assert warnings == ("the header says mandag of 2019-05-03, which is a fredag",)


def test_a_year_that_the_weekday_contradicts_is_not_inferred() -> None:
    day, warnings = dated("Referat 2019\nBestyrelsesmøde tirsdag den 3. maj")
    assert day is None
    assert warnings == ("the header names no year that is surely that of 3/5",)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Bestyrelsesmøde den 3. maj 2019\nDato: 5. maj 2019", None),
        ("Bestyrelsesmøde fredag den 3. maj 2019\nDato: mandag den 5. maj 2019", THIRD),
        ("Bestyrelsesmøde den 4. maj 2019\nMødedato: 3. maj 2019", THIRD),
        ("Dato: 10. maj 2019\nReferat\nMødedato: 3. maj 2019", THIRD),
    ],
)
def test_two_dates_are_settled_by_evidence_or_not_at_all(head: str, day: dt.date | None) -> None:
    found, warnings = dated(head)
    assert found == day
    assert warnings
    assert warnings[0].startswith("the header names two dates of the meeting, ")


def test_a_date_that_is_known_better_wins() -> None:
    meeting = minutes_of(f"Dato: mandag den 3. maj 2019{ITEMS}", on=dt.date(2020, 1, 1)).meeting
    assert (meeting.date, meeting.warnings) == (dt.date(2020, 1, 1), ())


@given(st.text(alphabet="0123456789./- :\nadDehijklmnoprstuvåØ", max_size=200))
def test_any_header_is_read(head: str) -> None:
    meeting = minutes_of(f"Referat\n{head}{ITEMS}").meeting
    assert meeting.date is None or 1500 < meeting.date.year < 2200
