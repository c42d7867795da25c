import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from referat.annotations.corpus import load_corpus
from referat.errors import UsageError
from referat.evaluation.counts import FieldScore
from referat.evaluation.harness import evaluate
from referat.evaluation.html_report import html_report
from referat.evaluation.items import item_counts
from referat.evaluation.slices import by_kind, by_length, sliced, tag_errors
from referat.evaluation.systems import (
    CallableTagger,
    GoldTags,
    ReadDocument,
    TaggerSystem,
    load_callable,
    read_documents,
)
from referat.evaluation.task_report import task_lines, task_record
from referat.evaluation.tasks import evaluate_tasks, task_counts, wrong_rate
from referat.evaluation.writing import write_report
from referat.minutes import SentenceInContext, TaggedMinutes
from referat.models.baselines import BASELINES


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    return read_documents(load_corpus(["development"], Path("nowhere"))[:4])


def test_gold_is_all_right(documents: list[ReadDocument]) -> None:
    for one in documents:
        counts = task_counts(one.gold, one.gold)
        assert counts.spans.strict.correct == counts.spans.strict.gold == counts.spans.strict.found
        assert counts.items.complete.hits == counts.items.complete.gold == counts.items.what.found
        assert counts.due.wrong == counts.due.abstained == counts.due.spurious == 0
        assert counts.link.right == counts.link.stated


def test_a_wrong_date_is_told_from_none_and_spoils_the_item(documents: list[ReadDocument]) -> None:
    one = next(each.gold for each in documents if _dated(each.gold))
    wrong = task_counts(one, _with_due(one, dt.date(1999, 1, 1)))
    none = task_counts(one, _with_due(one, None))
    stated = wrong.due.stated
    assert stated > 0
    assert (wrong.due.wrong, none.due.wrong) == (stated, 0)
    assert none.due.abstained == stated
    assert wrong.items.when.hits < wrong.items.what.hits
    assert wrong.items.complete.hits < wrong.items.complete.gold
    assert wrong_rate(wrong.due) == 1.0
    assert wrong_rate(none.due) == 0.0


def _dated(minutes: TaggedMinutes) -> bool:
    return any(time.due for one in minutes.sentences for time in one.deadlines)


def _with_due(minutes: TaggedMinutes, due: dt.date | None) -> TaggedMinutes:
    changed = (
        replace(one, deadlines=tuple(replace(time, due=due) for time in one.deadlines))
        for one in minutes.sentences
    )
    return TaggedMinutes(minutes.minutes, tuple(changed))


def test_items_of_nothing() -> None:
    assert item_counts([], []).complete.f1 == 0.0


def test_wrong_rate_of_nothing_given_is_zero() -> None:
    assert wrong_rate(FieldScore(abstained=3)) == 0.0
    assert wrong_rate(FieldScore(right=1, wrong=1, spurious=2)) == pytest.approx(0.75)


def test_gold_tags_beat_keywords_and_say_so_in_record_and_lines(
    documents: list[ReadDocument],
) -> None:
    best = evaluate_tasks(GoldTags(), documents, "development", level="gold", samples=50)
    words = evaluate_tasks(
        TaggerSystem(BASELINES["keywords"]()), documents, "development", level="gold", samples=50
    )
    assert best.counts.items.complete.f1 > words.counts.items.complete.f1
    record = task_record(best)
    assert record["items"]["complete"]["f1"] == pytest.approx(
        best.counts.items.complete.f1, abs=1e-4
    )
    low, high = record["items"]["complete"]["interval"]
    assert low <= record["items"]["complete"]["f1"] <= high
    for of in (*record["spans"].values(), record["items"]):
        assert all(len(one["interval"]) == 2 for one in of.values())
    assert (
        record["fields"]["due"]["wrong_rate_interval"][0] <= record["fields"]["due"]["wrong_rate"]
    )
    assert f"{best.counts.items.complete.f1:.3f}" in "\n".join(task_lines([best], ["items"]))
    assert "match:optimal" in best.signature
    assert best.signature != words.signature


def test_slices_add_up_and_errors_are_worst_first(documents: list[ReadDocument]) -> None:
    found = evaluate(TaggerSystem(BASELINES["keywords"]()), documents, "development")
    units = sum(len(one.gold) for one in found.documents)
    for key in (by_kind, by_length):
        slices = sliced(found, key)
        assert sum(one.units for one in slices.values()) == units
        support = sum(one.micro.support for one in slices.values())
        assert support == found.scores.micro.support
    errors = tag_errors(found)
    wrong = sum(int((one.gold != one.predicted).sum()) for one in found.documents)
    assert len(errors) == wrong
    certainties = [one.certainty for one in errors]
    assert certainties == sorted(certainties, reverse=True)


def test_a_report_is_three_files_and_the_page_is_escaped(
    documents: list[ReadDocument], tmp_path: Path
) -> None:
    system = TaggerSystem(BASELINES["keywords"]())
    found = evaluate(system, documents, "<b>x</b>")
    tasks = evaluate_tasks(system, documents, "<b>x</b>", samples=20)
    write_report(tmp_path / "report", [found], [tasks])
    names = sorted(path.name for path in (tmp_path / "report").iterdir())
    assert names == ["report.html", "report.json", "report.md"]
    page = html_report([found], [tasks])
    interval = found.tag_intervals[0]
    shown = f"{interval.low:.2f} to {interval.high:.2f}"
    assert shown in (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert f"{interval.low:.3f}–{interval.high:.3f}" in page
    assert "<b>x</b>" not in page
    assert page.count("<svg") == 2
    assert "//" not in page
    assert "default-src 'none'" in page
    assert found.signature.replace("<", "&lt;").replace(">", "&gt;") in page


def ones(sentences: Sequence[SentenceInContext]) -> list[list[float]]:
    return [[1.0] * 4 for _ in sentences]


def test_any_callable_is_a_system_and_is_held_to_the_shape(documents: list[ReadDocument]) -> None:
    system = TaggerSystem(CallableTagger("ones", ones))
    everything = TaggerSystem(BASELINES["everything"]())
    first, second = (
        evaluate(one, documents, "development").scores.macro_f1 for one in (system, everything)
    )
    assert first == second
    short = CallableTagger("short", lambda sentences: np.zeros((1, 2)))
    with pytest.raises(UsageError, match="shape"):
        evaluate(TaggerSystem(short), documents, "development")
    large = CallableTagger("large", lambda sentences: np.full((len(sentences), 4), 2.0))
    with pytest.raises(UsageError, match="probabilities"):
        evaluate(TaggerSystem(large), documents, "development")


@pytest.mark.parametrize("name", ["nowhere_at_all:score", "math:nothing", "math:pi"])
def test_a_callable_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        load_callable(name)
