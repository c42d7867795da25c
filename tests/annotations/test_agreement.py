import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.agreement import Pair, agreement
from referat.labels import Tag

metrics = pytest.importorskip("sklearn.metrics")

tags = st.frozensets(st.sampled_from(list(Tag)))


@given(st.lists(st.tuples(tags, tags), min_size=2, max_size=40))
def test_agrees_with_scikit_learn(units: list[Pair]) -> None:
    for found in agreement(units):
        first = [found.tag in one for one, _ in units]
        second = [found.tag in other for _, other in units]
        f1 = metrics.f1_score(first, second, zero_division=0)
        assert found.f1 == pytest.approx(f1)
        if len({*first, *second}) == 2:
            kappa = metrics.cohen_kappa_score(first, second)
            assert found.kappa == pytest.approx(kappa, nan_ok=True)
