import pytest

from .documents import minutes_of


def items(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in minutes_of(text).items]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Økonomi", "2. Legeplads"),
        ("1) Økonomi", "2) Legeplads"),
        ("Punkt 1: Økonomi", "Punkt 2: Legeplads"),
        ("Pkt. 1 Økonomi", "Pkt. 2 Legeplads"),
        ("Ad 1. Økonomi", "Ad 2. Legeplads"),
        ("## 1 Økonomi", "## 2 Legeplads"),
        ("1 Økonomi", "2 Legeplads"),
    ],
)
def test_numbered_titles(first: str, second: str) -> None:
    text = f"Referat\n{first}\nKassereren fremlagde tallene.\n{second}\nGyngen er repareret."
    assert items(text) == [("1", "Økonomi"), ("2", "Legeplads")]


def test_a_list_inside_an_item_is_no_agenda() -> None:
    text = """Referat
1. Økonomi
Vi gør tre ting:
1. Bo beder om et tilbud.
2. Else ringer til banken.
3. Kim skriver til kommunen.
2. Legeplads
Gyngen er repareret.
3. Eventuelt
Intet."""
    assert items(text) == [("1", "Økonomi"), ("2", "Legeplads"), ("3", "Eventuelt")]


def test_the_agenda_list_in_the_header_is_repeated_below() -> None:
    text = """Referat af bestyrelsesmøde
Dagsorden:
1. Godkendelse af referat
2. Økonomi
3. Eventuelt
1. Godkendelse af referat
Godkendt.
2. Økonomi
Der er penge i kassen.
3. Eventuelt
Kaffen var god."""
    minutes = minutes_of(text)
    assert [item.number for item in minutes.items] == ["1", "2", "3"]
    sections = [sentence.section.value for sentence in minutes.sentences]
    assert sections[1:5] == ["header"] * 4
    assert sections[5:] == ["other", "outcome"] * 3


def test_bare_numbers_take_their_titles_from_the_agenda_list() -> None:
    text = "Dagsorden\n1. Økonomi\n2. Legeplads\nAd 1\nDer er penge.\nAd 2\nGyngen er repareret."
    assert items(text) == [("1", "Økonomi"), ("2", "Legeplads")]


def test_a_title_ends_where_its_text_begins() -> None:
    text = "1. Valg af dirigent. Bo blev valgt.\n2. Regnskab: Regnskabet blev godkendt."
    minutes = minutes_of(text)
    assert [item.title for item in minutes.items] == ["Valg af dirigent", "Regnskab"]
    assert [sentence.text for sentence in minutes.sentences] == [
        "Valg af dirigent.", "Bo blev valgt.", "Regnskab:", "Regnskabet blev godkendt.",
    ]  # fmt: skip


def test_a_colon_inside_a_title_does_not_end_it() -> None:
    assert items("1. Økonomi: status og budget\nAlt går godt.\n2. Eventuelt\nIntet.")[0] == (
        "1",
        "Økonomi: status og budget",
    )


def test_nested_numbers_are_items_of_their_own() -> None:
    text = "1. Drift\n1.1 Taget\nBo ringer.\n1.2 Kælderen\nDen er tør.\n2. Eventuelt\nIntet."
    assert [number for number, _ in items(text)] == ["1", "1.1", "1.2", "2"]


def test_headings_without_numbers() -> None:
    text = "# Referat\nDato: 3/5-21\n## Legepladsen\nDen er hel.\n## Fællesspisning\nBo køber ind."
    assert items(text) == [(None, "Legepladsen"), (None, "Fællesspisning")]


def test_short_lines_between_paragraphs() -> None:
    text = """Referat fra mødet den 3. maj 2021.
Legepladsen
Gyngen er repareret, og Bo har malet bænken.
Fællesspisning
Vi spiser sammen den sidste fredag i måneden.
Godkendt"""
    assert items(text) == [(None, "Legepladsen"), (None, "Fællesspisning")]


def test_several_meetings_in_one_file() -> None:
    meeting = "1. Økonomi\nDer er penge.\n2. Legeplads\nGyngen er hel.\n3. Eventuelt\nIntet nyt.\n"
    assert [number for number, _ in items(meeting * 2)] == ["1", "2", "3"] * 2


def test_item_ranges_follow_each_other() -> None:
    minutes = minutes_of("Referat\n1. Økonomi\nDer er penge.\n2. Eventuelt\nIntet.")
    one, two = minutes.items
    assert minutes.document.text[one.start : one.end] == "1. Økonomi\nDer er penge.\n"
    assert two.end == len(minutes.document.text)


def test_numbered_sentences_one_below_the_other_are_no_items() -> None:
    text = "1. Drift\n1.1 Bo rykker banken.\n1.2 Der males i uge 12\n2. Eventuelt\nIntet."
    assert [number for number, _ in items(text)] == ["1", "2"]


def test_a_number_alone_on_its_line() -> None:
    text = "1\nØkonomi\nDer er penge.\n2\nLegeplads\nGyngen er hel."
    assert items(text) == [("1", "Økonomi"), ("2", "Legeplads")]


def test_headings_in_capitals() -> None:
    text = "Møde i laget\nNYT FRA BROEN\nBroen er oppe igen.\nSKURET\nTaget er utæt."
    assert items(text) == [(None, "NYT FRA BROEN"), (None, "SKURET")]
