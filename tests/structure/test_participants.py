import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.minutes import Participant

from .documents import minutes_of

ITEMS = "\n1. Taget\nDet er tæt.\n2. Eventuelt\nIntet."

People = list[tuple[str, str | None]]


def attendance(head: str, items: str = ITEMS) -> tuple[People, People]:
    """Names and roles of those present and absent."""
    meeting = minutes_of(f"Referat\n{head}{items}").meeting
    return (
        [(one.name, one.role) for one in meeting.participants],
        [(one.name, one.role) for one in meeting.absentees],
    )


def plain(*names: str) -> People:
    return [(name, None) for name in names]


@pytest.mark.parametrize(
    ("head", "present", "absent"),
    [
        (
            "Deltagere: Bo Lund, Ida Holm\nAfbud: Ole Ravn\nReferent: Ida",
            [("Bo Lund", None), ("Ida Holm", "referent")],
            plain("Ole Ravn"),
        ),
        (
            "Til stede:\n- Bo Lund, formand\n- Ida Holm\nAfbud:\n- Ole Ravn (syg)",
            [("Bo Lund", "formand"), ("Ida Holm", None)],
            plain("Ole Ravn"),
        ),
        ("Deltagere: Bo, Ida\nAfbud: Ingen", plain("Bo", "Ida"), []),
        ("Til stede: Alle undtagen Bo", [], plain("Bo")),
        ("Deltagere: Bo Lund, Ida Holm (afbud)", plain("Bo Lund"), plain("Ida Holm")),
        (
            "Medlemmer: Bo Lund (formand)\nIda Holm\nOle Ravn",
            [("Bo Lund", "formand"), *plain("Ida Holm", "Ole Ravn")],
            [],
        ),
        (
            "Til stede: Bo, Ida. Afbud: Ole. Ref. Ida",
            [("Bo", None), ("Ida", "referent")],
            plain("Ole"),
        ),
        ("Møde hos Bo mødt: Bo, Ida afbud Ole (knæ)", plain("Bo", "Ida"), plain("Ole")),
        ("Tilstede: Bo, Ida,\nOle og\nLis\nFraværende:", plain("Bo", "Ida", "Ole", "Lis"), []),
        (
            "Deltagere: Bo Lund, Ida Holm\n(kasserer) og Lis\nBirk",
            [("Bo Lund", None), ("Ida Holm", "kasserer"), ("Lis Birk", None)],
            [],
        ),
        ("Deltagere: 12 medlemmer\nReferent: skolens sekretær", [], []),
        (
            "Formand: Bo Lund\nKasserer: Ida Holm",
            [("Ida Holm", "kasserer"), ("Bo Lund", "formand")],
            [],
        ),
        ("Gæst under pkt. 2: Eva Nord\nDeltagere: Bo", plain("Eva Nord", "Bo"), []),
        ("Suppleanter: Bo Lund", [("Bo Lund", "suppleant")], []),
        (
            "Til stede: Bo Lund, Pia Toft\nReferent: PT",
            [("Bo Lund", None), ("Pia Toft", "referent")],
            [],
        ),
        (
            "Til stede: Bo Lund, Ida\nReferent: Ida Holm",
            [("Bo Lund", None), ("Ida", "referent")],
            [],
        ),
        (
            "Til stede: Lis Bertelsen, Bo\nDirigent: Lis Berthelsen",
            [("Lis Bertelsen", "dirigent"), ("Bo", None)],
            [],
        ),
        (
            "Mødeleder: Bo Lund\nDeltagere: Ida Holm",
            [("Ida Holm", None), ("Bo Lund", "mødeleder")],
            [],
        ),
        (
            "Deltagere: Bo Lund, formand\nMødeleder og referent: Bo Lund",
            [("Bo Lund", "formand, mødeleder og referent")],
            [],
        ),
    ],
)
def test_fields(head: str, present: People, absent: People) -> None:
    assert attendance(head) == (present, absent)


@pytest.mark.parametrize(
    ("head", "present", "absent"),
    [
        (
            "Til stede var Bo Lund, Ida Holm samt Ole Ravn fra byen. Lis Birk havde meldt afbud.",
            plain("Bo Lund", "Ida Holm", "Ole Ravn"),
            plain("Lis Birk"),
        ),
        (
            "Mødt var formanden Bo Lund og Ida Holm.",
            [("Bo Lund", "formand"), ("Ida Holm", None)],
            [],
        ),
        ("Fra administrationen deltog Bo Lund og Ida Holm", plain("Bo Lund", "Ida Holm"), []),
        ("Der var afbud fra Bo Lund.", [], plain("Bo Lund")),
        ("Kirkeværgen Bo Lund havde meldt forfald.", [], [("Bo Lund", "kirkeværge")]),
        ("Desuden var bestyrelsen samt Bo Lund (BL) repræsenteret.", plain("Bo Lund"), []),
        ("Formanden, Bo Lund, bød velkommen.", [], []),
        ("Mødt var 58 medlemmer samt tre juniorer.", [], []),
        ("Bo bød velkommen til de fremmødte.", [], []),
    ],
)
def test_sentences(head: str, present: People, absent: People) -> None:
    assert attendance(head) == (present, absent)


