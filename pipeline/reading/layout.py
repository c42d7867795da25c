"""Lines to blocks: wrapped lines joined, headings, list items and paragraphs kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from referat.minutes import Block, BlockKind, Span
from referat.reading.flow import Flow
from referat.reading.hyphens import joint
from referat.reading.lines import Line


@dataclass(slots=True)
class _Run:
    """Lines that make one block."""

    lines: list[Line] = field(default_factory=list)


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
    return _with_levels(runs), hidden


def _with_markers_joined(lines: Sequence[Line]) -> list[Line]:
    """Lines where a number alone on its line is the marker of the next."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and above.marker and above.start >= above.end and line.marker is None:
            joined[-1] = replace(line, marker=above.marker, left=above.left, gap=above.gap)
        else:
            joined.append(line)
    return joined


def _with_levels(runs: Sequence[Sequence[Line]]) -> list[Block]:
    """Blocks of runs; list items know how deep they are set in."""
    blocks: list[Block] = []
    indents: list[float] = []
    for run in runs:
        first = run[0]
        if first.marker is None or first.heading is not None:
            indents = []
        else:
            indents = [*(i for i in indents if i < first.left - first.space), first.left]
        blocks.append(_block(run, max(0, len(indents) - 1)))
    return blocks


def _block(run: Sequence[Line], depth: int) -> Block:
    first, last = run[0], run[-1]
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
