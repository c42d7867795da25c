import re

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from referat.evaluation.curves import svg
from referat.evaluation.html_page import html_page, html_table


def test_cells_are_told_by_what_they_are() -> None:
    tree = lxml.html.fromstring(
        html_table("Tags", ("tag", "F1", "gold"), [("a", 0.5, 12), ("b", float("nan"), None)])
    )
    cells = [[cell.text or "" for cell in row] for row in tree.xpath(".//tbody/tr")]
    assert cells == [["a", "0.500", "12"], ["b", "", ""]]
    assert [one.get("scope") for one in tree.xpath(".//th")] == ["col"] * 3 + ["row"] * 2


def test_a_table_may_have_no_rows() -> None:
    tree = lxml.html.fromstring(html_table("Tags", ("tag", "F1"), []))
    assert len(tree.xpath(".//th")) == 2


@given(st.text(st.characters(min_codepoint=32, blacklist_categories=["Cc", "Cs"]), min_size=1))
def test_any_words_are_shown_as_they_stand(words: str) -> None:
    table = html_table(words, (words,), [(words,)])
    tree = lxml.html.document_fromstring(html_page(table))
    assert tree.xpath("//caption")[0].text_content() == words
    assert tree.xpath("//td | //tbody/tr/th")[0].text_content() == words
    assert len(tree.xpath("//script")) == 1


def test_curves_are_told_apart_by_dashes_as_well_as_by_colour() -> None:
    names = ("decision", "deferral", "deadline", "responsible")
    drawn = svg("Curves", ("x", "y"), {name: [(0, 0), (1, 1)] for name in names}, marks=False)
    looks = re.findall(r'class="curve (c\d)"', drawn)
    assert {look: looks.count(look) for look in looks} == {"c0": 2, "c1": 2, "c2": 2, "c3": 2}
    style = html_page("")
    dashes = {re.search(rf"\.{look}{{(.*?)}}", style)[1].partition(";")[2] for look in set(looks)}  # type: ignore[index]
    assert len(dashes) == 4


def test_a_curve_of_one_point_is_seen() -> None:
    assert "<circle" in svg("One", ("x", "y"), {"a": [(0.2, 0.4)]}, marks=False)
