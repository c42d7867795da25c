"""Spans over spaCy's tokens, for formats in which a span begins and ends with a token."""

import functools
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from referat.errors import AnnotationError
from referat.minutes import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def tokenized(text: str) -> "Doc":
    """A text in the tokens of spaCy's blank Danish pipeline, of which it can be made again."""
    nlp = _danish()
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = nlp.make_doc(text)
    if doc.text != text:
        raise AnnotationError(f"spaCy's tokens do not give the text {text[:40]!r} again")
    return doc


def touched(doc: "Doc", span: Span) -> tuple[int, int]:
    """The first and the last token that a span of the text touches."""
    starts = range(len(doc))
    first = bisect_right(starts, span.start, key=lambda token: doc[token].idx) - 1
    last = bisect_left(starts, span.end, key=lambda token: doc[token].idx) - 1
    return first, last


def shown(doc: "Doc", first: int, last: int) -> Span:
    """What a reader sees of the tokens from the first to the last."""
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


@functools.cache
def _danish() -> "Language":
    import spacy

    return spacy.blank("da")
