from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from referat.annotations.corpus import load_corpus
from referat.errors import UsageError
from referat.evaluation.harness import compare, evaluate
from referat.evaluation.report import lines, record
from referat.evaluation.run import run
from referat.evaluation.systems import ReadDocument, TaggerSystem, read_documents
from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.models.baselines import BASELINES
from referat.tagging import Scores


class Oracle:
    """Knows the gold tags of the sentences by their text."""

    name = "oracle"
    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def __init__(self, documents: Sequence[ReadDocument]) -> None:
        self._tags = {
            (sentence.sentence.text, sentence.sentence.section): sentence.tags
            for one in documents
            for sentence in one.gold.sentences
        }

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        rows = [
            [tag in self._tags.get((one.text, one.section), ()) for tag in TAGS]
            for one in sentences
        ]
        return np.array(rows, dtype=np.float32)


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    corpus = load_corpus(["development"], Path("nowhere"))
    return read_documents(corpus[:2])


def test_an_oracle_is_perfect_on_gold_sentences(documents: list[ReadDocument]) -> None:
    found = evaluate(TaggerSystem(Oracle(documents)), documents, "development", level="gold")
    assert found.scores.macro_f1 == pytest.approx(1.0, abs=0.05)


def test_from_files_every_gold_tag_and_every_found_tag_counts(
    documents: list[ReadDocument],
) -> None:
    everything = BASELINES["everything"]()
    found = evaluate(TaggerSystem(everything, section_rule=False), documents, "development")
    supports = [score.support for score in found.scores.tags]
    gold = [
        sum(tag in sentence.tags for one in documents for sentence in one.gold.sentences)
        for tag in TAGS
    ]
    assert supports == gold
    units = sum(len(one.read.sentences) for one in documents)
    predicted = sum(int(one.predicted[:, 0].sum()) for one in found.documents)
    assert predicted == units


def test_signature_tells_what_differs(documents: list[ReadDocument]) -> None:
    keywords = BASELINES["keywords"]()
    one = evaluate(TaggerSystem(keywords), documents, "development").signature
    assert "system:keywords" in one
    assert one != evaluate(TaggerSystem(keywords), documents, "development", level="gold").signature
    assert one != evaluate(TaggerSystem(keywords), documents[:1], "development").signature


def test_record_and_lines_show_the_same_figures(documents: list[ReadDocument]) -> None:
    found = evaluate(TaggerSystem(BASELINES["keywords"]()), documents, "development")
    row = record(found)
    assert row["macro_f1"] == pytest.approx(found.scores.macro_f1, abs=1e-4)
    assert f"{found.scores.macro_f1:.3f}" in "\n".join(lines([found]))
    assert row["macro_f1_interval"][0] <= row["macro_f1"] <= row["macro_f1_interval"][1]
    for name, tag in row["tags"].items():
        low, high = tag["f1_interval"]
        assert low <= tag["f1"] <= high
        if name == "micro":
            assert [low, high] == row["micro_f1_interval"]
    for interval in found.tag_intervals:
        assert f"{interval.low:.3f}-{interval.high:.3f}" in "\n".join(lines([found]))


def test_unknown_split_and_missing_documents_are_refused() -> None:
    with pytest.raises(UsageError, match="no split"):
        list(run(["keywords"], ["tests"]))
    with pytest.raises(UsageError, match="no document here"):
        list(run(["keywords"], ["real"], shared=Path("nowhere")))


def test_scores_rank_units_and_systems_are_compared(documents: list[ReadDocument]) -> None:
    oracle = evaluate(TaggerSystem(Oracle(documents)), documents, "development", level="gold")
    assert all(one.average_precision > 0.9 for one in oracle.ranking)
    assert all(one.calibration_error < 0.1 for one in oracle.ranking)
    everything = evaluate(
        TaggerSystem(BASELINES["everything"]()), documents, "development", level="gold"
    )
    assert everything.exact_sets < oracle.exact_sets
    difference = compare(oracle, everything)
    assert difference.value == pytest.approx(oracle.scores.macro_f1 - everything.scores.macro_f1)
    assert compare(oracle, oracle).p == 1.0


def test_rows_of_files_have_scores_for_every_unit(documents: list[ReadDocument]) -> None:
    found = evaluate(TaggerSystem(BASELINES["keywords"]()), documents, "development")
    for one in found.documents:
        assert one.scores.shape == one.gold.shape == one.predicted.shape
        assert ((one.scores >= 0.5) == one.predicted).all()
