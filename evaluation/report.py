"""Evaluations as a JSON-ready table and as lines for a terminal."""

from collections.abc import Sequence
from math import isnan
from typing import Any

from referat.evaluation.harness import Evaluation
from referat.evaluation.resampling import Interval


def record(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as plain data: scores, intervals, documents by name, signature."""
    scores = evaluation.scores
    return {
        "system": evaluation.system,
        "split": evaluation.split,
        "level": evaluation.level,
        "signature": evaluation.signature,
        "documents": [outcome.identifier for outcome in evaluation.documents],
        "units": scores.units,
        "tags": {
            score.tag: {
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
                "support": score.support,
                "f1_interval": bounds(interval),
            }
            for score, interval in zip(
                (*scores.tags, scores.micro),
                (*evaluation.tag_intervals, evaluation.micro_interval),
                strict=True,
            )
        },
        "average_precision": {
            one.tag: None if isnan(one.average_precision) else round(one.average_precision, 4)
            for one in evaluation.ranking
        },
        "calibration_error": {
            one.tag: round(one.calibration_error, 4) for one in evaluation.ranking
        },
        "exact_set_accuracy": round(evaluation.exact_sets, 4),
        "macro_f1": round(scores.macro_f1, 4),
        "macro_f1_interval": bounds(evaluation.macro_interval),
        "micro_f1_interval": bounds(evaluation.micro_interval),
    }


def lines(evaluations: Sequence[Evaluation]) -> list[str]:
    """A table of one set's evaluations, one row a system and tag, with the signatures below."""
    head = f"{'system':<28} {'tag':<12} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}  95 % (F1)"
    rows = [f"{head}    {'AP':>6} {'ECE':>6}"]
    for evaluation in evaluations:
        for score, ranked, interval in zip(
            evaluation.scores.tags, evaluation.ranking, evaluation.tag_intervals, strict=True
        ):
            rows.append(
                f"{evaluation.system:<28} {score.tag:<12} {score.precision:6.3f} "
                f"{score.recall:6.3f} {score.f1:6.3f} {score.support:6d}  {_shown(interval)}  "
                f"{ranked.average_precision:6.3f} {ranked.calibration_error:6.3f}"
            )
        micro = evaluation.scores.micro
        rows.append(
            f"{evaluation.system:<28} {'micro':<12} {micro.precision:6.3f} {micro.recall:6.3f} "
            f"{micro.f1:6.3f} {micro.support:6d}  {_shown(evaluation.micro_interval)}"
        )
        rows.append(
            f"{evaluation.system:<28} {'macro':<12} {'':6} {'':6} "
            f"{evaluation.scores.macro_f1:6.3f} {'':6}  {_shown(evaluation.macro_interval)}"
        )
        rows.append(
            f"{evaluation.system:<28} {'whole set':<12} {'':6} {'':6} {evaluation.exact_sets:6.3f}"
        )
    return [*rows, *(evaluation.signature for evaluation in evaluations)]


def bounds(interval: Interval) -> list[float]:
    """An interval as plain data."""
    return [round(interval.low, 4), round(interval.high, 4)]


def _shown(interval: Interval) -> str:
    return f"{interval.low:.3f}-{interval.high:.3f}"
