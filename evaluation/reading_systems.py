"""What is compared with the gold of reading: `referat`, and trivial readings of the same text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from referat.labels import Section
from referat.minutes import AgendaItem, Document, Meeting, Span
from referat.structure import load_tokenizer, structure_all
from referat.structure.dates import written_dates
from referat.structure.tokenization import LARGE_DANISH

if TYPE_CHECKING:
    from spacy.language import Language

REFERAT: Final = "referat"
TRIVIAL: Final = "sentencizer, our blocks"
"""The baseline whose sections and dates stand for those of all."""


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit as a system has it: code points of the text, section, item and meeting by index."""

    start: int
    end: int
    section: Section
    item: int | None = None
    meeting: int = 0


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """What a system reads of one meeting."""

    meeting: Meeting
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a system makes of a document; the units are sorted and disjoint."""

    units: tuple[FoundUnit, ...]
    items: tuple[AgendaItem, ...]
    meetings: tuple[FoundMeeting, ...]


NOTHING: Final = Reading((), (), ())
"""What is read of a document that cannot be read."""


def _place(meeting: Meeting) -> str | None:
    """Where the meeting was held."""
    place: str | None = getattr(meeting, "place", None)
    return place


def referat(document: Document) -> Reading:
    """A document as `referat` structures it.

    Args:
        document: The document as read.
    """
    units: list[FoundUnit] = []
    items: list[AgendaItem] = []
    meetings: list[FoundMeeting] = []
    for index, minutes in enumerate(structure_all(document)):
        for sentence in minutes.sentences:
            item = None if sentence.item is None else sentence.item + len(items)
            units.append(FoundUnit(sentence.start, sentence.end, sentence.section, item, index))
        items.extend(minutes.items)
        meetings.append(FoundMeeting(minutes.meeting, _place(minutes.meeting)))
    return Reading(tuple(units), tuple(items), tuple(meetings))


def _trivial(document: Document, spans: Iterable[Span]) -> Reading:
    """Units with everything `outcome`, no items, and the first whole date for the meeting's."""
    dates = (written.complete() for written in written_dates(document.text))
    meeting = Meeting(date=next((date for date in dates if date), None))
    units = tuple(FoundUnit(span.start, span.end, Section.OUTCOME) for span in spans)
    return Reading(units, (), (FoundMeeting(meeting),))


def lines(document: Document) -> Reading:
    """Every line of the text one unit."""
    return _trivial(document, _line_spans(document))


def sentencizer(document: Document) -> Reading:
    """The `sentencizer` of spaCy over the whole text."""
    return _trivial(document, _sentences(document, [Span(0, len(document.text))], _rules()))


def sentencizer_lines(document: Document) -> Reading:
    """The `sentencizer` of spaCy over every line by itself."""
    return _trivial(document, _sentences(document, _line_spans(document), _rules()))


def sentencizer_blocks(document: Document) -> Reading:
    """The `sentencizer` of spaCy inside the blocks that the readers of `referat` find."""
    blocks = [Span(block.start, block.end) for block in document.blocks]
    return _trivial(document, _sentences(document, blocks, _rules()))


def senter(document: Document) -> Reading:
    """The sentence recognizer of `da_core_news_lg` over the whole text."""
    nlp = load_tokenizer(LARGE_DANISH)
    return _trivial(document, _sentences(document, [Span(0, len(document.text))], nlp))


def senter_blocks(document: Document) -> Reading:
    """The sentence recognizer of `da_core_news_lg` inside the blocks of `referat`."""
    blocks = [Span(block.start, block.end) for block in document.blocks]
    return _trivial(document, _sentences(document, blocks, load_tokenizer(LARGE_DANISH)))


System = Callable[[Document], Reading]

_BASELINES: Final[Mapping[str, System]] = {
    "sentencizer, whole text": sentencizer,
    "sentencizer, each line": sentencizer_lines,
    TRIVIAL: sentencizer_blocks,
    "one unit a line": lines,
}
_TRAINED: Final[Mapping[str, System]] = {
    f"{LARGE_DANISH}, whole text": senter,
    f"{LARGE_DANISH}, our blocks": senter_blocks,
}


def systems() -> dict[str, System]:
    """All systems by name, `referat` first; those of `da_core_news_lg` only where it is here."""
    trained = _TRAINED if has_large_danish() else {}
    return {REFERAT: referat, **_BASELINES, **trained}


def has_large_danish() -> bool:
    """Whether `da_core_news_lg` is installed."""
    import spacy

    return spacy.util.is_package(LARGE_DANISH)


@cache
def _rules() -> Language:
    """A blank Danish pipeline with the rule."""
    import spacy

    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer")
    return nlp


def _sentences(document: Document, ranges: Iterable[Span], nlp: Language) -> list[Span]:
    """The sentences of each range, as a pipeline has them."""
    found: list[Span] = []
    for span in ranges:
        text = document.text[span.start : span.end]
        nlp.max_length = max(nlp.max_length, len(text) + 1)
        found.extend(
            Span(span.start + sentence.start_char, span.start + sentence.end_char)
            for sentence in nlp(text).sents
        )
    return found


def _line_spans(document: Document) -> Sequence[Span]:
    start = 0
    spans: list[Span] = []
    for line in document.text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line)))
        start += len(line)
    return spans
