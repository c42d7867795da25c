"""The benchmarks of archives measure and compare what they say."""

import hashlib
from pathlib import Path

import pytest

from referat.evaluation.benchmarks import archive, archive_faults
from referat.evaluation.benchmarks.archive_faults import digests
from referat.evaluation.benchmarks.archives import make_archive


def test_no_two_documents_are_the_same(tmp_path: Path) -> None:
    files = [path for path in make_archive(tmp_path, 1_200).rglob("*") if path.is_file()]
    assert len({hashlib.sha256(path.read_bytes()).digest() for path in files}) == 1_200


def test_figures_are_those_of_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    archive.main(["--documents", "3", "--workers", "1", "--model", "keywords"])
    row = capsys.readouterr().out.splitlines()[-1]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:2] == ["3", "1"]
    assert all(float(cell) > 0 for cell in cells[2:8])


def test_stores_after_faults_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        archive_faults.main(["--kills", "2", "--documents", "3"])
    assert end.value.code == 0
    assert "on 1 stores of 3 documents: 0 different" in capsys.readouterr().out


def test_digests_see_any_file_but_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "ledger.sqlite").write_bytes(b"1")
    assert digests(tmp_path) == {}
    (tmp_path / "README.md").write_bytes(b"1")
    before = digests(tmp_path)
    (tmp_path / "README.md").write_bytes(b"2")
    assert digests(tmp_path) != before
