"""Spans over spaCy's tokens, for formats in which a span begins and ends with a token."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from referat.minutes import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def touched(doc: "Doc", span: Span) -> tuple[int, int]:
    """The first and the last token that a span of the text touches."""
    starts = range(len(doc))
    first = bisect_right(starts, span.start, key=lambda token: doc[token].idx) - 1
    last = bisect_left(starts, span.end, key=lambda token: doc[token].idx) - 1
    return first, last


def shown(doc: "Doc", first: int, last: int) -> Span:
    """What a reader sees of the tokens from the first to the last."""
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
