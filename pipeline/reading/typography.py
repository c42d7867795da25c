"""Headings that are set as headings by their letters alone, in documents of word processors."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from referat.reading.flow import is_label
from referat.reading.manuscript import Paragraph, TypedLine
from referat.reading.markdown import BOLD_LEVEL
from referat.reading.markers import split_marker

_LARGE_LEVEL: Final = BOLD_LEVEL - 1
_LARGER: Final = 1.1
_MAX_CHARACTERS: Final = 120
_MAX_STRONG_SHARE: Final = 0.7
_SENTENCE_BLANKS: Final = 3
"""From how many blanks on a line with a full stop is a sentence."""


@dataclass(frozen=True, slots=True)
class Typography:
    """The letters of a document: the size of its body, 0 where unknown, and if bold stands out."""

    body: float
    strong_counts: bool

    def heading(self, line: TypedLine, marker: str | None) -> int | None:
        """The level of a heading that a line is by its letters, else None.

        Args:
            line: The line.
            marker: The bullet or number before it; under a bullet there are no headings.
        """
        text = " ".join(line.text.split())
        if marker is not None and not is_number(marker):
            return None
        if len(text) > _MAX_CHARACTERS or not any(map(str.isalpha, text)):
            return None
        if not (marker or is_numbered(text)) and _is_said(text):
            return None
        if self.body and line.size > _LARGER * self.body:
            return _LARGE_LEVEL
        return BOLD_LEVEL if self.strong_counts and line.all_strong else None

    def run_in(self, line: TypedLine, marker: str | None) -> tuple[str, str] | None:
        """The title and the text of a numbered line whose title alone is bold, else None."""
        title, text = line.text[: line.strong].strip(), line.text[line.strong :].strip()
        numbered = is_number(marker) if marker else is_numbered(title)
        if not (numbered and title and text and self.strong_counts):
            return None
        whole = text[0].isupper() and title[-1] not in ",(-–" and len(title) <= _MAX_CHARACTERS
        return (title, text) if whole and any(map(str.isalpha, title)) else None


def measure_typography(paragraphs: Iterable[Paragraph]) -> Typography:
    """The letters of a document: its body is in the size of most letters."""
    sizes: Counter[float] = Counter()
    strong = whole = 0
    for paragraph in paragraphs:
        for line in paragraph.lines:
            sizes[line.size] += len(line.text)
            if paragraph.heading is None:
                whole += len(line.text)
                strong += len(line.text) if line.all_strong else 0
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    return Typography(body, strong <= _MAX_STRONG_SHARE * whole)


def is_number(marker: str) -> bool:
    """Whether a marker is a number or letter, and no bullet."""
    return any(map(str.isalnum, marker))


def is_numbered(text: str) -> bool:
    """Whether a text begins with a number that was typed."""
    found = split_marker(text)
    return found is not None and is_number(found[0])


def _is_said(text: str) -> bool:
    """Whether a line says something, rather than naming what follows."""
    sentence = text.endswith((".", "!", "?")) and text.count(" ") >= _SENTENCE_BLANKS
    return sentence or (is_label(text, known=True) and not text.endswith(":"))
