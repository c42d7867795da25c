import importlib.resources
import io
import json
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
from rich.console import Console

from referat.exporting.records import action_record, sentence_records
from referat.exporting.table import table
from referat.extractor import Extraction, Extractor
from referat.models.baselines import BASELINES
from referat.structure import load_tokenizer

MINUTES = """Referat af bestyrelsesmøde i Lyngby Roklub
Dato: 12. marts 2019
Til stede: Mette Holm (MH), Jens Kudsk (JK)

1. Økonomi
Budgettet blev godkendt. MH kontakter banken inden 1. april.

2. =SUM(A1) [bold]Farlig[/bold] titel
Punktet udsættes. Formanden sørger for lys senest i uge 20.
"""


@pytest.fixture(scope="module")
def extraction(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    path = tmp_path_factory.mktemp("minutes") / "lyngby.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return Extractor(BASELINES["keywords"](), load_tokenizer()).extract(path)


def schema(name: str) -> Mapping[str, Any]:
    resource = importlib.resources.files("referat.resources") / f"{name}.schema.json"
    loaded: Mapping[str, Any] = json.loads(resource.read_text(encoding="utf-8"))
    return loaded


def test_sentence_records_keep_the_published_schema(extraction: Extraction) -> None:
    rows = list(sentence_records(extraction.meetings[0]))
    for row in rows:
        jsonschema.validate(row, schema("sentence"))
    assert sum("deadline" in row["tags"] for row in rows) == 2


def test_action_records_keep_the_published_schema(extraction: Extraction) -> None:
    rows = [action_record(item) for item in extraction.actions]
    for row in rows:
        jsonschema.validate(row, schema("action"))
    assert len({row["id"] for row in rows}) == len(rows) >= 4


def test_table_shows_markup_of_the_minutes_as_text(extraction: Extraction) -> None:
    console = Console(width=200, file=io.StringIO())
    with console.capture() as capture:
        console.print(table(extraction.meetings[0].minutes, extraction.actions))
    shown = capture.get()
    assert "[bold]Farlig[/bold]" in shown
    assert "2019-04-01" in shown
