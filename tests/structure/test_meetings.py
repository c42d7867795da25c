"""Files that hold the minutes of several meetings, and files that only look like it."""

import datetime as dt
from itertools import chain, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure import structure, structure_all

from .documents import document_of

MAY = """Referat af bestyrelsesmøde den 3. maj 2019
Til stede: Bo Lund, Ida Holm
Afbud: Ole Ravn
1. Godkendelse af referat
Referatet blev godkendt.
2. Regnskab
Kassereren fremlagde regnskabet. Det blev godkendt.
"""
JUNE = MAY.replace("3. maj", "7. juni").replace("Afbud: Ole Ravn", "Afbud: Per Kjær")
LOG = """# Logbog
## Uge 37
### Tirsdag
Sted: Lokale 3
Referent: Bo
Til stede: Bo, Ida
#### Referat
Vi lavede en plan. Bo skriver til vejlederen.
### Torsdag
Sted: Lokale 4
Referent: Ida
Til stede: Bo, Ida
#### Referat
Vi aftalte at mødes igen.
## Uge 38
### Tirsdag
Sted: Lokale 4
Referent: Ida
Til stede: Bo, Ida
#### Referat
Ida retter rapporten.
### Fredag
Mødet blev aflyst.
Ida var syg.
Vi fandt en ny dag.
"""


def test_each_meeting_has_its_own_header_and_items() -> None:
    meetings = structure_all(document_of(MAY + JUNE))
    assert [one.meeting.date for one in meetings] == [dt.date(2019, 5, 3), dt.date(2019, 6, 7)]
    absent = [[person.name for person in one.meeting.absentees] for one in meetings]
    assert absent == [["Ole Ravn"], ["Per Kjær"]]
    for one in meetings:
        assert [item.title for item in one.items] == ["Godkendelse af referat", "Regnskab"]
    assert meetings[0].items[-1].end == meetings[1].sentences[0].start


def test_sentences_run_on_through_the_meetings() -> None:
    meetings = structure_all(document_of(MAY + JUNE))
    sentences = list(chain.from_iterable(one.sentences for one in meetings))
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    assert all(before.end <= after.start for before, after in pairwise(sentences))


def test_entries_of_a_log_are_meetings_also_one_without_fields() -> None:
    meetings = structure_all(document_of(LOG))
    first = [one.sentences[0].text for one in meetings]
    assert first == ["Logbog", "Torsdag", "Uge 38", "Fredag"]


def test_dates_as_headings_open_meetings() -> None:
    entry = "# {} november 2021\n- Ida viste tegningen\n- Bo bestiller træ\n"
    text = "Projekt Skuret\n" + "".join(entry.format(day) for day in ("4.", "11.", "18."))
    starts = [one.sentences[0].text for one in structure_all(document_of(text))]
    assert starts == ["Projekt Skuret", "11. november 2021", "18. november 2021"]
    mixed = "".join(
        f"# {day}\n- Ida ser på tegningen\n- Bo ringer\n" for day in ("3/10", "17-10", "D. 4/11")
    )
    assert len(structure_all(document_of(mixed))) == 3
    named = "".join(
        f"# {title}\n- Ida viser tegningen\n- Bo ringer\n" + "- Vi venter.\n" * 9
        for title in (
            "Møde med vejleder",
            "Referart fra vejledermøde 30/9",
            "Møde 4-10",
            "Møde 7/10",
        )
    )
    assert len(structure_all(document_of(named))) == 4
    counted = "".join(f"# {day}. maj\n{day}. Skuret\n- Bo ringer\n" for day in (3, 4, 5))
    assert len(structure_all(document_of(counted))) == 1
    calendar = mixed.replace("17-10", "17-9").replace("D. 4/11", "5/10")
    assert len(structure_all(document_of(calendar))) == 1


@pytest.mark.parametrize(
    "text",
    [
        MAY,
        MAY + "3. Næste møde\nTid: 7. juni kl. 19\nSted: klubhuset\nVi ses.\nTak for i dag.\n",
        MAY + "Dirigent: Bo Lund\nReferent: Ida Holm\nUnderskrift\nDato\nSted\n",
        MAY + "Bilag\nReferat af bestyrelsesmøde den 1. april 2019\n",
        MAY + "3. Referat af bestyrelsesmøde den 1. april 2019\nGodkendt.\nIntet.\nNej.\nJa.\n",
    ],
)
def test_one_meeting_stays_one(text: str) -> None:
    assert len(structure_all(document_of(text))) == 1


def test_a_known_date_is_for_meetings_that_state_none() -> None:
    known = dt.date(2020, 1, 15)
    one = structure_all(document_of(MAY), meeting_date=known)
    assert [part.meeting.date for part in one] == [known]
    several = structure_all(document_of(MAY + JUNE), meeting_date=known)
    assert [part.meeting.date for part in several] == [dt.date(2019, 5, 3), dt.date(2019, 6, 7)]
    undated = structure_all(document_of(LOG), meeting_date=known)
    assert {part.meeting.date for part in undated} == {known}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([MAY, JUNE, LOG, "Godkendt.\n", "# Referat\n"]), max_size=5))
def test_all_in_one_is_the_meetings_one_after_another(parts: list[str]) -> None:
    document = document_of("".join(parts))
    whole = structure(document)
    meetings = structure_all(document)
    assert whole.items == tuple(chain.from_iterable(one.items for one in meetings))
    titles = [
        None if sentence.item is None else one.items[sentence.item]
        for one in meetings
        for sentence in one.sentences
    ]
    own = [None if s.item is None else whole.items[s.item] for s in whole.sentences]
    assert own == titles


def test_many_meetings_take_time_in_proportion() -> None:
    # 400 meetings: with a search that looks back through all numbered lines this took minutes
    meetings = structure_all(document_of((MAY + JUNE) * 200))
    assert len(meetings) == 400


def test_a_year_left_out_is_that_between_the_neighbours() -> None:
    titles = ("Møde den 4/11-2025", "Møde d. 17-11", "Møde den 2/12-2025")
    text = "".join(f"# {title}\n- Ida viser tegningen\n- Bo ringer\n" for title in titles)
    dates = [one.meeting.date for one in structure_all(document_of(text))]
    assert dates == [dt.date(2025, 11, 4), dt.date(2025, 11, 17), dt.date(2025, 12, 2)]
