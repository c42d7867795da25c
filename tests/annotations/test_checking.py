"""Faults planted one at a time into a sound annotation; each must be found and named."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from referat.annotations.checking import check_document
from referat.annotations.converting.inline import parse
from referat.annotations.store import dumps
from referat.reading import read_bytes

INLINE = """kind: idraet
format: txt
date: 2019-03-12
next: 2019-05-07
body: Lyngby Roklub
title: -
participant: Mette Holm; formand; MH; -
===
⟦h|Lyngby Roklub⟧
⟦h|12. marts 2019, til stede: Mette Holm (MH), formand⟧

1. ⟦i 1|Skuret⟧
⟦p f|At taget lægges ⟨f 2019-06 2019-06-30 by|senest i juni⟩.⟧
⟦o d|Godkendt.⟧ ⟦o fr|⟨r Mette Holm|MH⟩ køber låsen
⟨f 2019-04-01 2019-04-01 by|inden mandag den 1. april⟩.⟧

2. ⟦i 2|Eventuelt⟧
⟦o dfr|Det blev aftalt, at ⟨r -|Bo⟩ og ⟨r Mette Holm|Mette⟩
skriver ⟨f NEXT_MEETING 2019-05-07 by|til næste møde⟩.⟧
"""
MARKED = parse(INLINE, "lyngby")
DATA = MARKED.text.encode()
STORED = dumps(MARKED.annotation, MARKED.text)
Row = dict[str, Any]


def faults(stored: str, data: bytes = DATA, name: str = "lyngby") -> list[str]:
    document = read_bytes(data, "lyngby.txt")
    found = check_document(stored, data, document, name, frozenset({"idraet", "skole"}))
    return [fault.message for fault in found]


def test_the_sound_annotation_is_clean() -> None:
    assert faults(STORED) == []


def sentence(number: int, **values: object) -> Callable[[Row], None]:
    return lambda row: row["sentences"][number].update(values)


def deadline(number: int, **values: object) -> Callable[[Row], None]:
    return lambda row: row["sentences"][number]["deadlines"][0].update(values)


def holder(number: int, **values: object) -> Callable[[Row], None]:
    return lambda row: row["sentences"][number]["responsible"][0].update(values)


def head(**values: object) -> Callable[[Row], None]:
    return lambda row: row.update(values)


def item(number: int, **values: object) -> Callable[[Row], None]:
    return lambda row: row["items"][number].update(values)


def title_range(start: int, end: int) -> Row:
    return {"start": start, "end": end, "letters": [0, 0]}


PLANTED: dict[str, tuple[Callable[[Row], None], str]] = {
    "offset behind the text": (sentence(6, end=9_000), "out of order or out of the text"),
    "negative offset": (sentence(0, start=-3), "out of order or out of the text"),
    "sentences overlap": (sentence(5, start=100), "out of order or out of the text"),
    "empty sentence": (sentence(4, start=130, end=130), "out of order or out of the text"),
    "decision in a proposal": (
        sentence(3, tags=["decision", "deadline"]),
        "cannot stand in section",
    ),
    "tag in the header": (sentence(1, tags=["decision"]), "cannot stand in section header"),
    "deadline tag without span": (sentence(4, tags=["decision", "deadline"]), "must go together"),
    "deadline span without tag": (sentence(5, tags=["responsible"]), "must go together"),
    "holder span without tag": (sentence(5, tags=["deadline"]), "must go together"),
    "responsible without span": (sentence(4, tags=["responsible"]), "must go together"),
    "span outside its sentence": (deadline(5, start=3, end=9), "does not lie in the sentence"),
    "holder outside its sentence": (holder(5, start=3, end=9), "does not lie in the sentence"),
    "empty span": (holder(5, end=MARKED.annotation.sentences[5].start), "does not lie in"),
    "holder of nobody": (holder(5, person=7), "person 7 is not in the attendance list"),
    "item of nothing": (sentence(5, item=9), "item 9 is not in the agenda"),
    "wrong item": (sentence(5, item=1), "does not lie in its item 1"),
    "tag twice": (sentence(4, tags=["decision", "decision"]), "a tag is given twice"),
    "tags out of order": (sentence(5, tags=["responsible", "deadline"]), "not in their order"),
    "impossible day": (deadline(5, value="2019-02-31"), "is no day, week, month"),
    "impossible month": (deadline(5, value="2019-13", due=None), "is no day, week, month"),
    "value of another form": (deadline(5, value="1. april"), "neither an ISO 8601 time nor"),
    "due without value": (deadline(5, value=None), "a due date needs a value"),
    "due without relation": (deadline(5, relation=None), "a due date needs a relation"),
    "due before the meeting": (
        deadline(5, value="2018-04-01", due="2018-04-01"),
        "contradicts the meeting of 2019-03-12",
    ),
    "due is not the value": (deadline(5, due="2019-04-20"), "is neither the end of 2019-04-01"),
    "due in the middle of a month": (deadline(3, due="2019-06-10"), "is neither the end of"),
    "another weekday": (
        deadline(5, value="2019-04-02", due="2019-04-02"),
        "2019-04-02 is a tirsdag",
    ),
    "another next meeting": (deadline(7, due="2019-05-08"), "is not the next meeting 2019-05-07"),
    "next meeting before the meeting": (
        head(next_meeting="2019-03-01"),
        "is not behind the meeting",
    ),
    "meeting in another age": (head(date="0219-03-12"), "the meeting is dated 0219-03-12"),
    "unknown kind": (head(kind="vandværk"), "is not in kinds.toml"),
    "another id": (head(id="lyngby-2"), "its id is 'lyngby-2'"),
    "another file": (head(sha256="0" * 64), "its source file has other bytes"),
    "another text": (head(text_sha256="0" * 64), "the text is another than"),
    "another schema": (head(schema=7), "schema 7 is not 1"),
    "unknown section": (sentence(5, section="referat"), "not an annotation"),
    "unknown tag": (sentence(5, tags=["beslutning"]), "not an annotation"),
    "items out of order": (item(0, title=title_range(180, 190)), "agenda items are out of order"),
    "item ends before its title": (item(1, end=10), "it ends at 10"),
    "title of nothing": (item(0, title=title_range(900, 910)), "is empty or out of the text"),
    "no sentences": (head(sentences=[]), "no sentences"),
    "a sentence is no object": (head(sentences=[7]), "not an annotation"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_finds_a_planted_fault(fault: str) -> None:
    plant, message = PLANTED[fault]
    row = json.loads(STORED)
    plant(row)
    found = faults(json.dumps(row))
    assert any(message in one for one in found), found


def test_finds_spans_that_overlap() -> None:
    row = json.loads(STORED)
    first, second = row["sentences"][7]["responsible"]
    first["end"] = second["end"]
    assert any("spans of one type overlap" in one for one in faults(json.dumps(row)))


def test_finds_a_file_that_was_changed() -> None:
    changed = DATA.replace(b"Godkendt.", b"Forkastet")
    assert hashlib.sha256(changed).digest() != hashlib.sha256(DATA).digest()
    assert "the text is another than the one that was annotated" in faults(STORED, changed)


def test_no_json_is_a_fault() -> None:
    assert "not an annotation" in faults("{")[0]
