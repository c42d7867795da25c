import itertools

from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.alignment import matches, nearest, overlaps
from referat.minutes import Span

TEXT = "Godkendt. Mette køber låsen."


def test_white_space_and_punctuation_do_not_count() -> None:
    assert matches(TEXT, [Span(0, 9), Span(10, 28)], [Span(0, 8), Span(9, 27)]) == {0: 0, 1: 1}


def test_a_unit_cut_in_halves_matches_the_larger() -> None:
    halves = [Span(10, 15), Span(16, 28)]
    assert matches(TEXT, [Span(10, 28)], halves) == {0: 1}
    assert nearest(TEXT, halves, [Span(10, 28)]) == {0: 0, 1: 0}


def segmentations(size: int) -> st.SearchStrategy[list[Span]]:
    def build(cuts: list[int]) -> list[Span]:
        bounds = sorted({0, size, *cuts})
        return [Span(a, b) for a, b in itertools.pairwise(bounds)]

    return st.lists(st.integers(0, size), max_size=8).map(build)


@given(segmentations(len(TEXT)), segmentations(len(TEXT)))
def test_matching_is_one_to_one_and_symmetric(left: list[Span], right: list[Span]) -> None:
    there = matches(TEXT, left, right)
    assert len(set(there.values())) == len(there)
    assert {value: key for key, value in there.items()} == matches(TEXT, right, left)
    letters = sum(overlap.shared for overlap in overlaps(TEXT, left, right))
    assert letters == sum(char.isalnum() for char in TEXT)
