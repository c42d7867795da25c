from pathlib import Path
from statistics import mean, stdev

import pytest

from referat.annotations.corpus import load_corpus
from referat.errors import UsageError
from referat.evaluation.harness import Evaluation, evaluate
from referat.evaluation.seeds import seed_lines, seed_record, seed_summary
from referat.evaluation.systems import CallableTagger, TaggerSystem, read_documents
from referat.evaluation.tasks import evaluate_tasks
from referat.evaluation.writing import write_report
from referat.models.baselines import BASELINES


@pytest.fixture(scope="module")
def seeds() -> list[Evaluation]:
    documents = read_documents(load_corpus(["development"], Path("nowhere"))[:2])
    half = CallableTagger("half", lambda rows: [[float(n % 2)] * 4 for n in range(len(rows))])
    systems = [TaggerSystem(one()) for one in BASELINES.values()]
    return [evaluate(one, documents, "development") for one in (*systems, TaggerSystem(half))]


def test_mean_and_deviation_are_those_of_the_seeds(seeds: list[Evaluation]) -> None:
    summary = seed_summary("<b>ours</b>", seeds)
    values = [one.scores.macro_f1 for one in seeds]
    spread = summary.figures["tags macro"]
    assert spread.mean == pytest.approx(mean(values))
    assert spread.deviation == pytest.approx(stdev(values))
    assert (spread.low, spread.high) == (min(values), max(values))
    assert len(summary.figures) == 7
    assert f"{spread.deviation:.3f}" in "\n".join(seed_lines(summary))
    assert seed_record(summary)["systems"] == [one.system for one in seeds]


def test_a_report_shows_them_escaped(seeds: list[Evaluation], tmp_path: Path) -> None:
    summary = seed_summary("<b>ours</b>", seeds)
    write_report(tmp_path, seeds, [], (), [summary])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<b>ours" not in page
    assert "&lt;b&gt;ours" in page
    for name in ("report.json", "report.md"):
        assert "<b>ours</b>" in (tmp_path / name).read_text(encoding="utf-8")


def test_figures_of_what_is_read_out_have_a_spread_too() -> None:
    documents = read_documents(load_corpus(["development"], Path("nowhere"))[:2])
    found = [
        evaluate_tasks(TaggerSystem(one()), documents, "development", samples=20)
        for one in BASELINES.values()
    ]
    spread = seed_summary("ours", [], found).figures["item, complete"]
    assert spread.low < spread.mean < spread.high


def test_one_seed_and_the_same_seed_twice_are_refused(seeds: list[Evaluation]) -> None:
    with pytest.raises(UsageError, match="two systems or more"):
        seed_summary("ours", seeds[:1])
    with pytest.raises(UsageError, match="the same system"):
        seed_summary("ours", [seeds[0], seeds[0]])
