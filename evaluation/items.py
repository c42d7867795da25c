"""Action items as complete events: what, who and when, each alone and all together.

The corpus has no annotation of items as such: gold items are those that `referat.actions` builds
from gold sentences, tags, spans and values. So this measures what tagging and reading-out lose, not
what assembling does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from referat.evaluation.extraction import SpanScore
from referat.evaluation.spans import assigned
from referat.minutes import ActionItem

_SAME: Final = 0.5
"""What is to be done is the same where two items share more than this part of their letters."""
_ARGUMENT: Final = 0.25
"""What an argument that agrees adds to the worth of a pair: it breaks ties, no more."""


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """How items found agree with gold items.

    `what` counts items at the same place, `kind` those of the same kind among them; `who` and
    `when` those whose holders and due date are right too, none included; `complete` those where all
    of it is right.
    """

    what: SpanScore
    kind: SpanScore
    who: SpanScore
    when: SpanScore
    complete: SpanScore


def item_counts(gold: Sequence[ActionItem], found: Sequence[ActionItem]) -> ItemCounts:
    """Count the items found that are gold items, by the best one-to-one assignment.

    Args:
        gold: Items of one document.
        found: Items of the same document.
    """
    both = [(gold[one], found[other]) for one, other in paired(gold, found)]

    def score(hits: int) -> SpanScore:
        return SpanScore(hits, len(found), len(gold))

    return ItemCounts(
        what=score(len(both)),
        kind=score(sum(one.kind == two.kind for one, two in both)),
        who=score(sum(holders(one) == holders(two) for one, two in both)),
        when=score(sum(one.due == two.due for one, two in both)),
        complete=score(sum(_right(one, two) for one, two in both)),
    )


def paired(gold: Sequence[ActionItem], found: Sequence[ActionItem]) -> list[tuple[int, int]]:
    """The best one-to-one pairs of items at the same place, by index.

    Args:
        gold: Items of one document.
        found: Items of the same document.
    """
    worth = np.zeros((len(gold), len(found)))
    for row, one in enumerate(gold):
        for column, two in enumerate(found):
            share = _shared(one, two)
            if share > _SAME:
                agreeing = (holders(one) == holders(two)) + (one.due == two.due)
                worth[row, column] = share + _ARGUMENT * (agreeing + (one.kind == two.kind))
    return assigned(worth)


def holders(item: ActionItem) -> frozenset[str]:
    """The holders of an item: participants by their names, others as written."""
    return frozenset((one.participant or one.text).casefold() for one in item.responsible)


def _right(one: ActionItem, two: ActionItem) -> bool:
    return one.kind == two.kind and holders(one) == holders(two) and one.due == two.due


def _shared(one: ActionItem, two: ActionItem) -> float:
    shared = min(one.end, two.end) - max(one.start, two.start)
    union = max(one.end, two.end) - min(one.start, two.start)
    return shared / union if shared > 0 else 0.0
