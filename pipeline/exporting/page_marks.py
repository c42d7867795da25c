"""Marked-up text: escaped, with holders and deadlines marked inside a sentence, and icons."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from referat.exporting.page_wording import meaning, plain, word
from referat.labels import Tag
from referat.minutes import Deadline, Document, Responsible, TaggedSentence
from referat.surface import surface

_SHAPES: Final = {
    Tag.DECISION: '<path d="M3 8.5 6.5 12 13 4.5"/>',
    Tag.DEFERRAL: '<path d="M5.5 3.5v9M10.5 3.5v9"/>',
    Tag.DEADLINE: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.5l2.5 1.5"/>',
    Tag.RESPONSIBLE: '<circle cx="8" cy="5.5" r="2.5"/><path d="M3 13.5c0-6 10-6 10 0"/>',
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a sentence's text that is a holder or a deadline, and what it means."""

    start: int
    end: int
    tag: Tag
    meaning: str


def html(text: str) -> str:
    """Text as it stands, for an element or a quoted attribute."""
    return escape(plain(text))


def icons() -> str:
    """The shapes of the tags, drawn once, for `icon` to refer to."""
    shapes = "".join(
        f'<symbol id="tag-{tag.value}" viewBox="0 0 16 16">{shape}</symbol>'
        for tag, shape in _SHAPES.items()
    )
    return f'<svg class="shapes" aria-hidden="true">{shapes}</svg>'


def icon(tag: Tag) -> str:
    """The shape of a tag; it says nothing that words beside it do not."""
    return f'<svg class="icon" aria-hidden="true"><use href="#tag-{tag.value}"></use></svg>'


def marks(one: TaggedSentence, document: Document) -> list[Mark]:
    """Where in the sentence's text its holders and deadlines stand.

    What stands outside of it, as a holder in the head of a column does, is left out.

    Args:
        one: The sentence.
        document: Its document.
    """
    if not one.deadlines and not one.responsible:
        return []
    face = surface(document, one.sentence.start, one.sentence.end)
    if face.text != one.sentence.text:
        return []
    found: list[Mark] = []
    spans: tuple[Deadline | Responsible, ...] = (*one.deadlines, *one.responsible)
    for span in spans:
        start, end = bisect_left(face.offsets, span.start), bisect_left(face.offsets, span.end)
        inside = one.sentence.start <= span.start and span.end <= one.sentence.end
        if inside and start < end:
            found.append(Mark(start, end, *_kind(span)))
    return found


def _kind(span: Deadline | Responsible) -> tuple[Tag, str]:
    if isinstance(span, Deadline):
        return Tag.DEADLINE, f"{word('tags', 'deadline')}: {meaning(span)}"
    return Tag.RESPONSIBLE, f"{word('tags', 'responsible')}: {span.participant or span.text}"


def marked(text: str, found: Sequence[Mark]) -> str:
    """The text with its marks; where two overlap, the shared part carries both.

    Args:
        text: Text of the sentence.
        found: The marks in it.
    """
    return "".join(
        _segment(text[start:end], [mark for mark in found if mark.start <= start < mark.end], start)
        for start, end in _segments(len(text), found)
    )


def _segments(length: int, found: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    edges = {0, length} | {edge for mark in found for edge in (mark.start, mark.end)}
    yield from pairwise(sorted(edges))


def _segment(text: str, over: Sequence[Mark], start: int) -> str:
    if not over:
        return html(text)
    tags = " ".join(sorted({mark.tag.value for mark in over}))
    title = html("; ".join(mark.meaning for mark in over))
    begun = "".join(icon(mark.tag) for mark in over if mark.start == start)
    first, space, rest = text.partition(" ")
    # the shape stays on the line of its word
    head = f'<span class="whole">{begun}{html(first)}</span>' if begun else html(first)
    return f'<mark class="{tags}" title="{title}">{head}{space}{html(rest)}</mark>'
