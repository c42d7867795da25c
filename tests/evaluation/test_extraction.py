import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.evaluation.extraction import (
    ExtractionScores,
    extracted,
    extraction_scores,
    lines,
    wrong_due,
    wrong_link,
)
from referat.evaluation.systems import read_documents
from referat.minutes import Deadline, Responsible, TaggedMinutes

DAY = dt.date(2022, 4, 1)


@pytest.fixture(scope="module")
def gold() -> TaggedMinutes:
    (read,) = read_documents(load_corpus(["development"], Path("nowhere"))[:1])
    return read.gold


@pytest.fixture(scope="module")
def scores(gold: TaggedMinutes) -> ExtractionScores:
    return extraction_scores([gold])


def _deadline(due: dt.date | None) -> Deadline:
    return Deadline("senest", 0, 6, None, due, "by", "test")


def _holder(participant: str | None) -> Responsible:
    return Responsible("Kim", 0, 3, participant, "test")


def test_what_extraction_itself_reads_is_all_right(gold: TaggedMinutes) -> None:
    found = extraction_scores([extracted(gold)])
    assert found.deadlines_exact.f1 == found.holders_exact.f1 == 1.0
    assert found.values.share == found.dues.share == found.links.share == 1.0
    assert found.wrong_dues.count == found.wrong_links.count == 0


def test_every_gold_span_counts(gold: TaggedMinutes, scores: ExtractionScores) -> None:
    deadlines = sum(len(sentence.deadlines) for sentence in gold.sentences)
    assert scores.deadlines_exact.gold == scores.values.total == scores.dues.total == deadlines
    assert scores.deadlines_exact.hits <= scores.deadlines_overlap.hits


def test_a_missing_holder_costs_recall_only(gold: TaggedMinutes) -> None:
    mine = extracted(gold)
    extra = tuple(
        replace(one, responsible=(*one.responsible, replace(_holder(None), start=-2, end=-1)))
        for one in mine.sentences
    )
    found = extraction_scores([TaggedMinutes(mine.minutes, extra)]).holders_exact
    assert found.precision == 1.0
    assert found.recall < 1.0


@pytest.mark.parametrize(
    ("wanted", "given", "wrong"),
    [
        (_deadline(DAY), _deadline(DAY), False),
        (_deadline(DAY), _deadline(None), False),
        (_deadline(DAY), None, False),
        (_deadline(None), _deadline(DAY), True),
        (None, _deadline(DAY), True),
    ],
)
def test_a_wrong_date_is_one_given_that_gold_lacks(
    wanted: Deadline | None, given: Deadline | None, wrong: bool
) -> None:
    assert wrong_due((wanted, given)) is wrong


def test_a_wrong_link_is_one_given_that_gold_lacks() -> None:
    assert wrong_link((_holder("Kim Bech"), _holder("Kim Dahl")))
    assert not wrong_link((_holder("Kim Bech"), _holder(None)))


def test_lines_show_the_figures(scores: ExtractionScores) -> None:
    shown = "\n".join(lines(scores))
    assert f"{scores.dues.count} of {scores.dues.total}" in shown
    assert f"{scores.holders_exact.f1:.3f}" in shown
