import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referat.extraction.deadlines import deadlines, find_deadlines
from referat.labels import Section
from referat.minutes import Block, BlockKind, Document, Meeting, Sentence, Span

ON = dt.date(2022, 3, 10)
Place = Callable[..., tuple[Sentence, Document]]


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("Mette indhenter tilbud på tag inden påske.", ["inden påske"]),
        ("Tilbuddet sendes senest den 1. april 2022 til Kim.", ["senest den 1. april 2022"]),
        ("Opslaget skal op senest d. 10/9.", ["senest d. 10/9"]),
        ("Der udsendes et brev til alle, frist 3. maj.", ["3. maj"]),
        ("Kim køber maling i uge 12 og stole inden udgangen af maj.",
         ["i uge 12", "inden udgangen af maj"]),
        ("Svar sendes den 1.4.2022 til Kim.", ["den 1.4.2022"]),
        ("DF spørger styregruppen, mandag 14/3.", ["mandag 14/3"]),
        ("Kim retter punkt 3.2 og bilag 1.4.22.1.", []),
        ("Lars bestiller den på fredag.", ["på fredag"]),
        ("Ruden skal være sat i senest 1/10.", ["senest 1/10"]),
        ("Trappen bliver skruet om i uge 23.", ["i uge 23"]),
        ("Kim henter de sidste inden jul.", ["inden jul"]),
        ("Mette skriver inden klagefristens udløb den 26. august.",
         ["inden klagefristens udløb den 26. august"]),
        ("Lars prøver pumpen, weekenden 19.-20.", ["weekenden 19.-20."]),
        ("Kim rydder op, søndag 20.", ["søndag 20."]),
        ("Det skal være klar den 23.", ["den 23."]),
        ("Kim svarer dem inden sommerfesten.", ["inden sommerfesten"]),
        ("Inden for 14 dage skriver Erik til banken.", ["Inden for 14 dage"]),
        ("Referatet sendes ud senest fredag kl. 12.00.", ["senest fredag kl. 12.00"]),
        ("Når tilbuddet foreligger inden 1. maj, bestilles der.", []),
        ("Erik gør det hurtigst muligt.", []),
        ("De seneste 14 dage har det regnet, siden 1. marts 2022.", []),
        ("Man skal huske, at mandag er lukkedag.", []),
        ("Vi mødes kl. 12 og bruger 1/2 time på punkt 3.2.", []),
        ("Det blev aftalt senest den 1. februar 2022.", []),
        ("Kim sendte brevet den 3. marts og mangler svar.", []),
        ("Som aftalt i februar ringer Kim inden uge 12.", ["inden uge 12"]),
        ("Kim ringer 24/3.", ["24/3"]),
        ("Kim bestiller øl til sommerfesten inden 1. maj.", ["inden 1. maj"]),
        ("Punktet udsættes til maj, Kim laver oplæg inden 1. april.", ["inden 1. april"]),
        ("Kim sender regninger hver måned inden den 5.", []),
        ("Der er i 2022 afsat 10.000 kr., og Kim køber ind inden 1. maj.", ["inden 1. maj"]),
        ("Den 3. generalforsamling forberedes af Kim inden maj.", ["inden maj"]),
        ("Aftalen af 1. maj fornyes.", []),
        ("Ansøgninger modtages indtil den 1. maj.", ["indtil den 1. maj"]),
        ("Kim passer nøglen indtil 1. maj.", []),
        ("Kim tager den med i næste uge.", ["i næste uge"]),
        ("Kim afleverer torsdag.", ["torsdag"]),
        ("Der var møde torsdag.", []),
        ("Kim skriver til Maj Holm.", []),
    ],
)  # fmt: skip
def test_spans(sentence: str, spans: list[str]) -> None:
    found = find_deadlines(sentence, ON)
    assert [sentence[time.start : time.end] for time in found] == spans


