import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from referat.cli import app
from referat.errors import UsageError
from referat.evaluation.run import prepared


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.jsonl", "cannot be read"),
        ("http://example.org/v1#m", "another machine"),
        ("nowhere_at_all:score", "no Python callable"),
    ],
)
def test_what_cannot_be_a_system_is_refused(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        next(prepared([name], ["development"], shared=Path("nowhere")))


def test_all_tasks_make_a_report(tmp_path: Path) -> None:
    arguments = ["evaluate", "--task", "all", "--system", "majority", "--split", "development"]
    where = ["--shared", str(tmp_path), "--report", str(tmp_path / "report")]
    result = CliRunner().invoke(app, [*arguments, *where])
    assert result.exit_code == 0, result.output
    found = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert [row["system"] for row in found["tags"]] == ["majority", "everything", "keywords"]
    assert [row["system"] for row in found["tasks"]] == ["majority", "everything", "keywords"]
    assert "item, complete" in result.output
