import copy
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from referat.annotations.converting.label_studio import CONFIG, TASKS, LabelStudio
from referat.errors import AnnotationError
from referat.labels import Section, Tag

from .samples import TASK, exported, loaded, one, sample

STUDIO = LabelStudio()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exported(STUDIO, [sample()], tmp_path)
    return tmp_path


def annotated(folder: Path, number: int = TASK) -> tuple[list[dict[str, Any]], list[Any]]:
    """The tasks as Label Studio gives them back, and the results of one to be changed."""
    tasks = json.loads((folder / TASKS).read_text("utf-8"))
    for at, task in enumerate(tasks, 1):
        result = copy.deepcopy(task["predictions"][0]["result"])
        for row in result:
            row["origin"] = "prediction"
        human = {"id": at, "completed_by": 1, "was_cancelled": False, "ground_truth": False}
        task |= {
            "id": at,
            "annotations": [human | {"result": result, "lead_time": 2.5}],
            "drafts": [],
            "inner_id": at,
            "total_annotations": 1,
            "created_at": "2026-01-01T00:00:00Z",
            "comment_authors": [],
        }
    return tasks, tasks[number]["annotations"][0]["result"]


def back(folder: Path, tasks: list[dict[str, Any]]) -> list[Path]:
    path = folder / "project-1.json"
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return [path]


def value(result: list[Any], control: str) -> Any:
    return next(row["value"] for row in result if row["from_name"] == control)


def test_results_name_the_controls_of_the_configuration(folder: Path) -> None:
    root = ET.parse(folder / CONFIG).getroot()
    controls = {tag.get("name"): tag.tag.lower() for tag in root.iter() if tag.get("toName")}
    fields = {tag.get("value", "") for tag in root.iter() if tag.get("value", "").startswith("$")}
    tasks = json.loads((folder / TASKS).read_text("utf-8"))
    for task in tasks:
        assert {field[1:] for field in fields} <= set(task["data"])
        for row in task["predictions"][0]["result"]:
            assert controls[row["from_name"]] == row["type"]
            assert row["to_name"] == "text"


def test_ids_are_distinct_but_for_what_is_said_of_one_span(folder: Path) -> None:
    tasks = json.loads((folder / TASKS).read_text("utf-8"))
    rows = [row for task in tasks for row in task["predictions"][0]["result"]]
    assert len({row["id"] for row in rows}) == len(
        {row["id"] for row in rows if row["from_name"] in ("tags", "section", "span")}
    )
    assert len({(row["id"], row["from_name"]) for row in rows}) == len(rows)


def test_offsets_count_utf_16_units(folder: Path) -> None:
    task = json.loads((folder / TASKS).read_text("utf-8"))[TASK]
    text = task["data"]["text"].encode("utf-16-le")
    for row in task["predictions"][0]["result"]:
        if row["type"] == "labels":
            found = row["value"]
            words = text[found["start"] * 2 : found["end"] * 2].decode("utf-16-le")
            assert words == found["text"]


def test_human_work_is_taken_over_the_prediction(folder: Path) -> None:
    tasks, result = annotated(folder)
    value(result, "tags")["choices"] = ["deferral", "deadline", "responsible"]
    value(result, "section")["choices"] = ["outcome"]
    value(result, "value")["text"] = ["2019-W14"]
    value(result, "due")["text"] = ["2019-04-07"]
    value(result, "relation")["choices"] = ["at"]
    value(result, "participant")["choices"] = ["Bo Lund"]
    new = {"start": 0, "end": 3, "text": "Det", "labels": ["responsible"]}
    result.append(
        {"id": "n1", "from_name": "span", "to_name": "text", "type": "labels", "value": new}
    )
    changed = one(loaded(STUDIO, back(folder, tasks))).sentences[TASK]
    assert changed.tags == (Tag.DEFERRAL, Tag.DEADLINE, Tag.RESPONSIBLE)
    assert (changed.deadlines[0].value, changed.deadlines[0].relation) == ("2019-W14", "at")
    assert [holder.person for holder in changed.responsible] == [None, 1, None]


def test_a_span_that_was_deleted_is_gone(folder: Path) -> None:
    tasks, result = annotated(folder)
    tasks[TASK]["annotations"][0]["result"] = [
        row
        for row in result
        if row["type"] in ("choices",)
        and row["from_name"] != "participant"
        and row["from_name"] != "relation"
    ]
    value(tasks[TASK]["annotations"][0]["result"], "tags")["choices"] = ["decision"]
    changed = one(loaded(STUDIO, back(folder, tasks))).sentences[TASK]
    assert (changed.tags, changed.deadlines, changed.responsible) == ((Tag.DECISION,), (), ())


