from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from referat.annotations.converting.parquet import Parquet
from referat.annotations.corpus import load_corpus
from referat.errors import AnnotationError

from .samples import TASK, exported, loaded, one, sample

PARQUET = Parquet()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return exported(PARQUET, [sample()], tmp_path)[0]


def rewritten(path: Path, table: pa.Table) -> list[Path]:
    parquet.write_table(table, path)
    return [path]


def test_load_dataset_finds_both_configurations_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    folder, cache = tmp_path / "data", str(tmp_path / "cache")
    documents = load_corpus(["development", "test"], real=False)
    exported(PARQUET, documents, folder)
    whole = datasets.load_dataset(str(folder), "documents", cache_dir=cache)
    assert {split: len(rows) for split, rows in whole.items()} == {
        split: sum(one.split == split for one in documents) for split in ("development", "test")
    }
    by_id = {one.annotation.id: one for one in documents}
    for row in whole["test"]:
        document = by_id[row["id"]]
        assert row["text"] == document.document.text
        assert row["date"] == (str(document.annotation.date) if document.annotation.date else None)
    sentences = datasets.load_dataset(str(folder), "sentences", cache_dir=cache)
    found = [span["value"] for row in sentences["test"] for span in row["deadlines"]]
    tests = [one for one in documents if one.split == "test"]
    assert found == [
        span.value
        for document in tests
        for sentence in document.annotation.sentences
        for span in sentence.deadlines
    ]
    assert any(value is not None and len(value) == len("2022-04-01") for value in found)
    assert datasets.load_dataset(str(folder), cache_dir=cache)["test"].features == (
        sentences["test"].features
    )


def test_the_card_counts_what_is_there(path: Path) -> None:
    card = (path.parent.parent / "README.md").read_text("utf-8")
    assert "| train | 1 | 7 |" in card
    assert "size_categories: [n<1K]" in card
    assert "invented" in card
    assert (path.parent.parent / "GUIDELINES.md").is_file()


def test_rows_changed_by_a_program(path: Path) -> None:
    table = parquet.read_table(path)
    rows = table.to_pylist()
    rows[0]["sentences"][3]["tags"] = ["decision"]
    rows[0]["date"] = None
    paths = rewritten(path, pa.Table.from_pylist(rows, schema=table.schema))
    found = one(loaded(PARQUET, paths))
    assert found.date is None
    assert found.sentences[3].tags == ("decision",)
    assert found.sentences[TASK] == sample().annotation.sentences[TASK]


def test_what_is_wrong_is_told(path: Path) -> None:
    table = parquet.read_table(path)
    with pytest.raises(AnnotationError, match="row 0: unknown: 'score'"):
        loaded(PARQUET, rewritten(path, table.append_column("score", [[0.5]])))
    with pytest.raises(AnnotationError, match="row 0: there is no 'schema'"):
        loaded(PARQUET, rewritten(path, table.drop_columns(["schema"])))
    stamps = table.column("date").cast(pa.timestamp("s"))
    at = table.schema.get_field_index("date")
    with pytest.raises(AnnotationError, match="'date' must be text"):
        loaded(PARQUET, rewritten(path, table.set_column(at, "date", stamps)))
    with pytest.raises(AnnotationError, match=r"has no documents; give files of documents/"):
        loaded(PARQUET, [path.parent.parent / "sentences" / "train.parquet"])


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\xff" * 40 + b"PAR1", b"{}"])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match="is no Parquet file"):
        loaded(PARQUET, [path])
