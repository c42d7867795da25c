import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.targets import TARGETS, exported

from .samples import decision, deferral, item

UTC_NOON = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\dT12:00:00Z$"}
SCHEMAS: dict[str, dict[str, Any]] = {
    "github": {
        "required": ["title"],
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 256},
            "body": {"type": "string", "maxLength": 65536},
            "labels": {"type": "array", "items": {"type": "string"}},
        },
    },
    "trello": {
        "required": ["idList"],
        "properties": {
            "idList": {"const": "c1"},
            "name": {"type": "string", "maxLength": 16384},
            "desc": {"type": "string", "maxLength": 16384},
            "due": UTC_NOON,
            "pos": {"const": "bottom"},
        },
    },
    "planner": {
        "required": ["planId", "title"],
        "properties": {
            "planId": {"const": "c1"},
            "title": {"type": "string", "minLength": 1, "maxLength": 255},
            "dueDateTime": UTC_NOON,
            "details": {
                "properties": {"description": {"type": "string"}},
                "additionalProperties": False,
            },
        },
    },
    "todo": {
        "required": ["title"],
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 255},
            "body": {
                "required": ["content", "contentType"],
                "properties": {"contentType": {"const": "text"}},
            },
            "status": {
                "enum": ["notStarted", "inProgress", "completed", "waitingOnOthers", "deferred"]
            },
            "categories": {"type": "array", "items": {"type": "string"}},
            "dueDateTime": {
                "required": ["dateTime", "timeZone"],
                "properties": {
                    "dateTime": {"pattern": r"^\d{4}-\d\d-\d\dT00:00:00$"},
                    "timeZone": {"const": "UTC"},
                },
            },
            "linkedResources": {
                "type": "array",
                "items": {"required": ["applicationName", "displayName", "externalId"]},
            },
        },
    },
}
"""What the documentation of each interface asks of a payload, as far as we fill it."""


def payloads(target: str, *items: ExportItem, **settings: Any) -> list[dict[str, Any]]:
    container = "c1" if TARGETS[target].container else None
    text = exported(items, target, ExportSettings(container, **settings))
    assert isinstance(text, str)
    return [json.loads(line) for line in text.split("\n")[:-1]]


@pytest.mark.parametrize("target", SCHEMAS)
@given(text=st.text(min_size=1).filter(str.strip), due=st.none() | st.dates().map(str))
def test_payloads_are_as_the_interface_asks(target: str, text: str, due: str | None) -> None:
    schema = {**SCHEMAS[target], "additionalProperties": False}
    found = payloads(target, item(title=text, text=text, due=due), decision(), deferral())
    assert len(found) == 3
    for payload in found:
        jsonschema.validate(payload, schema)


@pytest.mark.parametrize("target", SCHEMAS)
def test_long_texts_keep_to_the_limits(target: str) -> None:
    long = item(title="@" * 70_000, text="<@#" * 70_000)
    (payload,) = payloads(target, long)
    jsonschema.validate(payload, SCHEMAS[target])


def test_a_deferral_is_deferred_in_to_do() -> None:
    found = payloads("todo", item(), decision(), deferral())
    assert [one["status"] for one in found] == ["notStarted", "notStarted", "deferred"]
    assert found[0]["dueDateTime"] == {"dateTime": "2019-04-01T00:00:00", "timeZone": "UTC"}
    assert "dueDateTime" not in found[2]
    assert found[0]["linkedResources"][0]["externalId"] == item().id


def test_planner_and_trello_get_noon_of_the_day() -> None:
    assert payloads("planner", item())[0]["dueDateTime"] == "2019-04-01T12:00:00Z"
    assert payloads("trello", item())[0]["due"] == "2019-04-01T12:00:00Z"
    assert "dueDateTime" not in payloads("planner", deferral())[0]


def test_github_mentions_nobody_and_shows_no_html() -> None:
    (issue,) = payloads("github", item(text="@mh <img src=x> *ser* på #12 [her](http://x.dk)"))
    quoted = issue["body"].splitlines()[0]
    assert quoted == (
        r"> @<!-- -->mh &lt;img src=x&gt; \*ser\* på \#<!-- -->12 \[her\](http://x.dk)"
    )
    assert issue["labels"] == ["task"]
    assert "- Responsible: Mette Holm" in issue["body"]


def test_labels_follow_the_language() -> None:
    (issue,) = payloads("github", deferral(), language="da")
    assert issue["labels"] == ["udsættelse"]
    assert "- Art: udsættelse" in issue["body"]


def test_json_lines_lose_nothing() -> None:
    one = item(later={"key": [1]})
    assert payloads("jsonl", one, deferral()) == [dict(one.record), dict(deferral().record)]
