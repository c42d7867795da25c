"""Gold units, known by their letters' fingerprints alone, found in a text as a reader gave it."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from referat.annotations.reading import ReadingUnit, folded_letter
from referat.annotations.standoff import Letters, fingerprint
from referat.minutes import Document, Span
from referat.surface import surface


@dataclass(frozen=True, slots=True)
class VisibleLetters:
    """The letters of a document that a reader of the page would see, and where words begin."""

    letters: Letters
    edges: frozenset[int]
    """Letter positions where a word begins or the text ends."""
    document: Document

    @classmethod
    def of(cls, document: Document) -> "VisibleLetters":
        """The visible letters of a document.

        Args:
            document: The document as read.
        """
        shown = surface(document, 0, len(document.text))
        stream: list[str] = []
        offsets: list[int] = []
        edges: set[int] = set()
        for place, char in enumerate(shown.text):
            if not char.isalnum():
                continue
            if _begins_word(shown.text[place - 1 : place], char):
                edges.add(len(offsets))
            kept = folded_letter(char)
            stream.append(kept)
            offsets.extend([shown.offsets[place]] * len(kept))
        edges.add(len(offsets))
        return cls(Letters("".join(stream), tuple(offsets)), frozenset(edges), document)

    def between(self, start: int, end: int) -> str:
        """What is written from a letter to just before a later one, on one line."""
        offsets = self.letters.offsets
        return surface(self.document, offsets[start], offsets[end]).text


def _begins_word(before: str, char: str) -> bool:
    """Whether a word begins at a character, also where a reader ran two together ("1Godkendt")."""
    if not before.isalnum() or before.isdigit() != char.isdigit():
        return True
    return before.islower() and char.isupper()


def place(units: Sequence[ReadingUnit], text: VisibleLetters) -> list[Span | None]:
    """Where each gold unit stands in the text, in letters; None where its letters do not.

    The longest units are placed first, for they hardly stand anywhere by chance, and a short one
    ("Godkendt.") goes to the free place nearest to where the neighbours that are placed have it.
    Units may stand in another order than in the gold; no two share a letter.

    Args:
        units: The units in the order of the page.
        text: The text as a reader gave it.
    """
    before = [0, *accumulate(unit.length for unit in units)]
    places = _places(units, text)
    taken = bytearray(len(text.letters.stream))
    placed: list[int] = []
    drift: dict[int, int] = {}
    found: list[Span | None] = [None] * len(units)
    for index in sorted(range(len(units)), key=lambda index: -units[index].length):
        length = units[index].length
        free = [
            start
            for start in places.get((length, units[index].fingerprint), ())
            if taken.find(1, start, start + length) < 0
        ]
        if not free:
            continue
        expected = [before[index] + drift[other] for other in _neighbours(placed, index)]
        start = _nearest(free, expected or [before[index]])
        found[index] = Span(start, start + length)
        taken[start : start + length] = b"\x01" * length
        insort(placed, index)
        drift[index] = start - before[index]
    return found


def _places(
    units: Iterable[ReadingUnit], text: VisibleLetters
) -> Mapping[tuple[int, str], list[int]]:
    """Every place, from word edge to word edge, where the letters of some unit stand."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for unit in units:
        wanted[unit.length].add(unit.fingerprint)
    starts = sorted(text.edges)
    stream = text.letters.stream
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for length, fingerprints in wanted.items():
        for start in starts:
            if start + length in text.edges:
                digest = fingerprint(stream[start : start + length])
                if digest in fingerprints:
                    found[length, digest].append(start)
    return found


def _neighbours(placed: Sequence[int], index: int) -> Iterator[int]:
    """The units next to one, on either side, that are placed."""
    position = bisect_left(placed, index)
    yield from placed[max(0, position - 1) : position + 1]


def _nearest(places: Iterable[int], expected: Sequence[int]) -> int:
    return min(places, key=lambda place: min(abs(place - one) for one in expected))


def most_shared(span: Span, others: Sequence[Span]) -> int | None:
    """Which of some ranges shares most with one, None where none does.

    Args:
        span: The range.
        others: Sorted, disjoint ranges.
    """
    first = max(0, bisect_right(others, span) - 1)
    best, most = None, 0
    for index in range(first, len(others)):
        if others[index].start >= span.end:
            break
        shared = min(span.end, others[index].end) - max(span.start, others[index].start)
        if shared > most:
            best, most = index, shared
    return best
