"""Cells that rules part, and tables that go on over pages."""

from collections.abc import Callable, Sequence
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from referat.minutes import Block, Document
from referat.reading import read_bytes
from referat.reading.ruled import grids_of
from referat.reading.rules import Rule, Rules
from referat.surface import surface

Shown = Callable[[Document], list[str]]
_BODY = getSampleStyleSheet()["Normal"]
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_ROWS = [
    ("Opgave", "Ansvarlig", "Frist"),
    ("Male hegnet ved den nordlige ende af haven, og sætte lågen i stand", "Ida Holm", "1. maj"),
    ("Skrive til kommunen", "Bo og Per", "uge 30"),
]


def _pdf(rows: Sequence[Sequence[str]], widths: Sequence[float], repeated: int = 0) -> bytes:
    target = BytesIO()
    cells = [[Paragraph(text, _BODY) for text in row] for row in rows]
    table = Table(cells, colWidths=widths, style=_GRID, repeatRows=repeated)
    said = [Paragraph("Vi fordelte opgaverne.", _BODY), Spacer(1, 9)]
    SimpleDocTemplate(target, pagesize=A4).build([*said, table])
    return target.getvalue()


def _cells(document: Document) -> list[tuple[int | None, int | None, str | None, str]]:
    def cell(block: Block) -> tuple[int | None, int | None, str | None, str]:
        text = surface(document, block.start, block.end).text
        return block.row, block.column, block.column_head, text

    return [cell(block) for block in document.blocks if block.table is not None]


def test_cells_are_read_row_by_row() -> None:
    document = read_bytes(_pdf(_ROWS, [190, 90, 70]), "a.pdf")
    heads = _ROWS[0]
    assert _cells(document) == [
        (row, column, heads[column] if row else None, text)
        for row, texts in enumerate(_ROWS)
        for column, text in enumerate(texts)
    ]
    assert "Ida Holm\t1. maj" in document.text


def test_a_table_goes_on_over_pages_under_its_head() -> None:
    rows = [_ROWS[0], *((f"Opgave {number}", "Ida", "snart") for number in range(80))]
    document = read_bytes(_pdf(rows, [190, 90, 70], repeated=1), "a.pdf")
    assert len(document.pages) == 3
    assert {block.table for block in document.blocks} == {None, 0}
    tasks = [cell for cell in _cells(document) if cell[1] == 0 and cell[0]]
    assert tasks == [(row + 1, 0, "Opgave", f"Opgave {row}") for row in range(80)]
    assert sum(text == "Ansvarlig" for *_, text in _cells(document)) == 1


def test_running_text_in_frames_is_no_table(shown: Shown) -> None:
    text = "Bestyrelsen drøftede hegnet og vedtog at male det. " * 9
    document = read_bytes(_pdf([("Hegn", text), ("Have", "Intet nyt.")], [90, 260]), "a.pdf")
    assert _cells(document) == []
    assert shown(document)[1:] == ["p Hegn", f"p {text.strip()}", "p Have", "p Intet nyt."]


def _rules(xs: Sequence[float], ys: Sequence[float]) -> Rules:
    level = tuple(Rule(y, min(xs), max(xs)) for y in ys)
    return Rules(level, tuple(Rule(x, min(ys), max(ys)) for x in xs))


def test_points_are_in_the_cells_around_them() -> None:
    (grid,) = grids_of(_rules([0, 50, 120], [0, 20, 60]))
    assert grid.cell_at(10, 50) == (0, 0)
    assert grid.cell_at(60, 10) == (1, 1)
    assert grid.cell_at(130, 10) is None
    assert grid.right_of((0, 0)) == 50


def test_places_that_no_rule_parts_are_one_cell() -> None:
    rules = _rules([0, 50, 120], [0, 20, 60])
    above = tuple(Rule(rule.at, 0, 20) if rule.at == 50 else rule for rule in rules.upright)
    (grid,) = grids_of(Rules(rules.level, above))
    assert grid.cell_at(10, 50) == grid.cell_at(100, 50) == (0, 0)
    assert grid.cell_at(10, 10) != grid.cell_at(100, 10)
    assert grid.right_of((0, 0)) == 120


def test_frames_lines_and_single_columns_are_no_tables() -> None:
    assert grids_of(_rules([0, 100], [0, 50])) == []
    assert grids_of(_rules([0, 100], [0, 20, 50])) == []
    assert grids_of(Rules((Rule(5, 0, 100), Rule(9, 0, 100)), ())) == []


_NUMBERS = st.floats(-1e4, 1e4, allow_nan=False)
_RULES = st.lists(st.builds(lambda at, low, span: Rule(at, low, low + abs(span)), *[_NUMBERS] * 3))


@given(_RULES, _RULES, _NUMBERS, _NUMBERS)
def test_any_rules_give_cells_that_hold_their_places(
    level: list[Rule], upright: list[Rule], across: float, height: float
) -> None:
    for grid in grids_of(Rules(tuple(level), tuple(upright))):
        home = grid.cell_at(across, height)
        if home is not None:
            assert grid.homes[home[0]][home[1]] == home
            assert grid.columns[home[1]] < grid.right_of(home)
