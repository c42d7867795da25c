"""Questions in SQL: answered from the datasets, and from nothing else."""

import json
import re
from pathlib import Path

import pytest

from referat.archive.query import Answer, Shown, query, rendered
from referat.errors import UsageError
from tests.archive.conftest import Run

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture
def store(archive: Path, batch: Run, tmp_path: Path) -> Path:
    batch(archive, lines=True)
    return tmp_path / "store"


def questions() -> list[str]:
    text = README.read_text(encoding="utf-8")
    part = text.partition("<!-- questions -->")[2].partition("<!-- /questions -->")[0]
    return re.findall(r"```sql\n(.*?)```", part, re.DOTALL)


def test_the_readme_has_ten_questions() -> None:
    assert len(questions()) >= 10


@pytest.mark.parametrize("sql", questions(), ids=range(len(questions())))
def test_questions_of_the_readme_run(store: Path, sql: str) -> None:
    assert query(store, sql).columns


def test_answer_has_what_the_documents_say(store: Path) -> None:
    answer = query(store, "SELECT count(*), count(DISTINCT year) FROM documents")
    assert answer.rows == [(6, 3)]
    assert query(store, "FROM errors").rows == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('{outside}')",
        "SELECT * FROM '{outside}'",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '{inside}'",
        "COPY (SELECT 1) TO '{outside}'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{inside}'",
        "CREATE TABLE a (b INTEGER)",
        "ATTACH '{inside}'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "DROP VIEW sentences",
        "SELECT nothing FROM documents",
        "SELEKT",
        "",
    ],
)
def test_what_is_no_question_to_the_datasets_is_refused(
    store: Path, tmp_path: Path, sql: str
) -> None:
    outside = tmp_path / "udenfor.csv"
    outside.write_text("a\n1\n", encoding="utf-8")
    inside = store / "sentences" / "ny.csv"
    with pytest.raises(UsageError) as refusal:
        query(store, sql.format(inside=inside, outside=outside))
    assert "\n" not in str(refusal.value)
    assert not inside.exists()
    assert outside.read_text(encoding="utf-8") == "a\n1\n"


def test_folder_that_is_no_store_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no store"):
        query(tmp_path, "SELECT 1")


def test_store_with_a_quote_in_its_name_is_asked(archive: Path, batch: Run, tmp_path: Path) -> None:
    out = tmp_path / "Bo's [lager]*"
    batch(archive, out=out)
    assert query(out, "SELECT count(*) FROM documents").rows == [(6,)]


def test_json_has_an_object_a_line(store: Path) -> None:
    answer = query(store, "SELECT document, date, scores FROM sentences LIMIT 3")
    lines = [json.loads(line) for line in rendered(answer, Shown.JSON).splitlines()]
    assert [list(line) for line in lines] == [["document", "date", "scores"]] * 3
    assert lines[0]["date"].startswith("20")


def test_csv_has_no_formula_and_the_table_no_escape() -> None:
    answer = Answer(("=a", "b"), [("=1+1", -5), ("\x1b[31mrød", None)])
    assert rendered(answer, Shown.CSV) == "'=a,b\n'=1+1,-5\n\x1b[31mrød,\n"
    assert "\x1b" not in rendered(answer, Shown.TABLE)
