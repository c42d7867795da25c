"""Whether a line runs on from the one above, or stands by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from referat.reading.lines import Line
from referat.reading.words import layout_words

_GAP_SLACK: Final = 0.2
_SIZE_SLACK: Final = 0.08
_MIN_COLUMNS: Final = 40
_LABEL = re.compile(r"(?P<label>[A-ZÆØÅ][\w/ .-]{1,40}?)\s?:(?=\s|$)")
_ENDED = re.compile(r"[.!?:;][)\"”’»*_]*$")
_OPEN_END = re.compile(
    r"(?:[,\-–(/&]|\b(?:og|eller|samt|at|af|i|på|til|med|for|fra|om|ved|som|der|den|det|de|en|et|er|blev|v/|under|over|efter|inden|mellem|hos))$"
)


@dataclass(frozen=True, slots=True)
class Flow:
    """How the lines of one document flow.

    `width` is where its wrapped lines end, None where none are seen; `gap` the white space above
    a line that runs on.
    """

    width: float | None
    gap: float

    def runs_on(self, text: str, above: Line, line: Line) -> bool:
        """Whether `line` runs on from `above`, the line before it."""
        if line.opened or above.closed or line.marker is not None or _differ(above, line):
            return False
        if line.gap is not None and line.gap > self.gap + _GAP_SLACK:
            return False
        first = text[above.start : above.end]
        then = text[line.start : line.end]
        if is_label(then, known=True):
            return False
        if above.start == above.end:
            return False
        full = self.is_full(above, line)
        if _runs_over(first, then):
            return full or not then.startswith("at ")
        if not full or is_label(then):
            return False
        return not _indented(above, line)

    def is_full(self, above: Line, line: Line) -> bool:
        """Whether the first word of `line` would not have fitted behind `above`."""
        return self.width is not None and above.right + above.space + line.lead > self.width


def measure_flow(text: str, lines: Sequence[Line], *, columns: bool) -> Flow:
    """The flow of a document, from the pairs of lines that certainly run on.

    Args:
        text: The canonical text.
        lines: Its lines in order.
        columns: Whether lines are measured in columns, where a width under 40 is no width.
    """
    pairs = [
        (above, line)
        for above, line in zip(lines, lines[1:], strict=False)
        if _certain(text, above, line, columns=columns)
    ]
    gaps = [line.gap for _, line in pairs if line.gap is not None]
    gap = median(gaps) if gaps else _common_gap(lines)
    rights = sorted(
        above.right for above, line in pairs if line.gap is None or line.gap <= gap + 0.2
    )
    if len(rights) < 2:
        return Flow(None, gap)
    width = rights[int(len(rights) * 0.95)]
    return Flow(width if width >= _MIN_COLUMNS or not columns else None, gap)


def is_label(content: str, *, known: bool = False) -> bool:
    """Whether a line begins with a label and a colon ("Dato: 3. maj").

    Args:
        content: The line.
        known: Whether the label must be one that minutes are known to have.
    """
    match = _LABEL.match(content)
    if match is None:
        return False
    label = match["label"]
    return label.lower().strip() in layout_words().labels if known else label.count(" ") < 3


def _certain(text: str, above: Line, line: Line, *, columns: bool) -> bool:
    if line.marker is not None or above.closed or line.opened or _differ(above, line):
        return False
    if columns and (above.right < _MIN_COLUMNS or (line.gap or 0) > 1):
        return False
    return _runs_over(text[above.start : above.end], text[line.start : line.end])


def _common_gap(lines: Sequence[Line]) -> float:
    gaps = [line.gap for line in lines[1:] if line.gap is not None]
    return min(median(gaps), 1.6) if gaps and lines[0].size else 0.0


def _runs_over(first: str, then: str) -> bool:
    """Whether the words show that a sentence runs from one line into the next."""
    return bool(then) and then[0].islower() and not _ENDED.search(first)


def _differ(above: Line, line: Line) -> bool:
    if (above.heading is None) != (line.heading is None):
        return True
    return abs(above.size - line.size) > _SIZE_SLACK * max(above.size, line.size)


def _indented(above: Line, line: Line) -> bool:
    """Whether the line is set in against the one above, as the first of a paragraph is."""
    return above.marker is None and line.left > above.left + 1.5 * line.space
