"""A store after one run, and after the next."""

import datetime as dt
import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from referat.errors import ReferatError, UsageError
from tests.archive.conftest import Run, Told, contents, minutes, rows


def test_every_document_is_in_the_store_with_its_records(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    summary = batch(archive)
    assert (summary.done, summary.documents, summary.errors) == (6, 6, 0)
    store = tmp_path / "store"
    documents = rows(store, "documents")
    assert {row["state"] for row in documents} == {"done"}
    assert sorted(row["year"] for row in documents) == [2019, 2019, 2020, 2020, 2021, 2021]
    assert sum(row["sentences"] for row in documents) == len(rows(store, "sentences"))
    assert sum(row["actions"] for row in documents) == len(rows(store, "actions"))
    deadline = rows(store, "deadlines")[0]
    assert (deadline["due"].month, deadline["due"].day) == (4, 1)
    assert deadline["sentence"].startswith("MH sørger")
    assert {row["participant"] for row in rows(store, "responsible")} == {"Mette Holm"}


def test_workers_change_no_byte(archive: Path, batch: Run, tmp_path: Path) -> None:
    stores = [tmp_path / f"store-{workers}" for workers in (0, 1, 3)]
    for store, workers in zip(stores, (0, 1, 3), strict=True):
        batch(archive, out=store, workers=workers, lines=True)
    assert contents(stores[0]) == contents(stores[1]) == contents(stores[2])


def test_second_run_does_nothing(archive: Path, batch: Run, told: Told, tmp_path: Path) -> None:
    batch(archive)
    before = contents(tmp_path / "store")
    stamps = [path.stat().st_mtime_ns for path in sorted((tmp_path / "store").rglob("*.parquet"))]
    told.steps.clear()
    summary = batch(archive)
    assert (summary.done, summary.documents) == (0, 6)
    assert told.steps == []
    assert contents(tmp_path / "store") == before
    after = [path.stat().st_mtime_ns for path in sorted((tmp_path / "store").rglob("*.parquet"))]
    assert after == stamps


def test_grown_archive_gives_what_one_run_over_all_gives(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    late = archive / "gammelt" / "referat-0.txt"
    aside = tmp_path / "aside.txt"
    shutil.move(late, aside)
    batch(archive)
    shutil.move(aside, late)
    assert batch(archive).done == 1
    batch(archive, out=tmp_path / "whole")
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")


def test_one_content_under_two_names_is_one_document(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    shutil.copy(archive / "nyt" / "referat-1.txt", archive / "gammelt" / "kopi.txt")
    assert batch(archive).done == 6
    twice = [row for row in rows(tmp_path / "store", "documents") if len(row["names"]) == 2]
    assert [Path(name).name for name in twice[0]["names"]] == ["kopi.txt", "referat-1.txt"]
    assert twice[0]["document"].endswith("kopi.txt")


def test_changed_file_replaces_its_records(archive: Path, batch: Run, tmp_path: Path) -> None:
    batch(archive)
    changed = archive / "nyt" / "referat-1.txt"
    changed.write_text(minutes(day=30, more="Punktet udsættes."), encoding="utf-8")
    assert batch(archive).done == 1
    documents = rows(tmp_path / "store", "documents")
    assert len(documents) == 6
    mine = [row for row in documents if row["document"] == str(changed)]
    assert [row["date"] for row in mine] == [dt.date(2019, 3, 30)]
    assert any(row["text"] == "Punktet udsættes." for row in rows(tmp_path / "store", "sentences"))


def test_removed_file_is_marked_and_comes_back_without_work(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    batch(archive)
    before = contents(tmp_path / "store")
    gone, aside = archive / "nyt" / "referat-1.txt", tmp_path / "aside.txt"
    shutil.move(gone, aside)
    batch(archive)
    (removed,) = [row for row in rows(tmp_path / "store", "documents") if row["state"] == "removed"]
    assert removed["names"] == [str(gone)]
    assert removed["sha256"] not in {row["sha256"] for row in rows(tmp_path / "store", "sentences")}
    shutil.move(aside, gone)
    assert batch(archive).done == 0
    assert contents(tmp_path / "store") == before


def test_another_archive_is_added_and_marks_nothing(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    batch(archive / "nyt")
    assert batch(archive / "gammelt").documents == 6
    assert {row["state"] for row in rows(tmp_path / "store", "documents")} == {"done"}


def test_search_finds_words_with_danish_letters(archive: Path, batch: Run, tmp_path: Path) -> None:
    batch(archive)
    connection = sqlite3.connect(tmp_path / "store" / "search.sqlite")
    query = "SELECT count(*) FROM search WHERE search MATCH ?"
    counts = [connection.execute(query, (word,)).fetchone()[0] for word in ("lås", "las", "LÅS")]
    connection.close()
    assert counts == [6, 0, 6]


def test_json_lines_are_the_fixed_records(archive: Path, batch: Run, tmp_path: Path) -> None:
    batch(archive, lines=True)
    lines = [
        json.loads(line)
        for path in (tmp_path / "store" / "jsonl" / "sentences").rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) == len(rows(tmp_path / "store", "sentences"))
    assert list(lines[0])[:5] == ["document", "sha256", "index", "start", "end"]


def test_datasets_opens_the_store(archive: Path, batch: Run, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    batch(archive)
    cache = str(tmp_path / "cache")
    for name in ("documents", "sentences", "deadlines", "responsible", "actions"):
        loaded = datasets.load_dataset(str(tmp_path / "store"), name, cache_dir=cache)["train"]
        assert len(loaded) == len(rows(tmp_path / "store", name))
    sentences = datasets.load_dataset(str(tmp_path / "store"), cache_dir=cache)["train"]
    assert sentences[0]["scores"].keys() == {"decision", "deferral", "deadline", "responsible"}


def test_another_model_is_refused_without_refresh(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    batch(archive)
    before = contents(tmp_path / "store")
    with pytest.raises(UsageError, match="made with the model keywords; --refresh"):
        batch(archive, model="majority")
    assert contents(tmp_path / "store") == before
    assert batch(archive, model="majority", refresh=True).done == 6
    batch(archive, model="majority", out=tmp_path / "whole")
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")
    assert batch(archive, model="majority", refresh=True).done == 0


def test_failed_document_is_noted_and_tried_again_when_asked(
    archive: Path, batch: Run, told: Told, tmp_path: Path
) -> None:
    bad = archive / "nyt" / "tabel.xlsx"
    bad.write_bytes(b"PK\x03\x04 no sheet")
    assert batch(archive).errors == 1
    (error,) = rows(tmp_path / "store", "errors")
    assert (error["document"], error["stage"]) == (str(bad), "read")
    assert told.failures == [(str(bad), "read", error["reason"])]
    before = contents(tmp_path / "store")
    assert (batch(archive).failed, batch(archive, retry=True).failed) == (0, 1)
    assert contents(tmp_path / "store") == before


def test_unreadable_file_is_noted_and_the_rest_done(
    archive: Path, batch: Run, tmp_path: Path
) -> None:
    (archive / "tom.txt").touch()
    (archive / "nyt" / "væk.txt").symlink_to(tmp_path / "intet.txt")
    os.mkfifo(archive / "rør.txt")
    summary = batch(archive)
    assert (summary.done, summary.errors) == (6, 3)
    errors = {Path(row["document"]).name: row for row in rows(tmp_path / "store", "errors")}
    assert {name: row["reason"] for name, row in errors.items()} == {
        "tom.txt": "is empty",
        "væk.txt": "does not exist",
        "rør.txt": "is no regular file",
    }
    assert {row["stage"] for row in errors.values()} == {"find"}
    (archive / "nyt" / "væk.txt").unlink()
    (archive / "tom.txt").write_text(minutes(day=31), encoding="utf-8")
    assert (batch(archive).done, len(rows(tmp_path / "store", "errors"))) == (1, 1)


def test_file_that_changes_during_the_run_is_done_by_the_next(
    archive: Path, batch: Run, told: Told, tmp_path: Path
) -> None:
    changing, aside = archive / "nyt" / "referat-1.txt", tmp_path / "aside.txt"
    told.on_step = lambda name: changing.exists() and name == "documents" and changing.rename(aside)
    assert batch(archive).failed == 1
    assert [reason for _, _, reason in told.failures] == [
        "has changed since the run began; start again"
    ]
    told.on_step = lambda name: None
    aside.rename(changing)
    assert (batch(archive).done, rows(tmp_path / "store", "errors")) == (1, [])
    batch(archive, out=tmp_path / "whole")
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")


def test_since_leaves_older_documents_for_another_run(archive: Path, batch: Run) -> None:
    for path in (archive / "gammelt").iterdir():
        os.utime(path, (0, 0))
    assert batch(archive, since=dt.date(2020, 1, 1)).done == 3
    summary = batch(archive)
    assert (summary.done, summary.documents) == (3, 6)


def test_name_that_is_no_utf8_is_read(archive: Path, batch: Run, tmp_path: Path) -> None:
    path = os.fsencode(archive) + b"/m\xf8de.txt"
    Path(os.fsdecode(path)).write_text(minutes(day=28), encoding="utf-8")
    assert batch(archive).done == 7
    names = [row["document"] for row in rows(tmp_path / "store", "documents")]
    assert any(name.endswith(r"m\udcf8de.txt") for name in names)


def test_two_runs_at_once_are_refused(archive: Path, batch: Run, tmp_path: Path) -> None:
    from referat.archive.ledger import open_ledger

    with (
        open_ledger(tmp_path / "store"),
        pytest.raises(ReferatError, match="is being written by another run"),
    ):
        batch(archive)


def test_missing_part_is_written_again(archive: Path, batch: Run, tmp_path: Path) -> None:
    batch(archive)
    before = contents(tmp_path / "store")
    next((tmp_path / "store" / "sentences").rglob("*.parquet")).unlink()
    (tmp_path / "store" / "search.sqlite").unlink()
    batch(archive)
    assert contents(tmp_path / "store") == before


def test_archive_that_is_not_there_is_misuse(batch: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        batch(tmp_path / "intet")
