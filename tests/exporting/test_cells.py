import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from referat.exporting.cells import csv_text, safe

PRINTED = st.text(st.characters(exclude_categories=["Cs"]))
BEGINS = "=+-@\t\r\n＝＋－＠"
CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF]))


def read(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def begins_formula(cell: str) -> bool:
    return cell.lstrip(' "\xa0\ufeff\u200b')[:1] in tuple("=+-@＝＋－＠")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+45 1234", "'+45 1234"),
        ("-5 grader", "'-5 grader"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        (" =1", "' =1"),
        ("\xa0=1", "'\xa0=1"),
        ('"=1', "'\"=1"),
        ("\x00=1", "'=1"),
        ("a;=1", "a;'=1"),
        ("a, =1", "a,' =1"),
        ("a\n-b", "a\n'-b"),
        ("＝1", "'＝1"),
        ("1. april - 2. maj", "1. april - 2. maj"),
        ("mh@roklub.dk", "mh@roklub.dk"),
        ("Opgave: a = b", "Opgave: a = b"),
        ("", ""),
    ],
)
def test_what_could_begin_a_formula_has_an_apostrophe_before_it(text: str, expected: str) -> None:
    assert safe(text) == expected
    assert safe(expected) == expected


@given(st.lists(st.lists(PRINTED, min_size=2, max_size=3), min_size=1), st.sampled_from(",;"))
@example([["=1", "a;=1"]], ",")
@example([['"=1"', ';"=1']], ";")
def test_any_text_comes_back_from_csv_and_no_cell_begins_a_formula(
    rows: list[list[str]], separator: str
) -> None:
    found = read(csv_text(rows, separator), separator)
    assert found == [[safe(cell) for cell in row] for row in rows]
    assert not any(
        cell[:1] in tuple(BEGINS) or begins_formula(cell) for row in found for cell in row
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="=+-@＝＋－＠\t\r\n" + CONTROLS)))
def test_harmless_text_is_not_touched(text: str) -> None:
    assert safe(text) == text


@given(st.lists(st.text(st.sampled_from('=+-@;,|\t\r\n" a\xa0'), max_size=8), min_size=1))
def test_no_cell_begins_a_formula_whatever_separator_the_file_is_read_with(
    cells: list[str],
) -> None:
    for written in ",;":
        text = csv_text([cells, cells], written)
        for separator in ",;\t|":
            for line in text.replace("\r", "\n").split("\n"):
                assert not any(map(begins_formula, line.split(separator)))


@pytest.mark.parametrize("text", [" " * 200_000, "\n" * 200_000, ', "' * 100_000])
def test_long_runs_take_no_long_time(text: str) -> None:
    before = time.process_time()
    safe(text)
    assert time.process_time() - before < 2
