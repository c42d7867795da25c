"""Agreement as tables to read and rows to compute with."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from referat.annotations.agreement import COEFFICIENTS, Agreement, Coefficient, agreement
from referat.annotations.coding import Coding

HEADS: Final = (
    "scope",
    "name",
    "documents",
    "category",
    "both",
    "first_only",
    "second_only",
    "neither",
    *(f"{name}{suffix}" for name in COEFFICIENTS for suffix in ("", "_low", "_high")),
)
"""The columns of `rows`."""


def scopes(codings: Sequence[Coding]) -> Iterator[tuple[str, str, list[Coding]]]:
    """All documents, the real and the composed ones, each kind of body, and each document.

    Args:
        codings: What two annotators made of each document.
    """
    yield "all", "", list(codings)
    for source, real in (("real", True), ("composed", False)):
        yield "source", source, [one for one in codings if one.real is real]
    for kind in sorted({one.kind for one in codings}):
        yield "kind", kind, [one for one in codings if one.kind == kind]
    for one in codings:
        yield "document", one.document, [one]


def rows(codings: Sequence[Coding], seed: int = 1) -> Iterator[list[str]]:
    """A row of `HEADS` for each scope and category; empty cells where nothing is defined.

    Args:
        codings: What two annotators made of each document.
        seed: Of the bootstrap.
    """
    for scope, name, chosen in scopes(codings):
        for found in agreement(chosen, seed) if chosen else ():
            yield [scope, name, str(found.documents), found.category, *_cells(found)]


def lines(codings: Sequence[Coding], seed: int = 1) -> Iterator[str]:
    """Tables for the real and the composed documents, then alpha and F1 of each kind.

    Args:
        codings: What two annotators made of each document.
        seed: Of the bootstrap.
    """
    for scope, name, chosen in scopes(codings):
        if scope == "source" and chosen:
            yield from _table(name, chosen, seed)
    yield ""
    yield f"{'kind':<18} {'documents':>9}  alpha of decision, deferral, deadline, responsible"
    for scope, name, chosen in scopes(codings):
        if scope == "kind":
            alphas = [found.coefficients["alpha"].value for found in agreement(chosen, seed)[:4]]
            yield f"{name:<18} {len(chosen):9d}  " + " ".join(map(_number, alphas))


def _table(name: str, codings: Sequence[Coding], seed: int) -> Iterator[str]:
    yield ""
    yield f"{name}: {len(codings)} documents annotated twice"
    columns = " ".join(f"{coefficient:>19}" for coefficient in COEFFICIENTS)
    yield f"{'category':<17} {'both':>5} {'first':>5} {'second':>6}  {columns}"
    for found in agreement(codings, seed):
        counts = found.counts
        cells = " ".join(_interval(found.coefficients[name]) for name in COEFFICIENTS)
        yield (
            f"{found.category:<17} {counts.both:5d} {counts.first:5d} {counts.second:6d}  {cells}"
        )
    for category in codings[0].values:
        shared = sum(one.values[category][0] for one in codings)
        same = sum(one.values[category][1] for one in codings)
        what = "value and due date" if category.startswith("deadline") else "participant"
        yield f"{category}s that both marked: {shared}, of these with the same {what}: {same}"


def _cells(found: Agreement) -> Iterator[str]:
    counts = found.counts
    yield from map(str, (counts.both, counts.first, counts.second, counts.neither))
    for name in COEFFICIENTS:
        one = found.coefficients[name]
        for value in (one.value, one.low, one.high):
            yield "" if math.isnan(value) else f"{value:.4f}"


def _interval(one: Coefficient) -> str:
    return f"{_number(one.value)} ({_number(one.low)}-{_number(one.high)})"


def _number(value: float) -> str:
    return "    -" if math.isnan(value) else f"{value:5.3f}"
