"""Manifests give bodies and dates, and their faults are told."""

import datetime as dt
import json
from pathlib import Path

import pytest

from referat.errors import UsageError
from tests.archive.conftest import Run, minutes, rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"{day}.txt").write_text(minutes(day=day), encoding="utf-8")
    return folder


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_gives_body_and_date(batch: Run, folder: Path, tmp_path: Path, separator: str) -> None:
    lines = ("path,body,date", "1.txt,Skoleudvalget,2021-05-02", "2.txt,,")
    text = "\n".join(line.replace(",", separator) for line in lines)
    (folder / "liste.csv").write_text(f"{text}\n", encoding="utf-8-sig")
    assert batch(folder / "liste.csv").done == 2
    documents = {row["document"][-5:]: row for row in rows(tmp_path / "store", "documents")}
    first, second = documents["1.txt"], documents["2.txt"]
    assert (first["body"], first["date"]) == ("Skoleudvalget", dt.date(2021, 5, 2))
    assert (second["body"], second["year"]) != ("Skoleudvalget", 2021)
    assert {row["body"] for row in rows(tmp_path / "store", "actions") if row["year"] == 2021} == {
        "Skoleudvalget"
    }


def test_changed_date_is_worked_in(batch: Run, folder: Path, tmp_path: Path) -> None:
    manifest = folder / "liste.jsonl"
    manifest.write_text(json.dumps({"path": "1.txt", "date": "2021-05-02"}), encoding="utf-8")
    batch(manifest)
    manifest.write_text(json.dumps({"path": "1.txt", "date": "2022-05-02"}), encoding="utf-8")
    assert batch(manifest).done == 1
    assert [row["year"] for row in rows(tmp_path / "store", "documents")] == [2022]


def test_since_takes_the_date_of_the_manifest(batch: Run, folder: Path) -> None:
    lines = [{"path": f"{day}.txt", "date": f"201{day}-01-01"} for day in (1, 2, 3)]
    manifest = folder / "liste.jsonl"
    manifest.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert batch(manifest, since=dt.date(2012, 1, 1)).done == 2


def test_row_with_a_fault_is_one_document_that_failed(
    batch: Run, folder: Path, tmp_path: Path
) -> None:
    rows_given = [{"path": "1.txt", "date": "i går"}, {"path": "9.txt"}, {"path": "2.txt"}]
    manifest = folder / "liste.jsonl"
    manifest.write_text("\n".join(map(json.dumps, rows_given)), encoding="utf-8")
    summary = batch(manifest)
    assert (summary.done, summary.errors) == (1, 2)
    reasons = [row["reason"] for row in rows(tmp_path / "store", "errors")]
    assert reasons[1] == "does not exist"
    assert "not written like 2022-03-31" in reasons[0]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "sti,body\n1.txt,x\n", "no column path"),
        ("a.csv", "path,body\n,x\n", "line 2: has no path"),
        ("a.jsonl", "{", "line 1: is not JSON"),
        ("a.jsonl", "[1]", "line 1: is no JSON object"),
        ("a.jsonl", '{"path": 7}', "line 1: has no path"),
    ],
)
def test_broken_manifest_is_misuse(
    batch: Run, folder: Path, name: str, text: str, told: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        batch(folder / name)


def test_manifest_that_is_no_text_is_misuse(batch: Run, folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"path\n\xff\xfe\n")
    with pytest.raises(UsageError, match="no manifest in UTF-8"):
        batch(folder / "a.csv")
