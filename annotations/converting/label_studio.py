"""Label Studio: a list of tasks, one sentence a task, with values and persons on the spans.

The annotation goes in as a prediction; human work, which comes back as annotations, is taken over
it. Offsets count UTF-16 units, as they do in JavaScript.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from referat.annotations.converting.answers import Answer, documents, read_place
from referat.annotations.converting.fields import Fields, parse_json, read_text
from referat.annotations.converting.label_studio_config import (
    DEADLINE,
    DUE_CONTROL,
    PARTICIPANT_CONTROL,
    RELATION_CONTROL,
    RESPONSIBLE,
    SECTION_CONTROL,
    SPAN_CONTROL,
    TAGS_CONTROL,
    TEXT,
    VALUE_CONTROL,
    config,
)
from referat.annotations.converting.label_studio_results import Results
from referat.annotations.converting.offsets import Utf16
from referat.annotations.converting.records import KEY, Task, tasks
from referat.annotations.converting.tools import Imported
from referat.annotations.corpus import AnnotatedDocument

TASKS: Final = "tasks.json"
CONFIG: Final = "labeling-config.xml"
MODEL: Final = "referat"
"""The model version under which the annotation goes in as a prediction."""
_OF_TASKS: Final = (
    "id",
    "allow_skip",
    "cancelled_annotations",
    "comment_authors",
    "comment_count",
    "created_at",
    "file_upload",
    "inner_id",
    "last_comment_updated_at",
    "precomputed_agreement",
    "project",
    "state",
    "total_annotations",
    "total_predictions",
    "unresolved_comment_count",
    "updated_at",
    "updated_by",
)
_OF_DATA: Final = ("document", "heading", "previous", "following")


class LabelStudio:
    """The converter."""

    pattern = "*.json"

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write the tasks, and the configuration that shows them."""
        rows = [
            _row(task) for one in documents for task in tasks(one.document.text, one.annotation)
        ]
        lines = ",\n".join(json.dumps(row) for row in rows)
        (folder / TASKS).write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="")
        (folder / CONFIG).write_text(config(), encoding="utf-8", newline="")
        return [folder / TASKS, folder / CONFIG]

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read exports in the format JSON; in JSON-MIN there is not enough to read."""
        return documents((task for path in paths for task in _tasks(path)), _answer)


def _row(task: Task) -> dict[str, Any]:
    document = str(task.place["document"])
    heading = " · ".join(filter(None, (document, task.context["item"])))
    return {
        "data": {
            "text": task.text,
            "document": document,
            "heading": heading,
            "previous": task.context["previous"] or "–",
            "following": task.context["following"] or "–",
            "participants": [{"value": name} for name in task.people],
        },
        "meta": {KEY: task.place},
        "predictions": [{"model_version": MODEL, "score": 1.0, "result": _result(task)}],
    }


def _result(task: Task) -> list[dict[str, Any]]:
    sentence = task.sentence
    name = f"{task.place['document']}-{task.place['index']}"
    found = [_choice(f"{name}-s", SECTION_CONTROL, [sentence.section.value])]
    if sentence.tags:
        found.append(_choice(f"{name}-t", TAGS_CONTROL, [tag.value for tag in sentence.tags]))
    region = _Regions(task.text)
    for number, deadline in enumerate(sentence.deadlines):
        region.open(f"{name}-f{number}", deadline.start, deadline.end)
        found.append(region.label(DEADLINE))
        if deadline.value is not None:
            found.append(region.written(VALUE_CONTROL, deadline.value))
        if deadline.due is not None:
            found.append(region.written(DUE_CONTROL, deadline.due.isoformat()))
        if deadline.relation is not None:
            found.append(region.chosen(RELATION_CONTROL, deadline.relation))
    for number, holder in enumerate(sentence.responsible):
        region.open(f"{name}-r{number}", holder.start, holder.end)
        found.append(region.label(RESPONSIBLE))
        if holder.person is not None:
            found.append(region.chosen(PARTICIPANT_CONTROL, task.people[holder.person]))
    return found


def _choice(identifier: str, control: str, choices: list[str]) -> dict[str, Any]:
    return {
        "id": identifier,
        "from_name": control,
        "to_name": TEXT,
        "type": "choices",
        "value": {"choices": choices},
    }


class _Regions:
    """Results of one span after the other: its label, and what is said of it under the same id."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._units = Utf16.of(text).units
        self._identifier = ""
        self._range: dict[str, int] = {}
        self._words = ""

    def open(self, identifier: str, start: int, end: int) -> None:
        self._identifier = identifier
        self._range = {"start": self._units(start), "end": self._units(end)}
        self._words = self._text[start:end]

    def label(self, label: str) -> dict[str, Any]:
        value = {"text": self._words, "labels": [label]}
        return self._row(SPAN_CONTROL, "labels", value)

    def written(self, control: str, words: str) -> dict[str, Any]:
        return self._row(control, "textarea", {"text": [words]})

    def chosen(self, control: str, choice: str) -> dict[str, Any]:
        return self._row(control, "choices", {"choices": [choice]})

    def _row(self, control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self._identifier,
            "from_name": control,
            "to_name": TEXT,
            "type": kind,
            "value": self._range | value,
        }


def _tasks(path: Path) -> Iterator[Fields]:
    found = parse_json(read_text(path), str(path))
    if not isinstance(found, list):
        raise Fields(found, str(path)).error("a list of tasks is needed; export as JSON")
    for number, task in enumerate(found):
        yield Fields(task, f"{path}, task {number}")


def _answer(task: Fields) -> Answer:
    if "data" not in task or "meta" not in task:
        raise task.error("there is no 'data' and 'meta'; export as JSON, not as JSON-MIN")
    data, meta = task.fields("data"), task.fields("meta")
    text = data.text("text")
    known = [person.text("value") for person in data.each("participants")]
    data.leave(*_OF_DATA)
    data.done()
    carried = meta.fields(KEY)
    meta.done()
    place = read_place(carried)
    carried.done()
    chosen, notes = _chosen(task)
    task.leave(*_OF_TASKS)
    task.done()
    if chosen is None:
        return Answer(place, text, None, (*notes, f"skipped: {text[:40]!r} is left out"))
    results = Results(text, known)
    for number, result in enumerate(chosen):
        results.read(Fields(result, f"{task.where}, result {number}"))
    sentence, more = results.sentence(task, place.item)
    return Answer(place, text, sentence, (*notes, *more))


def _chosen(task: Fields) -> tuple[list[object] | None, list[str]]:
    """The results of the human work on a task, or of the prediction if nobody worked on it."""
    notes: list[str] = []
    if task.rows("drafts"):
        notes.append("a draft was not submitted and is left out")
    annotations = [
        (one, one.flag("was_cancelled"), one.flag("ground_truth"))
        for one in task.each("annotations")
    ]
    predictions = task.rows("predictions")
    done = [(one, truth) for one, cancelled, truth in annotations if not cancelled]
    if len(done) > 1:
        done = [(one, truth) for one, truth in done if truth]
        if len(done) != 1:
            raise task.error("several annotations; mark the one to take as ground truth")
    if done:
        return done[0][0].rows("result"), notes
    if annotations:
        return None, notes
    return _predicted(task, predictions), notes


def _predicted(task: Fields, predictions: list[object]) -> list[object]:
    found = [Fields(one, f"{task.where}, prediction") for one in predictions]
    ours = [one for one in found if one.optional_text("model_version") == MODEL]
    if len(ours) != 1:
        raise task.error(f"there is neither an annotation nor a prediction of {MODEL!r}")
    return ours[0].rows("result")
