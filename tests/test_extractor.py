import datetime as dt
from pathlib import Path

import pytest

from referat.errors import UnreadableDocumentError
from referat.extractor import Extractor
from referat.labels import FORBIDDEN, Tag
from referat.models.baselines import BASELINES
from referat.structure import load_tokenizer

MINUTES = """Byrådet i Nørrelund

1. Skolebus

Sagsfremstilling
Kontrakten skal være opsagt senest den 1. maj.

Indstilling
At kontrakten er godkendt.

Beslutning
Godkendt. Forvaltningen indhenter tilbud inden uge 20.
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(BASELINES["everything"](), load_tokenizer())


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "byråd.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def test_section_rule_holds_whatever_the_tagger_says(extractor: Extractor, minutes: Path) -> None:
    for one in extractor.extract(minutes).sentences:
        assert not FORBIDDEN[one.sentence.section] & set(one.tags)
    tags = {one.sentence.text: one.tags for one in extractor.extract(minutes).sentences}
    assert tags["Kontrakten skal være opsagt senest den 1. maj."] == (Tag.DEADLINE,)
    assert Tag.DECISION in tags["Godkendt."]


def test_meeting_date_of_the_caller_anchors_deadlines(extractor: Extractor, minutes: Path) -> None:
    undated = extractor.extract(minutes).sentences
    assert [deadline.due for one in undated for deadline in one.deadlines] == [None, None]
    dated = extractor.extract(minutes, dt.date(2022, 3, 10)).sentences
    due = [deadline.due for one in dated for deadline in one.deadlines]
    assert due == [dt.date(2022, 5, 1), dt.date(2022, 5, 15)]


def test_same_input_gives_the_same_ids(extractor: Extractor, minutes: Path) -> None:
    first = [item.id for item in extractor.extract(minutes).actions]
    assert first == [item.id for item in extractor.extract(minutes).actions]


def test_unreadable_file_is_an_error_of_ours(extractor: Extractor, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError):
        extractor.extract(tmp_path / "findes-ikke.pdf")