@pytest.mark.parametrize(
    ("head", "present", "absent"),
    [
        (
            "Navn | Rolle | Til stede\nBo Lund | formand | x\nIda Holm | kasserer | afbud\n"
            "Ole Ravn || ja",
            [("Bo Lund", "formand"), ("Ole Ravn", None)],
            [("Ida Holm", "kasserer")],
        ),
        (
            "Navn | Til stede\nBo Lund | x\nIda Holm |\nOle Ravn | x",
            plain("Bo Lund", "Ole Ravn"),
            plain("Ida Holm"),
        ),
        ("Navn | Afbud\nBo Lund |\nIda Holm | x", plain("Bo Lund"), plain("Ida Holm")),
        (
            "Deltagere | Afbud\nBo Lund | Lis Birk\nIda Holm |",
            plain("Bo Lund", "Ida Holm"),
            plain("Lis Birk"),
        ),
        (
            "Deltagere | Bo Lund, Ida Holm\nAfbud | Ole Ravn\nReferent | Ida",
            [("Bo Lund", None), ("Ida Holm", "referent")],
            plain("Ole Ravn"),
        ),
        ("Opgave | Hvem\nTaget | Bo Lund", [], []),
    ],
)
def test_tables(head: str, present: People, absent: People) -> None:
    assert attendance(head) == (present, absent)


def test_columns_of_a_table_say_who_people_are() -> None:
    table = "Navn | Initialer | Organisation | Mail\nBo Lund | BL | Skovby Kommune | bo@skovby.dk"
    meeting = minutes_of(f"Referat\n{table}{ITEMS}").meeting
    assert meeting.participants == (Participant("Bo Lund", None, "Skovby Kommune", "BL"),)


@pytest.mark.parametrize(
    ("head", "present", "absent"),
    [
        ("## Deltagere\n- [x] Bo Lund\n- [ ] Ida Holm", plain("Bo Lund"), plain("Ida Holm")),
        ("## Deltagere\n☑ Bo Lund\n☐ Ida Holm", plain("Bo Lund"), plain("Ida Holm")),
        ("## Deltagere\n- [ ] Bo Lund\n- [ ] Ida Holm", plain("Bo Lund", "Ida Holm"), []),
        ("## Deltagere\n- [x] Bo\n## Afbud\n- [ ] Ida\n- [x] Ole", plain("Bo"), plain("Ole")),
        ("☑ Bo Lund\n☐ Ida Holm", plain("Bo Lund"), plain("Ida Holm")),
    ],
)
def test_check_boxes(head: str, present: People, absent: People) -> None:
    assert attendance(f"Skovby Råd\n{head}") == (present, absent)


def test_units_below_a_field() -> None:
    head = "Deltagere:\nRegion Syd:\nBo Lund\nIda Holm\nSkovby Kommune\nOle Ravn"
    meeting = minutes_of(f"Referat\n{head}{ITEMS}").meeting
    assert [(one.name, one.organisation) for one in meeting.participants] == [
        ("Bo Lund", "Region Syd"),
        ("Ida Holm", "Region Syd"),
        ("Ole Ravn", "Skovby Kommune"),
    ]


def test_labels_that_say_whom_people_are_from() -> None:
    head = "Fra bestyrelsen: Bo Lund\nFra administrationen:\nIda Holm"
    meeting = minutes_of(f"Referat\n{head}{ITEMS}").meeting
    assert [(one.name, one.organisation) for one in meeting.participants] == [
        ("Bo Lund", "bestyrelsen"),
        ("Ida Holm", "administrationen"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Skovby Råd\nMH Mette Holm, formand\nJK Jens Kudsk",
        "Skovby Råd\nMette Holm (MH) og Jens Kudsk",
        "Skovby Råd\nMette Holm, Jens Kudsk, Bo Lund",
        "Skovby Råd\nPå skærmen: Mette Holm, Jens Kudsk, Bo Lund",
        "Skovby Råd\nGruppe 4 (Mette, Jens, Thit)",
    ],
)
def test_lists_without_a_label(head: str) -> None:
    present, _ = attendance(head)
    assert [name.split()[0] for name, _ in present][:2] == ["Mette", "Jens"]


def test_a_title_that_announces_the_attendance() -> None:
    items = "\n1. Tilstedeværende\nBo Lund, Ida Holm\n2. Taget\nDet er tæt.\n3. Eventuelt\nOle Ravn"
    assert attendance("", items)[0] == plain("Bo Lund", "Ida Holm")


def test_offices_in_items_are_no_attendance() -> None:
    items = "\n1. Valg\nFormand: Bo Lund\nKasserer: Ida Holm\nTak.\n2. Eventuelt\nIntet."
    assert attendance("Deltagere: Ole", items)[0] == plain("Ole")


def test_offices_that_close_the_minutes_are_those_of_the_meeting() -> None:
    items = f"{ITEMS}\nDirigent og referent:\nBo Lund\nFormand:\nIda Holm\nKasserer:\nOle Ravn"
    present, _ = attendance("", items)
    assert set(present) == {
        ("Bo Lund", "dirigent og referent"),
        ("Ida Holm", "formand"),
        ("Ole Ravn", "kasserer"),
    }


@settings(max_examples=60)
@given(st.text(alphabet="ABDITadefglnorstuæ:,.;()[]x☐|\n -", max_size=150))
def test_any_header_names_people_as_written(head: str) -> None:
    text = f"Referat\nDeltagere: {head}{ITEMS}"
    meeting = minutes_of(text).meeting
    shown = " ".join(text.split())
    for one in (*meeting.participants, *meeting.absentees):
        assert all(word in shown for word in one.name.split())