def test_canonical_offsets_over_a_wrapped_line(meeting: Meeting, place: Place) -> None:
    text = "Mette ringer senest den 1. ap-\nril 2022."
    broken = text.index("-\n")
    sentence, document = place(text, hidden=(Span(broken, broken + 2),))
    (deadline,) = deadlines(sentence, document, meeting)
    assert deadline.text == "senest den 1. april 2022"
    assert text[deadline.start : deadline.end] == "senest den 1. ap-\nril 2022"
    assert deadline.due == dt.date(2022, 4, 1)


def test_next_meeting_has_the_date_of_the_header(meeting: Meeting, place: Place) -> None:
    (deadline,) = deadlines(*place("Kim undersøger det til næste møde."), meeting)
    assert (deadline.value, deadline.due) == ("NEXT_MEETING", dt.date(2022, 4, 7))


@pytest.mark.parametrize(
    "when",
    ["inden næste kongresmøde", "til næste møde i byrådet", "til kommunens næste møde",
     "til næste møde med naboerne", "til deres næste møde", "til næste udvalgsmøde"],
)  # fmt: skip
def test_next_meeting_of_another_body_is_undated(when: str, meeting: Meeting, place: Place) -> None:
    (deadline,) = deadlines(*place(f"Kim svarer {when}."), meeting)
    assert (deadline.text, deadline.value, deadline.due) == (
        when.removesuffix(" i byrådet").removesuffix(" med naboerne"), None, None
    )  # fmt: skip


@pytest.mark.parametrize(
    "when",
    ["til næste bestyrelsesmøde", "til bestyrelsens næste møde", "til næste møde i klubhuset"],
)
def test_own_next_meeting(when: str, meeting: Meeting, place: Place) -> None:
    (deadline,) = deadlines(*place(f"Kim svarer {when}."), meeting)
    assert (deadline.value, deadline.due) == ("NEXT_MEETING", dt.date(2022, 4, 7))


def test_a_log_of_several_meetings_is_read_against_each_date(meeting: Meeting) -> None:
    lines = ("Torsdag d. 10. marts 2022", "Kim ringer i morgen.",
             "Tirsdag d. 22. marts 2022", "Kim ringer i morgen.")  # fmt: skip
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(4)]
    headings = tuple(
        Block(start, start + len(line), BlockKind.HEADING, level=2)
        for start, line in zip(starts[::2], lines[::2], strict=True)
    )
    document = Document("log.md", "0" * 64, "text/markdown", text, (), headings)
    dues = [
        deadlines(
            Sentence(0, start, start + len(lines[1]), lines[1], Section.OUTCOME), document, meeting
        )[0].due
        for start in starts[1::2]
    ]
    assert dues == [dt.date(2022, 3, 11), dt.date(2022, 3, 23)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1/4", "2022-04-01"), ("Uge 12", "2022-W12"), ("fredag", "2022-03-11"), ("på dagen", None)],
)
def test_a_cell_is_one_expression(
    cell: str, value: str | None, meeting: Meeting, place: Place
) -> None:
    sentence, document = place(cell, column="Deadline:")
    (deadline,) = deadlines(sentence, document, meeting)
    assert (deadline.text, deadline.value, deadline.relation) == (cell, value, "by")


def test_a_cell_without_a_time_is_no_deadline(meeting: Meeting, place: Place) -> None:
    assert deadlines(*place("Løbende", column="Frist"), meeting) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="senest inden den 1.4/2022 uge maj\n-", max_size=60))
def test_offsets_stay_inside(text: str, meeting: Meeting, place: Place) -> None:
    for column in (None, "Deadline"):
        for deadline in deadlines(*place(text, column=column), meeting):
            assert 0 <= deadline.start < deadline.end <= len(text)


def test_a_date_without_year_is_the_next_one_however_far(meeting: Meeting, place: Place) -> None:
    (deadline,) = deadlines(*place("Giv Kim besked senest 4. marts."), meeting)
    assert (deadline.text, deadline.value) == ("senest 4. marts", "2023-03-04")
