import datetime as dt
import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from referat.errors import ReferatError
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.ledger import Ledger
from referat.exporting.taskwarrior import export, slug, task_id
from referat.exporting.taskwarrior_push import Taskwarrior, push

from .samples import decision, deferral, item

ITEMS = [replace(item(), id="47782a73-94ef-5ad7-b6e4-6a6a1d8337d4"), decision(), deferral()]
UID = task_id(ITEMS[0])
NEW = [replace(ITEMS[0], title="Sørg for to nye låse")]


def run(*arguments: str, content: str = "") -> str:
    command = ["task", "rc.confirmation=off", "rc.verbose=nothing", *arguments]
    done = subprocess.run(command, input=content, capture_output=True, text=True, check=True)
    return done.stdout


def tasks() -> dict[str, dict[str, Any]]:
    return {one["uuid"]: one for one in json.loads(run("rc.gc=off", "export"))}


def actions(items: Sequence[ExportItem] = ITEMS, ledger: Ledger | None = None) -> list[str]:
    return [one.action.value for one in push(items, Taskwarrior(), ledger or Ledger())]


@pytest.mark.usefixtures("taskwarrior")
def test_the_exported_file_is_what_task_import_takes() -> None:
    text = export(ITEMS, ExportSettings(language="da"))
    run("import", "-", content=text)
    found = tasks()
    assert len(found) == 3
    one = found[UID]
    assert one["description"] == "Sørg for en ny lås"
    assert one["due"] == "20190401T000000Z"
    assert one["ansvarlig"] == "Mette Holm"
    assert set(one["tags"]) == {"referat", "opgave", "mette_holm"}
    assert "lyngby.txt, side 2: MH sørger" in one["annotations"][0]["description"]
    run("import", "-", content=text)
    assert tasks() == found
    assert actions() != ["created"] * 3


@pytest.mark.usefixtures("taskwarrior")
def test_task_import_alone_would_undo_edits() -> None:
    run("import", "-", content=export(ITEMS, ExportSettings()))
    run(UID, "done")
    run("import", "-", content=export(ITEMS, ExportSettings()))
    assert tasks()[UID]["status"] == "pending"


@pytest.mark.usefixtures("taskwarrior")
def test_a_second_push_changes_nothing() -> None:
    assert actions() == ["created"] * 3
    before = tasks()
    assert actions() == ["unchanged"] * 3
    assert tasks() == before


@pytest.mark.usefixtures("taskwarrior")
def test_an_edit_survives_and_the_rest_is_brought_up_to_date() -> None:
    actions()
    run(UID, "modify", "due:2030-05-01", "+egen", "priority:H")
    run(UID, "annotate", "ringet mandag")
    assert actions(NEW) == ["updated"]
    one = tasks()[UID]
    assert one["description"] == "Sørg for to nye låse"
    assert one["due"].startswith(("20300430", "20300501"))
    assert "egen" in one["tags"]
    assert one["priority"] == "H"
    assert len(one["annotations"]) == 2
    assert actions([replace(NEW[0], due=dt.date(2019, 6, 1))]) == ["kept"]


@pytest.mark.usefixtures("taskwarrior")
@pytest.mark.parametrize(("verb", "action"), [("done", "ended"), ("delete", "deleted")])
def test_what_a_person_ended_stays_so(verb: str, action: str) -> None:
    actions()
    run(UID, verb)
    before = tasks()
    assert actions(NEW) == [action]
    assert tasks() == before


@pytest.mark.usefixtures("taskwarrior")
def test_a_purged_task_stays_away_where_a_ledger_knows_it() -> None:
    ledger = Ledger()
    actions(ledger=ledger)
    run(UID, "delete")
    run(UID, "purge")
    assert UID not in tasks()
    assert actions(ledger=ledger)[0] == "deleted"
    assert actions()[0] == "created"


@pytest.mark.usefixtures("taskwarrior")
def test_odd_text_arrives_and_is_not_written_again() -> None:
    odd = [
        '"citat" [1] {x} \\ æøå',
        "&open;ikke&close;",
        "🙂 +tag due:eom",
        "/a/b/",
        "a\u2028b\x07",
    ]
    items = [replace(item(start=at), title=text, text=text) for at, text in enumerate(odd)]
    assert actions(items) == ["created"] * len(odd)
    before = tasks()
    assert len(before) == len(odd)
    assert "created" not in actions(items)
    assert tasks() == before


@pytest.mark.usefixtures("taskwarrior")
def test_days_that_taskwarrior_crashes_on_are_left_out() -> None:
    past = {"title": None, "date": "1931-05-01", "body": None}
    items = [
        item(meeting=past, due="1931-06-01"),
        item(start=1, meeting={**past, "date": None}, due="1980-01-02"),
        item(start=2, meeting={**past, "date": "0001-01-01"}, due="9999-12-31"),
    ]
    assert actions(items) == ["created"] * 3
    assert actions(items) == ["unchanged"] * 3
    dues = {one.get("due") for one in tasks().values()}
    assert dues == {None, "19800102T000000Z", "99991231T000000Z"}


def test_a_missing_program_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ReferatError, match="install Taskwarrior"):
        push(ITEMS, Taskwarrior(str(tmp_path / "task")), Ledger())


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Mette Holm", "mette_holm"),
        ("Åse Ærø-Øst", "aase_aeroe_oest"),
        ("3. sal", "n_3_sal"),
        ("?", ""),
    ],
)
def test_tags_are_plain(text: str, tag: str) -> None:
    assert slug(text) == tag
