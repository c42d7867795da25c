import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.actions import actions
from referat.extraction.deadlines import deadlines
from referat.extraction.responsible import responsible
from referat.labels import TAGS, Section, Tag
from referat.minutes import (
    AgendaItem,
    Block,
    BlockKind,
    Document,
    Meeting,
    Minutes,
    Participant,
    Sentence,
    TaggedMinutes,
    TaggedSentence,
)

MEETING = Meeting(
    date=dt.date(2022, 3, 10), participants=(Participant("Mette Holm"), Participant("Kim Bech"))
)
NAMES = {"d": Tag.DECISION, "u": Tag.DEFERRAL, "f": Tag.DEADLINE, "r": Tag.RESPONSIBLE}


def _tagged(
    *lines: tuple[str, str], kind: BlockKind = BlockKind.PARAGRAPH, columns: tuple[str, ...] = ()
) -> TaggedMinutes:
    """Minutes of one line a sentence; a line is its tags' letters and its text."""
    text = "\n".join(line for _, line in lines)
    starts = [sum(len(line) + 1 for _, line in lines[:index]) for index in range(len(lines))]
    blocks = tuple(
        Block(start, start + len(line), kind)
        for start, (_, line) in zip(starts, lines, strict=True)
    )
    document = Document("prøve.txt", "0" * 64, "text/plain", text, (), blocks)
    sentences = tuple(
        Sentence(
            index,
            start,
            start + len(line),
            line,
            Section.OUTCOME,
            kind,
            column=columns[index] if columns else None,
            row=(0, 1) if columns else None,
        )
        for index, (start, (_, line)) in enumerate(zip(starts, lines, strict=True))
    )
    minutes = Minutes(document, MEETING, (), sentences)
    tagged = (_read(s, letters, minutes) for s, (letters, _) in zip(sentences, lines, strict=True))
    return TaggedMinutes(minutes, tuple(tagged))


def _read(sentence: Sentence, letters: str, minutes: Minutes) -> TaggedSentence:
    tags = tuple(tag for tag in TAGS if tag in {NAMES[letter] for letter in letters})
    scores = tuple(0.9 if tag in tags else 0.1 for tag in TAGS)
    found = TaggedSentence(sentence, tags, (scores[0], scores[1], scores[2], scores[3]))
    if Tag.DEADLINE in tags:
        found = replace(found, deadlines=deadlines(sentence, minutes.document, MEETING))
    if Tag.RESPONSIBLE in tags:
        found = replace(found, responsible=responsible(sentence, minutes.document, MEETING))
    return found


def test_task() -> None:
    (item,) = actions(_tagged(("fr", "Mette indhenter tilbud på tag inden påske.")))
    assert (item.kind, item.title) == ("task", "Indhent tilbud på tag")
    assert [holder.participant for holder in item.responsible] == ["Mette Holm"]
    assert (item.due, item.deadline_text) == (dt.date(2022, 4, 13), "inden påske")
    assert item.score == 0.9


def test_kinds() -> None:
    items = actions(
        _tagged(
            ("d", "Budgettet blev godkendt."),
            ("u", "Punktet udsættes."),
            ("", "Der var kage."),
            ("ur", "Sagen henvises til byggeudvalget."),
        )
    )
    assert [item.kind for item in items] == ["decision", "deferral", "task"]


def test_neighbours_that_name_holder_and_deadline_are_joined() -> None:
    (item,) = actions(
        _tagged(
            ("d", "Der indhentes tilbud på tag."), ("r", "Ansvarlig: Kim"), ("f", "Frist: 1. maj")
        )
    )
    assert item.title == "Indhent tilbud på tag"
    assert (item.due, item.sources) == (dt.date(2022, 5, 1), (0, 1, 2))
    assert item.responsible[0].participant == "Kim Bech"


def test_a_neighbour_that_takes_the_task_up_is_joined() -> None:
    (item,) = actions(_tagged(("d", "Der males nye striber."), ("r", "Kim sørger for det.")))
    assert item.responsible[0].participant == "Kim Bech"


def test_a_neighbour_with_a_task_of_its_own_is_not_joined() -> None:
    items = actions(
        _tagged(("r", "Mette køber maling."), ("fr", "Kim lejer en lift inden 1. maj."))
    )
    assert [item.title for item in items] == ["Køb maling", "Lej en lift"]


