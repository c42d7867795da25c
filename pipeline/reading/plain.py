"""Plain text: lines, their indents and blank lines to blocks."""

from referat.reading.flow import measure_flow
from referat.reading.layout import blocks_of
from referat.reading.lines import Content, Line, measured, physical_lines
from referat.reading.markers import with_marker


def plain_content(text: str) -> Content:
    """The blocks of a plain text file, whose text is the file as decoded."""
    lines = text_lines(text)
    flow = measure_flow(text, lines, columns=True)
    blocks, hidden = blocks_of(text, lines, flow)
    return Content(text, (), tuple(blocks), tuple(hidden))


def text_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, markers split off."""
    lines: list[Line] = []
    blank = 0
    for start, end in physical_lines(text):
        line = measured(text, start, end, blank)
        if line is None:
            blank += 1
            continue
        lines.append(with_marker(text, line))
        blank = 0
    return lines
