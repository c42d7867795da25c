import pytest

from referat.labels import Section

from .documents import minutes_of

MUNICIPAL = """Referat fra Teknisk Udvalg
Dato: 3. maj 2021
1. Cykelsti ved Skovvej
Sagsfremstilling
Borgerne har ønsket en cykelsti. Vejen er smal.
Økonomi
Stien koster 2 mio. kr.
Indstilling
Forvaltningen indstiller, at
- stien anlægges i 2022
- udgiften afholdes af puljen.
Beslutning i Teknisk Udvalg den 3. maj 2021
Godkendt.
Bilag
Kort over stien
2. Orientering
Der var intet nyt."""


def sections(text: str) -> dict[str, str]:
    return {sentence.text: sentence.section.value for sentence in minutes_of(text).sentences}


def test_municipal_minutes() -> None:
    found = sections(MUNICIPAL)
    assert found["Dato: 3. maj 2021"] == "header"
    assert found["Cykelsti ved Skovvej"] == "other"
    assert found["Sagsfremstilling"] == found["Vejen er smal."] == "background"
    assert found["Økonomi"] == found["Stien koster 2 mio. kr."] == "background"
    assert found["Indstilling"] == found["stien anlægges i 2022"] == "proposal"
    assert found["Godkendt."] == "outcome"
    assert found["Kort over stien"] == "other"
    assert found["Der var intet nyt."] == "outcome"


def test_a_case_without_heading_before_its_minutes() -> None:
    found = sections(
        "1. Skolen\nSkolen er slidt.\nIndstilling: Rådet drøfter sagen.\nReferat:\nVi venter."
    )
    assert found["Skolen er slidt."] == "background"
    assert found["Rådet drøfter sagen."] == "proposal"
    assert found["Vi venter."] == "outcome"


def test_minutes_without_section_headings_are_outcome() -> None:
    found = sections("Afbud: Bo\n1. Taget\nBo ringer til tømreren.\n2. Økonomi\nDer er penge.")
    assert found["Afbud: Bo"] == "header"
    assert found["Bo ringer til tømreren."] == found["Der er penge."] == "outcome"


def test_an_item_without_heading_among_others_is_outcome() -> None:
    text = "1. Skolen\nIndstilling\nAt skolen males.\nBeslutning\nGodkendt.\n2. Taget\nDet er tæt."
    assert sections(text)["Det er tæt."] == "outcome"


def test_an_inline_proposal_opens_its_list() -> None:
    text = (
        "1. Skolen\nVi talte om skolen.\nUdvalget indstiller, at\n- skolen males\nBeslutning: Ja."
    )
    found = sections(text)
    assert found["skolen males"] == "proposal"
    assert found["Beslutning:"] == found["Ja."] == "outcome"


@pytest.mark.parametrize(
    "line", ["Side 2 af 4", "____________", "https://www.eksempel.dk/bilag.pdf"]
)
def test_furniture_is_other(line: str) -> None:
    assert sections(f"1. Taget\nDet er tæt.\n{line}\n2. Evt.\nIntet.")[line] == "other"


def test_attendance_is_header_wherever_it_stands() -> None:
    text = "1. Formalia\na) Tilstede\nBo, Else og Kim.\nb) Referat\nGodkendt.\n2. Tag\nReferent: Bo"
    found = sections(text)
    assert found["Bo, Else og Kim."] == found["Referent: Bo"] == "header"


def test_the_date_of_an_event_inside_an_item_is_outcome() -> None:
    text = "Dato: 3/5-21\n1. Fest\nDato: lørdag den 12. juni kl. 14\nBo køber ind.\n2. Evt.\nIntet."
    assert sections(text)["Dato: lørdag den 12. juni kl. 14"] == "outcome"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("BESLUTNING:", Section.OUTCOME),
        ("Konklussion", Section.OUTCOME),
        ("Det blev besluttet at:", Section.OUTCOME),
        ("Forvaltningens indstilling", Section.PROPOSAL),
        ("Sagsfremstiling", Section.BACKGROUND),
    ],
)
def test_wordings_of_headings(heading: str, section: Section) -> None:
    text = f"1. Taget\n{heading}\nNyt tag på klubhuset.\n2. Evt.\nIntet."
    assert sections(text)["Nyt tag på klubhuset."] == section.value


def test_a_report_told_at_the_meeting_is_background_until_it_is_taken_up() -> None:
    text = """1. Formandens beretning
Formanden aflagde beretning.
Det har været et godt år med ny bro.
Else spurgte til lyset.
Beretningen blev godkendt.
2. Evt.
Intet."""
    found = sections(text)
    assert found["Formanden aflagde beretning."] == "outcome"
    assert found["Det har været et godt år med ny bro."] == "background"
    assert found["Else spurgte til lyset."] == found["Beretningen blev godkendt."] == "outcome"


def test_table_cells_open_no_section() -> None:
    text = "1. Risici\nRisiko | Vurdering\nStorm | Høj\n2. Evt.\nIndstilling\nAt vi venter."
    found = sections(text)
    assert found["Høj"] == "outcome"
    assert found["At vi venter."] == "proposal"


def test_the_pages_of_a_signing_service_are_other() -> None:
    text = "1. Taget\nDet er tæt.\n2. Evt.\nIntet.\nUnderskrevet digitalt via Penneo\nBo Lund"
    assert sections(text)["Bo Lund"] == "other"


def test_a_motion_is_a_proposal_and_its_verdict_is_not() -> None:
    text = (
        "1. Indkomne forslag\nBestyrelsen foreslår, at hegnet flyttes.\nVedtaget.\n2. Evt.\nIntet."
    )
    found = sections(text)
    assert found["Bestyrelsen foreslår, at hegnet flyttes."] == "proposal"
    assert found["Vedtaget."] == "outcome"
