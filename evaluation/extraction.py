"""How well deadlines and holders are read, apart from the tagger: on sentences with gold tags."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from referat.extraction.deadlines import deadlines
from referat.extraction.responsible import responsible
from referat.labels import Tag
from referat.minutes import Deadline, Responsible, TaggedMinutes, TaggedSentence


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


One = TypeVar("One", bound=_Placed)
Pair = tuple[One | None, One | None]


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many; the share of nothing is 0."""

    count: int
    total: int

    @property
    def share(self) -> float:
        """The count as a part of the total."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Agreement of spans found with gold spans."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the spans found that are right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold spans that were found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    """What extraction gets right on sentences whose tags are given.

    `values` and `dues` count gold deadlines: those whose partner says the same, null included.
    `wrong_dues` counts the dates given, those of spurious deadlines too: the ones that are not the
    gold date. `links` counts gold holders that were found: those linked as the gold is, to a
    participant or to none. `wrong_links` counts the links given that the gold does not have.
    """

    deadlines_exact: SpanScore
    deadlines_overlap: SpanScore
    values: Ratio
    dues: Ratio
    wrong_dues: Ratio
    holders_exact: SpanScore
    holders_overlap: SpanScore
    links: Ratio
    wrong_links: Ratio


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold and extraction of one sentence, paired where their spans overlap."""

    sentence: TaggedSentence
    deadlines: tuple[Pair[Deadline], ...]
    holders: tuple[Pair[Responsible], ...]


def extraction_scores(documents: Iterable[TaggedMinutes]) -> ExtractionScores:
    """Scores of extraction on gold-tagged minutes.

    Args:
        documents: Gold minutes; their tags and header facts are used, their spans compared to.
    """
    compared = [one for gold in documents for one in comparisons(gold)]
    times = [pair for one in compared for pair in one.deadlines]
    holders = [pair for one in compared for pair in one.holders]
    gold_times = [(wanted, found) for wanted, found in times if wanted is not None]
    return ExtractionScores(
        deadlines_exact=_spans(times, exact=True),
        deadlines_overlap=_spans(times, exact=False),
        values=_ratio(found is not None and found.value == one.value for one, found in gold_times),
        dues=_ratio(found is not None and found.due == one.due for one, found in gold_times),
        wrong_dues=_ratio(wrong_due(pair) for pair in times if pair[1] and pair[1].due),
        holders_exact=_spans(holders, exact=True),
        holders_overlap=_spans(holders, exact=False),
        links=_ratio(
            one.participant == found.participant for one, found in holders if one and found
        ),
        wrong_links=_ratio(wrong_link(pair) for pair in holders if pair[1] and pair[1].participant),
    )


def extracted(tagged: TaggedMinutes) -> TaggedMinutes:
    """Tagged minutes with the deadlines and holders that extraction reads out of them."""
    document, meeting = tagged.minutes.document, tagged.minutes.meeting
    read = (
        replace(
            one,
            deadlines=deadlines(one.sentence, document, meeting)
            if Tag.DEADLINE in one.tags
            else (),
            responsible=(
                responsible(one.sentence, document, meeting) if Tag.RESPONSIBLE in one.tags else ()
            ),
        )
        for one in tagged.sentences
    )
    return TaggedMinutes(tagged.minutes, tuple(read))


def comparisons(gold: TaggedMinutes) -> Iterator[Comparison]:
    """Each sentence that has a deadline or a holder, with what was wanted and what was found."""
    for wanted, found in zip(gold.sentences, extracted(gold).sentences, strict=True):
        if {Tag.DEADLINE, Tag.RESPONSIBLE} & set(wanted.tags):
            yield Comparison(
                wanted,
                tuple(_paired(wanted.deadlines, found.deadlines)),
                tuple(_paired(wanted.responsible, found.responsible)),
            )


def wrong_due(pair: Pair[Deadline]) -> bool:
    """Whether a date is given that the gold does not have: worse than none."""
    wanted, found = pair
    given = None if found is None else found.due
    return given is not None and (wanted is None or wanted.due != given)


def wrong_link(pair: Pair[Responsible]) -> bool:
    """Whether a participant is named whom the gold does not have: worse than none."""
    wanted, found = pair
    given = None if found is None else found.participant
    return given is not None and (wanted is None or wanted.participant != given)


def lines(scores: ExtractionScores) -> list[str]:
    """The scores as lines for a terminal."""
    spans = {
        "deadline, exact": scores.deadlines_exact,
        "deadline, overlap": scores.deadlines_overlap,
        "holder, exact": scores.holders_exact,
        "holder, overlap": scores.holders_overlap,
    }
    ratios = {
        "value right": scores.values,
        "due right": scores.dues,
        "due wrong, of those given": scores.wrong_dues,
        "link right": scores.links,
        "link wrong, of those given": scores.wrong_links,
    }
    return [
        f"{'span':<28} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}",
        *(
            f"{name:<28} {one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f} {one.gold:6d}"
            for name, one in spans.items()
        ),
        *(
            f"{name:<28} {one.share:6.3f} {one.count:6d} of {one.total}"
            for name, one in ratios.items()
        ),
    ]


def _paired(gold: Sequence[One], found: Sequence[One]) -> Iterator[Pair[One]]:
    """Every gold span with the free one found that covers most of it, then the spurious ones."""
    free = list(found)
    for wanted in gold:
        best = max(free, key=lambda one: _shared(wanted, one), default=None)
        if best is None or _shared(wanted, best) <= 0:
            yield wanted, None
            continue
        free.remove(best)
        yield wanted, best
    yield from ((None, spurious) for spurious in free)


def _shared(one: _Placed, other: _Placed) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _spans(pairs: Sequence[Pair[One]], *, exact: bool) -> SpanScore:
    both = [(wanted, found) for wanted, found in pairs if wanted and found]
    hits = sum(not exact or (one.start, one.end) == (two.start, two.end) for one, two in both)
    return SpanScore(
        hits,
        found=sum(found is not None for _, found in pairs),
        gold=sum(wanted is not None for wanted, _ in pairs),
    )


def _ratio(outcomes: Iterable[bool]) -> Ratio:
    counted = list(outcomes)
    return Ratio(sum(counted), len(counted))
