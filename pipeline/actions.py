"""Action items: tagged sentences joined with the holders and deadlines standing beside them."""

import datetime as dt
import re
import uuid
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from referat.extraction.deadlines import is_deadline_column
from referat.extraction.headlines import headline, stripped
from referat.extraction.responsible import is_holder_column
from referat.extraction.vocabulary import alternation, resource
from referat.labels import TAGS, Section, Tag
from referat.minutes import (
    ActionItem,
    ActionKind,
    BlockKind,
    Deadline,
    Minutes,
    Responsible,
    TaggedMinutes,
    TaggedSentence,
)

NAMESPACE = uuid.UUID("4c1a6f0e-3a0d-5f51-9d5c-6f2b6f1f9d10")
"""Namespace of the ids of action items; changing it would change every id."""

_WORD = re.compile(r"\w+")
_MOST_ANAPHORIC_WORDS = 10


@dataclass(slots=True)
class _Group:
    """Sentences that make one item; the first is the item's own."""

    members: list[TaggedSentence] = field(default_factory=list)

    @property
    def own(self) -> TaggedSentence:
        return self.members[0]


def actions(tagged: TaggedMinutes) -> tuple[ActionItem, ...]:
    """The action items of tagged minutes, in the order of their sentences.

    A sentence with a holder or a deadline is a task, else a deferral or a decision. The cells of a
    table row make one item, so do the sentences of a bullet (but for a task in the bullet of a
    decision), and a neighbour that only names the holder or the deadline is joined. The score is
    the largest score among the tags that give the item its kind.

    Args:
        tagged: The minutes with the tags of every sentence and what was read out of them.
    """
    minutes = tagged.minutes
    items = (_item(group.members, minutes) for group in _groups(tagged))
    return tuple(item for item in items if item is not None)


def _groups(tagged: TaggedMinutes) -> Iterator[_Group]:
    starts = [block.start for block in tagged.minutes.document.blocks]
    current: _Group | None = None
    for sentence in tagged.sentences:
        if sentence.sentence.section is Section.PROPOSAL:
            continue
        if current is not None and _belongs(sentence, current, tagged.minutes, starts):
            current.members.append(sentence)
            continue
        if current is not None:
            yield current
        # an untagged cell may still hold the action of a row whose other cells are tagged
        keep = sentence.tags or sentence.sentence.row is not None
        current = _Group([sentence]) if keep else None
    if current is not None:
        yield current


def _belongs(
    sentence: TaggedSentence, group: _Group, minutes: Minutes, starts: Sequence[int]
) -> bool:
    row = sentence.sentence.row
    if row is not None or group.own.sentence.row is not None:
        return row == group.own.sentence.row
    if not sentence.tags or sentence.sentence.item != group.own.sentence.item:
        return False
    if _same_bullet(sentence, group.members[-1], starts):
        if _kind([sentence]) == "task" and _kind(group.members) != "task":
            return _completes(sentence, group, minutes)
        return not (_holders(sentence) - _holders(group.own) and _holders(group.own))
    return _completes(sentence, group, minutes)


def _same_bullet(sentence: TaggedSentence, previous: TaggedSentence, starts: Sequence[int]) -> bool:
    if sentence.sentence.kind is not BlockKind.LIST_ITEM:
        return False
    first, second = previous.sentence.start, sentence.sentence.start
    return bisect_right(starts, first) == bisect_right(starts, second)


def _holders(sentence: TaggedSentence) -> set[str]:
    return {holder.participant or holder.text for holder in sentence.responsible}


def _completes(sentence: TaggedSentence, group: _Group, minutes: Minutes) -> bool:
    """Whether the sentence only adds a holder or a deadline to the group's task."""
    if not set(sentence.tags) <= {Tag.RESPONSIBLE, Tag.DEADLINE} or not group.own.tags:
        return False
    given = {tag for member in group.members for tag in member.tags}
    if set(sentence.tags) <= given:
        return False
    text = stripped(sentence, minutes)
    words = [word.lower() for word in _WORD.findall(text)]
    fragments = resource("roles")["fragments"]
    if all(word in fragments["words"] for word in words):
        return True
    refers = _takes_up().match(text) is not None
    return refers and len(words) <= _MOST_ANAPHORIC_WORDS and Tag.RESPONSIBLE not in given


