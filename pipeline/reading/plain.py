"""Plain text: lines, their indents and blank lines to blocks."""

import re

from referat.reading.flow import measure_flow
from referat.reading.layout import blocks_of
from referat.reading.lines import Content, Line, measured, physical_lines
from referat.reading.markers import with_marker
from referat.reading.table_lines import with_tables

_RULE = re.compile(r"[-_=*~.–—·\s]{3,}")
"""A line of dashes and the like, which parts what it stands between."""


def plain_content(text: str) -> Content:
    """The blocks of a plain text file, whose text is the file as decoded."""
    lines = text_lines(text)
    flow = measure_flow(text, lines, columns=True)
    blocks, hidden = blocks_of(text, lines, flow)
    return Content(text, (), tuple(blocks), tuple(hidden))


def text_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, cells of tables and markers split off."""
    lines: list[Line] = []
    blank = 0
    for start, end in physical_lines(text):
        line = measured(text, start, end, blank)
        if line is None or _RULE.fullmatch(text, line.start, line.end):
            blank += 1
            continue
        lines.append(line)
        blank = 0
    return [with_marker(text, line) for line in with_tables(text, lines)]
