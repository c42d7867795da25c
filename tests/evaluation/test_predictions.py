import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from referat.annotations.corpus import AnnotatedDocument, load_corpus
from referat.annotations.gold import gold
from referat.errors import UsageError
from referat.evaluation.predictions import Predictions, check_predictions, read_predictions
from referat.exporting.records import sentence_records
from referat.labels import TAGS
from referat.minutes import TaggedMinutes
from referat.structure import structure

Row = dict[str, Any]
Plant = Callable[[list[Row], int, int], None]
"""Changes rows, given the place of one with a deadline and of one with a holder."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    annotated: AnnotatedDocument
    gold: TaggedMinutes


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    corpus = load_corpus(["development"], Path("nowhere"))
    tagged = [
        one
        for one in corpus
        if any(sentence.deadlines for sentence in one.annotation.sentences)
        and any(sentence.responsible for sentence in one.annotation.sentences)
    ]
    shortest = sorted(tagged, key=lambda one: len(one.document.text))[:2]
    return [GoldDocument(one, gold(one, structure(one.document))) for one in shortest]


@pytest.fixture
def rows(documents: list[GoldDocument]) -> list[Row]:
    return [json.loads(json.dumps(row)) for one in documents for row in sentence_records(one.gold)]


def _annotated(documents: Sequence[GoldDocument]) -> list[AnnotatedDocument]:
    return [one.annotated for one in documents]


def _checked(path: Path, documents: Sequence[GoldDocument], data: bytes) -> Predictions:
    path.write_bytes(data)
    predictions = read_predictions(path)
    check_predictions(predictions, _annotated(documents))
    return predictions


def _data(rows: Sequence[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _refusal(path: Path, documents: Sequence[GoldDocument], data: bytes) -> str:
    with pytest.raises(UsageError) as caught:
        _checked(path, documents, data)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message


def test_a_good_file_gives_back_what_was_written(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row]
) -> None:
    found = _checked(tmp_path / "good.jsonl", documents, _data(rows[::-1]))
    for one in documents:
        sentences = found.of(one.annotated.document)
        for sentence, given in zip(sentences, one.gold.sentences, strict=True):
            assert (sentence.start, sentence.end) == (given.sentence.start, given.sentence.end)
            assert (sentence.tags, sentence.scores) == (given.tags, given.scores)
            assert [
                (d.text, d.start, d.end, d.value, d.due, d.relation) for d in given.deadlines
            ] == [(d.text, d.start, d.end, d.value, d.due, d.relation) for d in sentence.deadlines]
            assert [(h.text, h.start, h.end, h.participant) for h in given.responsible] == [
                (h.text, h.start, h.end, h.participant) for h in sentence.responsible
            ]
            assert {one.rule for one in sentence.deadlines} <= {"predictions"}


def test_what_is_optional_may_be_missing(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row]
) -> None:
    needed = ("document", "sha256", "index", "start", "end", "tags")
    short = [{key: row[key] for key in needed} for row in rows]
    found = _checked(tmp_path / "short.jsonl", documents, _data(short))
    for one in documents:
        for sentence in found.of(one.annotated.document):
            assert sentence.scores == tuple(float(tag in sentence.tags) for tag in TAGS)
            assert not sentence.deadlines
            assert not sentence.responsible


def test_case_and_punctuation_of_the_text_do_not_matter(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row]
) -> None:
    changed = [{**row, "text": f"– {row['text'].upper()} …"} for row in rows]
    _checked(tmp_path / "upper.jsonl", documents, _data(changed))


@pytest.mark.parametrize(
    "value",
    [
        *("2022", "2022-05", "2022-Q2", "2022-H1", "2022-W12", "2022-05-01T14:30", "2022-05-01/"),
        *("2022-05-01/2022-05-10", "2022-W12/2022-W13", "NEXT_MEETING", None),
    ],
)
def test_times_of_the_schema_are_read(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row], value: str | None
) -> None:
    next(row for row in rows if row["deadlines"])["deadlines"][0]["value"] = value
    _checked(tmp_path / "times.jsonl", documents, _data(rows))


def _set(key: str, value: object) -> Plant:
    def plant(rows: list[Row], timed: int, held: int) -> None:
        rows[1][key] = value

    return plant


def _drop(key: str) -> Plant:
    def plant(rows: list[Row], timed: int, held: int) -> None:
        del rows[1][key]

    return plant


def _score(value: object, name: str = "decision") -> Plant:
    def plant(rows: list[Row], timed: int, held: int) -> None:
        rows[1]["scores"][name] = value

    return plant


def _deadline(key: str, value: object) -> Plant:
    def plant(rows: list[Row], timed: int, held: int) -> None:
        rows[timed]["deadlines"][0][key] = value

    return plant


def _holder(key: str, value: object) -> Plant:
    def plant(rows: list[Row], timed: int, held: int) -> None:
        rows[held]["responsible"][0][key] = value

    return plant


def _bare_score(rows: list[Row], timed: int, held: int) -> None:
    rows[1]["scores"] = {"decision": 1.0}


def _shift(rows: list[Row], timed: int, held: int) -> None:
    for row in rows:
        row.update(start=row["start"] + 1, end=row["end"] + 1, deadlines=[], responsible=[])


def _shift_span(rows: list[Row], timed: int, held: int) -> None:
    span = rows[held]["responsible"][0]
    span["end"] -= 1


def _overlap(rows: list[Row], timed: int, held: int) -> None:
    rows[1].update(start=rows[0]["end"] - 1)
    del rows[1]["text"]


def _same_range(rows: list[Row], timed: int, held: int) -> None:
    rows.insert(1, {**rows[0], "index": 9999})


def _same_index(rows: list[Row], timed: int, held: int) -> None:
    rows[1]["index"] = rows[0]["index"]


FAULTS: dict[str, tuple[Plant, str]] = {
    **{
        f"no {key}": (_drop(key), f"line 2: key '{key}' is missing")
        for key in ("document", "sha256", "index", "start", "end", "tags")
    },
    "document of a number": (_set("document", 3), "line 2: document 3 is no string"),
    "index of a bool": (_set("index", True), "line 2: index True"),
    "start of a string": (_set("start", "0"), "line 2: start '0'"),
    "end of a fraction": (_set("end", 2.5), "line 2: end 2.5"),
    "text null": (_set("text", None), "line 2: text None is no string"),
    "tags of a string": (_set("tags", "decision"), "line 2: tags 'decision' is no array"),
    "tag of a list": (_set("tags", [["decision"]]), "line 2: there is no tag"),
    "unknown tag": (_set("tags", ["task"]), "line 2: there is no tag 'task'"),
    "tag twice": (_set("tags", ["decision", "decision"]), "line 2: a tag is given twice"),
    "scores null": (_set("scores", None), "line 2, scores: None is no JSON object"),
    "one score": (_bare_score, "line 2, scores: key 'deferral' is missing"),
    "unknown score": (_score(0.5, "task"), "line 2, scores: there is no tag 'task'"),
    **{
        f"score {value!r}": (_score(value), f"line 2, scores: decision {value!r} must be")
        for value in (float("nan"), float("inf"), True, "1", 1.01, -0.1, None)
    },
    "negative start": (_set("start", -1), "line 2: start -1"),
    "end at start": (_set("end", 0), "line 2: end 0 must be greater than start"),
    "end beyond the text": (_set("end", 10**9), "is beyond the"),
    "wrong document": (_set("sha256", "0" * 64), "line 2: sha256 '0000"),
    "shifted offsets": (_shift, "is not what stands at"),
    "shifted span": (_shift_span, "is not what stands at"),
    "other text": (_set("text", "noget andet"), "line 2: text 'noget andet' is not what"),
    "overlap": (_overlap, "line 2: range"),
    "same range": (_same_range, "line 2: range"),
    "same index": (_same_index, "line 2: index"),
    "deadlines null": (_set("deadlines", None), "line 2: deadlines None is no array"),
    "deadline of a string": (_set("deadlines", ["fredag"]), "line 2, deadlines[0]: 'fredag'"),
    "deadline before": (_deadline("start", 0), "must lie inside its sentence"),
    "deadline behind": (_deadline("end", 10**9), "must lie inside its sentence"),
    "deadline of no text": (_deadline("text", None), "text None is no string"),
    "relation": (_deadline("relation", "after"), "relation 'after' must be"),
    **{
        f"due {due!r}": (_deadline("due", due), f"due {due!r}")
        for due in ("fredag", "2022-02-30", "20220401", "2022-W12", "2022-04-01\n", 20220401, "")
    },
    **{
        f"value {value!r}": (_deadline("value", value), f"value {value!r}")
        for value in ("fredag", "2022-02-30", "2022-13", "2022-W54", "2022-Q5", "20220401", "/", "")
    },
    "holder before": (_holder("start", 0), "must lie inside its sentence"),
    "holder behind": (_holder("end", 10**9), "must lie inside its sentence"),
    "participant": (_holder("participant", 3), "participant 3 is no string"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_refused(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row], name: str
) -> None:
    plant, expected = FAULTS[name]
    timed = next(place for place, row in enumerate(rows) if row["deadlines"] and row["start"])
    held = next(place for place, row in enumerate(rows) if row["responsible"] and row["start"])
    plant(rows, timed, held)
    message = _refusal(tmp_path / "found.jsonl", documents, _data(rows))
    assert expected in message
    assert ", line " in message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"\xff\xfe", "not UTF-8"),
        ('{"document": "møde"}'.encode("latin-1"), "not UTF-8"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"index": 1, "index": 2}', "a key is given twice"),
        (b"[]", "no JSON object"),
        (b"null", "no JSON object"),
    ],
    ids=["utf-16", "latin-1", "cut", "blank", "deep", "twice", "array", "null"],
)
def test_a_line_that_is_no_record_is_refused(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row], line: bytes, expected: str
) -> None:
    data = _data(rows[:1]) + line + b"\n" + _data(rows[1:])
    message = _refusal(tmp_path / "found.jsonl", documents, data)
    assert expected in message
    assert "line 2" in message


def test_missing_documents_are_named(
    tmp_path: Path, documents: list[GoldDocument], rows: list[Row]
) -> None:
    other = documents[1].annotated
    kept = [row for row in rows if row["sha256"] != other.document.sha256]
    message = _refusal(tmp_path / "found.jsonl", documents, _data(kept))
    assert f"has no line for {other.annotation.id};" in message
    message = _refusal(tmp_path / "found.jsonl", [*documents, *[documents[1]] * 6], _data(kept))
    assert message.count(other.annotation.id) == 5
    assert "and 2 more" in message


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\n"])
def test_an_empty_file_is_refused(
    tmp_path: Path, documents: list[GoldDocument], data: bytes
) -> None:
    assert "is empty" in _refusal(tmp_path / "found.jsonl", documents, data)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_predictions(tmp_path / "nowhere.jsonl")
