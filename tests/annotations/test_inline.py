import datetime as dt

import pytest

from referat.annotations.converting.inline import parse
from referat.errors import AnnotationError
from referat.labels import Section, Tag

FRONT = """kind: idraet
format: txt
date: 2019-03-12
next: -
body: Lyngby Roklub
title: -
participant: Mette Holm; formand; MH; -
absentee: Bo Lund; -; -; -
===
"""
BODY = """⟦h|Lyngby Roklub⟧
⟦h|Til stede: Mette Holm (MH), formand⟧
⟦h|Afbud: Bo Lund⟧

1. ⟦i 1|Skuret⟧
⟦o|Der var snak om prisen.⟧ ⟦o dfr|Det blev aftalt, at ⟨r Mette Holm|MH⟩ køber
låsen ⟨f 2019-04-01 2019-04-01 by|inden 1. april⟩.⟧
"""


def test_text_is_the_file_without_marks() -> None:
    text = parse(FRONT + BODY, "idraet-99").text
    assert "⟦" not in text
    assert text.splitlines()[4] == "1. Skuret"
    assert text.endswith("at MH køber\nlåsen inden 1. april.\n")


def test_units_carry_section_item_and_tags() -> None:
    marked = parse(FRONT + BODY, "idraet-99")
    last = marked.annotation.sentences[-1]
    assert marked.text[last.start : last.end].startswith("Det blev aftalt")
    assert last.section is Section.OUTCOME
    assert last.tags == (Tag.DECISION, Tag.DEADLINE, Tag.RESPONSIBLE)
    assert marked.annotation.items[0].number == "1"
    assert last.item == 0
    assert marked.annotation.sentences[0].item is None


def test_spans_are_linked_and_dated() -> None:
    marked = parse(FRONT + BODY, "idraet-99")
    last = marked.annotation.sentences[-1]
    assert last.deadlines[0].due == dt.date(2019, 4, 1)
    holder = last.responsible[0]
    assert marked.text[holder.start : holder.end] == "MH"
    person = marked.annotation.persons[holder.person or 0]
    assert marked.text[person.name.start : person.name.end] == "Mette Holm"
    assert person.initials is not None
    assert [one.absent for one in marked.annotation.persons] == [False, True]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("⟦o d|Godkendt.", "not closed"),
        ("⟦o q|Godkendt.⟧", "is no tag"),
        ("⟦z|Godkendt.⟧", "section must be"),
        ("⟦o|⟨r -|Bo⟩ kommer.⟧", "must go together"),
        ("⟦o r|Bo kommer.⟧", "must go together"),
        ("⟦p d|At det godkendes.⟧", "cannot stand in section proposal"),
        ("⟦o|Godkendt.⟧ Mere tekst", "stands in no unit"),
        ("⟦o f|⟨f i morgen|i morgen⟩⟧", "VALUE DUE"),
        ("⟦o r|⟨r Karl Smart|KS⟩ kommer.⟧", "not among the participants"),
    ],
)
def test_broken_markup_is_named(body: str, problem: str) -> None:
    front = FRONT.replace(
        "participant: Mette Holm; formand; MH; -\nabsentee: Bo Lund; -; -; -\n", ""
    )
    with pytest.raises(AnnotationError, match=problem):
        parse(front + body, "x")
