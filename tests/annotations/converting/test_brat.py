from pathlib import Path

import pytest
from pybrat.parser import BratParser

from referat.annotations.converting.brat import CONFIG, Brat
from referat.annotations.corpus import load_corpus
from referat.errors import AnnotationError
from referat.labels import Section, Tag

from .samples import TASK, exported, loaded, one, sample

BRAT = Brat()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return exported(BRAT, [sample()], tmp_path)[0]


def edit(path: Path, *replacements: tuple[str, str], add: str = "") -> list[Path]:
    text = path.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text + add, encoding="utf-8")
    return [path]


def test_lines_are_those_of_brat(path: Path) -> None:
    text = path.with_suffix(".txt").read_text("utf-8")
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == f"T1\tMinutes 0 1\t{text[0]}"
    assert lines[1].startswith('#1\tAnnotatorNotes T1\t{"schema": 1')
    at = text.index("Det blev")
    assert f"T6\tOutcome {at} {at + 10};{at + 11} " in path.read_text("utf-8")
    assert "A1\tDecision T6" in lines
    assert "#2\tAnnotatorNotes T7\t2019-04-01 2019-04-01 by" in lines
    assert "#3\tAnnotatorNotes T8\tMette Holm" in lines


def test_another_reader_finds_the_same_text_at_every_entity(tmp_path: Path) -> None:
    exported(BRAT, load_corpus(["test"], real=False), tmp_path)
    examples = BratParser(error="ignore").parse(str(tmp_path))
    assert len(examples) >= 10
    for example in examples:
        assert example.entities
        for entity in example.entities:
            pieces = [example.text[span.start : span.end] for span in entity.spans]
            assert " ".join(pieces).rstrip() == entity.mention


def test_every_type_stands_in_the_configuration(path: Path) -> None:
    config = (path.parent / CONFIG).read_text("utf-8")
    for line in path.read_text("utf-8").splitlines():
        if line[0] in "TA":
            assert f"\n{line.split()[1]}" in config


def test_tags_sections_and_notes_changed_by_an_annotator(path: Path) -> None:
    paths = edit(
        path,
        ("A1\tDecision T6", "A1\tDeferral T6"),
        ("T5\tOutcome", "T5\tBackground"),
        ("2019-04-01 2019-04-01 by", "NEXT_MEETING 2019-04-09 at"),
        ("AnnotatorNotes T9\t-", "AnnotatorNotes T9\tBo Lund"),
    )
    sentences = one(loaded(BRAT, paths)).sentences
    assert sentences[3].section is Section.BACKGROUND
    assert sentences[TASK].tags == (Tag.DEFERRAL, Tag.DEADLINE, Tag.RESPONSIBLE)
    assert sentences[TASK].deadlines[0].value == "NEXT_MEETING"
    assert [holder.person for holder in sentences[TASK].responsible] == [0, 1]


def test_spans_and_units_added_and_deleted(path: Path) -> None:
    text = path.with_suffix(".txt").read_text("utf-8")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("T7\t", "#2\t", "T11\t"))]
    at = text.index("snak")
    added = f"T40\tResponsible {at} {at + 4}\tsnak\n#9\tAnnotatorNotes T5\ti tvivl\n"
    path.write_text("".join(kept) + added, encoding="utf-8")
    imported = loaded(BRAT, [path.with_suffix(".txt")])
    sentences = one(imported).sentences
    assert len(sentences) == 6
    assert sentences[3].tags == (Tag.RESPONSIBLE,)
    assert sentences[TASK].tags == (Tag.DECISION, Tag.RESPONSIBLE)
    assert [note.rpartition(", ")[2] for note in imported.notes] == [
        "T5: note: 'i tvivl'",
        "T40: the holder is new and refers to nobody",
    ]


@pytest.mark.parametrize(
    ("add", "match"),
    [
        ("T40\tDeadline 0 3\tLyn\n", "deadline cannot stand in section header"),
        ("T40\tDate 0 3\tLyn\n", "T40: 'Date' is no type"),
        ("T40\tDeadline 0 99999\tLyn\n", "out of order or out of the text"),
        ("T40\tDeadline 0 9999999999999999\tLyn\n", "is no entity"),
        ("T40\tDeadline 0 3\tlyn\n", "'lyn' is not the text at these offsets"),
        ("T40\tDeadline 0 3;7 10\tLyn Rok\n", "spans with words left out"),
        ("T1\tDeadline 0 3\tLyn\n", "T1 stands twice"),
        ("T40\tDeadline 62 63\t1\n", "'1' at 62 lies in no unit"),
        ("A9\tCertain T5\n", "Certain: no such attribute"),
        ("A9\tDecision T7\n", "attributes are of units"),
        ("A9\tDecision T99\n", "there is no T99"),
        ("R1\tAssigned Arg1:T6 Arg2:T7\n", "relations, events"),
        ("E1\tOutcome:T6\n", "relations, events"),
        ("#9\tAnnotatorNotes T7\ten gang til\n", "T7 has two notes"),
        ("#9\tAnnotatorNotes T77\tx\n", "is no note on an entity"),
        ("hej\n", "relations, events"),
    ],
)
def test_what_is_wrong_is_told(path: Path, add: str, match: str) -> None:
    with pytest.raises(AnnotationError, match=match):
        loaded(BRAT, edit(path, add=add))


@pytest.mark.parametrize(
    ("note", "match"),
    [
        ("engang", "VALUE DUE by"),
        ("2019-04-01 engang by", "must be a date"),
        ("2019-04-01 2019-04-01 til", "'til' is no relation"),
        ("primo 2019-04-01 by", "'primo' is neither an ISO 8601 time"),
    ],
)
def test_notes_of_deadlines_are_checked(path: Path, note: str, match: str) -> None:
    with pytest.raises(AnnotationError, match=match):
        loaded(BRAT, edit(path, ("2019-04-01 2019-04-01 by", note)))


def test_the_note_of_facts_and_the_text_must_be_there_unchanged(path: Path) -> None:
    text = path.with_suffix(".txt")
    original = text.read_text("utf-8")
    text.write_text(original.replace("kassereren", "formanden!"), encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"not the text at these offsets|was exported"):
        loaded(BRAT, [path])
    text.write_text(original + "x", encoding="utf-8")
    with pytest.raises(AnnotationError, match="not the one that was exported"):
        loaded(BRAT, [path])
    text.unlink()
    with pytest.raises(AnnotationError, match="is missing"):
        loaded(BRAT, [path])


def test_a_deleted_document_entity_is_told(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[2:]), encoding="utf-8")
    with pytest.raises(AnnotationError, match="the entity Minutes with its note must stand once"):
        loaded(BRAT, [path])
