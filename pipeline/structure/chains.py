"""The best ascending chain of numbered lines: the items, and not the lists inside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from referat.structure.numbering import Number

_GAP: Final = 0.7
_OTHER_STYLE: Final = 2.0
_SKIPPED: Final = 0.5
_LATE_START: Final = 0.5
_MAX_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered line: its position among the lines, its number, how much it looks like a title.

    `filled` is True where text follows the title on its own line.
    """

    position: int
    number: Number
    score: float
    filled: bool = False


def best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The ascending chain of the highest score.

    Gaps, changes of marker and smaller numbers passed over cost: so a list inside an item, or a
    second meeting in the file, does not mix with the items.

    Args:
        candidates: Numbered lines in reading order.
    """
    totals: list[float] = []
    previous: list[int | None] = []
    for place, candidate in enumerate(candidates):
        start = candidate.score - min(2.0, _LATE_START * (candidate.number.path[0] - 1))
        best, link = start, None
        for earlier in range(place):
            cost = _cost(candidates, earlier, place)
            if cost is not None and totals[earlier] + candidate.score - cost > best:
                best, link = totals[earlier] + candidate.score - cost, earlier
        totals.append(best)
        previous.append(link)
    return _unwound(candidates, totals, previous)


def _cost(candidates: Sequence[Candidate], earlier: int, place: int) -> float | None:
    one, two = candidates[earlier].number, candidates[place].number
    gap = two.path[0] - one.path[0]
    if not 0 < gap <= _MAX_GAP:
        return None
    skipped = sum(
        other.number.path[0] <= one.path[0] and other.number.style == two.style and other.score > 0
        for other in candidates[earlier + 1 : place]
    )
    return _GAP * (gap - 1) + _SKIPPED * min(skipped, 4) + _OTHER_STYLE * (one.style != two.style)


def _unwound(
    candidates: Sequence[Candidate], totals: Sequence[float], previous: Sequence[int | None]
) -> list[Candidate]:
    if not totals:
        return []
    place: int | None = max(range(len(totals)), key=totals.__getitem__)
    chain: list[Candidate] = []
    while place is not None:
        chain.append(candidates[place])
        place = previous[place]
    return chain[::-1]