@cache
def _takes_up() -> re.Pattern[str]:
    """A pattern for a sentence that takes up what was said: "det sørger … for", "… skriver den"."""
    words = alternation(resource("roles")["fragments"]["anaphora"])
    # "den rigtige" and "dem der sover ude" take nothing up
    return re.compile(
        rf"\s*(?:\w+\s+){{0,3}}(?:{words})\b(?!\s+(?:der|som|at|\w+e)\b)", re.IGNORECASE
    )


def _item(members: Sequence[TaggedSentence], minutes: Minutes) -> ActionItem | None:
    kind = _kind(members)
    if kind is None:
        return None
    own = _own(members)
    deadline = _first_deadline(members)
    start = min(member.sentence.start for member in members)
    end = max(member.sentence.end for member in members)
    number = own.sentence.item
    return ActionItem(
        id=str(uuid.uuid5(NAMESPACE, f"{minutes.document.sha256}:{start}:{end}")),
        kind=kind,
        title=headline(own, minutes),
        text=_joined(members),
        responsible=_unique_holders(members),
        due=None if deadline is None else deadline.due,
        deadline_text=None if deadline is None else deadline.text,
        meeting=minutes.meeting,
        item=None if number is None else minutes.items[number],
        document=minutes.document.source,
        page=own.sentence.page,
        start=start,
        end=end,
        score=_score(members, kind),
        sources=tuple(
            member.sentence.index
            for member in sorted(members, key=lambda member: member is not own)
        ),
    )


def _joined(members: Sequence[TaggedSentence]) -> str:
    mark = " " if members[0].sentence.row is None else " | "
    return mark.join(member.sentence.text for member in members)


def _kind(members: Sequence[TaggedSentence]) -> ActionKind | None:
    given = {tag for member in members for tag in member.tags}
    if given & {Tag.RESPONSIBLE, Tag.DEADLINE}:
        return "task"
    if Tag.DEFERRAL in given:
        return "deferral"
    return "decision" if Tag.DECISION in given else None


def _score(members: Sequence[TaggedSentence], kind: ActionKind) -> float:
    kinds: dict[ActionKind, tuple[Tag, ...]] = {
        "task": (Tag.RESPONSIBLE, Tag.DEADLINE),
        "deferral": (Tag.DEFERRAL,),
        "decision": (Tag.DECISION,),
    }
    return max(
        member.scores[TAGS.index(tag)]
        for member in members
        for tag in kinds[kind]
        if tag in member.tags
    )


def _own(members: Sequence[TaggedSentence]) -> TaggedSentence:
    """The sentence that says what is to be done: of a row, its longest cell of words."""
    if members[0].sentence.row is None:
        return members[0]
    telling = [
        member
        for member in members
        if not is_holder_column(member.sentence.column)
        and not is_deadline_column(member.sentence.column)
    ]
    decided = [member for member in telling if Tag.DECISION in member.tags]
    return max(decided or telling or members, key=lambda member: len(member.sentence.text))


def _unique_holders(members: Sequence[TaggedSentence]) -> tuple[Responsible, ...]:
    seen: dict[str, Responsible] = {}
    for member in members:
        for holder in member.responsible:
            seen.setdefault(holder.participant or holder.text, holder)
    return tuple(seen.values())


def _first_deadline(members: Sequence[TaggedSentence]) -> Deadline | None:
    """The deadline that runs out first; of those without a date, the one written first."""
    deadlines = [deadline for member in members for deadline in member.deadlines]
    return min(deadlines, key=lambda deadline: deadline.due or dt.date.max, default=None)
