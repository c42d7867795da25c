"""Precision-recall and reliability curves, as numbers and as inline SVG."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

import numpy as np

from referat.evaluation.probabilities import BINS, Gold, Scores

Points = Sequence[tuple[float, float]]
"""Pairs of x and y from 0 to 1."""

_SIDE: Final = 240
_MARGIN: Final = 40
_LOOKS: Final = 4
"""Colours and dashes that the page's style has."""
_LEGEND_ROW: Final = 16


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
    top = 14 + _LEGEND_ROW * ((len(lines) + 1) // 2)
    shapes = [
        f'<rect x="{_MARGIN}" y="0" width="{_SIDE}" height="{_SIDE}" class="frame"/>',
        *(_tick(value) for value in (0.0, 0.5, 1.0)),
    ]
    if marks:
        shapes.append(f'<path d="{_path([(0, 0), (1, 1)])}" class="frame"/>')
    for number, (name, points) in enumerate(lines.items()):
        shapes.append(_legend(number, name, top))
        shapes.extend(_line(points, number % _LOOKS, marks=marks))
    width, height = _SIDE + 2 * _MARGIN, top + _SIDE + _MARGIN
    middle = _SIDE / 2
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 {-top} {width} {height}" '
        f'role="img" aria-label="{escape(title)}: {escape(", ".join(lines))}">{"".join(shapes)}'
        f'<text x="{_MARGIN + middle}" y="{_SIDE + 32}" text-anchor="middle">'
        f"{escape(axes[0])}</text>"
        f'<text x="12" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 12 {middle})">{escape(axes[1])}</text></svg></figure>'
    )


def _line(points: Points, look: int, *, marks: bool) -> Iterator[str]:
    """A line; one point alone is marked, since it would not be seen."""
    if points:
        yield f'<path d="{_path(points)}" class="curve c{look}"/>'
    if marks or len(points) == 1:
        for x, y in points:
            yield f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="3" class="dot{look}"/>'


def _legend(number: int, name: str, top: int) -> str:
    """A piece of the line and its name, two a row above the plot."""
    x = _MARGIN + number % 2 * _SIDE // 2
    y = 12 - top + _LEGEND_ROW * (number // 2)
    return (
        f'<path d="M{x} {y} h26" class="curve c{number % _LOOKS}"/>'
        f'<text x="{x + 32}" y="{y + 4}">{escape(name)}</text>'
    )


def _tick(value: float) -> str:
    return (
        f'<text x="{_x(value):.0f}" y="{_SIDE + 15}" text-anchor="middle">{value:g}</text>'
        f'<text x="{_MARGIN - 4}" y="{_y(value) + 4:.0f}" text-anchor="end">{value:g}</text>'
    )


def _path(points: Points) -> str:
    return "M" + " L".join(f"{_x(x):.1f} {_y(y):.1f}" for x, y in points)


def _x(value: float) -> float:
    return _MARGIN + _SIDE * value


def _y(value: float) -> float:
    return _SIDE * (1 - value)
