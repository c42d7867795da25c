from pathlib import Path

import pytest

from referat.annotations.converting.adjudication import adjudicated, render
from referat.annotations.converting.importing import read_minutes
from referat.errors import AnnotationError
from referat.labels import Tag
from referat.minutes import Document
from tests.annotations.test_coding import annotations


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "a.txt"
    path.write_text(annotations()[0], encoding="utf-8")
    return read_minutes(path).document


def test_shows_both_with_a_star_where_they_differ(document: Document) -> None:
    _, first, second = annotations()
    shown = render(document, first, second).splitlines()
    assert "* 1 o [d]  Der købes en lås." in shown
    assert "      second: no tag" in shown
    assert "      first:  f 2019-04-01 2019-04-01 by|inden 1. april" in shown
    assert "2 second: r -|MH" in shown
    assert "u  Tak" in shown


def test_edits_change_only_what_they_name(document: Document) -> None:
    _, first, _ = annotations()
    made = adjudicated(document, first, "1 du\n# sikkert\n3 split for kaffen\n3.1 u", "judge")
    assert made.sentences[1].tags == (Tag.DECISION, Tag.DEFERRAL)
    assert made.sentences[2] == first.sentences[2]
    assert [one.tags for one in made.sentences[3:]] == [(Tag.DEFERRAL,), ()]
    assert made.annotators == (*first.annotators, "judge")
    assert made.persons == first.persons
    assert adjudicated(document, first, "2 -", "judge").sentences[2].deadlines == ()


def test_a_faulty_edit_is_named(document: Document) -> None:
    _, first, _ = annotations()
    with pytest.raises(AnnotationError, match="no unit 9"):
        adjudicated(document, first, "9 d", "judge")
    with pytest.raises(AnnotationError, match="titles are not edited here"):
        adjudicated(document, first, "1 item 4", "judge")
    with pytest.raises(AnnotationError, match="cannot stand in section header"):
        adjudicated(document, first, "0 d", "judge")
