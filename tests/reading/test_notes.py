"""Names and times in the margin belong to what they stand beside."""

from collections.abc import Callable

import pytest

from referat.minutes import Block, Document
from referat.reading import read_bytes
from referat.surface import surface

MakePdf = Callable[..., bytes]
Cell = tuple[int | None, int | None, str | None, str]
_TASKS = [
    (72, 700, "- Der bestilles jord til bedene ved indgangen, så den er her, når vi"),
    (72, 686, "  mødes til arbejdsdag."),
    (72, 672, "- Brevet til kommunen om stien skrives færdigt"),
]
_NOTES = [(450, 700, "Ida"), (450, 686, "uge 30"), (450, 672, "Bo Lund")]


def _cells(document: Document) -> list[Cell]:
    def cell(block: Block) -> Cell:
        text = surface(document, block.start, block.end).text
        return block.row, block.column, block.column_head, text

    return [cell(block) for block in document.blocks if block.table is not None]


@pytest.mark.parametrize("late", [True, False])
def test_notes_stand_in_the_row_of_their_task(make_pdf: MakePdf, late: bool) -> None:
    page = [*_TASKS, *_NOTES] if late else sorted([*_TASKS, *_NOTES], key=lambda line: -line[1])
    task = (
        "Der bestilles jord til bedene ved indgangen, så den er her, når vi mødes til arbejdsdag."
    )
    assert _cells(read_bytes(make_pdf(page), "a.pdf")) == [
        (1, 0, None, task),
        (1, 1, None, "Ida"),
        (1, 2, None, "uge 30"),
        (2, 0, None, "Brevet til kommunen om stien skrives færdigt"),
        (2, 1, None, "Bo Lund"),
    ]


def test_a_head_above_notes_is_the_head_of_their_column(make_pdf: MakePdf) -> None:
    page = [(72, 730, "Til arbejdsdagen i juni aftalte vi"), (450, 730, "Ansvarlig")]
    cells = _cells(read_bytes(make_pdf([*page, *_TASKS, *_NOTES]), "a.pdf"))
    assert {head for row, column, head, _ in cells if row and column} == {"Ansvarlig"}


@pytest.mark.parametrize(
    "rows",
    [
        [("Leje af klubhuset i maj måned", "1.250"), ("Salg af kaffe og kage til alle", "418")],
        [("Formand:", "Ida Holm"), ("Kasserer:", "Bo Lund")],
        [("Ida Holm", "Bo Lund"), ("Per Krog", "Eva Friis")],
    ],
)
def test_sums_fields_and_lists_are_no_notes(make_pdf: MakePdf, rows: list[tuple[str, str]]) -> None:
    page = [
        (left, 700 - 14 * row, text)
        for row, texts in enumerate(rows)
        for left, text in zip((72, 450), texts, strict=True)
    ]
    assert _cells(read_bytes(make_pdf(page), "a.pdf")) == []
