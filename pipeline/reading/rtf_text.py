"""The paragraphs of one text of an RTF file: of its pages, of a note, or of a box."""

from dataclasses import dataclass, field
from typing import Final

from referat.reading.manuscript import LineWriter, Paragraph, Piece, list_steps, steps
from referat.reading.rtf_flow import Flow
from referat.reading.rtf_state import Setting
from referat.reading.symbols import bullet, shown

_TWIPS: Final = 20
"""To a point."""
_MAX_MARKER: Final = 40


@dataclass(slots=True)
class Text:
    """A text: its pieces, and the paragraph that is being read.

    `aside` are the notes and boxes of the paragraph, which follow it; `contents` is whether it is
    an entry of a table of contents.
    """

    flow: Flow = field(default_factory=Flow)
    writer: LineWriter = field(default_factory=LineWriter)
    contents: bool = False
    aside: list[Piece] = field(default_factory=list)
    _marker: str = ""

    def add_marker(self, words: str) -> None:
        """Add to the bullet or number of the paragraph."""
        self._marker = (self._marker + shown(words))[:_MAX_MARKER]

    def end_paragraph(
        self, setting: Setting, style: tuple[int | None, bool], depth: int, *, blank: bool
    ) -> None:
        """End the paragraph.

        Args:
            setting: How it is set.
            style: The level of headings in its style, and whether that is for contents.
            depth: How many tables it stands in.
            blank: Whether it is a blank line where it has no words.
        """
        lines, marker, indent = self.writer.taken(), self._shown_marker(), setting.indent / _TWIPS
        heading = style[0] if setting.outline is None else setting.outline + 1
        if (lines or blank) and not (style[1] or self.contents):
            listed = marker is not None
            level = list_steps(marker, setting.list_level, indent) if listed else steps(indent)
            self.flow.add(Paragraph(lines, heading, marker, level), depth)
        for piece in self.aside:
            self.flow.add(piece, depth)
        self._marker, self.contents, self.aside = "", False, []

    def _shown_marker(self) -> str | None:
        """The bullet or number of the paragraph; bullets are written in many fonts."""
        marker = " ".join(self._marker.split())
        if not marker:
            return None
        return marker if any(map(str.isalnum, marker)) and marker != "o" else bullet(marker)
