"""Spans that a tool knows by place alone, joined again with what was known of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from referat.annotations.schema import DeadlineAnnotation, ResponsibleAnnotation
from referat.minutes import Span

_Marked = TypeVar("_Marked", bound=DeadlineAnnotation | ResponsibleAnnotation)


@dataclass(frozen=True, slots=True)
class Reconciled(Generic[_Marked]):
    """Spans in the order of the text; of some, borders were moved, others were set anew."""

    spans: tuple[_Marked, ...]
    moved: tuple[_Marked, ...]
    new: tuple[_Marked, ...]


def deadlines_at(
    seen: Iterable[Span], known: Sequence[DeadlineAnnotation]
) -> Reconciled[DeadlineAnnotation]:
    """The deadlines at some places; what is new has no value yet."""
    return _reconciled(
        seen, known, lambda span: DeadlineAnnotation(span.start, span.end, None, None, None)
    )


def holders_at(
    seen: Iterable[Span], known: Sequence[ResponsibleAnnotation]
) -> Reconciled[ResponsibleAnnotation]:
    """The holders at some places; who is new refers to nobody yet."""
    return _reconciled(seen, known, lambda span: ResponsibleAnnotation(span.start, span.end, None))


def _reconciled(
    seen: Iterable[Span], known: Sequence[_Marked], fresh: Callable[[Span], _Marked]
) -> Reconciled[_Marked]:
    """A place seen keeps all that was known there; else it takes over from one that is gone.

    The known span it takes over from is the one it shares most of its text with.
    """
    places = set(seen)
    found: list[_Marked] = [one for one in known if Span(one.start, one.end) in places]
    gone: list[_Marked] = [one for one in known if Span(one.start, one.end) not in places]
    moved: list[_Marked] = []
    new: list[_Marked] = []
    for place in sorted(places - {Span(one.start, one.end) for one in found}):
        nearest = max(gone, key=lambda one: _shared(place, one), default=None)
        if nearest is None or _shared(place, nearest) <= 0:
            new.append(fresh(place))
        else:
            gone.remove(nearest)
            moved.append(replace(nearest, start=place.start, end=place.end))
    spans = sorted([*found, *moved, *new], key=lambda one: (one.start, one.end))
    return Reconciled(tuple(spans), tuple(moved), tuple(new))


def _shared(place: Span, other: DeadlineAnnotation | ResponsibleAnnotation) -> int:
    return min(place.end, other.end) - max(place.start, other.start)
