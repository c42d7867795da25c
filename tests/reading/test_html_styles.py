"""What styles say, in an element and in the rules of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.reading.html_styles import Style, StyleSheet


def _style(declarations: str) -> Style:
    return StyleSheet().of("p", {"style": declarations})


@pytest.mark.parametrize(
    ("declarations", "style"),
    [
        ("font-weight: 700 !important", Style(bold=True)),
        ("FONT-WEIGHT:normal", Style(bold=False)),
        ("font-size:14.0pt", Style(size=14.0)),
        ("font-size: 16px", Style(size=12.0)),
        ("font-size: 150%", Style(scale=1.5)),
        ("font-size: x-large", Style(size=18.0)),
        ("font: bold 16px/1.2 Arial", Style(bold=True, size=12.0, font="")),
        ('font:7.0pt "Times New Roman"', Style(bold=False, size=7.0, font="")),
        ("font-family: 'Wingdings', serif", Style(font="wingdings")),
        ("text-decoration: underline dotted", Style(underlined=True)),
        ("display:none", Style(hidden=True)),
        ("visibility: hidden", Style(hidden=True)),
        ("mso-hide:all", Style(hidden=True)),
        ("display:block", Style()),
        ("white-space: pre-wrap", Style(preserved=True)),
        ("margin: 0", Style(above=False, below=False, indent=0.0)),
        ("margin:0cm 0cm 8.0pt 36.0pt", Style(above=False, below=True, indent=36.0)),
        ("margin-bottom:.0001pt", Style(below=False)),
        ("margin-left:1in", Style(indent=72.0)),
        ("margin: auto", Style()),
        ("list-style: none inside", Style(list_style="none")),
        ("mso-list:l0 level2 lfo1", Style(list_level=2)),
        ("mso-list:Ignore", Style(ignored=True)),
        ("mso-tab-count:2", Style(tabs=2)),
        ("color: red; ; font-size:; :x; font-weight", Style()),
    ],
)
def test_declarations(declarations: str, style: Style) -> None:
    assert _style(declarations) == style


def test_an_element_counts_before_its_class_and_that_before_its_name() -> None:
    sheet = StyleSheet()
    sheet.add(
        "<!-- p, li { font-size: 10pt; font-weight: bold } /* .a { font-size: 1pt } */"
        "p.A, .b { font-size: 12pt; margin-top: 0 } div p { font-size: 99pt }"
        ".b:hover { font-size: 9pt }"
        "@media print { .a { font-size: 50pt } } @page { margin: 0 } -->"
    )
    assert sheet.of("p", {"class": "a"}) == Style(size=12.0, bold=True, above=False)
    assert sheet.of("li", {"class": "a"}) == Style(size=10.0, bold=True)
    assert sheet.of("td", {"class": "x b", "style": "font-size:8pt"}) == Style(
        size=8.0, above=False
    )


def test_rules_hide_nothing() -> None:
    sheet = StyleSheet()
    sheet.add(".panel { display: none } p { visibility: hidden }")
    assert sheet.of("p", {"class": "panel"}) == Style()


@given(st.text(alphabet=st.sampled_from("{}/*@.;:,a- 0px\"'"), max_size=60))
def test_any_rules_are_taken(source: str) -> None:
    sheet = StyleSheet()
    sheet.add(source)
    sheet.of("a", {"class": "a", "style": source})
