from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.evaluation.altered_text import Edit, altered
from referat.minutes import Span

TEXTS = st.text(alphabet="abæ \n-", max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXTS)
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return text, [Edit(start, end, draw(st.text("xy\n", max_size=3))) for start, end in pairs]


def by_characters(text: str, edits: Sequence[Edit]) -> tuple[str, dict[int, int]]:
    """The same, one character at a time."""
    out, places = "", {}
    for offset in range(len(text) + 1):
        out += "".join(edit.text for edit in sorted(edits) if edit.start == offset)
        if offset < len(text) and not any(edit.start <= offset < edit.end for edit in edits):
            places[offset] = len(out)
            out += text[offset]
    return out, places


@given(edited(), st.integers(0, 30), st.integers(0, 30))
def test_every_range_goes_where_its_characters_go(
    case: tuple[str, list[Edit]], start: int, end: int
) -> None:
    text, edits = case
    changed = altered(text, edits)
    wanted, places = by_characters(text, edits)
    assert changed.text == wanted
    left = [places[offset] for offset in range(start, min(end, len(text))) if offset in places]
    assert changed.place(start, end) == (Span(left[0], left[-1] + 1) if left else None)


@given(edited())
def test_characters_that_are_left_are_the_same_ones(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    changed = altered(text, edits)
    for offset, char in enumerate(text):
        span = changed.place(offset, offset + 1)
        assert span is None or changed.text[span.start : span.end] == char


@given(TEXTS)
def test_no_edit_changes_nothing(text: str) -> None:
    changed = altered(text, [])
    assert changed.text == text
    assert changed.place(0, len(text)) == (Span(0, len(text)) if text else None)


def test_a_range_holds_what_is_put_inside_it_and_not_what_is_put_before() -> None:
    changed = altered("en mødeleder", [Edit(3, 3, "[["), Edit(7, 7, "-\n")])
    span = changed.place(3, 12)
    assert span is not None
    assert changed.text[span.start : span.end] == "møde-\nleder"
    assert changed.point(3) == 3


@pytest.mark.parametrize("edits", [[Edit(0, 3), Edit(2, 4)], [Edit(3, 9)], [Edit(2, 1)]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        altered("abcde", edits)
