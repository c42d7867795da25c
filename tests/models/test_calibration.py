import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.labels import TAGS
from referat.models.calibration import best_threshold, calibrate, calibration_error, fit
from referat.models.manifest import Calibration

GENERATOR = np.random.default_rng(3)


def drawn(scale: float, shift: float, size: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Logits, and targets drawn with the probability sigmoid(scale * logit + shift)."""
    logits = GENERATOR.normal(-2, 3, size).astype(np.float32)
    probability = 1 / (1 + np.exp(-(scale * logits + shift)))
    return logits, (GENERATOR.random(size) < probability).astype(np.float32)


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (0.4, 0.5), (2.5, -1.0)])
def test_fit_finds_the_curve(scale: float, shift: float) -> None:
    found = fit(*drawn(scale, shift))
    assert found.scale == pytest.approx(scale, rel=0.15)
    assert found.shift == pytest.approx(shift, abs=0.3)


def test_fit_leaves_a_tag_alone_that_is_never_seen() -> None:
    assert fit(np.zeros(5, np.float32), np.zeros(5, np.float32)) == Calibration()


def test_calibration_lowers_the_error() -> None:
    columns = [drawn(0.3, 1.0) for _ in TAGS]
    logits, targets = (np.stack(side, axis=1) for side in zip(*columns, strict=True))
    manifest = calibrate(logits, targets)
    raw = 1 / (1 + np.exp(-logits))
    error = calibration_error(manifest.probabilities(logits), targets)
    assert error < 0.02 < calibration_error(raw, targets)


def test_threshold_is_the_lowest_of_those_that_are_as_good() -> None:
    scores = np.array([0.1, 0.3, 0.7, 0.9] * 50, dtype=np.float32)
    targets = np.array([0, 0, 1, 1] * 50, dtype=np.float32)
    assert best_threshold(scores, targets) == pytest.approx(0.305, abs=0.006)


def test_threshold_is_lower_where_fewer_sentences_decide() -> None:
    generator = np.random.default_rng(3)
    targets = (generator.random(4000) < 0.1).astype(np.float32)
    scores = np.clip(0.25 + 0.4 * targets + 0.15 * generator.standard_normal(4000), 0, 1)
    scores = scores.astype(np.float32)
    assert best_threshold(scores[:200], targets[:200]) < best_threshold(scores, targets)


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), min_size=1, max_size=40))
def test_threshold_is_never_extreme(pairs: list[tuple[float, bool]]) -> None:
    scores = np.array([score for score, _ in pairs], dtype=np.float32)
    targets = np.array([right for _, right in pairs], dtype=np.float32)
    assert 0.15 <= best_threshold(scores, targets) <= 0.85


@given(st.lists(st.tuples(st.floats(-50, 50, width=32), st.booleans()), min_size=1, max_size=40))
def test_fit_keeps_the_order_of_scores(pairs: list[tuple[float, bool]]) -> None:
    logits = np.array([logit for logit, _ in pairs], dtype=np.float32)
    targets = np.array([right for _, right in pairs], dtype=np.float32)
    found = fit(logits, targets)
    assert found.scale > 0
    assert np.isfinite(found.shift)
