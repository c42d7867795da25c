"""What a system reads out of minutes, from the files or on gold sentences: spans, dates, items."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from referat.actions import actions
from referat.evaluation.counts import FieldScore, field_score, pooled
from referat.evaluation.harness import signature
from referat.evaluation.items import ItemCounts, item_counts
from referat.evaluation.resampling import SAMPLES, Interval, pooled_intervals
from referat.evaluation.spans import LabelledSpan, MatchCounts, match_counts, matched
from referat.evaluation.systems import Level, ReadDocument, System
from referat.labels import Tag
from referat.minutes import Deadline, Responsible, TaggedMinutes

TaskName = Literal["spans", "dates", "items"]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """The counts of one document, or of several together.

    `value`, `due` and `link` are of every gold span, one that was not found being abstained from;
    what a span with no partner gives is spurious.
    """

    spans: MatchCounts
    deadlines: MatchCounts
    holders: MatchCounts
    value: FieldScore
    due: FieldScore
    link: FieldScore
    items: ItemCounts


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """The counts of one document."""

    identifier: str
    kind: str
    counts: TaskCounts


@dataclass(frozen=True, slots=True)
class TaskEvaluation:
    """What one system reads out of one set, with intervals over documents and a signature."""

    system: str
    split: str
    level: Level
    documents: tuple[TaskOutcome, ...]
    intervals: Mapping[str, Interval]
    signature: str

    @property
    def counts(self) -> TaskCounts:
        """The counts of all documents together."""
        return pooled([one.counts for one in self.documents])


SCHEMES: Final = ("strict", "exact", "partial", "type")
ARGUMENTS: Final = ("what", "kind", "who", "when", "complete")
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {"all": "spans", "deadline": "deadlines", "responsible": "holders"}
)
"""The field of `TaskCounts` that has the spans of each label."""
FIELDS: Final = ("value", "due", "link")

Measure = Callable[[TaskCounts], float]


def wrong_rate(field: FieldScore) -> float:
    """The share of the values given that the gold does not have; 0 of none."""
    given = field.right + field.wrong + field.spurious
    return (field.wrong + field.spurious) / given if given else 0.0


def _wrong_rate_of(field: str) -> Measure:
    return lambda counts: wrong_rate(getattr(counts, field))


def _measures() -> Iterator[tuple[str, Measure]]:
    for label, field in LABELS.items():
        for scheme in SCHEMES:
            get = attrgetter(f"{field}.{scheme}.f1")
            yield f"{label}, {scheme}", get
    for field in FIELDS:
        yield field, attrgetter(f"{field}.share")
        yield f"{field}, wrong", _wrong_rate_of(field)
    for argument in ARGUMENTS:
        yield f"item, {argument}", attrgetter(f"items.{argument}.f1")


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(dict(_measures()))
"""The figures that have an interval: F1, and shares of right values and of wrong ones given."""


def evaluate_tasks(
    system: System,
    documents: Sequence[ReadDocument],
    split: str,
    *,
    level: Level = "files",
    seed: int = 1,
    samples: int = SAMPLES,
) -> TaskEvaluation:
    """Score what a system reads out of documents.

    Args:
        system: The system.
        documents: The documents of the split, at least one.
        split: Name of the split, for the record.
        level: Whose sentences are tagged.
        seed: Of the bootstrap.
        samples: Of the bootstrap.
    """
    outcomes = tuple(_outcome(system, one, level) for one in documents)
    return TaskEvaluation(
        system=system.name,
        split=split,
        level=level,
        documents=outcomes,
        intervals=pooled_intervals(
            [one.counts for one in outcomes], MEASURES, seed=seed, samples=samples
        ),
        signature=signature(system, documents, split, level, seed=seed, match="optimal"),
    )


def task_counts(gold: TaggedMinutes, found: TaggedMinutes) -> TaskCounts:
    """The counts of one document.

    Args:
        gold: The gold.
        found: What a system makes of the same document.
    """
    times = (_deadlines(gold), _deadlines(found))
    people = (_holders(gold), _holders(found))
    wanted, given = ([*map(_time, times[side]), *map(_person, people[side])] for side in (0, 1))
    fields = [*_pairs(times[0], times[1], _time)]
    links = [*_pairs(people[0], people[1], _person)]
    return TaskCounts(
        spans=match_counts(wanted, given),
        deadlines=match_counts(*(list(map(_time, side)) for side in times)),
        holders=match_counts(*(list(map(_person, side)) for side in people)),
        value=_field([(one and one.value, two and two.value) for one, two in fields]),
        due=_field([(one and one.due, two and two.due) for one, two in fields]),
        link=_field([(one and one.participant, two and two.participant) for one, two in links]),
        items=item_counts(actions(gold), actions(found)),
    )


def _outcome(system: System, one: ReadDocument, level: Level) -> TaskOutcome:
    annotation = one.annotated.annotation
    counts = task_counts(one.gold, system.tag(one, level))
    return TaskOutcome(annotation.id, annotation.kind, counts)


def _deadlines(minutes: TaggedMinutes) -> list[Deadline]:
    return [one for sentence in minutes.sentences for one in sentence.deadlines]


def _holders(minutes: TaggedMinutes) -> list[Responsible]:
    return [one for sentence in minutes.sentences for one in sentence.responsible]


def _time(one: Deadline) -> LabelledSpan:
    return LabelledSpan(one.start, one.end, Tag.DEADLINE.value)


def _person(one: Responsible) -> LabelledSpan:
    return LabelledSpan(one.start, one.end, Tag.RESPONSIBLE.value)


def _pairs(
    gold: Sequence[One], found: Sequence[One], span: Callable[[One], LabelledSpan]
) -> Iterator[tuple[One | None, One | None]]:
    """Every gold span with its partner, if it has one, then the spurious ones."""
    partners = dict(matched(list(map(span, gold)), list(map(span, found))))
    for index, one in enumerate(gold):
        yield one, found[partners[index]] if index in partners else None
    taken = set(partners.values())
    yield from ((None, one) for index, one in enumerate(found) if index not in taken)


def _field(values: Sequence[tuple[object | None, object | None]]) -> FieldScore:
    return pooled([FieldScore(), *(field_score(wanted, given) for wanted, given in values)])
