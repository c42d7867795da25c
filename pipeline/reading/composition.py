"""The canonical text of printed pages, and its lines as the layout wants them."""

from collections.abc import Sequence
from typing import Final

from referat.minutes import Page
from referat.reading.headings import heading_levels
from referat.reading.lines import Line
from referat.reading.printed import FIGURES, PrintedLine, blank_of

_FAR: Final = 1.2
"""From how wide a gap on, in the size of the letters, a number stands in a column of its own."""


def composed(
    lines: Sequence[PrintedLine], page_count: int
) -> tuple[str, tuple[Page, ...], list[int]]:
    """The canonical text, the range of each page, and where each line begins.

    Args:
        lines: The lines of the document in reading order.
        page_count: How many pages it has.
    """
    pieces: list[str] = []
    starts: list[int] = []
    pages: list[Page] = []
    position = 0
    upcoming = 0
    for number in range(1, page_count + 1):
        begin = position
        while upcoming < len(lines) and lines[upcoming].page == number:
            line = lines[upcoming]
            if position > begin:
                pieces.append(_between(lines[upcoming - 1], line))
                position += 1
            starts.append(position)
            pieces.append(line.text)
            position += len(pieces[-1])
            upcoming += 1
        pages.append(Page(number, begin, position))
        if number < page_count:
            pieces.append("\f")
            position += 1
    return "".join(pieces), tuple(pages), starts


def _between(above: PrintedLine, line: PrintedLine) -> str:
    """What parts two lines in the text: a tab between cells of one row."""
    if above.cell is None or line.cell is None or above.cell.column == line.cell.column:
        return "\n"
    same_row = (above.cell.table, above.cell.row) == (line.cell.table, line.cell.row)
    return "\t" if same_row else "\n"


def lines_of(printed: Sequence[PrintedLine], starts: Sequence[int]) -> list[Line]:
    """Printed lines as the layout wants them, paragraphs told apart by the space above.

    Args:
        printed: The lines.
        starts: Where each begins in the text.
    """
    headings = heading_levels(printed)
    lines: list[Line] = []
    for position, (line, start) in enumerate(zip(printed, starts, strict=True)):
        above = printed[position - 1] if position else None
        size = line.size
        lines.append(
            Line(
                start=start,
                end=start + len(line.text),
                left=line.left,
                right=line.right,
                lead=line.pieces[0].lead,
                space=blank_of(size),
                gap=_gap(above, line, size),
                size=size,
                heading=headings[position],
                closed=_ends_in_sum(line),
                cell=line.cell,
                limit=line.limit,
            )
        )
    return lines


def _ends_in_sum(line: PrintedLine) -> bool:
    """Whether a line ends with a number far from what is before it: no text wraps there."""
    if len(line.pieces) < 2 or FIGURES.fullmatch(line.pieces[-1].text) is None:
        return False
    return line.pieces[-1].left - line.pieces[-2].right > _FAR * line.size


def _gap(above: PrintedLine | None, line: PrintedLine, size: float) -> float | None:
    """Distance to the line above in line heights, None where a page or column begins."""
    if above is None or above.page != line.page or above.baseline < line.baseline - 1:
        return None
    return (above.baseline - line.baseline) / size
