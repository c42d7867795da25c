import datetime as dt
import importlib.resources
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.exporting.item_reader import ItemError, item_of, read_items
from referat.exporting.items import AgendaReference, Holder
from referat.exporting.records import action_record
from referat.extractor import Extractor
from referat.models.baselines import BASELINES
from referat.structure import load_tokenizer

from .samples import ITEM, lines, record

SCHEMA: dict[str, Any] = json.loads(
    (importlib.resources.files("referat.resources") / "action.schema.json").read_text("utf-8")
)


def test_a_record_becomes_an_item() -> None:
    (item,) = read_items(lines(ITEM), "items")
    assert item.due == dt.date(2019, 4, 1)
    assert item.responsible == (Holder("MH", "Mette Holm"),)
    assert item.item == AgendaReference("2", "Skuret")
    assert item.meeting.date == dt.date(2019, 3, 12)
    assert item.record == ITEM


def test_every_record_that_extract_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lyngby.txt"
    path.write_text(
        "Referat af møde i Lyngby Roklub\nDato: 12. marts 2019\n\n1. Skuret\n"
        "Budgettet blev godkendt. Jens Kudsk kontakter banken inden 1. april.\n",
        encoding="utf-8",
    )
    found = Extractor(BASELINES["keywords"](), load_tokenizer()).extract(path).actions
    read = list(read_items(lines(*map(action_record, found)), "items"))
    assert [(one.id, one.kind, one.due) for one in read] == [
        (one.id, one.kind, one.due) for one in found
    ]
    assert len(read) == 2


@pytest.mark.parametrize("key", sorted(SCHEMA["required"]))
def test_a_missing_key_is_named_with_its_line(key: str) -> None:
    short = {name: value for name, value in ITEM.items() if name != key}
    with pytest.raises(ItemError, match=rf"^items, line 3: the key '{key}' is missing$"):
        list(read_items(lines(ITEM) + b"\n" + lines(short), "items"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "wish"}, 'kind: "wish" is none of task, decision, deferral'),
        ({"kind": ["task"]}, "kind:"),
        ({"due": "1/4-2019"}, 'due: "1/4-2019" is no date'),
        ({"due": "2019-02-30"}, 'due: "2019-02-30" is no date'),
        ({"due": "２０１９-02-01"}, "is no date"),
        ({"start": -1}, "start: -1 is no whole number"),
        ({"page": True}, "page: true is no whole number"),
        ({"score": 2}, "score: 2 is no number from 0 to 1"),
        ({"title": " "}, "title: an empty string"),
        ({"meeting": None}, "meeting: null is no JSON object"),
        ({"meeting": {"title": None, "body": None}}, "meeting: the key 'date' is missing"),
        ({"responsible": "MH"}, 'responsible: "MH" is no list'),
        ({"responsible": [{"text": "MH"}]}, "responsible: the key 'participant' is missing"),
        ({"item": {"number": 4, "title": None}}, "item: number: 4 is no string"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ItemError) as error:
        item_of(record(**changes))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[]\n", "line 1: [] is no JSON object"),
        (b"\n{,}\n", "line 2: no JSON object"),
        (b'{"id": NaN}', "line 1: no JSON object (NaN is no number of JSON)"),
        (b"\n\n\xe6", "line 3: not UTF-8"),
        (b"[" * 100_000, "line 1: no JSON object"),
        (b"1" * 5000, "line 1: no JSON object"),
        (b'{"tags": [], "index": 1}', "line 1: this is a sentence record"),
    ],
)
def test_a_line_that_is_no_item_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ItemError) as error:
        list(read_items(content, "items"))
    assert message in str(error.value)


def test_unknown_keys_are_kept_and_line_separators_in_strings_part_no_line() -> None:
    (item,) = read_items(lines(record(text="a\u2028b\x85c", later={"x": 1})), "items")
    assert item.text == "a\u2028b\x85c"
    assert item.record["later"] == {"x": 1}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_as_windows_writes_them_are_read(encoding: str) -> None:
    text = lines(ITEM, ITEM).decode().replace("\n", "\r\n")
    assert len(list(read_items(text.encode(encoding), "items"))) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(0, 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(st.sampled_from(sorted(ITEM)), JSON)
def test_what_the_schema_refuses_the_reader_refuses(key: str, value: object) -> None:
    changed = {**ITEM, key: value}
    if not jsonschema.Draft202012Validator(SCHEMA).is_valid(changed):
        with pytest.raises(ItemError):
            item_of(changed)
