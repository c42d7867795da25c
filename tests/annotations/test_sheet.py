from pathlib import Path

import pytest

from referat.annotations.converting.importing import read_minutes
from referat.annotations.converting.sheet import apply, render
from referat.annotations.schema import Annotation, Source
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Minutes

TEXT = """Referat fra Lyngby Roklub
Dato: 12. marts 2019
Til stede: Mette Holm (MH)

1. Skuret
Der var snak om prisen. MH køber låsen inden 1. april.

2. Eventuelt
Tak for kaffen.
"""
FACTS = (
    "@date 2019-03-12\n@next -\n@body Lyngby Roklub\n@title -\n@participant Mette Holm; -; MH; -\n"
)


@pytest.fixture
def minutes(tmp_path: Path) -> Minutes:
    path = tmp_path / "lyngby.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_minutes(path)


def unit(minutes: Minutes, opening: str) -> int:
    return next(s.index for s in minutes.sentences if s.text.startswith(opening))


def annotate(minutes: Minutes, edits: str) -> Annotation:
    return apply(minutes, FACTS + edits, "lyngby", "idraet", Source("lyngby.txt"), "test")


def test_sheet_numbers_units_and_marks_items(minutes: Minutes) -> None:
    shown = render(minutes)
    assert "@date 2019-03-12" in shown
    assert "--- item 1" in shown
    assert f"{unit(minutes, 'MH')} o  MH køber låsen inden 1. april." in shown


def test_tags_and_spans(minutes: Minutes) -> None:
    task = unit(minutes, "MH")
    edits = f"{task} fr; r Mette Holm|MH; f 2019-04-01 2019-04-01 by|inden 1. april"
    sentence = annotate(minutes, edits).sentences[task]
    assert sentence.tags == (Tag.DEADLINE, Tag.RESPONSIBLE)
    deadline = sentence.deadlines[0]
    assert TEXT[deadline.start : deadline.end] == "inden 1. april"
    assert sentence.responsible[0].person == 0


def test_split_merge_and_section(minutes: Minutes) -> None:
    talk = unit(minutes, "Der var")
    made = annotate(minutes, f"{talk}-{talk + 1} merge\n{talk} d\n{unit(minutes, 'Tak')} section x")
    assert len(made.sentences) == len(minutes.sentences) - 1
    assert made.sentences[talk].tags == (Tag.DECISION,)
    assert made.sentences[-1].section is Section.OTHER
    split = annotate(minutes, f"{talk} split om prisen\n{talk}.2 u")
    assert TEXT[split.sentences[talk + 1].start : split.sentences[talk + 1].end] == "om prisen."
    assert split.sentences[talk + 1].tags == (Tag.DEFERRAL,)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        ("999 d", "no unit 999"),
        ("0 hvad", "neither tags nor"),
        ("0 d", "cannot stand in section header"),
        ("0 split findes ikke", "not further on"),
        ("vrøvl", "is no edit"),
        ("0 section q", "none of h p b o x"),
    ],
)
def test_an_edit_that_cannot_be_done_is_named(minutes: Minutes, edit: str, problem: str) -> None:
    with pytest.raises(AnnotationError, match=problem):
        annotate(minutes, edit)
