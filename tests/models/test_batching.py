import random

from hypothesis import given
from hypothesis import strategies as st

from referat.models.batching import by_length, shuffled

lengths = st.lists(st.integers(1, 128), max_size=100)
sizes = st.integers(1, 9)


@given(lengths, sizes)
def test_every_row_is_in_one_batch(rows: list[int], size: int) -> None:
    found = [row for batch in by_length(rows, size) for row in batch]
    assert sorted(found) == list(range(len(rows)))
    assert [rows[row] for row in found] == sorted(rows, reverse=True)


@given(lengths, sizes, st.integers())
def test_shuffled_batches_hold_every_row_once(rows: list[int], size: int, seed: int) -> None:
    batches = shuffled(rows, size, random.Random(seed))
    assert sorted(row for batch in batches for row in batch) == list(range(len(rows)))
    assert len(batches) == -(-len(rows) // size)
    assert batches == shuffled(rows, size, random.Random(seed))
