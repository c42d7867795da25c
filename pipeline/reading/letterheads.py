"""What the running head of the first page says that the text below it leaves out."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from referat.reading.manuscript import Paragraph, Piece, TypedLine, paragraphs_of
from referat.reading.style_names import names_minutes
from referat.reading.words import layout_words

_OPENING: Final = 40
"""How many paragraphs the header of minutes takes up."""
_MAX_LINE: Final = 200
_DATE = re.compile(
    r"\d{1,2}\.?\s?(?:(?P<month>[^\W\d]{3,9})\.?\s|[./-]\s?\d{1,2}\s?[./-]\s?)(?:\d{4}|\d{2})\b"
    r"|\d{4}-\d{2}-\d{2}"
)
_APART = re.compile(r"\t+| {3,}")


def opened_by(head: Iterable[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a document, the lines of its head before them that it would miss.

    That is the title and the date of the minutes, where the text has none of its own; the rest of a
    head is furniture.

    Args:
        head: The running head of the first page.
        pieces: The document.
    """
    opening = [p.text[:_MAX_LINE] for p in islice(paragraphs_of(pieces), _OPENING)]
    titled = any(map(names_minutes, opening))
    dated = any(map(_is_dated, opening))
    missed: list[Piece] = [
        Paragraph((TypedLine(words),))
        for paragraph in islice(paragraphs_of(head), _OPENING)
        for line in paragraph.lines
        for words in _APART.split(line.text[:_MAX_LINE].strip())
        if (not titled and names_minutes(words)) or (not dated and _is_dated(words))
    ]
    return [*missed, *pieces]


def _is_dated(text: str) -> bool:
    """Whether a date stands in a text, its year included."""
    months = layout_words().after_ordinal
    return any(
        date["month"] is None or date["month"].lower() in months for date in _DATE.finditer(text)
    )
