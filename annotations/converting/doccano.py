"""doccano: JSON lines, one sentence a line, for each of three of its kinds of project.

Offsets count UTF-16 units, as doccano's editor does. What doccano has no place for stands under one
further key, which it keeps with the example and gives back (doccano 1.8: `examples.meta`).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from referat.annotations.converting.answers import Answer, documents, with_details
from referat.annotations.converting.fields import Fields, dump_line, json_lines
from referat.annotations.converting.offsets import Utf16
from referat.annotations.converting.records import KEY, Task, tasks
from referat.annotations.converting.tools import Imported
from referat.annotations.corpus import AnnotatedDocument
from referat.labels import TAGS, Section, Tag
from referat.minutes import Span

INTENTS: Final = "intent-detection.jsonl"
"""For projects of intent detection and slot filling: tags and spans."""
SPANS: Final = "sequence-labeling.jsonl"
"""For projects of sequence labelling: a tag without spans of its own covers the sentence."""
CATEGORIES: Final = "text-classification.jsonl"
"""For projects of text classification: tags alone."""
_COLOURS: Final = dict(zip(TAGS, ("#2E7D32", "#6A1B9A", "#C62828", "#1565C0"), strict=True))
_SPANNED: Final = (Tag.DEADLINE, Tag.RESPONSIBLE)


class Doccano:
    """The converter."""

    pattern = INTENTS

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write a file for each kind of project, and the types of labels for its settings."""
        written: dict[str, list[str]] = {INTENTS: [], SPANS: [], CATEGORIES: []}
        for one in documents:
            for task in tasks(one.document.text, one.annotation):
                for name, row in _rows(task).items():
                    written[name].append(dump_line(row))
        written["categories.json"] = [_types(TAGS)]
        written["spans.json"] = [_types(_SPANNED)]
        for name, lines in written.items():
            (folder / name).write_text("".join(lines), encoding="utf-8", newline="")
        return [folder / name for name in written]

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read exported examples of any of the three kinds of project."""
        return documents((row for path in paths for row in json_lines(path)), _answer)


def _rows(task: Task) -> dict[str, dict[str, Any]]:
    base = {"text": task.text}
    section = {"section": task.sentence.section.value}
    carried = {KEY: task.details() | section, "context": section | task.context}
    spans = _spans(task)
    whole = Utf16.of(task.text).units(len(task.text))
    tags = [tag.value for tag in task.sentence.tags]
    over = [[0, whole, tag.value] for tag in task.sentence.tags if tag not in _SPANNED]
    return {
        INTENTS: base | {"cats": tags, "entities": spans} | carried,
        SPANS: base | {"label": over + spans} | carried,
        CATEGORIES: base | {"label": tags} | carried,
    }


def _spans(task: Task) -> list[list[object]]:
    units = Utf16.of(task.text).units
    both = (
        (Tag.DEADLINE, task.sentence.deadlines),
        (Tag.RESPONSIBLE, task.sentence.responsible),
    )
    return [
        [units(span.start), units(span.end), tag.value] for tag, spans in both for span in spans
    ]


def _types(tags: Iterable[Tag]) -> str:
    rows = [
        {
            "text": tag.value,
            "suffix_key": str(number),
            "background_color": _COLOURS[tag],
            "text_color": "#ffffff",
        }
        for number, tag in enumerate(tags, 1)
    ]
    return json.dumps(rows, indent=1) + "\n"


def _answer(row: Fields) -> Answer:
    text = row.text("text")
    carried = row.fields(KEY)
    comments = row.texts("Comments")
    row.leave("id", "context")
    tags, spans = _labels(row, text)
    row.done()
    section = carried.choice("section", Section)
    answer = with_details(carried, text, section, tags, spans)
    notes = tuple(f"comment: {comment!r}" for comment in comments)
    return Answer(answer.place, answer.text, answer.sentence, answer.notes + notes)


def _labels(row: Fields, text: str) -> tuple[set[Tag], dict[Tag, list[Span]] | None]:
    """Tags and spans of an example, from the keys of its kind of project."""
    if "cats" in row:
        spans = _by_tag(_read_spans(row, row.rows("entities"), text))
        if set(spans) - set(_SPANNED):
            raise row.error("spans are deadline or responsible; decision and deferral are cats")
        return set(row.choices("cats", Tag)), spans
    key = "entities" if "entities" in row else "label"
    if row.rows("relations"):
        raise row.error("relations have no place in the annotation; take them out")
    labels = row.rows(key)
    if labels and all(isinstance(label, str) for label in labels):
        return {row.member(str(label), Tag) for label in labels}, None
    found = _by_tag(_read_spans(row, labels, text))
    return set(found), found


def _read_spans(row: Fields, labels: Iterable[object], text: str) -> Iterator[tuple[Tag, Span]]:
    """Spans as doccano writes them: triples, or objects in projects that know relations."""
    units = Utf16.of(text)
    for number, label in enumerate(labels):
        where = f"{row.where}: label {number}"
        if isinstance(label, list) and len(label) == 3:
            label = dict(zip(("start_offset", "end_offset", "label"), label, strict=True))
        fields = Fields(label, where)
        fields.leave("id")
        start = units.offset(fields.whole("start_offset"))
        end = units.offset(fields.whole("end_offset"))
        tag = fields.choice("label", Tag)
        fields.done()
        if start is None or end is None or start >= end:
            raise fields.error("the offsets are not in the text")
        yield tag, Span(start, end)


def _by_tag(spans: Iterable[tuple[Tag, Span]]) -> dict[Tag, list[Span]]:
    found: dict[Tag, list[Span]] = {}
    for tag, span in spans:
        found.setdefault(tag, []).append(span)
    return found
