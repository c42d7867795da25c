"""What a push does with each task, whatever program keeps the tasks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from referat.exporting.items import ExportItem


class Action(StrEnum):
    """What was done with a task."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person changed what we would have changed, so it stays as it is."""
    ENDED = "ended"
    """A person completed or cancelled it, so it stays as it is."""
    DELETED = "deleted"
    """A person deleted it, so it is not made again."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done with an item's task, and a few words on what was kept or went wrong."""

    item: ExportItem
    action: Action
    note: str = ""


def each_once(items: Iterable[ExportItem]) -> list[ExportItem]:
    """The items, of several with one id the first."""
    once: dict[str, ExportItem] = {}
    for item in items:
        once.setdefault(item.id, item)
    return list(once.values())


def kept_note(fields: Sequence[str]) -> str:
    """What to say of fields that a person changed."""
    return f"kept as changed by a person: {', '.join(fields)}" if fields else ""


def counted(outcomes: Iterable[Outcome]) -> str:
    """How many tasks there are of each action, in one line."""
    counts = Counter(outcome.action for outcome in outcomes)
    return ", ".join(f"{counts[action]} {action.value}" for action in Action if counts[action])
