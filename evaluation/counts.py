"""Counts that are added up over documents before any ratio is taken of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

Counts = TypeVar("Counts")


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How often a field was read as the gold has it.

    Of the values that the gold states so many are `right`, `wrong` or `abstained` from; where it
    states none, a value given is `spurious` and none given is `silent`.
    """

    right: int = 0
    wrong: int = 0
    abstained: int = 0
    spurious: int = 0
    silent: int = 0

    @property
    def stated(self) -> int:
        """How many values the gold states."""
        return self.right + self.wrong + self.abstained

    @property
    def share(self) -> float:
        """The share of the values stated that are right."""
        return self.right / self.stated if self.stated else 0.0


def field_score(wanted: object | None, given: object | None) -> FieldScore:
    """The score of one value.

    Args:
        wanted: What the gold has, None if it states nothing.
        given: What was read.
    """
    if wanted is None:
        return FieldScore(silent=1) if given is None else FieldScore(spurious=1)
    if given is None:
        return FieldScore(abstained=1)
    return FieldScore(right=1) if given == wanted else FieldScore(wrong=1)


def pooled(scores: Sequence[Counts]) -> Counts:
    """The sum, field by field, of dataclasses made of numbers, counters and such dataclasses.

    Args:
        scores: At least one.
    """
    first = scores[0]
    sums = {
        field.name: _sum([getattr(score, field.name) for score in scores])
        for field in fields(first)  # type: ignore[arg-type]
    }
    return type(first)(**sums)


def flat(counts: object) -> list[int]:
    """The whole numbers of a dataclass and of the dataclasses in it, in the order of the fields.

    Args:
        counts: A dataclass made of whole numbers and of such dataclasses.
    """
    values = (getattr(counts, field.name) for field in fields(counts))  # type: ignore[arg-type]
    return [one for value in values for one in ([value] if isinstance(value, int) else flat(value))]


def rebuilt(like: Counts, numbers: Sequence[int]) -> Counts:
    """The dataclass whose `flat` numbers are given.

    Args:
        like: One of the same make.
        numbers: As many as `flat` gives of it.
    """
    return _built(like, iter(numbers))


def _built(like: Counts, numbers: Iterator[int]) -> Counts:
    values = (getattr(like, field.name) for field in fields(like))  # type: ignore[arg-type]
    return type(like)(
        *(next(numbers) if isinstance(one, int) else _built(one, numbers) for one in values)
    )


def _sum(values: Sequence[Any]) -> Any:  # noqa: ANN401 - of whatever kind the field is
    if isinstance(values[0], int):
        return sum(values)
    if isinstance(values[0], Counter):
        total: Counter[Any] = Counter()
        for value in values:
            total.update(value)
        return total
    return pooled(values)
