import json
from pathlib import Path
from typing import Any

import pytest

from referat.annotations.converting.doccano import CATEGORIES, INTENTS, SPANS, Doccano
from referat.errors import AnnotationError
from referat.labels import Tag

from .samples import TASK, exported, loaded, one, sample

DOCCANO = Doccano()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exported(DOCCANO, [sample()], tmp_path)
    return tmp_path


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def back(folder: Path, given: list[dict[str, Any]]) -> list[Path]:
    """The export of doccano: an id first, comments last, UTF-8 as it stands."""
    path = folder / "all.jsonl"
    lines = [
        json.dumps({"id": number} | row | {"Comments": []}, ensure_ascii=False)
        for number, row in enumerate(given, 1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [path]


def test_intent_detection_has_tags_and_spans_in_utf_16_units(folder: Path) -> None:
    row = rows(folder, INTENTS)[TASK]
    assert row["cats"] == ["decision", "deadline", "responsible"]
    assert row["text"].startswith("Det blev 🙂\naftalt, at MH")
    assert row["entities"][1:] == [[23, 25, "responsible"], [29, 39, "responsible"]]
    assert row["entities"][0][2] == "deadline"


def test_a_tag_without_spans_covers_the_sentence_in_sequence_labelling(folder: Path) -> None:
    row = rows(folder, SPANS)[TASK]
    assert row["label"][0] == [0, len(row["text"]) + 1, "decision"]


def test_types_of_labels_are_those_doccano_imports(folder: Path) -> None:
    types = json.loads((folder / "spans.json").read_text("utf-8"))
    assert [one["text"] for one in types] == ["deadline", "responsible"]
    assert {"suffix_key", "background_color", "text_color"} < set(types[0])


@pytest.mark.parametrize("name", [INTENTS, SPANS, CATEGORIES])
def test_each_kind_of_project_comes_back(folder: Path, name: str) -> None:
    imported = loaded(DOCCANO, back(folder, rows(folder, name)))
    assert one(imported) == sample().annotation
    assert imported.notes == ()


def test_tags_and_spans_changed_by_an_annotator(folder: Path) -> None:
    given = rows(folder, INTENTS)
    given[3]["cats"] = ["deferral"]
    given[TASK]["cats"] = ["decision", "deadline"]
    end = given[TASK]["entities"][0][1]
    given[TASK]["entities"] = [[40, 44, "deadline"], [end - 8, end, "deadline"]]
    imported = loaded(DOCCANO, back(folder, given))
    sentences = one(imported).sentences
    assert sentences[3].tags == (Tag.DEFERRAL,)
    assert sentences[TASK].responsible == ()
    new, moved = sentences[TASK].deadlines
    assert (new.value, moved.value, moved.relation) == (None, "2019-04-01", "by")
    assert imported.notes[0].endswith("'købe' is new and has no value")
    assert imported.notes[1].endswith("'1. april' was moved and keeps its value 2019-04-01")


def test_objects_of_a_project_with_relations_are_read(folder: Path) -> None:
    given = rows(folder, SPANS)
    for row in given:
        keys = ("start_offset", "end_offset", "label")
        labels = row.pop("label")
        row["entities"] = [
            {"id": at} | dict(zip(keys, label, strict=True)) for at, label in enumerate(labels)
        ]
        row["relations"] = []
    assert one(loaded(DOCCANO, back(folder, given))) == sample().annotation
    given[0]["relations"] = [{"id": 1, "from_id": 0, "to_id": 1, "type": "x"}]
    with pytest.raises(AnnotationError, match="line 1: relations have no place"):
        loaded(DOCCANO, back(folder, given))


def test_comments_are_told(folder: Path) -> None:
    path = back(folder, rows(folder, INTENTS))[0]
    text = path.read_text("utf-8").replace('"Comments": []', '"Comments": ["i tvivl"]', 1)
    path.write_text(text, encoding="utf-8")
    assert "comment: 'i tvivl'" in loaded(DOCCANO, [path]).notes[0]


@pytest.mark.parametrize(
    ("key", "value", "match"),
    [
        ("cats", ["afgørelse"], "'afgørelse' is not known; there are decision"),
        ("cats", ["deadline"], "a deadline span must go together"),
        ("entities", [[0, 10**30, "deadline"]], "must be a whole number"),
        ("entities", [[5, 5, "deadline"]], "not in the text"),
        ("entities", [["0", 4, "deadline"]], "must be a whole number"),
        ("entities", [[0, 3, "decision"]], "spans are deadline or responsible"),
        ("entities", "deadline", "must be a list"),
        ("text", "Der var ingen snak.", "not the one that was exported"),
        ("text", None, "must be text"),
        ("colour", "red", "unknown: 'colour'"),
        ("referat", [], "an object is needed"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    folder: Path, key: str, value: object, match: str
) -> None:
    given = rows(folder, INTENTS)
    given[3][key] = value
    with pytest.raises(AnnotationError, match=match):
        loaded(DOCCANO, back(folder, given))


def test_a_broken_record_costs_its_document_alone(tmp_path: Path) -> None:
    exported(DOCCANO, [sample("idraet-98"), sample("idraet-99")], tmp_path)
    given = rows(tmp_path, INTENTS)
    given[0]["cats"] = ["x"]
    imported = DOCCANO.load(back(tmp_path, given))
    assert [document.annotation.id for document in imported.documents] == ["idraet-99"]
    first, second = imported.failures
    assert "line 1: 'x' is not known" in str(first)
    assert str(second) == "idraet-98: sentence 0 is not in the files"


def test_all_sentences_must_be_there_once(folder: Path) -> None:
    given = rows(folder, INTENTS)
    with pytest.raises(AnnotationError, match="sentence 2 is not in the files"):
        loaded(DOCCANO, back(folder, given[:2] + given[3:]))
    with pytest.raises(AnnotationError, match="6 of 7 sentences"):
        loaded(DOCCANO, back(folder, given[:-1]))
    with pytest.raises(AnnotationError, match=r"sentence 1 stands twice, .*line 8"):
        loaded(DOCCANO, back(folder, [*given, given[1]]))


@pytest.mark.parametrize(
    "content", ["{", "[1]", "1", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 100_000]
)
def test_what_is_no_json_object_a_line_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"all\.jsonl, line 1"):
        loaded(DOCCANO, [path])


def test_names_that_lead_out_of_the_folder_are_refused(folder: Path) -> None:
    given = rows(folder, INTENTS)
    for row in given:
        row["referat"]["document"] = "../x"
    with pytest.raises(AnnotationError, match="'document' must be letters"):
        loaded(DOCCANO, back(folder, given))
