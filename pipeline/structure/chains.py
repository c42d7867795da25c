"""Ascending chains of numbered lines: the items, and not the lists inside them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from referat.structure.numbering import UNMARKED, Number

_GAP: Final = 0.7
_OTHER_STYLE: Final = 2.0
_SKIPPED: Final = 0.5
_LATE_START: Final = 0.5
_MAX_GAP: Final = 4
_MAX_SKIPPED: Final = 4
_MIN_CHAIN: Final = 2
_TITLE_OVER_TEXT: Final = 1.5
_LATE: Final = 60
_SURE: Final = 2.5
_FAR: Final = 10**9
_FEW: Final = 400
"""Numbered lines up to which every one before may be linked to; no meeting has so many items."""
_REACH: Final = 120
"""How many before are looked at where there are more."""
_CHUNK: Final = 1000
"""Numbered lines looked at together, so that time grows with the length of a document."""
_MOST_CHAINS: Final = 16
"""Chains sought among them: meetings in one file that nothing else parted, or lists set aside."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered line: its position among the lines, its number, how much it looks like a title.

    `filled` is True where text follows the title on its own line, `over_text` where a line with no
    number follows.
    """

    position: int
    number: Number
    score: float
    filled: bool = False
    over_text: bool = True


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
        best = candidate.score - min(2.0, _LATE_START * (candidate.number.path[0] - 1))
        link: int | None = None
        for earlier, cost in _links(candidates, place):
            total = totals[earlier] + candidate.score - cost
            # of equals the earliest, which comes last here
            if total > best or (total == best and link is not None):
                best, link = total, earlier
        totals.append(best)
        previous.append(link)
    return _unwound(candidates, totals, previous)


def _links(candidates: Sequence[Candidate], place: int) -> Iterator[tuple[int, float]]:
    """What may stand before a candidate in its chain, nearest first, and what the step costs."""
    own = candidates[place].number
    skipped = [0] * (_MAX_GAP + 1)
    """By gap: lines in between with a number no larger than the one at that gap."""
    reach = place if len(candidates) <= _FEW else min(place, _REACH)
    for earlier in range(place - 1, place - 1 - reach, -1):
        candidate = candidates[earlier]
        gap = own.path[0] - candidate.number.path[0]
        other_style = candidate.number.style != own.style
        if 0 < gap <= _MAX_GAP:
            passed = _SKIPPED * min(skipped[gap], _MAX_SKIPPED)
            yield earlier, _GAP * (gap - 1) + passed + _OTHER_STYLE * other_style
        if gap > 0 and not other_style and candidate.score > 0:
            for smaller in range(1, min(gap, _MAX_GAP) + 1):
                skipped[smaller] += 1


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


def item_chains(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best ascending chain, and those before and behind it where a file holds more meetings.

    Args:
        candidates: Numbered lines in reading order.
    """
    found: list[Candidate] = []
    for start in range(0, len(candidates), _CHUNK):
        found += _chains(candidates[start : start + _CHUNK], _MOST_CHAINS)
    return found


def _chains(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    if not most:
        return []
    chain = best_chain(_tops(candidates))
    if len(chain) < _MIN_CHAIN:
        return [c for c in chain if c.score >= _SURE or _is_only_item(c)]
    if _is_inner_list(chain) or _starts_unmarked(chain):
        inner = {c.position for c in chain}
        return _chains([c for c in candidates if c.position not in inner], most - 1)
    before = [c for c in candidates if c.position < chain[0].position]
    behind = [c for c in candidates if c.position > chain[-1].position and c.number.path == (1,)]
    found = list(chain)
    earlier = _chains(before, most - 1) if len(before) > _MIN_CHAIN else []
    if len(earlier) > _MIN_CHAIN and earlier[0].number.path == (1,):
        found = [*earlier, *found]
    if behind:
        rest = [c for c in candidates if c.position >= behind[0].position]
        more = _chains(rest, most - 1)
        found += more if len(more) > _MIN_CHAIN else []
    return found


def _is_only_item(candidate: Candidate) -> bool:
    """Whether a number 1 with no 2 is a title with text below it."""
    return candidate.number.path == (1,) and candidate.score >= _TITLE_OVER_TEXT


def _is_inner_list(chain: Sequence[Candidate]) -> bool:
    """Whether no text stands between numbered lines that have no other mark of a title."""
    spread = sum(after.position - before.position > 1 for before, after in pairwise(chain))
    plain = all(candidate.score < _SURE and not candidate.filled for candidate in chain)
    return plain and (spread <= len(chain) // 4 or chain[0].position > _LATE)


def _tops(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of the highest level; where all begin alike ("14.1", "14.2") without that."""
    tops = [candidate for candidate in candidates if len(candidate.number.path) == 1]
    pairs = [candidate for candidate in candidates if len(candidate.number.path) == 2]
    first = {candidate.number.path[0] for candidate in pairs}
    if len(pairs) <= max(_MIN_CHAIN, len(tops)) or len(first) > 1:
        return tops
    return [replace(c, number=replace(c.number, path=c.number.path[1:])) for c in pairs]


def _starts_unmarked(chain: Sequence[Candidate]) -> bool:
    """Whether numbers without a mark ("4 Indkøb") do not count from 1, and so are amounts."""
    unmarked = any(candidate.number.style == UNMARKED for candidate in chain)
    return unmarked and chain[0].number.path != (1,)


def subitems(
    candidates: Sequence[Candidate], chosen: Sequence[Candidate]
) -> dict[int, Number | None]:
    """Titles one level down by position: "3.1" below item 3, or "a)" with text of its own.

    Args:
        candidates: Numbered lines in reading order.
        chosen: Those that are items.
    """
    found: dict[int, Number | None] = {}
    places = [candidate.position for candidate in candidates]
    ends = [item.position for item in chosen[1:]] + [_FAR]
    for item, end in zip(chosen, ends, strict=False):
        inner = candidates[bisect_right(places, item.position) : bisect_left(places, end)]
        below = [c for c in inner if len(c.number.path) > 1]
        dotted = [c for c in below if c.number.path[0] == item.number.path[0] and c.over_text]
        lettered = [c for c in inner if c.number.style == "lower)" and c.score >= 0.5]
        for candidate in dotted or _ascending(lettered):
            if candidate.score > 0:
                found[candidate.position] = candidate.number
    return found


def _ascending(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Lettered titles, if they run a, b, c and none stands directly below the other."""
    paths = [candidate.number.path for candidate in candidates]
    steps = [after.position - before.position for before, after in pairwise(candidates)]
    if not paths or paths != [(step + 1,) for step in range(len(paths))]:
        return []
    return list(candidates) if all(step > 1 for step in steps) else []
