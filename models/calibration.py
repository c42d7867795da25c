"""Probabilities that mean what they say, and the threshold of each tag, from development data."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referat.labels import TAGS
from referat.models.manifest import Calibration, Manifest

Floats = NDArray[np.float64]

_STEPS: Final = 50
_TOLERANCE: Final = 1e-8
_UNCHANGED: Final = np.array([1.0, 0.0])
_PRIOR: Final = 1e-2
"""Weight of the prior that a logit needs no calibration: it decides where a tag is hardly seen."""

_LOWEST, _HIGHEST = 0.15, 0.85
_GRID: Final = np.linspace(0.05, 0.95, 181)
_RESAMPLES: Final = 300
_SEED: Final = 1


def calibrate(
    logits: NDArray[np.float32], targets: NDArray[np.float32], manifest: Manifest | None = None
) -> Manifest:
    """A manifest with scale, shift and threshold of each tag fitted to development data.

    Args:
        logits: Raw outputs, shape (n, 4).
        targets: Ones where the tag is right, shape (n, 4).
        manifest: The manifest whose other facts are taken over.
    """
    base = manifest or Manifest()
    calibration = {
        tag: fit(logits[:, column], targets[:, column]) for column, tag in enumerate(TAGS)
    }
    fitted = replace(base, calibration=calibration)
    scores = fitted.probabilities(logits)
    thresholds = {
        tag: best_threshold(scores[:, column], targets[:, column])
        for column, tag in enumerate(TAGS)
    }
    return replace(fitted, thresholds=thresholds)


def fit(logits: NDArray[np.float32], targets: NDArray[np.float32]) -> Calibration:
    """Platt scaling of one tag: the scale and shift of the most likely logistic curve.

    Args:
        logits: Raw outputs, shape (n,).
        targets: Ones where the tag is right, shape (n,).
    """
    if not targets.any() or targets.all():
        return Calibration()
    # Platt's targets: no probability is pushed to 0 or 1 by a finite sample.
    positive, negative = targets.sum(), len(targets) - targets.sum()
    wanted = np.where(targets > 0.5, (positive + 1) / (positive + 2), 1 / (negative + 2))
    features = np.stack([logits.astype(np.float64), np.ones(len(logits))], axis=1)
    parameters = _UNCHANGED
    loss = _loss(parameters, features, wanted)
    for _ in range(_STEPS):
        step = _newton_step(parameters, features, wanted)
        new = _loss(parameters - step, features, wanted)
        while new > loss and np.abs(step).max() > _TOLERANCE:
            step = step / 2
            new = _loss(parameters - step, features, wanted)
        if loss - new < _TOLERANCE:
            break
        parameters, loss = parameters - step, new
    scale, shift = parameters.tolist()
    return Calibration(scale, shift) if scale > 0 else Calibration()


def best_threshold(scores: NDArray[np.float32], targets: NDArray[np.float32]) -> float:
    """The lowest threshold whose F1 is within one standard error of the best.

    A few dozen sentences do not tell apart the thresholds around the best one, and a tag is scored
    lower in minutes of a kind that training has not seen; so of those that are as good, the lowest
    is taken (the one-standard-error rule of Breiman et al. 1984).

    Args:
        scores: Probabilities, shape (n,).
        targets: Ones where the tag is right, shape (n,).
    """
    if not targets.any():
        return 0.5
    wanted = targets > 0.5
    found = scores[None, :] >= _GRID[:, None]
    f1 = np.array([_f1(row, wanted) for row in found])
    best = int(f1.argmax())
    near = f1 >= f1[best] - _standard_error(found[best], wanted)
    lowest = best
    while lowest > 0 and near[lowest - 1]:
        lowest -= 1
    return float(np.clip(_GRID[lowest], _LOWEST, _HIGHEST))


def _standard_error(found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    """The standard error of an F1 by the bootstrap over sentences."""
    generator = np.random.default_rng(_SEED)
    samples = generator.integers(len(wanted), size=(_RESAMPLES, len(wanted)))
    return float(np.std([_f1(found[rows], wanted[rows]) for rows in samples]))


def calibration_error(
    scores: NDArray[np.float32], targets: NDArray[np.float32], bins: int = 10
) -> float:
    """Expected calibration error: how far scores are from the share that is right, on average.

    Args:
        scores: Probabilities, any shape.
        targets: Ones where right, the same shape.
        bins: Number of bins of equal width.
    """
    flat, right = scores.ravel().astype(np.float64), targets.ravel().astype(np.float64)
    place = np.minimum((flat * bins).astype(int), bins - 1)
    gaps = [
        abs(flat[place == number].sum() - right[place == number].sum()) for number in range(bins)
    ]
    return float(sum(gaps) / max(1, len(flat)))


def _newton_step(parameters: Floats, features: Floats, wanted: Floats) -> Floats:
    found = 1 / (1 + np.exp(-np.clip(features @ parameters, -35, 35)))
    gradient: Floats = features.T @ (found - wanted) + _PRIOR * (parameters - _UNCHANGED)
    weights = found * (1 - found)
    curvature: Floats = (features * weights[:, None]).T @ features + _PRIOR * np.eye(2)
    return np.linalg.solve(curvature, gradient).astype(np.float64)


def _loss(parameters: Floats, features: Floats, wanted: Floats) -> float:
    raw = features @ parameters
    likelihood = (np.logaddexp(0, raw) - wanted * raw).sum()
    return float(likelihood + _PRIOR / 2 * ((parameters - _UNCHANGED) ** 2).sum())


def _f1(found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum()))
