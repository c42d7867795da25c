"""A manuscript set out line by line: the text and blocks of word processors' documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from referat.reading.composing import Composer
from referat.reading.grids import heads_of, is_across, is_layout, width_of, with_tab_tables
from referat.reading.lines import Cell, Content
from referat.reading.manuscript import (
    Paragraph,
    Piece,
    Table,
    TableCell,
    TypedLine,
    paragraphs_of,
)
from referat.reading.markers import split_marker
from referat.reading.typography import Typography, is_number, measure_typography
from referat.settings import Limits

_MAX_TITLE: Final = 200
"""Characters from which on a heading is running text that is only set like one."""
_LINE: Final = range(40, 121)
"""Characters of a line that was wrapped by hand."""
_FEW: Final = 3
_WRAPPED_SHARE: Final = 0.25


def typeset(pieces: Sequence[Piece], limits: Limits) -> Content:
    """The text of a manuscript with its blocks.

    Args:
        pieces: Its paragraphs and tables in reading order.
        limits: The limits on its length.

    Raises:
        UnreadableDocumentError: It holds no text, or too much.
    """
    pieces = with_tab_tables(pieces)
    composer = Composer(limits)
    look = measure_typography(paragraphs_of(pieces))
    _Setter(composer, look, wrapped=_is_wrapped_by_hand(pieces)).pieces(pieces)
    return composer.content()


@dataclass(slots=True)
class _Setter:
    """Sets pieces into a composer."""

    composer: Composer
    look: Typography
    wrapped: bool
    tables: int = 0

    def pieces(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Paragraph):
                self.paragraph(piece)
            else:
                self.composer.blank()
                self.table(piece)
                self.composer.blank()

    def paragraph(self, paragraph: Paragraph) -> None:
        """Set a paragraph; one without words is a blank line."""
        lines = _lines_of(paragraph)
        if not lines:
            self.composer.blank()
        last = len(lines) - 1
        for position, line in enumerate(lines):
            marker = None if position else paragraph.marker
            loose = self.wrapped and len(line.text) < _LINE.stop
            if not line.text.strip():
                self.composer.blank()
            elif (run_in := self.look.run_in(line, marker)) and paragraph.heading is None:
                title, text = run_in
                level = self.look.heading(TypedLine(title, len(title)), marker)
                self.composer.line(title, level=paragraph.level, heading=level, marker=marker)
                self.composer.line(text, level=paragraph.level, opened=True, closed=True)
            else:
                shown, words = _with_typed_marker(marker, line.text)
                self.composer.line(
                    words,
                    level=paragraph.level,
                    heading=self._heading(paragraph, line, marker),
                    marker=shown,
                    opened=not position and not (loose and marker is None),
                    closed=position == last and not (loose and len(line.text) in _LINE),
                )

    def _heading(self, paragraph: Paragraph, line: TypedLine, marker: str | None) -> int | None:
        if paragraph.heading is not None and len(line.text) <= _MAX_TITLE:
            return paragraph.heading
        return self.look.heading(line, marker)

    def table(self, table: Table) -> None:
        """Set a table, cell by cell, or as running text where it only sets out the page."""
        down_to, heads = heads_of(table)
        if is_layout(table, headed=bool(heads)):
            for row in table.rows:
                for cell in row.cells:
                    self.pieces(cell.pieces)
            return
        number = self.tables
        self.tables += 1
        width = width_of(table)
        for index, row in enumerate(table.rows):
            if is_across(row, width):
                self.pieces(row.cells[0].pieces)
                continue
            for cell in row.cells:
                head = heads.get(cell.column) if index >= down_to else None
                self._cell(cell, Cell(number, index, cell.column, head))

    def _cell(self, cell: TableCell, place: Cell) -> None:
        for paragraph in paragraphs_of(cell.pieces):
            for position, line in enumerate(paragraph.lines):
                goes_on = position > 0 and line.text.strip()[:1].islower()
                self.composer.line(
                    line.text,
                    level=paragraph.level,
                    marker=None if position else paragraph.marker,
                    cell=place,
                    opened=not goes_on,
                )


def _lines_of(paragraph: Paragraph) -> Sequence[TypedLine]:
    """The lines of a paragraph; those of a heading that go on in lower case are one."""
    if paragraph.heading is None:
        return paragraph.lines
    lines: list[TypedLine] = []
    for line in paragraph.lines:
        if lines and line.text.strip()[:1].islower():
            lines[-1] = TypedLine(f"{lines[-1].text} {line.text}")
        else:
            lines.append(line)
    return lines


def _with_typed_marker(marker: str | None, text: str) -> tuple[str | None, str]:
    """A marker and the words behind it; both as words where a number or box typed there counts."""
    if marker is None or is_number(marker):
        return marker, text
    both = f"{marker} {text.strip()}"
    found = split_marker(both)
    return (marker, text) if found is None or found[0] == marker else (None, both)


def _is_wrapped_by_hand(pieces: Sequence[Piece]) -> bool:
    """Whether the paragraphs are lines pasted from elsewhere, which run on from one to the next."""
    pairs = list(_plain_pairs(pieces))
    running = sum(
        then[:1].islower() and not above.endswith((".", "!", "?", ":", ";", ")"))
        for above, then in pairs
    )
    return running >= _FEW and running >= _WRAPPED_SHARE * len(pairs)


def _plain_pairs(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Pairs of neighbours that may be two lines of one paragraph."""
    for above, then in pairwise(pieces):
        if isinstance(above, Paragraph) and isinstance(then, Paragraph):
            plain = not (above.marker or then.marker or above.heading or then.heading)
            if plain and len(above.text) in _LINE and then.text:
                yield above.text, then.text
