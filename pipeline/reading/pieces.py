"""The pieces of text printed on a page, with their place, size and weight."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from referat.reading.glyphs import BREAK, HYPHEN, NOTHING, Glyphs
from referat.reading.piece import Piece
from referat.reading.printed import BULLETS, COLUMN_GAP, blank_of
from referat.reading.rules import Rule

_RUN = re.compile(rf"[^{BREAK}{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_WORD = re.compile(r"\S+")
_RULE = re.compile(r"[-_=–—.…*]{5,}")
_NEAR: Final = 2.0
"""Points within which the same words printed twice are one, set bold by printing them again."""


class _Printed(NamedTuple):
    """A word of a run: where it stands in the characters, what it says, and its edges."""

    start: int
    text: str
    left: float
    right: float


class Run(NamedTuple):
    """Characters that pdfium has in one line, and the quarter turns by which they are turned."""

    start: int
    end: int
    direction: int | None


def runs_of(glyphs: Glyphs) -> list[Run]:
    """The runs of a page that are not blank; the page is then read in the direction of most."""
    runs = [
        Run(*match.span(), glyphs.direction(word.start()))
        for match in _RUN.finditer(glyphs.text)
        if (word := _WORD.search(glyphs.text, *match.span()))
    ]
    weights: Counter[int] = Counter()
    for run in runs:
        if run.direction is not None:
            weights[run.direction] += run.end - run.start
    glyphs.turn = weights.most_common(1)[0][0] if weights else 0
    return runs


def pieces_of(glyphs: Glyphs, runs: Sequence[Run], walls: Sequence[Rule] = ()) -> list[Piece]:
    """The pieces of a page in the order that they were printed in.

    A piece is what stands in one line with no wide gap, wall or bullet inside; rules drawn with
    dashes are left out, and so is what was printed twice in one place.

    Args:
        glyphs: The characters of the page.
        runs: Its runs.
        walls: Upright rules of tables, which part what stands on either side.
    """
    pieces: list[Piece] = []
    for run in runs:
        words = _words(glyphs, run.start, run.end)
        pieces.extend(_pieces(glyphs, words, walls, run.direction == glyphs.turn))
    return _once(pieces)


def _words(glyphs: Glyphs, start: int, end: int) -> list[_Printed]:
    words: list[_Printed] = []
    for match in _WORD.finditer(glyphs.text, start, end):
        content = match.group()
        if NOTHING in content or HYPHEN in content:
            content = content.replace(NOTHING, "").replace(HYPHEN, "-")
        if content:
            left, right = glyphs.edges(match.start(), match.end() - 1)
            words.append(_Printed(match.start(), content, left, right))
    return words


def _pieces(
    glyphs: Glyphs, words: Sequence[_Printed], walls: Sequence[Rule], upright: bool
) -> Iterator[Piece]:
    """The words of one run as pieces."""
    if not words:
        return
    longest = max(words, key=lambda word: len(word.text))
    sample = longest.start + len(longest.text) // 2
    size, baseline = glyphs.size(sample), glyphs.baseline(sample)
    beside = [wall.at for wall in walls if wall.low <= baseline + size / 4 <= wall.high]
    wide = COLUMN_GAP * blank_of(size)
    group: list[_Printed] = []
    for word in words:
        rule = _RULE.fullmatch(word.text) is not None
        if group and (
            rule
            or word.text in BULLETS
            or word.left - group[-1].right > wide
            or (beside and _parted(group[-1], word, beside))
        ):
            yield _piece(glyphs, group, baseline, size, upright)
            group = []
        if not rule:
            group.append(word)
    if group:
        yield _piece(glyphs, group, baseline, size, upright)


def _parted(before: _Printed, word: _Printed, walls: Sequence[float]) -> bool:
    first, last = (before.left + before.right) / 2, (word.left + word.right) / 2
    return any(first < at < last for at in walls)


def _piece(
    glyphs: Glyphs, words: Sequence[_Printed], baseline: float, size: float, upright: bool
) -> Piece:
    return Piece(
        text=" ".join([word.text for word in words]),
        left=words[0].left,
        right=words[-1].right,
        lead=words[0].right - words[0].left,
        baseline=baseline,
        size=size,
        bold=_is_bold(glyphs, words),
        upright=upright,
    )


def _is_bold(glyphs: Glyphs, words: Sequence[_Printed]) -> bool:
    """Whether the first and the last character that can tell are bold."""
    first = next((at for word in words for at in _telling(word)), None)
    if first is None or not glyphs.is_bold(first):
        return False
    last = next(at for word in reversed(words) for at in reversed(_telling(word)))
    return glyphs.is_bold(last)


def _telling(word: _Printed) -> list[int]:
    return [word.start + at for at, character in enumerate(word.text) if character.isalnum()]


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those that say the same in the same place as an earlier one."""
    seen: set[tuple[str, int, int]] = set()
    texts: set[str] = set()
    kept: list[Piece] = []
    for piece in pieces:
        column, row = int(piece.left // _NEAR), int(piece.baseline // _NEAR)
        if piece.text in texts and any(
            (piece.text, column + aside, row + above) in seen
            for aside in (-1, 0, 1)
            for above in (-1, 0, 1)
        ):
            continue
        texts.add(piece.text)
        seen.add((piece.text, column, row))
        kept.append(replace(piece, order=len(kept)))
    return kept
