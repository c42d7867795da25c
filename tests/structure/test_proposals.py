import pytest

from referat.structure.proposals import (
    body_proposes,
    is_proposal,
    leads_to_proposals,
    names_motion,
    opens_motion,
    settles_motion,
)

from .test_sections import sections


@pytest.mark.parametrize(
    "text",
    [
        "Bestyrelsen indstiller, at broen males.",
        "Kulturudvalget foreslår 5.000 kr. til festen.",
        "Det indstilles, at taget skiftes.",
    ],
)
def test_what_a_body_asks_is_a_proposal_anywhere(text: str) -> None:
    assert body_proposes(text)
    assert is_proposal(text, among_motions=False)


@pytest.mark.parametrize(
    "text", ["Ole foreslår, at vi køber to.", "Nr. 4 foreslår, at hækken ryddes."]
)
def test_what_someone_proposes_is_one_among_motions_only(text: str) -> None:
    assert is_proposal(text, among_motions=True)
    assert not is_proposal(text, among_motions=False)


def test_lines_that_lead_to_proposals() -> None:
    assert leads_to_proposals("Forvaltningen indstiller til rådet, at")
    assert not leads_to_proposals("Ida foreslår to datoer.")


@pytest.mark.parametrize(
    "text", ["Fra Ole:", "Ole Ravn:", "Forslag 2:", "Forslaget går på at rydde hækken."]
)
def test_what_opens_a_motion(text: str) -> None:
    assert opens_motion(text)


@pytest.mark.parametrize("text", ["RETTELSE:", "Tilføjelse til § 9:", "Vi talte længe om hegnet."])
def test_what_opens_none(text: str) -> None:
    assert not opens_motion(text)


@pytest.mark.parametrize(
    "text", ["7 for og 2 imod.", "Forkastet.", "Ida præsenterede tallene.", "Ja."]
)
def test_what_settles_a_motion(text: str) -> None:
    assert settles_motion(text)


def test_titles_of_motions() -> None:
    assert names_motion("Forslag 2: Ny hæk mod syd")
    assert not names_motion("Forslag om hæk: den flyttes")


def test_motions_are_proposals_up_to_the_vote() -> None:
    text = """1. Indkomne forslag
Ole:
Skal vi stadig spille om torsdagen.
5 stemte for, 4 imod.
Ordet er frit igen.
Ida:
Banen lukkes i juli.
Forslaget faldt.
2. Evt.
Ole:
Husk kagen."""
    found = sections(text)
    assert found["Skal vi stadig spille om torsdagen."] == found["Ida:"] == "proposal"
    assert found["Banen lukkes i juli."] == "proposal"
    assert found["5 stemte for, 4 imod."] == found["Ordet er frit igen."] == "outcome"
    assert found["Forslaget faldt."] == found["Husk kagen."] == "outcome"
