import numpy as np
from sklearn.metrics import precision_recall_curve

from referat.evaluation.curves import precision_recall, reliability, svg


def test_points_are_those_of_scikit_learn() -> None:
    generator = np.random.default_rng(3)
    for _ in range(50):
        gold = generator.random(40) < 0.3
        scores = generator.random(40).round(1)
        if not gold.any():
            continue
        precision, recall, _ = precision_recall_curve(gold, scores)
        wanted = sorted(zip(recall[:-1], precision[:-1], strict=True))
        assert np.allclose(sorted(precision_recall(gold, scores)), wanted, atol=1e-9)


def test_no_tag_gives_no_points_and_reliability_leaves_out_empty_bins() -> None:
    none = np.zeros(3, dtype=bool)
    scores = np.array([0.05, 0.95, 0.95])
    assert precision_recall(none, scores) == []
    found = reliability(np.array([False, True, False]), scores)
    assert np.allclose(found, [(0.05, 0.0), (0.95, 0.5)])


def test_names_are_escaped() -> None:
    assert "<script>" not in svg("<script>", ("x", "y"), {"<script>": [(0, 1)]}, marks=True)
