"""Items that have no number of their own level: titles without one, inside items, in tables."""

import pytest

from .documents import minutes_of
from .test_agenda import items
from .test_sections import sections


def test_rows_of_a_table_are_items() -> None:
    text = """Referat
Punkt | Emne | Indstilling | Referat | Ansvarlig
1 | Taget | Skiftes | Taget skiftes i maj. | Bo
2 | Festen |  | Festen udsættes. | Ida"""
    minutes = minutes_of(text)
    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Taget"),
        ("2", "Festen"),
    ]
    found = {sentence.text: sentence for sentence in minutes.sentences}
    assert found["Taget skiftes i maj."].item == 0
    assert found["Taget"].section.value == "other"
    assert found["Festen udsættes."].section.value == "outcome"


@pytest.mark.parametrize(
    "head", ["Opgave | Ansvarlig | Frist", "Navn | Referat | Telefon", "Punkt | Ansvarlig | Frist"]
)
def test_other_tables_hold_no_items(head: str) -> None:
    assert items(f"1. Drift\n{head}\nTaget | Bo | maj\n2. Evt.\nIntet.") == [
        ("1", "Drift"),
        ("2", "Evt."),
    ]


def test_numbers_that_start_again_over_paragraphs_are_items() -> None:
    text = """A: Indkomne forslag.
1. Lokaler.
Det er et problem at finde plads til det hele.
2. Aktiviteter.
Der holdes en fest hver anden måned i laget.
B: Valg.
1. Suppleant Ida Holm
2. Suppleant Ole Ravn
C: Evt.
Intet."""
    assert [number for number, _ in items(text)] == ["A", "1", "2", "B", "C"]


def test_lettered_titles_over_text_are_items() -> None:
    text = "1) Formalia\na) Valg af referent\nIda.\nb) Valg af ordstyrer\nOle.\n2) Nyt\nIntet."
    assert [number for number, _ in items(text)] == ["1", "a", "b", "2"]


def test_titles_of_single_motions_are_items() -> None:
    text = """1. Indkomne forslag
Forslag 1: Ny hæk mod syd
Hækken er gammel. Vedtaget.
Forslag 2: Lys på stien
Forslaget faldt.
2. Evt.
Intet."""
    assert [title for _, title in items(text)] == [
        "Indkomne forslag", "Forslag 1: Ny hæk mod syd", "Forslag 2: Lys på stien", "Evt.",
    ]  # fmt: skip


def test_the_first_title_may_lack_its_number() -> None:
    text = "Valg af dirigent:\nOle blev valgt.\n2. Regnskab\nGodkendt.\n3. Evt.\nIntet."
    assert items(text)[0] == (None, "Valg af dirigent")


def test_headings_inside_a_report_are_no_items() -> None:
    text = """# 1. Formandens beretning
# Trapperne
Alle trapper er renset for ukrudt i år.
# 2. Evt.
Intet."""
    assert items(text) == [("1", "Formandens beretning"), ("2", "Evt.")]
    assert sections(text)["Alle trapper er renset for ukrudt i år."] == "background"


def test_headings_above_the_agenda_are_no_items() -> None:
    text = "# Mandag\n## Forberedelsen\nLæs bogen.\n## Dagsorden\n- Bogen\n## Bogen\nDen er god."
    assert items(text) == [(None, "Bogen")]


def test_offices_are_no_titles() -> None:
    text = (
        "Møde i laget\nVi deler opgaverne.\n# Kasserer\nRegnskab og tilskud.\n# Baneformand\nGrus."
    )
    assert items(text) == []


def test_a_number_before_a_sentence_has_no_title() -> None:
    text = """Dagsorden
1. Konstituering
2. Evt.

1. Bestyrelsen konstituerede sig som følger:
Alle gik videre på deres poster.
2. Evt.
Intet."""
    minutes = minutes_of(text)
    assert [item.title for item in minutes.items] == ["Konstituering", "Evt."]
    found = {sentence.text: sentence.section.value for sentence in minutes.sentences}
    assert found["Bestyrelsen konstituerede sig som følger:"] == "outcome"


def test_quoted_lines_of_the_agenda_are_items_where_text_follows() -> None:
    text = """Dagsorden
1. Formalia
1.1 Verificering af mødeleder
1.2 Godkendelse af dagsorden
2. Temaer
2.1 Nyt fra kredsen
Møde referat
1. Formalia
1.1 Verificering af mødeleder
1.2 Godkendelse af dagsorden
Dagsorden godkendt.
2. Temaer
2.1 Nyt fra kredsen
Der er intet nyt."""
    assert [number for number, _ in items(text)] == ["1", "1.2", "2", "2.1"]
    assert sections(text)["Verificering af mødeleder"] == "other"
    assert sections(text)["Møde referat"] == "outcome"


def test_an_agenda_list_ends_at_the_next_heading() -> None:
    text = "Dagsorden\n1. Taget\n2. Evt.\nLinks\nReferat\n1. Taget\nDet er tæt.\n2. Evt.\nIntet."
    found = sections(text)
    assert found["Links"] == "other"
    assert found["Referat"] == "outcome"


def test_numbered_headings_of_sections_are_no_items() -> None:
    case = "{0}. Sag om taget\n{0}.1 Indstilling\nAt det males.\n{0}.2 Beslutning\nGodkendt.\n"
    text = case.format(1) + case.format(2)
    assert [number for number, _ in items(text)] == ["1", "2"]
    assert sections(text)["At det males."] == "proposal"
    assert sections(text)["Godkendt."] == "outcome"


def test_items_out_of_their_order() -> None:
    text = (
        "1. Velkomst\nIda bød velkommen.\n3. Regnskab\nDet gik godt.\n"
        "2. Budget\nGodkendt.\n4. Evt.\nIntet."
    )
    assert [number for number, _ in items(text)] == ["1", "3", "2", "4"]


def test_the_closing_item_may_lack_its_number() -> None:
    text = "1. Velkomst\nIda bød velkommen.\n2. Regnskab\nDet gik godt.\nEvt.\nIntet."
    assert items(text)[-1] == (None, "Evt.")


@pytest.mark.parametrize(("one", "two", "three"), [("§ 1.", "§ 2.", "§ 3."), ("I.", "II.", "III.")])
def test_other_numbers(one: str, two: str, three: str) -> None:
    text = f"{one} Valg af dirigent\nOle.\n{two} Regnskab\nGodkendt.\n{three} Eventuelt\nIntet."
    assert [title for _, title in items(text)] == ["Valg af dirigent", "Regnskab", "Eventuelt"]


def test_a_case_before_an_inline_label_of_the_minutes() -> None:
    text = "1. Velkomst\nPunktet er nyt.\nReferat: Ida bød velkommen.\n2. Evt.\nIntet."
    assert sections(text)["Punktet er nyt."] == "background"
    assert sections(text)["Ida bød velkommen."] == "outcome"
