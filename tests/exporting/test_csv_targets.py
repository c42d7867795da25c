import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.exporting.cells import safe
from referat.exporting.describing import one_line
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.targets import exported

from .samples import decision, deferral, item

HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a;=1", "a,@b"]
SPREADSHEETS = ("csv", "todoist", "jira", "asana")


def table(target: str, *items: ExportItem, **settings: Any) -> list[list[str]]:
    text = exported(items, target, ExportSettings(**settings))
    assert isinstance(text, str)
    separator = ";" if target == "csv" else ","
    return list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    )


def rows(target: str, *items: ExportItem, **settings: Any) -> list[dict[str, str]]:
    head, *body = table(target, *items, **settings)
    assert all(len(row) == len(head) for row in body)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_csv_is_what_danish_excel_opens() -> None:
    text = exported([item()], "csv", ExportSettings())
    assert isinstance(text, str)
    assert text.encode().startswith(b"\xef\xbb\xbfKind;Title;")
    (row,) = rows("csv", item())
    assert row["Score"] == "0,9583"
    assert row["Due"] == "2019-04-01"
    assert row["Responsible"] == "Mette Holm"
    assert row["Document"] == "/home/mh/lyngby.txt"


def test_csv_in_danish_has_danish_heads_and_kinds() -> None:
    (row,) = rows("csv", deferral(), language="da")
    assert row["Art"] == "udsættelse"
    assert row["Forfalder"] == ""


def test_csv_shows_no_agenda_number_that_excel_takes_for_a_date() -> None:
    (row,) = rows("csv", item(item={"number": "3.2", "title": None}))
    assert row["Agenda item"] == "Agenda item 3.2"


@pytest.mark.parametrize("score", [(1, "1"), (0, "0"), (0.5, "0,5"), (0.00001, "0")])
def test_csv_writes_scores_with_a_decimal_comma(score: tuple[float, str]) -> None:
    assert rows("csv", item(score=score[0]))[0]["Score"] == score[1]


def test_todoist_has_its_ten_columns_sections_and_lowest_priority() -> None:
    head, *body = table(
        "todoist", item(), decision(), deferral(item={"number": "3", "title": None})
    )
    assert ",".join(head) == (
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE"
    )
    assert [row[0] for row in body] == ["task", "section", "task", "section", "task"]
    assert [row[1] for row in body if row[0] == "section"] == ["2 Skuret", "3"]
    assert {row[3] for row in body if row[0] == "task"} == {"4"}
    assert {row[6] for row in body} == {""}


def test_todoist_has_the_kind_as_label_and_the_holder_in_the_description() -> None:
    row = rows("todoist", item(title="Skriv til @formand, se mh@roklub.dk"))[1]
    assert row["CONTENT"] == "Skriv til ＠formand, se mh@roklub.dk @task"
    assert (row["DATE"], row["DATE_LANG"]) == ("2019-04-01", "en")
    assert "Responsible: Mette Holm" in row["DESCRIPTION"].splitlines()
    assert "Deadline: inden 1. april (2019-04-01)" in row["DESCRIPTION"].splitlines()
    assert "/home" not in row["DESCRIPTION"]


def test_todoist_names_the_meeting_in_sections_of_several() -> None:
    later = {"title": None, "date": "2019-05-01", "body": "Lyngby Roklub"}
    body = rows("todoist", item(), item(start=70, meeting=later, document="b.txt"))
    assert [row["CONTENT"] for row in body if row["TYPE"] == "section"] == [
        "Lyngby Roklub, 2019-03-12: 2 Skuret",
        "Lyngby Roklub, 2019-05-01: 2 Skuret",
    ]


def test_jira_repeats_the_column_of_labels_and_keeps_empty_cells() -> None:
    head, first, last = table("jira", item(), deferral())
    assert head == ["Summary", "Description", "Due Date", "Labels", "Labels"]
    assert first[2:] == ["2019-04-01", "task", "lyngby-roklub"]
    assert last[2:] == ["", "deferral", "lyngby-roklub"]
    text = exported(
        [deferral(meeting={"title": None, "date": None, "body": None})], "jira", ExportSettings()
    )
    assert isinstance(text, str)
    assert text.endswith(",,deferral,\r\n")


def test_jira_takes_no_markup_from_the_minutes() -> None:
    (row,) = rows("jira", item(text="Se !http://x.dk/a.png! og [~mh] {code}"))
    assert row["Description"].startswith(r"Se \!http://x.dk/a.png\! og \[~mh\] \{code\}")


def test_asana_has_american_dates_and_names_the_task_first() -> None:
    head = table("asana", item())[0]
    assert head == ["Name", "Description", "Assignee", "Collaborators", "Due Date", "Section"]
    (row,) = rows("asana", item())
    assert (row["Due Date"], row["Section"], row["Assignee"]) == ("04/01/2019", "2 Skuret", "")


@pytest.mark.parametrize("target", SPREADSHEETS)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_the_minutes_becomes_a_formula(target: str, text: str) -> None:
    meeting = {"title": text, "body": text, "date": None}
    who = [{"text": text, "participant": None}]
    bad = item(
        title=text,
        text=text,
        deadline_text=text,
        document=text,
        meeting=meeting,
        responsible=who,
        item={"number": text, "title": text},
    )
    for row in table(target, bad):
        for cell in row:
            assert cell == safe(cell)


@pytest.mark.parametrize("target", SPREADSHEETS)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_title_comes_back(target: str, text: str) -> None:
    column = {"csv": "Title", "todoist": "CONTENT", "jira": "Summary", "asana": "Name"}[target]
    found = rows(target, item(title=text, item=None))[0][column]
    if target == "todoist":
        assert found.endswith("@task")
    else:
        assert found == safe(one_line(text, 255 if target == "jira" else None))


@pytest.mark.parametrize(("target", "most"), [("jira", 255), ("asana", 1024), ("todoist", 506)])
def test_titles_are_cut_to_what_the_target_takes(target: str, most: int) -> None:
    found = table(target, item(title="x" * 2000, item=None))[1]
    title = found[1] if target == "todoist" else found[0]
    assert len(title) == most
    assert "…" in title
