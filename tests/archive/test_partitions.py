"""The cut of the datasets depends on the documents alone."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.archive import partitions
from referat.archive.partitions import Partition
from tests.archive.conftest import Run, contents, minutes, rows


@given(bits=st.integers(0, 12), data=st.binary(min_size=1))
def test_every_hash_lies_in_one_partition(bits: int, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    inside = [
        number
        for number in range(1 << bits)
        for first, after in [Partition(2019, bits, number).bounds]
        if first <= sha256 < after
    ]
    assert inside == [int(sha256[:8], 16) >> (32 - bits)]


def test_year_that_outgrows_its_file_is_cut_anew(
    batch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "LARGEST", 3)
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"{day}.txt").write_text(minutes(day=day), encoding="utf-8")
        if day == 2:
            batch(folder)
    batch(folder)
    batch(folder, out=tmp_path / "whole")
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")
    assert len(list((tmp_path / "store" / "documents" / "2019").iterdir())) == 4
    documents = rows(tmp_path / "store", "documents")
    assert [row["sha256"] for row in documents] == sorted(row["sha256"] for row in documents)
    assert len(documents) == 9
