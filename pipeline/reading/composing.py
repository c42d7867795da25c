"""The canonical text of formats that have markup of their own, composed line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.flow import Flow, measure_flow
from referat.reading.layout import blocks_of
from referat.reading.lines import Cell, Content, Line, Marker
from referat.reading.markers import with_marker
from referat.settings import Limits

_INDENT: Final = 2
"""Columns by which a level of a list is set in."""
_MAX_WIDTH: Final = 130
"""The widest that lines are wrapped by hand."""
_BEYOND: Final = 1.1
"""How far against the width of wrapped lines one reaches that was not wrapped there."""
_MAX_SHARE: Final = 0.25
"""Share of such lines from which on none are taken to be wrapped."""


@dataclass(slots=True)
class Composer:
    """Gathers the lines of a document in reading order, and makes its text and blocks of them.

    A line is what stands between two line breaks of the page: a paragraph, or the part of one
    before a `<br>`. Lines of one paragraph that only wrap by hand are joined by the layout like
    those of a text file; `opened` and `closed` keep a line apart from the one above and below.
    Cells of one row stand on one line of the text, parted by tabs.
    """

    limits: Limits
    _pieces: list[str] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _length: int = 0
    _gap: int = 0

    def blank(self) -> None:
        """Leave a blank line: a paragraph ends here."""
        self._gap = 1

    def line(
        self,
        words: str,
        *,
        level: int = 0,
        heading: int | None = None,
        marker: str | None = None,
        cell: Cell | None = None,
        opened: bool = False,
        closed: bool = False,
    ) -> None:
        """Add a line; white space in it becomes single blanks, and nothing blank is added.

        Args:
            words: Its visible text without marker.
            level: How deep it is set in, from 0.
            heading: The level of a heading, from 1.
            marker: The bullet or number that the page shows in front ("•", "2.", "a)"); it becomes
                part of the text. A marker typed into `words` is found without this.
            cell: Its place in a table.
            opened: Whether it never goes on from the line above.
            closed: Whether the next line never goes on from it.
        """
        words = " ".join(words.split())
        if not words:
            return
        self._part(cell)
        start = self._length
        mark = None
        if marker:
            mark = Marker(marker, start)
            self._add(f"{marker} ")
        begin = self._length
        self._add(words)
        if self._length > self.limits.max_characters:
            raise UnreadableDocumentError(
                f"is too long: the most is {self.limits.max_characters:,} characters"
                " (limit max_characters)"
            )
        left = level * _INDENT
        line = Line(
            start=begin,
            end=self._length,
            left=left,
            right=left + self._length - start,
            lead=len(words.split(" ", 1)[0]),
            gap=self._gap,
            marker=mark,
            heading=heading,
            opened=opened or mark is not None or heading is not None,
            closed=closed or heading is not None,
            cell=cell,
        )
        self._lines.append(line)
        self._gap = 0

    def _part(self, cell: Cell | None) -> None:
        """Write what stands between the last line and one that begins."""
        if not self._lines:
            return
        before = self._lines[-1].cell
        same_row = (
            cell is not None
            and before is not None
            and (cell.table, cell.row) == (before.table, before.row)
            and cell != before
        )
        self._add("\t" if same_row else "\n\n" if self._gap else "\n")

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def content(self) -> Content:
        """The text with its blocks.

        Raises:
            UnreadableDocumentError: Nothing was added.
        """
        text = "".join(self._pieces)
        if not text.strip():
            raise UnreadableDocumentError("holds no text")
        lines = [with_marker(text, line) for line in self._lines]
        blocks, hidden = blocks_of(text, lines, _flow(text, lines))
        return Content(text, (), tuple(blocks), tuple(hidden))


def _flow(text: str, lines: Sequence[Line]) -> Flow:
    """How the lines flow: a width that many of them go beyond is none that they wrap at."""
    flow = measure_flow(text, lines, columns=True)
    if flow.width is None:
        return flow
    beyond = sum(line.right > _BEYOND * flow.width for line in lines if line.cell is None)
    if flow.width > _MAX_WIDTH or beyond > _MAX_SHARE * len(lines):
        return replace(flow, width=None)
    return flow
