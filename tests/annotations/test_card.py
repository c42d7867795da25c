"""The card of the corpus says what is so, and `load_dataset` reads the folder as it lies there."""

import csv
import json
from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.annotations.hub import sentence_rows
from referat.annotations.statistics import sizes
from referat.evaluation.corpus_tables import agreement_table, sizes_table
from referat.evaluation.tables import between

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "annotations"
CARD = (FOLDER / "README.md").read_text(encoding="utf-8")
REPORTS = ROOT / "evaluation" / "reports"


def test_sizes_are_those_of_the_report() -> None:
    records = json.loads((REPORTS / "corpus.json").read_text(encoding="utf-8"))
    assert between(CARD, "sizes") == sizes_table(records)


def test_the_report_counts_the_composed_minutes_as_they_are() -> None:
    records = json.loads((REPORTS / "corpus.json").read_text(encoding="utf-8"))
    reported = next(one for one in records if one["name"] == "composed")
    found = next(sizes(load_corpus(real=False)))
    assert (found.documents, found.sentences) == (reported["documents"], reported["sentences"])
    assert found.tags == reported["tags"]


def test_agreement_is_that_of_the_report() -> None:
    with (REPORTS / "agreement.csv").open(encoding="utf-8", newline="") as file:
        assert between(CARD, "agreement") == agreement_table(list(csv.DictReader(file)))


def test_the_corpus_is_as_large_as_promised() -> None:
    records = json.loads((REPORTS / "corpus.json").read_text(encoding="utf-8"))
    parts = {one["name"]: one for one in records if one["scope"] == "source"}
    composed, real = parts["composed"], parts["real"]
    assert composed["documents"] >= 400
    assert composed["sentences"] >= 16_000
    least = {"decision": 2_500, "deferral": 1_000, "deadline": 1_200, "responsible": 2_000}
    assert all(composed["tags"][tag] >= count for tag, count in least.items())
    assert real["documents"] >= 140
    assert real["sentences"] >= 8_000


def test_every_kind_has_twenty_composed_documents() -> None:
    kinds = [path for path in (FOLDER / "minutes").iterdir() if path.is_dir()]
    assert len(kinds) == 18
    assert {
        kind.name: len(list(kind.glob("*.json")))
        for kind in kinds
        if len(list(kind.glob("*.json"))) < 20
    } == {}


def test_the_folder_is_a_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    loaded = datasets.load_dataset(str(FOLDER), "sentences", cache_dir=str(tmp_path))
    corpus = load_corpus(["test"], real=False)
    rows = [row for one in corpus for row in sentence_rows(one)]
    assert [row["text"] for row in loaded["test"]] == [row["text"] for row in rows]
    assert [row["tags"] for row in loaded["test"]] == [row["tags"] for row in rows]
    dues = [span["due"] for row in loaded["test"] for span in row["deadlines"]]
    assert dues == [span["due"] for row in rows for span in row["deadlines"]]
    assert any(isinstance(due, str) and len(due) == 10 for due in dues)
    documents = datasets.load_dataset(str(FOLDER), "documents", cache_dir=str(tmp_path))
    assert len(documents["test"]) == len(corpus)
