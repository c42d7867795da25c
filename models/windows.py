"""What the classifier reads: windows of consecutive sentences, each encoded once.

A window is a run of sentences of one meeting, each behind a marker token that names its section and
layout; its tags are read off at the sentence, so every sentence has its neighbours as context and
none is encoded once for each neighbour (sequential sentence classification, Cohan et al. 2019). A
window that begins inside an agenda item opens with the item's title, the lead-in of the list and
the sentences before; one that ends inside a run closes with the start of the sentence after.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from referat.labels import Section
from referat.minutes import BlockKind, SentenceInContext

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW_FORMAT: Final = "window|section:kind|title, lead-in and 40 tokens before|20 after 1"
"""Identifies this rendering; a model trained on another one is refused."""

WINDOW_TOKENS: Final = 256
SENTENCES_A_WINDOW: Final = 8
"""About as many are read in a window: batches of as many windows cost as much."""
SECTION_WORDS: Final = {
    Section.HEADER: "mødehoved",
    Section.PROPOSAL: "indstilling",
    Section.BACKGROUND: "sagsfremstilling",
    Section.OUTCOME: "referat",
    Section.OTHER: "andet",
}
KIND_WORDS: Final = {
    BlockKind.PARAGRAPH: "tekst",
    BlockKind.HEADING: "overskrift",
    BlockKind.LIST_ITEM: "liste",
    BlockKind.TABLE_CELL: "tabel",
}
TITLE_MARKER: Final = "<titel>"
_SENTENCE, _SENTENCE_TAIL = 96, 32
_TITLE, _LEAD_IN, _COLUMN = 20, 24, 24
_BEFORE, _AFTER = 40, 20
_OPEN: Final = 0.5
"""A window this full ends where an agenda item begins that does not fit in whole."""


def marker(section: Section, kind: BlockKind) -> str:
    """The token that stands before a sentence of a section and layout."""
    return f"<{SECTION_WORDS[section]}:{KIND_WORDS[kind]}>"


MARKERS: Final = (
    *(marker(section, kind) for section, kind in itertools.product(Section, BlockKind)),
    TITLE_MARKER,
)
"""All marker tokens; their words say where their embeddings start from."""


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `[start, end)` of a window, the first being its marker, that are one sentence.

    `offsets` has the half-open range of the sentence's text that each token stands for, in code
    points; it is empty for the marker and the head of the column.
    """

    sentence: int
    start: int
    end: int
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Ids of a window's tokens, and the places of the sentences that are read in it."""

    ids: tuple[int, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence as tokens, its marker first."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class WindowEncoder:
    """Renders the sentences of a meeting as windows of at most `size` tokens."""

    def __init__(self, tokenizer: "Tokenizer", size: int = WINDOW_TOKENS) -> None:
        """Set up for a tokenizer that has the `MARKERS`.

        Args:
            tokenizer: The tokenizer; what it puts around a text opens and closes each window.
            size: Most tokens of a window.

        Raises:
            ValueError: The tokenizer lacks a marker, or the windows are too small for a sentence.
        """
        self._tokenizer = tokenizer
        self._size = size
        # Long texts are cut here, not by the tokenizer: it would cut their ends.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True  # a marker's name in a document is ordinary text
        ids = {name: tokenizer.token_to_id(name) for name in MARKERS}
        if missing := [name for name, number in ids.items() if number is None]:
            raise ValueError(f"the tokenizer has no token {missing[0]}")
        self._markers: dict[str, int] = {name: number for name, number in ids.items() if number}
        around = tokenizer.encode("").ids
        self._opening, self._closing = tuple(around[:1]), tuple(around[1:2])
        self._room = size - len(around[:2])
        self._share = min(1.0, size / WINDOW_TOKENS)
        if self._room < 16:
            raise ValueError(f"windows of {size} tokens hold no sentence")

    def windows(
        self, sentences: Sequence[SentenceInContext], generator: random.Random | None = None
    ) -> list[Window]:
        """Windows in which every sentence is read once, in order.

        Args:
            sentences: Consecutive sentences of one meeting.
            generator: Source of chance for where the first window ends, so that training sees
                other windows in every epoch; None for windows as long as may be.
        """
        pieces = self._pieces(sentences)
        found: list[Window] = []
        start = 0
        first = self._room if generator is None else generator.randint(self._room // 2, self._room)
        while start < len(pieces):
            opening = self._context(sentences, pieces, start)
            room = (self._room if found else first) - len(opening)
            end = self._end(sentences, pieces, start, room)
            found.append(self._window(pieces, opening, start, end))
            start = end
        return found

    def _pieces(self, sentences: Sequence[SentenceInContext]) -> list[_Piece]:
        columns = [f"{one.column[:_COLUMN]}: " if one.column else "" for one in sentences]
        texts = [column + one.text for column, one in zip(columns, sentences, strict=True)]
        encoded = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        return [
            self._piece(one, len(column), encoding.ids, encoding.offsets)
            for one, column, encoding in zip(sentences, columns, encoded, strict=True)
        ]

    def _piece(
        self,
        sentence: SentenceInContext,
        shift: int,
        ids: list[int],
        offsets: list[tuple[int, int]],
    ) -> _Piece:
        own = [(max(0, start - shift), max(0, end - shift)) for start, end in offsets]
        most = int(_SENTENCE * self._share)
        tail = int(_SENTENCE_TAIL * self._share)
        if len(ids) > most:  # verbs of deciding open a long sentence, deadlines close it
            ids = ids[: most - tail] + ids[-tail:]
            own = own[: most - tail] + own[-tail:]
        name = marker(sentence.section, sentence.kind)
        return _Piece((self._markers[name], *ids), ((0, 0), *own))

    def _end(
        self,
        sentences: Sequence[SentenceInContext],
        pieces: Sequence[_Piece],
        start: int,
        room: int,
    ) -> int:
        """One past the last sentence that is read in a window: at least one is."""
        room -= int(_AFTER * self._share)
        used, end = len(pieces[start].ids), start + 1
        while end < len(pieces) and used + len(pieces[end].ids) <= room:
            begins = sentences[end].item_title != sentences[end - 1].item_title
            if begins and used > _OPEN * room and used + _item(sentences, pieces, end, room) > room:
                break
            used += len(pieces[end].ids)
            end += 1
        return end

    def _context(
        self, sentences: Sequence[SentenceInContext], pieces: Sequence[_Piece], start: int
    ) -> tuple[int, ...]:
        """What a window opens with where it does not begin with its meeting."""
        if start == 0:
            return ()
        one = sentences[start]
        first, before = start, 0
        room = int(_BEFORE * self._share)
        while first > 0 and before + len(pieces[first - 1].ids) <= room:
            first -= 1
            before += len(pieces[first].ids)
        ids: list[int] = []
        if first == start:  # the sentence before is long: its end is what is next
            ids = [pieces[start - 1].ids[0], *pieces[start - 1].ids[1:][-room + 1 :]]
        ids += [number for piece in pieces[first:start] for number in piece.ids]
        seen = {sentence.text for sentence in sentences[first:start]}
        opening: list[int] = []
        if one.item_title and one.item_title not in seen:
            opening += [self._markers[TITLE_MARKER], *self._cut(one.item_title, _TITLE)]
        if one.lead_in and one.lead_in not in seen:
            name = marker(one.section, BlockKind.PARAGRAPH)
            opening += [self._markers[name], *self._cut(one.lead_in, _LEAD_IN)]
        return (*opening, *ids)

    def _cut(self, text: str, most: int) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text[:400], add_special_tokens=False).ids
        return ids[-int(most * self._share) :]

    def _window(
        self, pieces: Sequence[_Piece], opening: tuple[int, ...], start: int, end: int
    ) -> Window:
        ids = [*self._opening, *opening]
        places: list[Place] = []
        for number in range(start, end):
            piece = pieces[number]
            places.append(Place(number, len(ids), len(ids) + len(piece.ids), piece.offsets))
            ids += piece.ids
        if end < len(pieces):
            ids += pieces[end].ids[: int(_AFTER * self._share)]
        return Window((*ids, *self._closing), tuple(places))


def _item(
    sentences: Sequence[SentenceInContext], pieces: Sequence[_Piece], start: int, most: int
) -> int:
    """Tokens of the agenda item that begins at a sentence, counted up to more than `most`."""
    title = sentences[start].item_title
    total = 0
    for one, piece in zip(sentences[start:], pieces[start:], strict=False):
        if one.item_title != title or total > most:
            break
        total += len(piece.ids)
    return total


def place_lengths(windows: Sequence[Window]) -> Iterator[int]:
    """Tokens of each sentence, in the order of the windows."""
    for window in windows:
        for place in window.places:
            yield place.end - place.start
