import ast
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from referat.annotations.converting.prodigy import RECIPE, TASKS, Prodigy
from referat.errors import AnnotationError
from referat.labels import Tag

from .samples import TASK, document, exported, loaded, one, sample

PRODIGY = Prodigy()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exported(PRODIGY, [sample()], tmp_path)
    return tmp_path


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / TASKS).read_text("utf-8").splitlines()]


def back(folder: Path, given: list[dict[str, Any]]) -> list[Path]:
    """What `prodigy db-out` writes."""
    own = {"_view_id": "blocks", "_is_binary": False, "_timestamp": 1, "_session_id": "s-bo"}
    path = folder / "out.jsonl"
    path.write_text("".join(json.dumps(row | own) + "\n" for row in given), encoding="utf-8")
    return [path]


def test_a_task_is_of_prodigys_shape(folder: Path) -> None:
    row = rows(folder)[TASK]
    assert row["accept"] == ["decision", "deadline", "responsible"]
    assert [option["id"] for option in row["options"]] == [tag.value for tag in Tag]
    for span in row["spans"]:
        first, last = row["tokens"][span["token_start"]], row["tokens"][span["token_end"]]
        assert (span["start"], span["end"]) == (first["start"], last["end"])
    for token in row["tokens"]:
        assert row["text"][token["start"] : token["end"]] == token["text"]


def test_sentences_that_read_the_same_are_not_the_same_task(folder: Path) -> None:
    last, other = rows(folder)[-2:]
    assert last["text"] == other["text"] == "Godkendt."
    assert last["_task_hash"] != other["_task_hash"]
    assert last["_input_hash"] != other["_input_hash"]


def test_a_span_amid_a_token_is_shown_wider_and_comes_back(tmp_path: Path) -> None:
    whole = sample()
    annotation = whole.annotation
    task = annotation.sentences[TASK]
    start = whole.document.text.index("kassereren")
    within = replace(task.responsible[1], start=start + 2, end=start + 5)
    also = replace(task.responsible[1], person=1)
    changed = replace(task, responsible=(task.responsible[0], also, within))
    sentences = (*annotation.sentences[:TASK], changed, *annotation.sentences[TASK + 1 :])
    annotation = replace(annotation, sentences=sentences)
    paths = exported(PRODIGY, [document(whole.document.text, annotation)], tmp_path)
    row = rows(tmp_path)[TASK]
    assert row["spans"][-1]["end"] - row["spans"][-1]["start"] == len("kassereren")
    assert one(loaded(PRODIGY, paths)) == annotation


def test_choices_and_spans_changed_by_an_annotator(folder: Path) -> None:
    given = rows(folder)
    given[3]["accept"] = ["decision", "responsible"]
    token = given[3]["tokens"][2]
    place = {"start": token["start"], "end": token["end"], "token_start": 2, "token_end": 2}
    given[3]["spans"] = [place | {"label": "responsible"}]
    given[TASK]["accept"] = ["decision"]
    given[TASK]["spans"] = []
    imported = loaded(PRODIGY, back(folder, given))
    sentences = one(imported).sentences
    assert sentences[3].tags == (Tag.DECISION, Tag.RESPONSIBLE)
    assert sentences[3].responsible[0].person is None
    assert sentences[TASK].deadlines == ()
    assert "'snak' is new and refers to nobody" in imported.notes[0]


def test_rejected_and_ignored_sentences_are_left_out_and_told(folder: Path) -> None:
    given = rows(folder)
    given[3]["answer"], given[5]["answer"] = "reject", "ignore"
    imported = loaded(PRODIGY, back(folder, given))
    expected = list(sample().annotation.sentences)
    assert one(imported).sentences == (*expected[:3], expected[4], expected[6])
    assert [note.partition(": ")[2] for note in imported.notes] == [
        "referat: reject: 'Der var snak 🙂 om prisen.' is left out",
        "referat: ignore: 'Godkendt.' is left out",
    ]


def test_a_holder_whose_borders_were_moved_refers_to_the_same_person(folder: Path) -> None:
    given = rows(folder)
    span = given[TASK]["spans"][1]
    following = given[TASK]["tokens"][span["token_end"] + 1]
    span |= {"end": following["end"], "token_end": following["id"]}
    imported = loaded(PRODIGY, back(folder, given))
    assert [one.person for one in one(imported).sentences[TASK].responsible] == [0, None]
    assert "'MH og' was moved and refers to whom it referred" in imported.notes[0]


@pytest.mark.parametrize(
    ("key", "value", "match"),
    [
        ("answer", "maybe", "'maybe' is not known; there are accept"),
        ("accept", ["frist"], "'frist' is not known"),
        ("accept", None, "there is no 'accept'"),
        ("spans", [{"start": 0, "end": 9**99, "label": "deadline"}], "must be a whole number"),
        ("spans", [{"start": 3, "end": 2, "label": "deadline"}], "must be a whole number"),
        ("spans", [{"start": 0, "end": 3, "label": "DATE"}], "'DATE' is not known"),
        ("spans", [{"start": 0, "end": 3}], "there is no 'label'"),
        ("sessions", ["a", "b"], "unknown: 'sessions'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    folder: Path, key: str, value: object, match: str
) -> None:
    given = rows(folder)
    given[3][key] = value
    with pytest.raises(AnnotationError, match=f"out.jsonl, line 4.*{match}"):
        loaded(PRODIGY, back(folder, given))


def test_the_recipe_is_python(folder: Path) -> None:
    ast.parse((folder / RECIPE).read_text("utf-8"))
