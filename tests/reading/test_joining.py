"""Contents put together to one."""

from referat.minutes import Block, BlockKind, Page, Span
from referat.reading.joining import joined
from referat.reading.lines import Content


def test_offsets_pages_and_tables_are_counted_on() -> None:
    cell = Block(2, 5, BlockKind.TABLE_CELL, table=0, row=0, column=0)
    item = Block(2, 5, BlockKind.LIST_ITEM, marker="-", marker_start=0)
    first = Content("- Tag", (Page(1, 0, 5),), (cell,), (Span(0, 1),), ("side 2",))
    whole = joined([first, Content("- Bo.", (), (item,), ()), first])
    assert whole.text == "- Tag\n\n- Bo.\n\n- Tag"
    assert [whole.text[block.start : block.end] for block in whole.blocks] == ["Tag", "Bo.", "Tag"]
    assert [block.table for block in whole.blocks] == [0, None, 1]
    assert whole.blocks[1].marker_start == 7
    assert whole.pages == (Page(1, 0, 5), Page(2, 14, 19))
    assert whole.hidden == (Span(0, 1), Span(14, 15))
    assert whole.warnings == ("side 2", "side 2")