@pytest.mark.parametrize(
    ("letters", "line", "title"),
    [
        ("f", "Afleveringen er den 1. maj.", "Afleveringen er den 1. maj"),
        ("fr", "Der males striber (Kim), frist 1. maj.", "Mal striber"),
        ("r", "Nyt flag købes af Kim.", "Køb nyt flag"),
        ("r", "Plakater i byen, Kim", "Plakater i byen"),
        ("r", "Forsiden tager Kim billeder til.", "Forsiden tager Kim billeder til"),
        ("r", "Kim maler, og Mette køber ind.", "Kim maler, og Mette køber ind"),
        ("u", "Tilbud indhentes senere.", "Tilbud indhentes senere"),
    ],
)
def test_titles_keep_what_they_need(letters: str, line: str, title: str) -> None:
    (item,) = actions(_tagged((letters, line)))
    assert item.title == title


def test_a_title_that_says_nothing_names_its_agenda_item() -> None:
    tagged = _tagged(("d", "Godkendt."))
    (found,) = tagged.sentences
    placed = replace(found, sentence=replace(found.sentence, item=0))
    minutes = replace(tagged.minutes, items=(AgendaItem("2", "Budget", 0, 9),))
    (item,) = actions(TaggedMinutes(minutes, (placed,)))
    assert item.title == "Godkendt (Budget)"


def test_a_task_in_the_bullet_of_a_decision_is_an_item_of_its_own() -> None:
    tagged = _tagged(("d", "Gløgg koster ti kr."), ("fr", "Bordene bestiller Kim inden 1. maj."))
    bullet = (Block(0, len(tagged.minutes.document.text), BlockKind.LIST_ITEM),)
    document = replace(tagged.minutes.document, blocks=bullet)
    sentences = tuple(
        replace(one, sentence=replace(one.sentence, kind=BlockKind.LIST_ITEM))
        for one in tagged.sentences
    )
    minutes = replace(tagged.minutes, document=document)
    assert [item.kind for item in actions(TaggedMinutes(minutes, sentences))] == [
        "decision",
        "task",
    ]


def test_a_row_is_one_item() -> None:
    (item,) = actions(
        _tagged(
            ("", "3"), ("", "Tilbud på tag"), ("r", "Kim"), ("f", "uge 12"),
            kind=BlockKind.TABLE_CELL, columns=("Nr.", "Handling", "Ansvarlig", "Deadline"),
        )
    )  # fmt: skip
    assert (item.title, item.due) == ("Tilbud på tag", dt.date(2022, 3, 27))
    assert item.sources[0] == 1


def test_each_bullet_is_an_item() -> None:
    items = actions(_tagged(("d", "der købes lås"), ("d", "der males"), kind=BlockKind.LIST_ITEM))
    assert [item.title for item in items] == ["Køb lås", "Mal"]


def test_a_proposal_is_no_action() -> None:
    tagged = _tagged(("f", "Svar sendes senest den 1. maj."))
    (found,) = tagged.sentences
    proposed = replace(found, sentence=replace(found.sentence, section=Section.PROPOSAL))
    assert actions(replace(tagged, sentences=(proposed,))) == ()


def test_ids_are_stable_and_distinct() -> None:
    tagged = _tagged(("d", "Godkendt."), ("d", "Godkendt."))
    first, second = (tuple(item.id for item in actions(tagged)) for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


LINES = st.lists(
    st.tuples(
        st.text(alphabet="dufr", max_size=3),
        st.sampled_from(
            [
                "Mette ringer inden 1. maj.",
                "Frist: uge 12",
                "Ansvarlig: Kim",
                "Godkendt.",
                "(Kim)",
                "x",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
)


@given(LINES, st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]))
def test_every_tagged_sentence_is_in_exactly_one_item(
    lines: list[tuple[str, str]], kind: BlockKind
) -> None:
    tagged = _tagged(*lines, kind=kind)
    used = [source for item in actions(tagged) for source in item.sources]
    assert sorted(used) == [s.sentence.index for s in tagged.sentences if s.tags]
