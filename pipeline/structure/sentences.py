"""Splitting the text of one block into sentences, as ranges of the canonical text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from referat.labels import Section
from referat.minutes import Block, Document, Span
from referat.structure.boundaries import CLOSERS, OPENERS, Stop, Verdict, judge
from referat.structure.headings import field, heading_section, is_weak, label_end
from referat.structure.tokenization import has_sentences
from referat.surface import Surface, surface

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LONG: Final = 200
"""Characters from which on the sentence starts of a trained pipeline count as evidence."""
_PROTECTED: Final = re.compile(
    r"\([^()]{1,200}\)|\[[^\[\]]{1,200}\]|[”“\"„][^”“\"„]{1,160}[”“\"]|»[^»«]{1,160}«"
)
_PLAIN: Final = frozenset({"godkendt", "vedtaget", "besluttet", "aftalt", "vedlagt", "referat"})
_MARKS: Final = ".!?…"
_MARK: Final = re.compile(r"[.!?…]")
_WORD: Final = re.compile(r"[\w§][\w.§/-]*")


def sentence_spans(document: Document, block: Block, nlp: Language) -> list[tuple[Span, str]]:
    """The sentences of a block in order, with their one-line texts.

    Together they cover all that is visible in the block.

    Args:
        document: The document.
        block: One of its blocks.
        nlp: The pipeline that tokenizes.
    """
    shown = surface(document, block.start, block.end)
    forced = _set_off_lines(document, shown)
    pieces = split(shown.text, nlp, forced=forced)
    return [
        (shown.span(piece.start, piece.end), shown.text[piece.start : piece.end])
        for piece in pieces
    ]


def split(text: str, nlp: Language, *, forced: frozenset[int] = frozenset()) -> list[Span]:
    """Half-open ranges of the sentences of a one-line text; white space between is left out.

    Args:
        text: The text on one line.
        nlp: The pipeline that tokenizes.
        forced: Places where a sentence starts whatever the words say.
    """
    starts = sorted({0, *forced, *_starts(text, nlp)})
    ranges: list[Span] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        ranges.extend(_label_and_rest(text, start, end))
    return ranges


def _label_and_rest(text: str, start: int, end: int) -> list[Span]:
    """One range, or two where it opens with a label such as "Beslutning:"."""
    piece = text[start:end]
    cut = label_end(piece)
    if cut is None or _is_field(piece):
        return [_trimmed(text, start, end)] if piece.strip() else []
    return [_trimmed(text, start, start + cut), *_label_and_rest(text, start + cut, end)]


def _is_field(text: str) -> bool:
    """Whether "Referat: Bo" names who wrote it, and so is one unit."""
    found = field(text)
    return found is not None and found[0] == "secretary"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _starts(text: str, nlp: Language) -> list[int]:
    """Where sentences start after the first one."""
    if _MARK.search(text) is None:
        return []
    doc = nlp.make_doc(text)
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    marked = _marked_starts(doc, nlp)
    starts: list[int] = []
    for stopped in _stops(doc, text):
        end = _past_closers(text, stopped)
        following = _past_space(text, end)
        if following >= len(text) or _inside(protected, end):
            continue
        verdict = judge(_stop(text, stopped, end, following, starts[-1] if starts else 0))
        if verdict is Verdict.YES or (verdict is Verdict.MAYBE and following in marked):
            starts.append(following)
    return starts


def _stops(doc: Doc, text: str) -> list[int]:
    """Where tokens end that end in a mark that may end a sentence."""
    ends = doc.to_array(["IDX", "LENGTH"]).sum(axis=1).tolist()
    return [end for end in ends if text[end - 1] in _MARKS]


def _stop(text: str, stopped: int, end: int, following: int, opened: int) -> Stop:
    word_start = max(text.rfind(" ", 0, stopped), opened - 1) + 1
    before = text[opened:word_start].split()
    after = _WORD.match(text, _past_openers(text, following))
    return Stop(
        word=text[word_start:stopped],
        closed=end > stopped,
        before=before[-1].strip("(,;:") if before else "",
        after=after.group().rstrip(".") if after else text[following],
        spaced=following > end,
        first=not before or before[-1].endswith((",", ":", ";")),
    )


def _marked_starts(doc: Doc, nlp: Language) -> frozenset[int]:
    """Sentence starts by a pipeline that knows them, in long texts only."""
    if len(doc) < 2 or doc[-1].idx < _LONG or not has_sentences(nlp):
        return frozenset()
    return frozenset(sentence.start_char for sentence in nlp(doc).sents)


def _inside(ranges: list[tuple[int, int]], position: int) -> bool:
    return any(start < position < end for start, end in ranges)


def _past_closers(text: str, position: int) -> int:
    while position < len(text) and text[position] in CLOSERS:
        position += 1
    return position


def _past_openers(text: str, position: int) -> int:
    while position < len(text) - 1 and text[position] in OPENERS:
        position += 1
    return position


def _past_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _set_off_lines(document: Document, shown: Surface) -> frozenset[int]:
    """Places in a block's text where a line begins that is a header field or a heading, or ends."""
    starts = [0] + [
        position + 1
        for position, character in enumerate(shown.text)
        if character == " " and _breaks(document, shown, position)
    ]
    found: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(shown.text)], strict=True):
        line = shown.text[start:end].strip()
        if _is_heading(line):
            found.update(place for place in (start, end) if place < len(shown.text))
        elif start > 0 and ":" in line and field(line):
            found.add(start)
    return frozenset(found)


def _is_heading(line: str) -> bool:
    """Whether a line is surely a heading, and no word that a sentence ends on."""
    section = heading_section(line) if line[:1].isupper() and not is_weak(line) else None
    return section not in (None, Section.HEADER) and line.rstrip(":").lower() not in _PLAIN


def _breaks(document: Document, shown: Surface, position: int) -> bool:
    gap = document.text[shown.offsets[position] : shown.offsets[position + 1]]
    return "\n" in gap
