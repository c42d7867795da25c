import json
from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.errors import UsageError
from referat.evaluation.harness import evaluate
from referat.evaluation.prediction_system import PredictionSystem
from referat.evaluation.predictions import read_predictions
from referat.evaluation.systems import ReadDocument, TaggerSystem, read_documents
from referat.evaluation.tasks import evaluate_tasks
from referat.exporting.records import sentence_records
from referat.models.baselines import BASELINES


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    return read_documents(load_corpus(["development"], Path("nowhere"))[:3])


def test_records_of_a_system_score_as_the_system_does(
    documents: list[ReadDocument], tmp_path: Path
) -> None:
    system = TaggerSystem(BASELINES["keywords"]())
    path = tmp_path / "predictions.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for one in documents:
            for record in sentence_records(system.tag(one, "files")):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    theirs = PredictionSystem(read_predictions(path))
    assert (
        evaluate(theirs, documents, "development").scores
        == evaluate(system, documents, "development").scores
    )
    ours = evaluate_tasks(system, documents, "development", samples=20).counts
    assert evaluate_tasks(theirs, documents, "development", samples=20).counts == ours
    assert theirs.name.startswith("predictions.jsonl@")
    with pytest.raises(UsageError, match="--gold"):
        evaluate(theirs, documents, "development", level="gold")
