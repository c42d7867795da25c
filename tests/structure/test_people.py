import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.minutes import Participant
from referat.structure.people import ABSENT, read_people


def person(
    name: str,
    role: str | None = None,
    organisation: str | None = None,
    initials: str | None = None,
) -> Participant:
    return Participant(name, role, organisation, initials)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Bo Lund, Ida Holm og Ole Ravn.", ["Bo Lund", "Ida Holm", "Ole Ravn"]),
        ("Bo & Ida", ["Bo", "Ida"]),
        ("Per Holm + Ida", ["Per Holm", "Ida"]),
        ("Bo/Ida", ["Bo", "Ida"]),
        ("Bo Lund / Ida Holm", ["Bo Lund", "Ida Holm"]),
        ("BO LUND, IDA HOLM", ["BO LUND", "IDA HOLM"]),
        ("BL, IH, OR", ["BL", "IH", "OR"]),
        (
            "J.P. Lund, Anne-Marie B. Holm og O. Ravn.",
            ["J.P. Lund", "Anne-Marie B. Holm", "O. Ravn"],
        ),
        ("Jens von Linstow, Ida af Rosen", ["Jens von Linstow", "Ida af Rosen"]),
        ("Özlem Şahin og Łukasz Nowak", ["Özlem Şahin", "Łukasz Nowak"]),
        ("Bo L., Ida H. og Ole R.", ["Bo L.", "Ida H.", "Ole R."]),
        ('Kaj "Krølle" Toft, Bo', ['Kaj "Krølle" Toft', "Bo"]),
        ("Jan Maj, May Juul, April Vind", ["Jan Maj", "May Juul", "April Vind"]),
        ("Lise Bank, Bo Skole", ["Lise Bank", "Bo Skole"]),
        ("Bo bo@skovby.dk 12 34 56 78, Ida Holm tlf. 12345678", ["Bo", "Ida Holm"]),
        ("Ida og Ole, som skriver det her", ["Ida", "Ole"]),
        ("Ida, Ole, og Bo er til stede", ["Ida", "Ole", "Bo"]),
        ("Ida, Ole. (Zoom: Bo, Lis)", ["Ida", "Ole", "Bo", "Lis"]),
        ("Ida samt de øvrige medlemmer", ["Ida"]),
        ("Formanden, kassereren og Bo Lund", ["Bo Lund"]),
        ("Ingen", []),
        ("-", []),
        ("12 medlemmer", []),
        ("Hele bestyrelsen", []),
        ("Bestyrelsen og 14 medlemmer", []),
        ("Skovby Kommune", []),
        ("januar", []),
    ],
)
def test_names(value: str, names: list[str]) -> None:
    assert [one.name for one in read_people(value)] == names


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Bo Lund (BL), formand", [person("Bo Lund", "formand", None, "BL")]),
        ("BL: Bo Lund", [person("Bo Lund", initials="BL")]),
        ("BL Bo Lund, formand", [person("Bo Lund", "formand", initials="BL")]),
        ("Bo Lund BL byggeleder", [person("Bo Lund", "byggeleder", initials="BL")]),
        ("Peter Reim (PGR)", [person("Peter Reim", initials="PGR")]),
        ("Tove Rud (TR, kasserer)", [person("Tove Rud", "kasserer", initials="TR")]),
        ("Bo Lund (TR)", [person("Bo Lund", "TR")]),
        ("Ida (referent)", [person("Ida", "referent")]),
        ("Bo Lund, formand og kasserer", [person("Bo Lund", "formand, kasserer")]),
        ("Bo Lund – formand", [person("Bo Lund", "formand")]),
        ("formanden Bo Lund", [person("Bo Lund", "formand")]),
        ("borgmester Bo Lund (A)", [person("Bo Lund", "borgmester", "A")]),
        ("Bo Lund (V), 1. viceborgmester", [person("Bo Lund", "1. viceborgmester", "V")]),
        ("som sekretær Bo Lund", [person("Bo Lund", "sekretær")]),
        ("Bo Lund, suppleant for Ida Holm", [person("Bo Lund", "suppleant for Ida Holm")]),
        ("Bo Lund fra kommunen", [person("Bo Lund", None, "kommunen")]),
        ("Bo Lund (for personalet)", [person("Bo Lund", None, "personalet")]),
        ("Bo Lund, Skovby Kommune", [person("Bo Lund", None, "Skovby Kommune")]),
        ("Bo Lund (Børn og Unge)", [person("Bo Lund", None, "Børn og Unge")]),
        ("Bo Lund, FTR FOA", [person("Bo Lund", "FTR", "FOA")]),
        ("Bo Lund (fra kl. 20)", [person("Bo Lund")]),
        ("Bo Lund på Teams", [person("Bo Lund")]),
        ("Bo Lund (kom 20 min. for sent)", [person("Bo Lund")]),
        ("Bo Lund (afbud)", [person("Bo Lund", ABSENT)]),
        ("Bo Lund (syg)", [person("Bo Lund", ABSENT)]),
        ("Alle undtagen Bo", [person("Bo", ABSENT)]),
        ("Ida, som også skrev referat", [person("Ida", "referent")]),
        ("Tegnsprogstolk: Bo Lund", [person("Bo Lund", "Tegnsprogstolk")]),
        (
            "Bo Lund, byggeleder, Lyng & Søn Arkitekter",
            [person("Bo Lund", "byggeleder", "Lyng & Søn Arkitekter")],
        ),
        (
            "Region Syd: Bo Lund, Ida Holm",
            [person("Bo Lund", None, "Region Syd"), person("Ida Holm", None, "Region Syd")],
        ),
        (
            "Bo Lund & Ida Holm fra Skovby Byg A/S",
            [person("Bo Lund", None, "Skovby Byg A/S"), person("Ida Holm", None, "Skovby Byg A/S")],
        ),
        (
            "Bo og Ida (byrådsmedlemmer)",
            [person("Bo", "byrådsmedlemmer"), person("Ida", "byrådsmedlemmer")],
        ),
        (
            "Bo Lund, formand, Aylin Demir, kasserer",
            [person("Bo Lund", "formand"), person("Aylin Demir", "kasserer")],
        ),
        (
            "Bo Lund, næstformand (BL) Ida Holm, kasserer (IH)",
            [
                person("Bo Lund", "næstformand", initials="BL"),
                person("Ida Holm", "kasserer", initials="IH"),
            ],
        ),
    ],
)
def test_what_a_list_says_of_people(value: str, people: list[Participant]) -> None:
    assert read_people(value) == people


def test_an_entry_of_its_own_names_one_person() -> None:
    found = read_people("Bo Lund (BL), arkitekt, Tegnestuen Lyng (referent)", alone=True)
    assert found == [person("Bo Lund", "arkitekt, referent", "Tegnestuen Lyng", "BL")]


NAMES = st.sampled_from(
    ["Bo", "Ida Holm", "J. P. Lund", "Jens von Linstow", "OLE RAVN", "Karen-Lis"]
)
NOTES = st.sampled_from(
    ["formand", "(BL)", "fra kommunen", "(afbud)", "12345678", "Region Syd", "&"]
)


@given(st.lists(st.one_of(NAMES, NOTES, st.text(max_size=12)), max_size=8), st.booleans())
def test_people_are_named_as_written(parts: list[str], alone: bool) -> None:
    value = ", ".join(parts)
    for one in read_people(value, alone=alone):
        assert one.name
        assert one.name in " ".join(value.split())


@given(st.text(alphabet="ABIadlnou,.;:()&+/-–\n 1", max_size=200))
def test_any_text_is_read(text: str) -> None:
    shown = " ".join(text.replace("\n", ";").split())
    assert all(one.name in shown for one in read_people(text))
