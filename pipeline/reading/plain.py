"""Plain text: lines, their indents and blank lines to blocks."""

import re

from referat.minutes import Page
from referat.reading.drawn_tables import with_drawn_tables
from referat.reading.flow import measure_flow
from referat.reading.layout import blocks_of
from referat.reading.lines import Content, Line, measured, physical_lines
from referat.reading.markers import with_marker
from referat.reading.sheets import Sheet, without_running_lines
from referat.reading.table_lines import with_tables

_RULE = re.compile(r"[-_=*~.–—·\s]{3,}")
"""A line of dashes and the like, which parts what it stands between."""
_PAGE_END = "\f"


def plain_content(text: str) -> Content:
    """The blocks of a plain text file, whose text is the file as decoded.

    Form feeds part pages, whose running heads and feet and numbers are in no block.
    """
    lines = text_lines(text)
    flow = measure_flow(text, lines, columns=True)
    blocks, hidden = blocks_of(text, lines, flow)
    return Content(text, _pages(text), tuple(blocks), tuple(hidden))


def text_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, cells of tables and markers split off."""
    sheets: list[Sheet] = [Sheet()]
    blank = 0
    for row, (start, end) in enumerate(physical_lines(text)):
        if start > 0 and text[start - 1] == _PAGE_END:
            sheets.append(Sheet())
        line = measured(text, start, end, blank)
        if line is None or _RULE.fullmatch(text, line.start, line.end):
            blank += 1
            continue
        sheets[-1].add(row, line)
        blank = 0
    lines = with_drawn_tables(text, without_running_lines(text, sheets))
    tables = {line.cell.table for line in lines if line.cell is not None}
    return [with_marker(text, line) for line in with_tables(text, lines, len(tables))]


def _pages(text: str) -> tuple[Page, ...]:
    """The pages that form feeds part, none where there are none."""
    if _PAGE_END not in text.rstrip():
        return ()
    pages: list[Page] = []
    start = 0
    for number, content in enumerate(text.rstrip(_PAGE_END).split(_PAGE_END), 1):
        pages.append(Page(number, start, start + len(content)))
        start += len(content) + 1
    return tuple(pages)
