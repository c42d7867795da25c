import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from referat.evaluation.multilabel import indicator, tag_scores
from referat.labels import Tag

metrics = pytest.importorskip("sklearn.metrics")


@given(st.integers(1, 30).flatmap(lambda n: st.tuples(*[arrays(bool, (n, 4)) for _ in "ab"])))
def test_agrees_with_scikit_learn(
    pair: tuple[np.ndarray, np.ndarray],
) -> None:
    gold, predicted = pair
    ours = tag_scores(gold, predicted)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        gold, predicted, average=None, zero_division=0
    )
    assert [score.precision for score in ours.tags] == pytest.approx(precision)
    assert [score.recall for score in ours.tags] == pytest.approx(recall)
    assert [score.f1 for score in ours.tags] == pytest.approx(f1)
    assert [score.support for score in ours.tags] == support.tolist()
    micro = metrics.f1_score(gold, predicted, average="micro", zero_division=0)
    macro = metrics.f1_score(gold, predicted, average="macro", zero_division=0)
    assert ours.micro.f1 == pytest.approx(micro)
    assert ours.macro_f1 == pytest.approx(macro)


def test_agrees_with_scikit_learn_to_nine_places_on_a_thousand_random_sets() -> None:
    generator = np.random.default_rng(5)
    for _ in range(1000):
        units = int(generator.integers(1, 40))
        gold, predicted = generator.random((2, units, 4)) < generator.random((2, 1, 4))
        ours = tag_scores(gold, predicted)
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(
            gold, predicted, average=None, zero_division=0
        )
        found = [(one.precision, one.recall, one.f1) for one in ours.tags]
        assert np.allclose(found, np.column_stack([precision, recall, f1]), rtol=0, atol=1e-9)
        assert abs(ours.macro_f1 - f1.mean()) < 1e-9


def test_indicator_has_a_column_a_tag() -> None:
    rows = indicator([(), (Tag.DEADLINE, Tag.DECISION)])
    assert rows.tolist() == [[False] * 4, [True, False, True, False]]
