"""Lines to blocks: wrapped lines joined, headings, list items and paragraphs kept apart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from referat.minutes import Block, BlockKind, Span
from referat.reading.flow import Flow
from referat.reading.hyphens import joint, soft_hyphens
from referat.reading.lines import Line

_MAX_TITLE: Final = 200
_SENTENCE_BLANKS: Final = 3
"""From how many blanks on a bold line with a full stop is a sentence."""


def blocks_of(text: str, lines: Sequence[Line], flow: Flow) -> tuple[list[Block], list[Span]]:
    """The blocks that lines make, and the ranges that join words broken over them.

    Args:
        text: The canonical text.
        lines: Its lines in reading order, markers split off.
        flow: How they flow.
    """
    hidden: list[Span] = []
    runs: list[list[Line]] = []
    for line in _with_markers_joined(lines):
        if runs and flow.runs_on(text, runs[-1][-1], line):
            if span := joint(text, runs[-1][-1].end, line.start):
                hidden.append(span)
            runs[-1].append(line)
        else:
            runs.append([line])
    blocks = _with_levels([_without_false_heading(text, run) for run in runs])
    return blocks, _with_soft_hyphens(text, hidden)


def _with_soft_hyphens(text: str, joints: list[Span]) -> list[Span]:
    """The ranges that join words, and the soft hyphens between them."""
    soft = list(soft_hyphens(text))
    if not soft:
        return joints
    ends = {joint.start for joint in joints}
    return sorted([*joints, *(span for span in soft if span.start not in ends)])


def _with_markers_joined(lines: Sequence[Line]) -> list[Line]:
    """Lines where a number alone on its line is the marker of the next."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and above.marker and above.start >= above.end and line.marker is None:
            joined[-1] = replace(line, marker=above.marker, left=above.left, gap=above.gap)
        else:
            joined.append(line)
    return [_with_content(line) for line in joined if _says_something(line)]


def _says_something(line: Line) -> bool:
    """Whether a line is more than a lone bullet."""
    return line.start < line.end or line.marker is None or line.marker.text[:1].isalnum()


def _with_content(line: Line) -> Line:
    """The line; a number that stands alone for good is content, not a marker."""
    if line.start < line.end or line.marker is None:
        return line
    return replace(line, start=line.marker.start, marker=None)


def _without_false_heading(text: str, run: Sequence[Line]) -> Sequence[Line]:
    """The lines of a block; a sentence set in bold ("Budgettet blev godkendt.") is no heading.

    Only print is judged so (its lines have a size): marked headings are headings.
    """
    first, last = run[0], run[-1]
    if first.heading is None or first.marker is not None or not first.size or first.start == 0:
        return run
    content = text[first.start : last.end]
    sentence = content.endswith((".", "!")) and content.count(" ") >= _SENTENCE_BLANKS
    if not sentence and len(content) <= _MAX_TITLE:
        return run
    return [replace(first, heading=None), *run[1:]]


def _with_levels(runs: Sequence[Sequence[Line]]) -> list[Block]:
    """Blocks of runs; list items know how deep they are set in."""
    blocks: list[Block] = []
    indents: list[float] = []
    for run in runs:
        first = run[0]
        if first.marker is None or first.cell or first.heading is not None:
            indents = []
        else:
            indents = [*(i for i in indents if i < first.left - first.space), first.left]
        blocks.append(_block(run, max(0, len(indents) - 1)))
    return blocks


def _block(run: Sequence[Line], depth: int) -> Block:
    first, last = run[0], run[-1]
    if first.cell is not None:
        return Block(
            start=first.start,
            end=last.end,
            kind=BlockKind.TABLE_CELL,
            table=first.cell.table,
            row=first.cell.row,
            column=first.cell.column,
            column_head=first.cell.head,
        )
    if first.heading is not None:
        kind, level = BlockKind.HEADING, first.heading
    elif first.marker is not None:
        kind, level = BlockKind.LIST_ITEM, depth
    else:
        kind, level = BlockKind.PARAGRAPH, 0
    return Block(
        start=first.start,
        end=last.end,
        kind=kind,
        level=level,
        marker=first.marker.text if first.marker else None,
        marker_start=first.marker.start if first.marker else None,
    )
