"""Markdown: headings, lists, quotes, tables and inline marks, with every offset kept."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from referat.minutes import Block, BlockKind, Span
from referat.reading.flow import measure_flow
from referat.reading.inline import hidden_marks
from referat.reading.layout import blocks_of
from referat.reading.lines import Content, Line, measured, physical_lines
from referat.reading.markers import with_marker
from referat.reading.pipes import is_separator, pieces_between_breaks, table_cells, trimmed

_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_HEADING = re.compile(
    r"[ ]{0,3}(?P<marks>#{1,6})(?:[ \t]+|$)|[ ]{0,3}<h(?P<level>[1-6])\b[^<>]*>", re.IGNORECASE
)
_HEADING_END = re.compile(r"(?:[ \t]#+|</h[1-6]>)?[ \t]*$", re.IGNORECASE)
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\[\]]{1,100}\]:\s")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:(?P<first>=+)|-{2,})[ \t]*")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_MATTER = re.compile(r"(?:title|titel|date|dato):", re.IGNORECASE)
"""The fields of YAML front matter that say something of the meeting."""
_FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<inner>(?:(?!(?P=mark)).)+)(?P=mark)(?P<colon>\s*:)?\s*")
_BOLD_LABEL = re.compile(
    r"(?:[-*+]\s+)?(\*\*|__)(?:(?!\1).)+\1\s*:|(\*\*|__)(?:(?!\2).)+:\s*\2\s*\S"
)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
BOLD_LEVEL: Final = 7
"""The level of a line that is bold from end to end: below the six of marked headings."""


@dataclass(slots=True)
class _Scan:
    """What a pass over the lines gathers."""

    text: str
    lines: list[Line] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    tables: list[list[Span]] = field(default_factory=list)
    blank: int = 0
    fenced: bool = False
    in_table: bool = False

    def barrier(self) -> None:
        """Keep the next line from running on from the last."""
        self.blank += 2


def markdown_content(text: str) -> Content:
    """The blocks of a Markdown file, whose text is the file as decoded."""
    scan = _scan(text)
    flow = measure_flow(text, scan.lines, columns=True)
    blocks, joints = blocks_of(text, scan.lines, flow)
    for number, rows in enumerate(scan.tables):
        blocks.extend(table_cells(text, rows, number))
    blocks = [piece for block in blocks for piece in _split_at_breaks(text, block)]
    blocks.sort(key=lambda block: block.start)
    marks = [mark for block in blocks for mark in hidden_marks(text, block.start, block.end)]
    return Content(text, (), tuple(blocks), merged([*scan.hidden, *joints, *marks]))


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Ranges sorted, those that overlap or touch made one, empty ones dropped."""
    result: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _scan(text: str) -> _Scan:
    scan = _Scan(text)
    spans = physical_lines(text)
    comments = _comments(text)
    scan.hidden.extend(comments)
    contents = [_outside(_content(scan, start, end), comments) for start, end in spans]
    matter = _front_matter(text, contents)
    for index, content in enumerate(contents):
        following = contents[index + 1] if index + 1 < len(contents) else None
        if index < matter:
            _add_matter(scan, content)
        else:
            _add(scan, content, spans[index], following)
    return scan


def _comments(text: str) -> list[Span]:
    """The closed comments of a text."""
    comments: list[Span] = []
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        comments.append(Span(start, end + 3))
        start = text.find("<!--", end)
    return comments


def _content(scan: _Scan, start: int, end: int) -> Span:
    """A line without its quote marks, which are hidden."""
    quote = _QUOTE.match(scan.text, start, end)
    if quote is None:
        return Span(start, end)
    scan.hidden.append(Span(start, quote.end()))
    return Span(quote.end(), end)


def _outside(content: Span, comments: Sequence[Span]) -> Span:
    """The part of a line that no comment at its ends covers."""
    start, end = content.start, content.end
    upcoming = max(0, bisect_left(comments, Span(start, start)) - 1)
    while upcoming < len(comments) and comments[upcoming].start < end:
        comment = comments[upcoming]
        upcoming += 1
        if comment.start <= start < comment.end:
            start = min(end, comment.end)
        elif start < comment.start < end <= comment.end:
            end = comment.start
    return Span(start, end)


def _front_matter(text: str, contents: Sequence[Span]) -> int:
    """How many lines at the top are YAML front matter."""
    rules = [
        index
        for index, span in enumerate(contents[:40])
        if text[span.start : span.end].rstrip() == "---"
    ]
    return rules[1] + 1 if len(rules) > 1 and rules[0] == 0 else 0


