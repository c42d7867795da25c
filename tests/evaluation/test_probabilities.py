import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.evaluation.probabilities import average_precision, calibration_error

metrics = pytest.importorskip("sklearn.metrics")

units = st.lists(
    st.tuples(st.booleans(), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5000001, 0.9, 1.0])),
    min_size=1,
    max_size=60,
)


def arrays(rows: list[tuple[bool, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([one for one, _ in rows]), np.array([score for _, score in rows], float)


@given(units)
def test_average_precision_is_scikit_learns(rows: list[tuple[bool, float]]) -> None:
    gold, scores = arrays(rows)
    found = average_precision(gold, scores)
    if gold.any():
        assert found == pytest.approx(metrics.average_precision_score(gold, scores))
    else:
        assert np.isnan(found)


@given(units)
def test_calibration_error_is_a_sum_over_bins(rows: list[tuple[bool, float]]) -> None:
    gold, scores = arrays(rows)
    expected = 0.0
    for number in range(15):
        low, high = number / 15, (number + 1) / 15
        inside = (scores > low) & (scores <= high) | ((scores == 0) & (number == 0))
        if inside.any():
            apart = abs(scores[inside].mean() - gold[inside].mean())
            expected += apart * inside.sum() / len(scores)
    assert calibration_error(gold, scores) == pytest.approx(expected)


def test_by_hand() -> None:
    gold, scores = arrays([(True, 0.9), (False, 0.9), (True, 0.1), (False, 0.1)])
    assert calibration_error(gold, scores) == pytest.approx(0.4)
    assert calibration_error(gold[:0], scores[:0]) == 0.0
