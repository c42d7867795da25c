"""Whether a line runs on from the one above, or stands by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from referat.reading.lines import Line
from referat.reading.words import layout_words

_GAP_SLACK: Final = 0.2
_GAP_MOST: Final = 3.2
"""The widest gap over which a full line runs on into one that begins inside a sentence."""
_SIZE_SLACK: Final = 0.08
_MIN_COLUMNS: Final = 40
_RAGGED: Final = 0.9
"""Share of the width that makes a line full where no sentence ends with it."""
_TAIL: Final = 12
"""How many characters at its end tell whether a line ends a sentence."""
_COMMON_GAP: Final = 1.6
_LABEL = re.compile(r"(?P<label>[A-ZÆØÅ][\w/ .-]{1,40}?)\s?:(?=\s|$)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
"""A link that has a line of its own."""
_ORDINAL = re.compile(r"\d{1,2}\.")
_DATE = re.compile(r"\d{1,2}\.?\s(?P<month>[a-zæøåA-ZÆØÅ]+)")
_ENDED = re.compile(r"[.!?:;][)\"”’»*_]*$")


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
        if line.cell != above.cell:
            return False
        if line.cell is not None and line.limit is None:
            return not (line.opened or above.closed)
        if _apart(above, line) or above.start >= above.end:
            return False
        then = text[line.start : line.end]
        if is_label(then, known=True) or _ADDRESS.fullmatch(then):
            return False
        ended = _ended(text, above, then)
        full = self._is_full(above, line, ended=ended)
        certain = _breaks_date(text, above, then) or (_in_sentence(then) and not ended)
        if line.gap is not None and line.gap > self.gap + _GAP_SLACK:
            return certain and full and line.gap <= max(_GAP_MOST * self.gap, 1.0)
        if certain:
            return full or not then.startswith("at ")
        return full and not is_label(then) and not _set_in(above, line)

    def _is_full(self, above: Line, line: Line, *, ended: bool) -> bool:
        """Whether the first word of `line` would not have fitted behind `above`."""
        end, begin = (self.width, 0.0) if above.limit is None else (above.limit, above.left)
        if end is None:
            return False
        width = end if ended else end - (1 - _RAGGED) * (end - begin)
        return above.right + above.space + line.lead > width


def measure_flow(text: str, lines: Sequence[Line], *, columns: bool) -> Flow:
    """The flow of a document, from the pairs of lines that certainly run on.

    Args:
        text: The canonical text.
        lines: Its lines in order.
        columns: Whether lines are measured in columns, where a width under 40 is no width.
    """
    pairs = [
        (above, line)
        for above, line in pairwise(lines)
        if _certain(text, above, line, columns=columns)
    ]
    gaps = [line.gap for _, line in pairs if line.gap is not None]
    gap = median(gaps) if gaps else _common_gap(lines)
    rights = sorted(
        above.right
        for above, line in pairs
        if above.limit is None and (line.gap is None or line.gap <= gap + _GAP_SLACK)
    )
    if len(rights) < 2:
        return Flow(None, gap)
    return Flow(rights[int(len(rights) * 0.95)], gap)


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
    if above.cell or line.cell or _apart(above, line) or above.start >= above.end:
        return False
    if columns and (above.right < _MIN_COLUMNS or (line.gap or 0) > 1):
        return False
    then = text[line.start : line.end]
    return _in_sentence(then) and not _ended(text, above, then)


def _common_gap(lines: Sequence[Line]) -> float:
    """The space between most lines, where none is seen to run on; blank lines are no space."""
    gaps = [line.gap for line in lines[1:] if line.gap is not None and line.size]
    return min(median(gaps), _COMMON_GAP) if gaps else 0.0


def _in_sentence(then: str) -> bool:
    """Whether a line begins in the middle of a sentence: in lower case, maybe in brackets."""
    return then.lstrip("(\"”“»'")[:1].islower()


def _breaks_date(text: str, above: Line, then: str) -> bool:
    """Whether a date is cut in two, or cut off the word that governs it ("inden / 1. maj")."""
    words = text[above.start : above.end].split()
    date = _DATE.match(then)
    return (
        date is not None
        and date["month"].lower() in layout_words().after_ordinal
        and bool(words)
        and words[-1] in layout_words().before_date
    )


def _ended(text: str, line: Line, then: str) -> bool:
    """Whether a line ends like a sentence, and not in an abbreviation before `then`."""
    tail = text[max(line.start, line.end - _TAIL) : line.end]
    if _ENDED.search(tail) is None:
        return False
    last = tail.split()[-1].lstrip("(")
    shortened = last.lower() in layout_words().abbreviations or _ORDINAL.fullmatch(last)
    return not (shortened and then[0].islower())


def _apart(above: Line, line: Line) -> bool:
    """Whether the make-up of two lines keeps them apart, whatever their words."""
    if line.opened or above.closed or line.marker is not None or line.start >= line.end:
        return True
    if (above.heading is None) != (line.heading is None):
        return True
    return abs(above.size - line.size) > _SIZE_SLACK * max(above.size, line.size)


def _set_in(above: Line, line: Line) -> bool:
    """Whether the line is set in against the one above, as the first of a paragraph is."""
    return above.marker is None and line.left > above.left + 1.5 * line.space