def test_a_section_can_be_chosen_anew(folder: Path) -> None:
    tasks, result = annotated(folder, 3)
    value(result, "section")["choices"] = ["background"]
    assert one(loaded(STUDIO, back(folder, tasks))).sentences[3].section is Section.BACKGROUND


def test_skipped_tasks_are_left_out_and_told(folder: Path) -> None:
    tasks, _ = annotated(folder)
    tasks[3]["annotations"][0]["was_cancelled"] = True
    imported = loaded(STUDIO, back(folder, tasks))
    assert len(one(imported).sentences) == 6
    assert "skipped: 'Der var snak" in imported.notes[0]


def test_drafts_and_notes_on_spans_are_told(folder: Path) -> None:
    tasks, result = annotated(folder)
    tasks[3]["drafts"] = [{"id": 1, "result": []}]
    result[-1]["meta"] = {"text": ["spørg Bo"]}
    notes = loaded(STUDIO, back(folder, tasks)).notes
    assert "a draft was not submitted" in notes[0]
    assert "note: 'spørg Bo'" in notes[1]


def test_of_two_annotations_the_ground_truth_is_taken(folder: Path) -> None:
    tasks, _ = annotated(folder, 3)
    other = copy.deepcopy(tasks[3]["annotations"][0])
    other["result"].append(
        {
            "id": "t",
            "from_name": "tags",
            "to_name": "text",
            "type": "choices",
            "value": {"choices": ["decision"]},
        }
    )
    tasks[3]["annotations"].append(other)
    with pytest.raises(AnnotationError, match="task 3: several annotations; mark the one"):
        loaded(STUDIO, back(folder, tasks))
    other["ground_truth"] = True
    assert one(loaded(STUDIO, back(folder, tasks))).sentences[3].tags == (Tag.DECISION,)


@pytest.mark.parametrize(
    ("control", "change", "match"),
    [
        ("span", {"start": 10**40}, "must be a whole number"),
        ("span", {"start": 9, "end": 10, "text": ""}, "offsets are not in the text"),
        ("span", {"end": 61}, "is not the text at these offsets"),
        ("span", {"labels": ["dato"]}, "a span has one label"),
        ("span", {"labels": []}, "a span has one label"),
        ("tags", {"choices": ["beslutning"]}, "'beslutning' is not known"),
        ("tags", {"choices": ["decision"]}, "a deadline span must go together"),
        ("section", {"choices": []}, "one section must be chosen"),
        ("section", {"choices": ["proposal"]}, "cannot stand in section proposal"),
        ("value", {"text": ["engang"]}, "'engang' is neither an ISO 8601 time"),
        ("due", {"text": ["1. april"]}, "must be a date like 2022-03-31"),
        ("due", {"text": ["2019-04-01", "2019-04-02"]}, "due is given twice"),
        ("relation", {"choices": ["før"]}, "'før' is no relation"),
        (
            "participant",
            {"choices": ["Ib"]},
            "nobody is called 'Ib'; there are Mette Holm, Bo Lund",
        ),
    ],
)
def test_what_is_wrong_is_told(
    folder: Path, control: str, change: dict[str, Any], match: str
) -> None:
    tasks, result = annotated(folder)
    value(result, control).update(change)
    with pytest.raises(AnnotationError, match=match):
        loaded(STUDIO, back(folder, tasks))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"from_name": "ner"}, "task 4, result 0: 'ner' is no control"),
        ({"type": "labels"}, "is no control"),
        ({"value": 3}, "an object is needed"),
        ({"direction": "right"}, "unknown: 'direction'"),
    ],
)
def test_unknown_results_are_refused(folder: Path, change: dict[str, Any], match: str) -> None:
    tasks, result = annotated(folder)
    result[0].update(change)
    with pytest.raises(AnnotationError, match=match):
        loaded(STUDIO, back(folder, tasks))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("{}", "a list of tasks is needed"),
        ("[3]", "task 0: an object is needed"),
        ('[{"text": "x", "id": 1}]', "not as JSON-MIN"),
        ("[", "is not JSON"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str, match: str) -> None:
    path = tmp_path / "project.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=match):
        loaded(STUDIO, [path])
