"""Tables drawn with characters in text files."""

import pytest

from referat.minutes import Block
from referat.reading import read_bytes

_BORDERED = """\
+---------------------+-----------+--------+
| Opgave              | Ansvarlig | Frist  |
+---------------------+-----------+--------+
| Male hegnet ved den | Ida Holm  | 1. maj |
| nordlige ende       |           |        |
+---------------------+-----------+--------+
| Skrive til kommunen | Bo        |        |
+---------------------+-----------+--------+
"""
_BARE = """\
Opgave | Ansvarlig | Frist
Male hegnet | Ida Holm | 1. maj
Skrive til kommunen | Bo | uge 30
"""


def _cells(text: str) -> list[tuple[int | None, int | None, str | None, str]]:
    document = read_bytes(text.encode(), "a.txt")

    def cell(block: Block) -> tuple[int | None, int | None, str | None, str]:
        said = document.text[block.start : block.end]
        return block.row, block.column, block.column_head, said

    return [cell(block) for block in document.blocks if block.table is not None]


def test_rows_lie_between_rules() -> None:
    assert _cells(_BORDERED)[3:] == [
        (1, 0, "Opgave", "Male hegnet ved den"),
        (1, 1, "Ansvarlig", "Ida Holm"),
        (1, 2, "Frist", "1. maj"),
        (1, 0, "Opgave", "nordlige ende"),
        (2, 0, "Opgave", "Skrive til kommunen"),
        (2, 1, "Ansvarlig", "Bo"),
    ]


def test_pipes_under_known_heads_are_enough() -> None:
    assert [cell[:3] for cell in _cells(_BARE)[3:]] == [
        (row, column, head)
        for row in (1, 2)
        for column, head in enumerate(("Opgave", "Ansvarlig", "Frist"))
    ]


def test_a_table_ends_where_its_columns_do() -> None:
    assert len(_cells(f"Referat\n{_BARE}Dato: 3. maj | Sted: Klubhuset\nGodkendt.\n")) == 9


@pytest.mark.parametrize(
    "text",
    ["Dato: 3. maj | Sted: Klubhuset\n", "Ida | Bo\nPer | Eva\n", "+---+\nReferat\n+---+\n"],
)
def test_a_pipe_here_and_there_draws_no_table(text: str) -> None:
    assert _cells(text) == []
