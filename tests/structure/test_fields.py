import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.structure.fields import label_name, labelled, unlabelled_part


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Dato: 3. maj", [("date", "3. maj")]),
        ("Dato 3. maj", [("date", "3. maj")]),
        ("Deltagere:", [("participants", "")]),
        (
            "Dato: 3. maj Tid: kl. 19.00 Sted: Klubhuset",
            [("date", "3. maj"), ("time", "kl. 19.00"), ("place", "Klubhuset")],
        ),
        (
            "Deltagere: Bo, Ida. Afbud: Ole. Referent: Ida",
            [("participants", "Bo, Ida."), ("absentees", "Ole."), ("secretary", "Ida")],
        ),
        ("Møde hos Bo mødt: Bo afbud Ole", [("participants", "Bo"), ("absentees", "Ole")]),
        ("Gitte er syg ref. Katrine", [("secretary", "Katrine")]),
        ("Gæst under pkt. 1-2: Eva Nord", [("participants", "Eva Nord")]),
        ("Afbud fra Bo Lund", [("absentees", "Bo Lund")]),
        ("Kasserer: Ida Holm", [("member", "Ida Holm")]),
        ("Bo Lund: Det var godt.", []),
        ("Mødet begyndte kl. 19:30", []),
    ],
)
def test_labels_of_a_line(line: str, fields: list[tuple[str, str]]) -> None:
    assert [(name, value) for name, _, value in labelled(line)] == fields


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Deltagere (bestyrelsen)", "participants"),
        ("Til stede på mødet", "participants"),
        ("Mødeleder og referent", "chair"),
        ("Dato/tid", "date"),
        ("Deltagere og deres opgaver", None),
        ("Teams", None),
    ],
)
def test_labels_with_more_words(label: str, name: str | None) -> None:
    assert label_name(label) == name


def test_what_stands_before_the_first_label() -> None:
    assert unlabelled_part("Ole er syg. Referent: Bo") == "Ole er syg. "
    assert unlabelled_part("Ole er syg.") == "Ole er syg."


@given(st.text(alphabet="DatoSedReferntAfbu: .,3()/", max_size=120))
def test_values_stand_on_their_line(line: str) -> None:
    for _, label, value in labelled(line):
        assert label in line
        assert value in line
