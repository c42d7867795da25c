"""The rules drawn on a page: straight lines, and the edges of thin or outlined boxes."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN: Final = 3.0
"""Points up to which a box is a rule."""
_SHORTEST: Final = 6.0
_MOST_OBJECTS: Final = 20_000
_MOST_SEGMENTS: Final = 2_000
"""What is looked at of a page and of one path, which bounds the time of drawings."""
_MOST_RULES: Final = 4_000
_MAX_DEPTH: Final = 3

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A rule: where it lies across its length, and its ends."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, as its lines are counted: `level` ones along lines, `upright` across."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


def rules_of(page: pdfium.PdfPage, turn: int) -> Rules:
    """The rules of a page; none of one with more than tables have.

    Args:
        page: The open page.
        turn: The quarter turns by which its text is turned.
    """
    count = raw.FPDFPage_CountObjects(page.raw)
    if not 0 < count <= _MOST_OBJECTS:
        return Rules()
    level: list[Rule] = []
    upright: list[Rule] = []
    objects = (raw.FPDFPage_GetObject(page.raw, index) for index in range(count))
    for x0, y0, x1, y1 in _strokes(objects, _IDENTITY, _MAX_DEPTH):
        left, low, right, high = _turned(x0, y0, x1, y1, turn)
        if right - left >= _SHORTEST and high - low <= _THIN:
            level.append(Rule((low + high) / 2, left, right))
        elif high - low >= _SHORTEST and right - left <= _THIN:
            upright.append(Rule((left + right) / 2, low, high))
        if len(level) + len(upright) > _MOST_RULES:
            return Rules()
    return Rules(tuple(level), tuple(upright))


_Box = tuple[float, float, float, float]


def _strokes(objects: Iterator[raw.FPDF_PAGEOBJECT], matrix: _Matrix, depth: int) -> Iterator[_Box]:
    """Boxes of the straight lines that objects draw, those in forms included."""
    for one in objects:
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _path_strokes(one, _times(_matrix_of(one), matrix))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth > 0:
            count = min(raw.FPDFFormObj_CountObjects(one), _MOST_OBJECTS)
            inner = (raw.FPDFFormObj_GetObject(one, index) for index in range(max(0, count)))
            yield from _strokes(inner, _times(_matrix_of(one), matrix), depth - 1)


def _path_strokes(path: raw.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[_Box]:
    """Boxes of a path: its straight lines where it is stroked, itself where it is a thin fill."""
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    segments = raw.FPDFPath_CountSegments(path)
    if not 2 <= segments <= _MOST_SEGMENTS:
        return
    figures = list(_figures(path, segments, matrix))
    for points in figures:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            yield box
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _figures(
    path: raw.FPDF_PAGEOBJECT, segments: int, matrix: _Matrix
) -> Iterator[list[tuple[float, float]]]:
    """The figures of a path that have straight lines alone, as the points they go through."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    straight = True
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and straight:
                yield points
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append(_moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and straight:
        yield points


def _matrix_of(one: raw.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    moved = a * x + c * y + e, b * x + d * y + f
    return moved if math.isfinite(moved[0]) and math.isfinite(moved[1]) else (0.0, 0.0)


def _turned(x0: float, y0: float, x1: float, y1: float, turn: int) -> _Box:
    """A box as the lines of a turned page are counted."""
    if turn == 0:
        return x0, y0, x1, y1
    if turn == 1:
        return y0, -x1, y1, -x0
    return (-x1, -y1, -x0, -y0) if turn == 2 else (-y1, x0, -y0, x1)
