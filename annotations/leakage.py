"""Whether a document held out is, in part, also in training: shared word 8-grams."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from referat.annotations.corpus import AnnotatedDocument

GRAM: Final = 8
"""Words in a row that are taken to be no coincidence, as in near-duplicate search."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A held-out document and the part of its 8-grams that a training document has too."""

    held_out: str
    training: str
    share: float


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The distinct runs of eight words of a text, case folded, punctuation aside."""
    words = [word for raw in text.casefold().split() if (word := raw.strip(".,;:!?()[]|*-\"'"))]
    return frozenset(tuple(words[start : start + GRAM]) for start in range(len(words) - GRAM + 1))


def overlapping(corpus: Sequence[AnnotatedDocument], share: float) -> Iterator[Overlap]:
    """Held-out documents of which more than a share of the 8-grams is in a training document."""
    grams = {one.annotation.id: shingles(one.document.text) for one in corpus}
    training = [one.annotation.id for one in corpus if one.split == "train"]
    for one in corpus:
        own = grams[one.annotation.id]
        if one.split == "train" or not own:
            continue
        for other in training:
            part = len(own & grams[other]) / len(own)
            if part > share:
                yield Overlap(one.annotation.id, other, part)