def _add_matter(scan: _Scan, content: Span) -> None:
    line = measured(scan.text, content.start, content.end, 0)
    if line is not None and _MATTER.match(scan.text, line.start, line.end):
        scan.lines.append(replace(line, opened=True, closed=True))


def _add(scan: _Scan, content: Span, line: tuple[int, int], following: Span | None) -> None:
    words = scan.text[content.start : content.end]
    if _add_table_row(scan, content, words, following):
        return
    if _FENCE.match(words):
        scan.fenced = not scan.fenced
        scan.barrier()
    elif not words.strip():
        scan.blank += 1
    elif scan.fenced:
        _add_line(scan, content, line[0], opened=True)
    elif _underlines(scan, words):
        pass
    elif _RULE.fullmatch(words) or _REFERENCE.match(words):
        scan.barrier()
    elif heading := _HEADING.match(words):
        _add_heading(scan, content, heading)
    else:
        _add_line(scan, content, line[0], opened=False)


def _add_table_row(scan: _Scan, content: Span, words: str, following: Span | None) -> bool:
    """Take a line as a row of a table; tell whether it is one."""
    if scan.in_table and "|" in words:
        if not is_separator(words):
            scan.tables[-1].append(content)
        return True
    scan.in_table = False
    if scan.fenced or "|" not in words or following is None:
        return False
    if not is_separator(scan.text[following.start : following.end]):
        return False
    scan.tables.append([content])
    scan.in_table = True
    scan.barrier()
    return True


def _underlines(scan: _Scan, words: str) -> bool:
    """Make the line above a heading if this one underlines it; tell whether it does."""
    underline = _UNDERLINE.fullmatch(words)
    if underline is None or scan.blank or not scan.lines:
        return False
    above = scan.lines[-1]
    if above.heading is not None or above.opened:
        return False
    scan.lines[-1] = replace(
        above, heading=1 if underline["first"] else 2, closed=True, opened=True
    )
    return True


def _add_heading(scan: _Scan, content: Span, heading: re.Match[str]) -> None:
    words = scan.text[content.start : content.end].rstrip()
    closing = _HEADING_END.search(words, max(heading.end(), len(words) - 8))
    end = closing.start() if closing else len(words)
    title = trimmed(scan.text, content.start + heading.end(), content.start + end)
    if title.start >= title.end:
        scan.barrier()
        return
    inner = _without_bold(scan.text, title) or title
    level = len(heading["marks"]) if heading["marks"] else int(heading["level"])
    _append(scan, inner, content.start, heading=level)


def _add_line(scan: _Scan, content: Span, origin: int, *, opened: bool) -> None:
    words = scan.text[content.start : content.end]
    inner = _without_bold(scan.text, trimmed(scan.text, content.start, content.end))
    if inner is not None and not scan.fenced:
        _append(scan, inner, origin, heading=BOLD_LEVEL)
        return
    line = measured(scan.text, content.start, content.end, scan.blank, origin)
    if line is None:
        return
    label = _BOLD_LABEL.match(words.lstrip()) is not None
    closed = _HARD_BREAK.search(words) is not None
    if scan.text[line.end - 1] == "\\":
        line = replace(line, end=trimmed(scan.text, line.start, line.end - 1).end)
    if line.start >= line.end:
        return
    line = replace(line, opened=opened or label, closed=closed or opened)
    scan.lines.append(with_marker(scan.text, line))
    scan.blank = 0


def _append(scan: _Scan, inner: Span, origin: int, *, heading: int) -> None:
    line = measured(scan.text, inner.start, inner.end, scan.blank, origin)
    if line is not None:
        line = replace(line, heading=heading, opened=True, closed=True)
        scan.lines.append(with_marker(scan.text, line))
        scan.blank = 0


def _without_bold(text: str, span: Span) -> Span | None:
    """What stands inside the marks of a line that is bold from end to end, else None."""
    bold = _BOLD.fullmatch(text, span.start, span.end)
    return None if bold is None else Span(*bold.span("inner"))


def _split_at_breaks(text: str, block: Block) -> list[Block]:
    if block.kind is BlockKind.TABLE_CELL:
        return [block]
    pieces = pieces_between_breaks(text, Span(block.start, block.end))
    if len(pieces) < 2:
        return [block]
    first, *others = pieces
    return [
        replace(block, start=first.start, end=first.end),
        *(Block(piece.start, piece.end, BlockKind.PARAGRAPH) for piece in others),
    ]
