"""Precision-recall and reliability curves, as numbers and as inline SVG."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import numpy as np

from referat.evaluation.probabilities import BINS, Gold, Scores

Points = Sequence[tuple[float, float]]
"""Pairs of x and y from 0 to 1."""

_SIDE: Final = 240
_MARGIN: Final = 36
_COLOURS: Final = ("#0b5cad", "#b3440a", "#1a7a3c", "#7a2a8c")


def precision_recall(gold: Gold, scores: Scores) -> list[tuple[float, float]]:
    """Recall and precision at every score that some unit has; empty where no unit has the tag.

    Args:
        gold: Shape (n,).
        scores: Shape (n,).
    """
    if not gold.any():
        return []
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(gold[order])
    last = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    recall, precision = hits[last] / gold.sum(), hits[last] / (last + 1)
    return list(zip(recall.tolist(), precision.tolist(), strict=True))


def reliability(gold: Gold, scores: Scores, bins: int = BINS) -> list[tuple[float, float]]:
    """Mean score and share of units with the tag, of each bin that has units.

    Args:
        gold: Shape (n,).
        scores: Shape (n,).
        bins: Bins of equal width.
    """
    place = np.clip(np.ceil(scores * bins).astype(int) - 1, 0, bins - 1)
    return [
        (float(scores[place == one].mean()), float(gold[place == one].mean()))
        for one in range(bins)
        if (place == one).any()
    ]


def svg(title: str, axes: tuple[str, str], lines: Mapping[str, Points], *, marks: bool) -> str:
    """A square plot of lines from 0 to 1, as an SVG element.

    Args:
        title: What it shows.
        axes: Names of x and y.
        lines: Points of each line, by name.
        marks: Whether points are marked, and the diagonal drawn.
    """
    whole = _SIDE + 2 * _MARGIN
    shapes = [
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}" class="frame"/>',
        *(_tick(value) for value in (0.0, 0.5, 1.0)),
    ]
    if marks:
        shapes.append(f'<path d="{_path([(0, 0), (1, 1)])}" class="frame"/>')
    for number, (name, points) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        if points:
            shapes.append(f'<path d="{_path(points)}" fill="none" stroke="{colour}"/>')
        if marks:
            shapes.extend(
                f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="3" fill="{colour}"/>'
                for x, y in points
            )
        shapes.append(
            f'<text x="{_MARGIN + 6 + 60 * number}" y="{_MARGIN - 8}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    return (
        f'<figure><svg viewBox="0 0 {whole} {whole}" role="img" aria-label="{escape(title)}">'
        f"{''.join(shapes)}"
        f'<text x="{whole / 2}" y="{whole - 4}" text-anchor="middle">{escape(axes[0])}</text>'
        f'<text x="12" y="{whole / 2}" text-anchor="middle" '
        f'transform="rotate(-90 12 {whole / 2})">{escape(axes[1])}</text>'
        f"</svg><figcaption>{escape(title)}</figcaption></figure>"
    )


def _tick(value: float) -> str:
    below = _MARGIN + _SIDE + 14
    return (
        f'<text x="{_x(value):.0f}" y="{below}" text-anchor="middle">{value:g}</text>'
        f'<text x="{_MARGIN - 4}" y="{_y(value) + 4:.0f}" text-anchor="end">{value:g}</text>'
    )


def _path(points: Points) -> str:
    return "M" + " L".join(f"{_x(x):.1f} {_y(y):.1f}" for x, y in points)


def _x(value: float) -> float:
    return _MARGIN + _SIDE * value


def _y(value: float) -> float:
    return _MARGIN + _SIDE * (1 - value)
