"""Splitting the text of one block into sentences, as ranges of the canonical text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from referat.labels import Section
from referat.minutes import Block, Document, Span
from referat.structure.boundaries import CLOSERS, DASHES, MARKS, OPENERS, Stop, Verdict, judge
from referat.structure.brackets import SMILEY, Ranges, protected_ranges
from referat.structure.enumerations import run_in_entries
from referat.structure.headings import (
    field,
    heading_section,
    is_weak,
    label_end,
    labelled_section,
)
from referat.structure.labels import label_starts
from referat.structure.numbering import block_number
from referat.structure.titles import has_verb, names_presenter
from referat.structure.tokenization import has_sentences
from referat.surface import Surface, surface

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LONG: Final = 200
"""Characters from which on the sentence starts of a trained pipeline count as evidence."""
_PLAIN: Final = frozenset({"godkendt", "vedtaget", "besluttet", "aftalt", "vedlagt", "referat"})
_STOP: Final = re.compile(rf"[.!?…]+(?=[{re.escape(CLOSERS)}]*(?:\s|[A-ZÆØÅ]))")
_MAY_END: Final = re.compile(r"[.!?…:;)•·▪◦●■‣➢➤](?!$)")
"""A mark without which a text is one sentence."""
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_NEWLINE: Final = re.compile(r"\n")
_MAX_LABELS: Final = 4
"""Section labels that may stand behind one another before the sentence they open."""
_MAX_BEFORE: Final = 80
_WORD: Final = re.compile(r"[\w§][\w.,§/-]{0,80}")


def sentence_spans(document: Document, block: Block, nlp: Language) -> list[tuple[Span, str]]:
    """The sentences of a block in order, with their one-line texts.

    Together they cover all that is visible in the block, but for bullets and numbers of lists that
    run on in it.

    Args:
        document: The document.
        block: One of its blocks.
        nlp: The pipeline that tokenizes.
    """
    shown = surface(document, block.start, block.end)
    number = block_number(block)
    pieces = split(
        shown.text,
        nlp,
        forced=_set_off_lines(document, shown),
        number=number.path[-1] if number and number.style.startswith("number") else 0,
        titled=number is not None,
    )
    return [
        (shown.span(piece.start, piece.end), shown.text[piece.start : piece.end])
        for piece in pieces
    ]


def split(
    text: str,
    nlp: Language,
    *,
    forced: frozenset[int] = frozenset(),
    number: int = 0,
    titled: bool = False,
) -> list[Span]:
    """Half-open ranges of the sentences of a one-line text; white space between is left out.

    So are the bullets and numbers of lists that run on inside the text.

    Args:
        text: The text on one line.
        nlp: The pipeline that tokenizes.
        forced: Places where a sentence starts whatever the words say.
        number: The number in front of the text, which a list inside it may go on from.
        titled: Whether the text may be the title of an item ("2.4 Forslag til beslutning: ...").
    """
    if not forced and not _MAY_END.search(text):
        return [Span(0, len(text))] if text else []
    entries = {entry.start: entry.words for entry in run_in_entries(text, number)}
    starts = sorted({0, *forced, *entries, *_starts(text, nlp)})
    if titled and len(starts) == 2 and _is_presented(text, starts[1]):
        starts = [0]
    ranges: list[Span] = []
    for start, end in pairwise([*starts, len(text)]):
        whole = titled and start == 0
        ranges.extend(_parts(text, entries.get(start, start), end, titled=whole))
    return ranges


def _is_presented(text: str, start: int) -> bool:
    """Whether the line is a title and who presents it ("Regnskab. Ved kassereren.")."""
    return names_presenter(text[start:]) and not has_verb(text[:start])


def _parts(text: str, start: int, end: int, *, titled: bool) -> Iterator[Span]:
    """The parts of a sentence between the labels on its line."""
    if text.find(":", start, end) < 0:
        yield from [_trimmed(text, start, end)] if text[start:end].strip() else []
        return
    inner = [start + place for place in label_starts(text[start:end])]
    for begin, stop in pairwise([start, *inner, end]):
        yield from _label_and_rest(text, begin, stop, titled=titled and begin == start)


def _label_and_rest(text: str, start: int, end: int, *, titled: bool = False) -> list[Span]:
    """One range, or more where it opens with labels such as "Beslutning:"."""
    found: list[Span] = []
    for _ in range(_MAX_LABELS):
        piece = text[start:end]
        cut = label_end(piece)
        if cut is None or _is_field(piece) or (titled and _proposes(piece[:cut])):
            break
        found.append(_trimmed(text, start, start + cut))
        start, titled = start + cut, False
    if text[start:end].strip():
        found.append(_trimmed(text, start, end))
    return found


def _proposes(label: str) -> bool:
    return labelled_section(label) is Section.PROPOSAL


def _is_field(text: str) -> bool:
    """Whether "Referat: Bo" names who wrote it, and so is one unit."""
    found = field(text)
    return found is not None and found[0] == "secretary"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _starts(text: str, nlp: Language) -> list[int]:
    """Where sentences start after the first one."""
    found = sorted([match.end() for match in _STOP.finditer(text)] + _smileys(text))
    if not any(stop < len(text) for stop in found):
        return []
    # spaCy's tokens end at white space whatever they are, so only other stops need asking about
    spaced = all(text[stop : stop + 1].isspace() or stop == len(text) for stop in found)
    stops = found if spaced else _between_tokens(nlp.make_doc(text), found)
    protected = Ranges.of(protected_ranges(text))
    marked = _marked_starts(text, nlp)
    starts: list[int] = []
    for stopped in stops:
        end = _past_closers(text, stopped)
        following = _past_space(text, end)
        if following >= len(text) or protected.hold(end):
            continue
        verdict = _verdict(text, stopped, end, following, starts[-1] if starts else 0)
        if verdict is Verdict.YES or (verdict is Verdict.MAYBE and following in marked):
            starts.append(following)
    return starts


def _between_tokens(doc: Doc, stops: list[int]) -> list[int]:
    """The stops that end a token of spaCy's, or stand in one that lacks a space ("nu!Det").

    Inside an address no sentence ends.
    """
    ends = set(doc.to_array(["IDX", "LENGTH"]).sum(axis=1).tolist())
    if ends.issuperset(stops):
        return stops
    addresses = [
        (token.idx, token.idx + len(token)) for token in doc if token.like_url or token.like_email
    ]
    return [
        stop
        for stop in stops
        if stop in ends or not any(start < stop < end for start, end in addresses)
    ]


def _smileys(text: str) -> list[int]:
    """Where smileys end that stand between two sentences."""
    if ":" not in text and ";" not in text:
        return []
    return [match.end() for match in SMILEY.finditer(text)]


def _verdict(text: str, stopped: int, end: int, following: int, opened: int) -> Verdict:
    if text[stopped - 1] not in MARKS:
        return Verdict.YES if text[following].isupper() else Verdict.NO
    return judge(_stop(text, stopped, end, following, opened))


def _stop(text: str, stopped: int, end: int, following: int, opened: int) -> Stop:
    lowest = max(opened, stopped - _MAX_BEFORE)
    word_start = max(text.rfind(" ", lowest, stopped), lowest - 1) + 1
    before = text[max(opened, word_start - _MAX_BEFORE) : word_start].split()
    opening = _past_openers(text, following)
    after = _WORD.match(text, opening)
    return Stop(
        word=text[word_start:stopped],
        closed=end > stopped,
        before=before[-1].strip("(,;:") if before else "",
        after=after.group().rstrip(".,") if after else text[opening],
        spaced=following > end,
        first=before in ([], ["§"]) or before[-1].endswith((",", ":", ";")),
        bracketed="(" in text[following:opening],
    )


def _marked_starts(text: str, nlp: Language) -> frozenset[int]:
    """Sentence starts by a pipeline that knows them, in long texts only."""
    if len(text) < _LONG or not has_sentences(nlp):
        return frozenset()
    return frozenset(sentence.start_char for sentence in nlp(text).sents)


def _past_closers(text: str, position: int) -> int:
    while position < len(text) and text[position] in CLOSERS:
        position += 1
    return position


def _past_openers(text: str, position: int) -> int:
    """Past opening brackets and quotes, and past dashes with the space behind them."""
    while position < len(text) - 1 and text[position] in OPENERS:
        position += 1
        if text[position - 1] in DASHES:
            position = min(_past_space(text, position), len(text) - 1)
    return position


def _past_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _set_off_lines(document: Document, shown: Surface) -> frozenset[int]:
    """Places in a block's text where a line begins that is a header field or a heading, or ends."""
    if not shown.offsets or "\n" not in document.text[shown.offsets[0] : shown.offsets[-1]]:
        return frozenset()
    starts = [0, *_line_starts(document, shown)]
    found: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(shown.text)], strict=True):
        line = shown.text[start:end].strip()
        led = shown.text[max(0, start - 2) : start].rstrip().endswith(":")
        if _is_heading(line) or (_LINK.fullmatch(line) and not led):
            found.update(place for place in (start, end) if place < len(shown.text))
        elif start > 0 and ":" in line and field(line):
            found.add(start)
    return frozenset(found)


def _is_heading(line: str) -> bool:
    """Whether a line is surely a heading, and no word that a sentence ends on."""
    section = heading_section(line) if line[:1].isupper() and not is_weak(line) else None
    return section not in (None, Section.HEADER) and line.rstrip(":").lower() not in _PLAIN


def _line_starts(document: Document, shown: Surface) -> Iterator[int]:
    """Places of the text where a line begins, but for those joined by a hyphen."""
    last = -1
    for newline in _NEWLINE.finditer(document.text, shown.offsets[0], shown.offsets[-1]):
        position = bisect_right(shown.offsets, newline.start()) - 1
        if position > last and shown.text[position] == " ":
            yield position + 1
            last = position
