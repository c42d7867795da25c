"""Tables without rules: heads, rows of several lines, and where a table ends."""

import pytest

from referat.reading.columns import Row, Segment, Table, heads_columns, tables_in

_LEFT = (0.0, 40.0, 60.0)
_HEADS = ("Opgave", "Ansvarlig", "Frist")


def _row(*texts: str, gap: float = 0.0, ruled: bool = False) -> Row:
    """A row with texts in the columns, empty ones left out."""
    segments = tuple(
        Segment(text, left, left + len(text))
        for text, left in zip(texts, _LEFT, strict=False)
        if text
    )
    return Row(segments, 1.0, gap, ruled)


def _table(*rows: Row) -> Table:
    (table,) = tables_in(rows)
    return table


def test_rows_under_a_head_are_numbered() -> None:
    table = _table(
        _row("Referat"), _row(*_HEADS), _row("Hegn", "Ida", "1. maj"), _row("Brev", "Bo")
    )
    assert (table.start, table.end, table.heads) == (1, 4, _HEADS)
    assert [(line.row, line.columns) for line in table.lines] == [
        (0, (0, 1, 2)),
        (1, (0, 1, 2)),
        (2, (0, 1)),
    ]


def test_cells_of_several_lines_belong_to_one_row() -> None:
    rows = [
        _row("Male hegnet ved den nordlige side", "Ida", "1. maj"),
        _row("af haven", "og Bo"),
        _row("", "Per"),
        _row("Brev", "Bo", "nu"),
    ]
    assert [line.row for line in _table(_row(*_HEADS), *rows).lines] == [0, 1, 1, 1, 2]


def test_a_capital_goes_on_with_a_full_line_only() -> None:
    full = [_row("Male hegnet ved den nordlige side af", "Ida"), _row("Engvej")]
    short = [_row("Male hegnet", "Ida"), _row("Engvej"), _row("Brev", "Bo")]
    assert [line.row for line in _table(_row(*_HEADS), *full).lines] == [0, 1, 1]
    assert [line.row for line in _table(_row(*_HEADS), *short).lines] == [0, 1, 2, 3]


def test_a_head_that_is_repeated_is_the_head_again() -> None:
    rows = [_row("Hegn", "Ida"), _row(*_HEADS), _row("Brev", "Bo")]
    assert [line.row for line in _table(_row(*_HEADS), *rows).lines] == [0, 1, 0, 2]


def test_a_table_ends_with_text_below() -> None:
    below = Row((Segment("Næste møde holdes hos Bo, og alle er velkomne", 0, 45),), 1.0)
    assert _table(_row(*_HEADS), _row("Hegn", "Ida"), below).end == 2
    assert _table(_row(*_HEADS), _row("Hegn", "Ida"), _row("Eventuelt"), below).end == 2


def test_unknown_heads_need_a_rule_below() -> None:
    rows = [_row("Sag", "Person"), _row("Hegn", "Ida")]
    assert list(tables_in(rows)) == []
    assert list(tables_in([rows[0]._replace(ruled=True), rows[1]])) != []


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (["Hvem", "Hvad", "Hvornår"], True),
        (["Opgave:", "ANSVARLIG"], True),
        (["Ansvarlig"], False),
        (["Ansvarlig", "Ida Holm", "Bo Lund", "Per"], False),
        (["Dato", "den tredje maj i klubhuset"], False),
    ],
)
def test_heads_are_known_by_their_words(texts: list[str], known: bool) -> None:
    assert heads_columns(texts) is known
