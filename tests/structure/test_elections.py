import pytest

from referat.structure.elections import told_holders

from .documents import minutes_of


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Bo Lund blev valgt som dirigent.", [("dirigent", "Bo Lund")]),
        ("Som dirigent valgtes uden modkandidat advokat Bo Lund.", [("dirigent", "Bo Lund")]),
        (
            "Som dirigent blev Bo Lund valgt og som referent Ida Holm.",
            [("dirigent", "Bo Lund"), ("referent", "Ida Holm")],
        ),
        (
            "Bestyrelsen foreslog BL som dirigent og IH som referent, som blev valgt.",
            [("dirigent", "BL"), ("referent", "IH")],
        ),
        (
            "Bo Lund valgtes til dirigent og referent.",
            [("dirigent", "Bo Lund"), ("referent", "Bo Lund")],
        ),
        (
            "Forslaget om valg af Bo Lund (nr. 7) som dirigent blev fulgt.",
            [("dirigent", "Bo Lund")],
        ),
        ("Bo skriver som altid referat.", [("referent", "Bo")]),
        ("Ida fører pennen i dag, Bo er ordstyrer.", [("ordstyrer", "Bo")]),
        ("3/5 - Referat af Bo:", [("referent", "Bo")]),
        ("Referat af Generalforsamling", []),
        ("Dirigenten konstaterede, at Bo Lund havde fuldmagt.", []),
        ("Bo Lund blev valgt til kasserer.", []),
    ],
)
def test_sentences(text: str, holders: list[tuple[str, str]]) -> None:
    assert [(one.role, one.person.name) for one in told_holders(text)] == holders


@pytest.mark.parametrize(
    ("items", "holders"),
    [
        ("1. Valg af dirigent\nBo Lund blev foreslået og valgt.", {("Bo Lund", "dirigent")}),
        ("1. Valg af dirigent\nBo.", {("Bo", "dirigent")}),
        ("1. Valg af dirigent: Bo Lund\nTak for det.", {("Bo Lund", "dirigent")}),
        ("1. Valg til ordstyrer: Bo valgt.\nIda valgt til kok.", {("Bo", "ordstyrer")}),
        (
            "1. Valg af ordstyrer og referent\nBo / Ida",
            {("Bo", "ordstyrer"), ("Ida", "referent")},
        ),
        (
            "1. Valg af dirigent og referent\nDirigent: Bo, fordi han kan.\nReferent: Ida",
            {("Bo", "dirigent"), ("Ida", "referent")},
        ),
        ("1. Valg af dirigent\nDirigenten takkede for valget.", set()),
        ("1. Valg af formand\nBo Lund blev valgt.", set()),
    ],
)
def test_items(items: str, holders: set[tuple[str, str]]) -> None:
    meeting = minutes_of(f"Referat\n{items}\n2. Taget\nDet er tæt.\n3. Eventuelt\nIntet.").meeting
    assert {(one.name, one.role) for one in meeting.participants} == holders
