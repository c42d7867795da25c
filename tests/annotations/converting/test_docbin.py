import zlib
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from spacy.tokens import Doc, Span
from spacy.tokens import DocBin as Bin

from referat.annotations.converting.docbin import SENTENCES, DocBin
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.settings import Limits

from .samples import TASK, exported, loaded, one, sample

DOCBIN = DocBin()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return exported(DOCBIN, [sample()], tmp_path)[0]


def doc_of(path: Path) -> Doc:
    return next(Bin().from_disk(path).get_docs(spacy.blank("da").vocab))


def back(path: Path, doc: Doc) -> list[Path]:
    Bin(attrs=["ORTH", "LEMMA"], store_user_data=True, docs=[doc]).to_disk(path)
    return [path]


def words(doc: Doc, text: str, label: str) -> Span:
    start = doc.text.index(text)
    span = doc.char_span(start, start + len(text), label=label)
    assert span is not None
    return span


def test_groups_hold_sentences_tags_deadlines_and_holders(path: Path) -> None:
    doc = doc_of(path)
    assert [span.label_ for span in doc.spans["referat_sentences"]][:3] == ["header"] * 2 + [
        "other"
    ]
    tags = [span.label_ for span in doc.spans["referat_tags"]]
    assert tags == ["decision", "deadline", "responsible"]
    assert [span.text for span in doc.spans["referat_deadlines"]] == ["inden 1. april"]
    assert [span.text for span in doc.spans["referat_responsible"]] == ["MH", "kassereren"]


def test_sentences_have_cats_to_train_on(path: Path) -> None:
    docs = list(Bin().from_disk(path.with_name(SENTENCES)).get_docs(spacy.blank("da").vocab))
    assert len(docs) == 7
    assert docs[TASK].cats == {
        "decision": 1.0,
        "deferral": 0.0,
        "deadline": 1.0,
        "responsible": 1.0,
    }
    assert docs[TASK].user_data["section"] == "outcome"


def test_groups_changed_by_a_program(path: Path) -> None:
    doc = doc_of(path)
    sentences = list(doc.spans["referat_sentences"])
    sentences[3].label_ = "background"
    sentences[TASK].label_ = "outcome"
    doc.spans["referat_sentences"] = sentences[:-1]
    moved = doc.spans["referat_deadlines"][0]
    doc.spans["referat_deadlines"] = [
        Span(doc, moved.start + 1, moved.end, label="deadline", span_id=moved.id_)
    ]
    doc.spans["referat_responsible"] = [words(doc, "låsen", "responsible")]
    imported = loaded(DOCBIN, back(path, doc))
    found = one(imported).sentences
    assert len(found) == 6
    assert found[3].section is Section.BACKGROUND
    assert found[TASK].tags == (Tag.DECISION, Tag.DEADLINE, Tag.RESPONSIBLE)
    deadline = found[TASK].deadlines[0]
    assert doc.text[deadline.start : deadline.end] == "1. april"
    assert deadline.value == "2019-04-01"
    assert "responsible at" in imported.notes[0]
    assert "is new" in imported.notes[0]


def test_spans_made_anew_at_the_same_place_are_the_same(path: Path) -> None:
    doc = doc_of(path)
    for group in doc.spans:
        doc.spans[group] = [
            Span(doc, span.start, span.end, label=span.label_) for span in doc.spans[group]
        ]
    assert one(loaded(DOCBIN, back(path, doc))) == sample().annotation


@pytest.mark.parametrize(
    ("group", "text", "label", "match"),
    [
        ("referat_tags", "snak", "decision", "decision at .* covers no span"),
        ("referat_tags", "snak", "x", "'x' is not known"),
        ("referat_deadlines", "snak", "deadline", "do not go together"),
        ("referat_deadlines", "snak", "dato", "'dato' is no label"),
        ("referat_sentences", "snak", "outcome", "out of order"),
        ("referat_sentences", "snak", "x", "'x' is not known"),
    ],
)
def test_what_is_wrong_is_told(path: Path, group: str, text: str, label: str, match: str) -> None:
    doc = doc_of(path)
    doc.spans[group].append(words(doc, text, label))
    with pytest.raises(AnnotationError, match=match):
        loaded(DOCBIN, back(path, doc))


def test_files_without_groups_or_user_data_are_refused(path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"no user data 'referat'.*for training alone"):
        loaded(DOCBIN, [path.with_name(SENTENCES)])
    doc = doc_of(path)
    del doc.spans["referat_tags"]
    with pytest.raises(AnnotationError, match="there is no span group referat_tags"):
        loaded(DOCBIN, back(path, doc))


def changed(path: Path, **values: Any) -> list[Path]:
    """A file with other values in its outermost message."""
    message = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    assert isinstance(message, dict)
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(message | values)))
    return [path]


@pytest.mark.parametrize(
    "values",
    [
        {"attrs": []},
        {"attrs": "x"},
        {"tokens": b"x"},
        {"tokens": 7},
        {"lengths": b"\x01"},
        {"strings": None},
        {"strings": []},
        {"span_groups": [b"\xc1"]},
        {"span_groups": [b"\x81\xa1x\xa1y"]},
        {"user_data": [b"\xc1"]},
        {"user_data": [srsly.msgpack_dumps({"referat": 3})]},
        {"user_data": [srsly.msgpack_dumps({"referat": "{}"})]},
        {"user_data": [srsly.msgpack_dumps([1])]},
        {"cats": []},
    ],
)
def test_damaged_files_are_refused(path: Path, values: dict[str, Any]) -> None:
    with pytest.raises(AnnotationError, match=r"documents\.spacy"):
        loaded(DOCBIN, changed(path, **values))


def test_offsets_of_spans_are_not_trusted(path: Path) -> None:
    message = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    assert isinstance(message, dict)
    groups = srsly.msgpack_loads(message["span_groups"][0])
    assert isinstance(groups, dict)
    hostile = {}
    for group, keys in groups.items():
        row = srsly.msgpack_loads(group)
        assert isinstance(row, dict)
        row["spans"] = [span[:24] + b"\x7f\xff\xff\xff" * 4 for span in row["spans"]]
        hostile[srsly.msgpack_dumps(row)] = keys
    with pytest.raises(AnnotationError, match="a span of referat_sentences is out of the text"):
        loaded(DOCBIN, changed(path, span_groups=[srsly.msgpack_dumps(hostile)]))


@pytest.mark.parametrize("data", [b"", b"x", zlib.compress(b"\xc1"), zlib.compress(b"\x01")])
def test_what_is_no_docbin_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.spacy"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match=r"x\.spacy: is no DocBin"):
        loaded(DOCBIN, [path])


def test_a_file_that_unpacks_without_end_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "referat.annotations.converting.docbin.Limits", lambda: Limits(max_unpacked=1000)
    )
    with pytest.raises(AnnotationError, match="unpacks to more than can be read"):
        loaded(DOCBIN, [path])
