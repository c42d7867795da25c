"""Bullets and numbers, and lines that only look as if they began with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.reading.markers import split_marker


@pytest.mark.parametrize(
    ("line", "marker", "rest"),
    [
        ("- Købe maling", "-", "Købe maling"),
        ("• Købe maling", "•", "Købe maling"),
        ("o Købe maling", "o", "Købe maling"),
        ("– købe maling", "–", "købe maling"),
        ("\uf0b7 Købe maling", "\uf0b7", "Købe maling"),
        ("1. Valg af dirigent", "1.", "Valg af dirigent"),
        ("1.Valg af dirigent", "1.", "Valg af dirigent"),
        ("12) Eventuelt", "12)", "Eventuelt"),
        ("4.2 Økonomi", "4.2", "Økonomi"),
        ("4.2. Økonomi", "4.2.", "Økonomi"),
        ("a) Tag og facade", "a)", "Tag og facade"),
        ("a ) Tag og facade", "a )", "Tag og facade"),
        ("B: Beretning", "B:", "Beretning"),
        ("Ad 3 Budget", "Ad 3", "Budget"),
        ("Ad. 3: Budget", "Ad. 3:", "Budget"),
        ("Pkt. 4: Budget", "Pkt. 4:", "Budget"),
        ("Punkt 4. Budget", "Punkt 4.", "Budget"),
        ("IV. Budget", "IV.", "Budget"),
        ("iii) Budget", "iii)", "Budget"),
        ("- [x] Referat godkendt", "- [x]", "Referat godkendt"),
        ("- [ ] Referat godkendt", "- [ ]", "Referat godkendt"),
        ("☐ Referat godkendt", "☐", "Referat godkendt"),
        ("- 1.2 Økonomi", "1.2", "Økonomi"),
        ("4.", "4.", ""),
        ("4. Behandling af forslag", "4.", "Behandling af forslag"),
        ("Punkt 5 valg til bestyrelsen", "Punkt 5", "valg til bestyrelsen"),
        ("7 evt.", "7", "evt."),
    ],
)
def test_markers(line: str, marker: str, rest: str) -> None:
    found = split_marker(line)
    assert found is not None
    assert (found[0], line[found[2] :]) == (marker, rest)
    assert line[found[1] :].startswith(marker)


@pytest.mark.parametrize(
    "line",
    [
        "3. maj blev der holdt fest.",
        "1. halvår 2026 gik godt.",
        "1. suppleant Ida Holm",
        "1. behandling af planen",
        "3. Maj 2026",
        "24. - 26. juni er der lejr.",
        "24.10.22 kl. 19",
        "19.30 Velkomst",
        "4.5 mio. kr. er afsat.",
        "12 deltog i mødet.",
        "2025 blev et godt år.",
        "Punkt 3 udsættes.",
        "-5 grader",
        "v. Lars Holm",
        "og så videre",
        "Dato: 3. maj",
        "Vi mødes igen.",
    ],
)
def test_no_markers(line: str) -> None:
    assert split_marker(line) is None


@given(st.text(alphabet="1a.) -•[x]ivAdPunkt4:o\t", max_size=20))
def test_the_marker_stands_where_it_says(line: str) -> None:
    content = line.strip()
    found = split_marker(content)
    if found is not None:
        marker, start, rest = found
        assert marker
        assert content[start : start + len(marker)] == marker
        assert start + len(marker) <= rest <= len(content)
