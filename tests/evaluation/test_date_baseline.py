import datetime as dt
import sys

import pytest

from referat.errors import ModelError
from referat.evaluation.date_baseline import dateparser_deadlines, dateparser_due
from referat.labels import Section, Tag
from referat.minutes import (
    Deadline,
    Document,
    Meeting,
    Minutes,
    Sentence,
    TaggedMinutes,
    TaggedSentence,
)

WEDNESDAY = dt.date(2022, 3, 16)
TEXT = "Mette svarer senest den 1. april, Bo inden næste møde."


@pytest.fixture
def gold() -> TaggedMinutes:
    document = Document("a.txt", "0", "text/plain", TEXT, (), ())
    sentence = Sentence(0, 0, len(TEXT), TEXT, Section.OUTCOME)
    deadlines = (
        Deadline("senest den 1. april", 13, 32, "2021-04-01", dt.date(2021, 4, 1), "by", "gold"),
        Deadline("inden næste møde", 37, 53, "NEXT_MEETING", None, "by", "gold"),
    )
    tagged = TaggedSentence(sentence, (Tag.DEADLINE,), (0.0, 0.0, 1.0, 0.0), deadlines)
    minutes = Minutes(document, Meeting(date=WEDNESDAY), (), (sentence,))
    return TaggedMinutes(minutes, (tagged,))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("senest den 1. april 2022", dt.date(2022, 4, 1)),
        ("1. april", dt.date(2022, 4, 1)),
        ("Inden d. 15/5", dt.date(2022, 5, 15)),
        ("Frist: 3. maj", dt.date(2022, 5, 3)),
        ("til 01.02.2023", dt.date(2023, 2, 1)),
        ("1. februar", dt.date(2023, 2, 1)),
        ("senest fredag", dt.date(2022, 3, 18)),
        ("i morgen", dt.date(2022, 3, 17)),
        ("om 14 dage", dt.date(2022, 3, 30)),
        ("tilbud", None),
        ("snarest", None),
        ("senest", None),
        ("", None),
    ],
)
def test_reads_from_the_meeting_on(text: str, due: dt.date | None) -> None:
    pytest.importorskip("dateparser")
    assert dateparser_due(text, WEDNESDAY) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("senest den 1. april 2022", dt.date(2022, 4, 1)),
        ("1. april", None),
        ("fredag", None),
        ("i morgen", None),
        ("om 14 dage", None),
    ],
)
def test_without_a_meeting_date_today_does_not_matter(text: str, due: dt.date | None) -> None:
    pytest.importorskip("dateparser")
    assert dateparser_due(text, None) == due


def test_keeps_spans_and_replaces_days(gold: TaggedMinutes) -> None:
    pytest.importorskip("dateparser")
    read = dateparser_deadlines(gold)
    assert read.minutes == gold.minutes
    assert read.sentences[0].deadlines == (
        Deadline(
            "senest den 1. april", 13, 32, "2022-04-01", dt.date(2022, 4, 1), "by", "dateparser"
        ),
        Deadline("inden næste møde", 37, 53, None, None, "by", "dateparser"),
    )


def test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateparser", None)
    with pytest.raises(ModelError, match=r"pip install 'referat\[test\]'"):
        dateparser_due("1. april", WEDNESDAY)
