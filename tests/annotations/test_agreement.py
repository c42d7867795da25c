import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.agreement import Coefficient, ac1, agreement, alpha, f1, kappa
from referat.annotations.agreement_report import HEADS, lines, rows
from referat.annotations.coding import CATEGORIES, Coding, Counts

metrics = pytest.importorskip("sklearn.metrics")

pairs = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60)


def table(units: list[tuple[bool, bool]]) -> np.ndarray:
    cells = [(True, True), (True, False), (False, True), (False, False)]
    return np.array([[units.count(cell) for cell in cells]], float)


@given(pairs)
def test_kappa_and_f1_are_scikit_learns(units: list[tuple[bool, bool]]) -> None:
    first, second = zip(*units, strict=True)
    if any(first) or any(second):
        assert f1(table(units))[0] == pytest.approx(metrics.f1_score(first, second))
    if len({*first, *second}) == 2:
        assert kappa(table(units))[0] == pytest.approx(metrics.cohen_kappa_score(first, second))


def coincidence_alpha(units: list[tuple[bool, bool]]) -> float:
    """Alpha from the matrix of coincidences, as Krippendorff (2011) computes it by hand."""
    ordered = [pair for one, other in units for pair in ((one, other), (other, one))]
    values = [one for one, _ in ordered]
    apart = sum(one != other for one, other in ordered)
    expected = 2 * values.count(True) * values.count(False) / (len(values) - 1)
    return 1 - apart / expected


@given(pairs)
def test_alpha_is_that_of_the_coincidence_matrix(units: list[tuple[bool, bool]]) -> None:
    found = alpha(table(units))[0]
    if len({value for pair in units for value in pair}) == 1:
        assert math.isnan(found)
    else:
        assert found == pytest.approx(coincidence_alpha(units))


def test_a_rare_tag_makes_kappa_collapse_and_not_ac1() -> None:
    rows = np.array([[1.0, 2.0, 2.0, 195.0]])
    # by hand: 0.98 observed; chance 0.9704 for kappa, 2 * 0.015 * 0.985 for AC1
    assert kappa(rows)[0] == pytest.approx((0.98 - 0.97045) / (1 - 0.97045))
    assert ac1(rows)[0] == pytest.approx((0.98 - 0.02955) / (1 - 0.02955))


def coding(name: str, counts: Counts, *, real: bool = True) -> Coding:
    values = {"deadline span": (2, 1), "responsible span": (3, 3)}
    return Coding(name, "idraet", real, dict.fromkeys(CATEGORIES, counts), values)


def test_intervals_hold_the_value_and_are_the_same_for_a_seed() -> None:
    codings = [coding(f"d{n}", Counts(5 + n, n % 3, n % 2, 40)) for n in range(12)]
    found = agreement(codings, seed=7)
    assert [one.category for one in found] == list(CATEGORIES)
    for name in ("alpha", "kappa", "ac1", "f1"):
        one = found[0].coefficients[name]
        assert one.low < one.value < one.high
    assert found[0].coefficients == agreement(codings, seed=7)[0].coefficients
    assert found[0].coefficients != agreement(codings, seed=8)[0].coefficients


def test_nothing_marked_is_not_defined() -> None:
    one = agreement([coding("d", Counts(0, 0, 0, 9))])[0].coefficients["f1"]
    assert isinstance(one, Coefficient)
    assert math.isnan(one.value)


def test_table_and_rows() -> None:
    codings = [
        coding("roklub", Counts(4, 1, 0, 20)),
        coding("skuret", Counts(3, 0, 0, 9), real=False),
    ]
    shown = "\n".join(lines(codings))
    assert "real: 1 documents annotated twice" in shown
    assert (
        "deadline spans that both marked: 2, of these with the same value and due date: 1" in shown
    )
    found = list(rows(codings))
    assert all(len(row) == len(HEADS) for row in found)
    assert {row[0] for row in found} == {"all", "source", "kind", "document"}
    decision = next(row for row in found if row[:2] == ["document", "roklub"])
    assert decision[HEADS.index("f1")] == "0.8889"
