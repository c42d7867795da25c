"""The benchmark of time expressions, over tables written here."""

import datetime as dt
import json
from pathlib import Path

import pytest

from referat.evaluation.benchmarks.expressions import due_dates, main, read_table

TABLE = """# a remark
senest den 1. april | 2022-03-10 | - | 2022-04-01 | 2022-04-01 | by | right
snarest | 2022-03-10 | - | - | - | -
inden maj | 2022-03-10 | - | 2022-05 | 2022-04-29 | by
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_outcomes_are_counted(table: Path) -> None:
    cases = read_table(table)
    outcome = due_dates(
        cases, lambda case: dt.date(2022, 4, 1) if "april" in case.expression else None
    )
    assert (outcome.right_dates, outcome.right_nulls, outcome.wrong, outcome.abstained) == (
        1,
        1,
        0,
        1,
    )
    guess = due_dates(cases, lambda _: dt.date(2022, 4, 1))
    assert (guess.right_dates, guess.right_nulls, guess.wrong) == (1, 0, 2)
    assert guess.total == len(cases)


def test_command_prints_both_readers(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("dateparser")
    assert main([str(table)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["referat"]["wrong"] == 1  # the table's last row is made wrong on purpose
    assert set(figures["dateparser"]) == {"right_dates", "right_nulls", "wrong", "abstained"}


@pytest.mark.parametrize("row", ["inden maj | 2022", "a | - | - | - | 2022-13-01 | by"])
def test_a_bad_row_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(row, encoding="utf-8")
    assert main([str(path)]) == 2
    assert "line 1" in capsys.readouterr().err
