"""What the classifier reads of a sentence: the sentence itself, and one line of its context.

The context is five fields with a fixed separator, each cut short, so that an input has about sixty
tokens: section and layout with the head of the column, title of the agenda item, lead-in of the
list, the sentence before and the one after.
"""

from typing import Final

from referat.minutes import SentenceInContext
from referat.models.windows import KIND_WORDS, SECTION_WORDS

INPUT_FORMAT: Final = "sentence|section kind: column|title|lead-in|previous|following 1"
"""Identifies this rendering; a model trained on another one is refused."""

SEPARATOR: Final = " | "
_SENTENCE_HEAD, _SENTENCE_TAIL = 220, 80
_TITLE, _LEAD_IN, _COLUMN = 50, 70, 20
_PREVIOUS, _FOLLOWING = 70, 50
_CUT: Final = "…"


def encode(sentence: SentenceInContext) -> tuple[str, str]:
    """The pair of texts a model is given for a sentence.

    Args:
        sentence: The sentence in its context.
    """
    place = f"{SECTION_WORDS[sentence.section]} {KIND_WORDS[sentence.kind]}"
    if sentence.column:
        place += ": " + _head(sentence.column, _COLUMN)
    fields = (
        place,
        _head(sentence.item_title, _TITLE),
        _tail(sentence.lead_in, _LEAD_IN),
        _tail(sentence.previous, _PREVIOUS),
        _head(sentence.following, _FOLLOWING),
    )
    return _middle_cut(sentence.text), SEPARATOR.join(fields)


def _head(text: str | None, length: int) -> str:
    """The first words of a text, up to a length."""
    if not text or len(text) <= length:
        return text or ""
    return (text[:length].rpartition(" ")[0] or text[:length]) + _CUT


def _tail(text: str | None, length: int) -> str:
    """The last words of a text, up to a length: those next to the sentence."""
    if not text or len(text) <= length:
        return text or ""
    return _CUT + (text[-length:].partition(" ")[2] or text[-length:])


def _middle_cut(text: str) -> str:
    """A long sentence without its middle: verbs of deciding open it, deadlines close it."""
    if len(text) <= _SENTENCE_HEAD + _SENTENCE_TAIL:
        return text
    return f"{_head(text, _SENTENCE_HEAD)} {_tail(text, _SENTENCE_TAIL)}"
