import pytest

from referat.structure.preamble import tells_attendance

from .test_sections import sections

ITEMS = "\n1. Valg af dirigent\nOle blev valgt.\n2. Evt.\nIntet."


@pytest.mark.parametrize(
    "text",
    [
        "Der var 8 fremmødte medlemmer.",
        "Der var repræsenteret 26 af foreningens 81 ejere.",
        "Til stede var 15 husstande.",
        "Ida Holm havde meldt forfald.",
        "Afholdt den 3. maj 2021 i klubhuset.",
        "Generalforsamlingen blev afholdt med følgende dagsorden:",
        "Ole Ravn skrev referatet.",
    ],
)
def test_attendance_is_header(text: str) -> None:
    assert tells_attendance(text)
    assert sections(f"Referat fra laget\n{text}{ITEMS}")[text] == "header"


@pytest.mark.parametrize(
    "text",
    [
        "Formanden, Ida Holm (HV7), bød velkommen.",
        "Der var ikke nogen egentlig dagsorden til mødet.",
        "Vi har ingen kasserer, og Ole har indkaldt til et møde om det.",
    ],
)
def test_prose_above_the_items_is_outcome(text: str) -> None:
    assert sections(f"Referat fra laget\n{text}{ITEMS}")[text] == "outcome"


def test_attendance_behind_prose_is_header_and_the_prose_is_not() -> None:
    text = "Formanden åbnede mødet og delte papirerne ud. Der var 8 fremmødte medlemmer."
    found = sections(f"Referat fra laget\n{text}{ITEMS}")
    assert found["Formanden åbnede mødet og delte papirerne ud."] == "outcome"
    assert found["Der var 8 fremmødte medlemmer."] == "header"


def test_the_name_of_the_minutes_is_header_with_a_full_stop_too() -> None:
    title = "Referat af ordinær generalforsamling i laget den 4. maj 2008."
    assert sections(title + ITEMS)[title] == "header"


def test_bullets_below_a_heading_of_the_minutes_stay_with_it() -> None:
    text = """# Mandag d. 3. maj
## Dagsorden
- Databasen er ikke valgt endnu af gruppen
## Referat
- Databasen er valgt
- Ida Holm
- Postgres"""
    found = sections(text)
    assert found["Databasen er ikke valgt endnu af gruppen"] == "header"
    assert found["Databasen er valgt"] == found["Ida Holm"] == found["Postgres"] == "outcome"
