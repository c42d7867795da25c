from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.evaluation.harness import evaluate
from referat.evaluation.limiting import drawn_documents
from referat.evaluation.run import prepared

NOWHERE = Path("nowhere")


def test_a_draw_is_of_its_size_the_same_each_time_and_nested() -> None:
    few = drawn_documents("development", 3, NOWHERE, 1)
    more = drawn_documents("development", 9, NOWHERE, 1)
    assert few is not None
    assert more is not None
    assert len(few) == 3
    assert few < more
    assert few == drawn_documents("development", 3, NOWHERE, 1)
    assert few != drawn_documents("development", 3, NOWHERE, 2)
    here = {one.annotation.id for one in load_corpus(["development"], NOWHERE)}
    assert more <= here
    assert drawn_documents("development", 10_000, NOWHERE, 1) == here


def test_no_limit_draws_nothing() -> None:
    assert drawn_documents("development", None, NOWHERE, 1) is None


@pytest.mark.parametrize("limit", [1, 4])
def test_the_number_of_documents_stands_in_the_signature(limit: int) -> None:
    (one,) = prepared(["keywords"], ["development"], shared=NOWHERE, limit=limit)
    assert len(one.documents) == limit
    found = evaluate(one.systems[0], one.documents, one.split)
    assert f"|split:development|documents:{limit}|" in found.signature
