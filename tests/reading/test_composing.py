"""Lines composed to a text with blocks."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.minutes import BlockKind
from referat.reading.composing import Composer
from referat.reading.lines import Cell, Content
from referat.settings import Limits

WRAPPED = (
    "Formanden fortalte om årets gang i foreningen, der har",
    "været præget af det nye tag på skuret, som blev lagt i",
    "maj og betalt af de penge, der var sat til side til det",
    "formål.",
)


def _shown(content: Content) -> list[str]:
    return [" ".join(content.text[block.start : block.end].split()) for block in content.blocks]


def _composed(lines: Sequence[str]) -> Content:
    composer = Composer(Limits())
    for line in lines:
        composer.line(line)
    return composer.content()


def test_markers_headings_and_blank_lines_are_part_of_the_text() -> None:
    composer = Composer(Limits())
    composer.blank()
    composer.line("Referat", heading=1)
    composer.blank()
    composer.line("Skuret", marker="2.", level=1)
    composer.line("  Taget \n lægges\tom. ")
    composer.line(" \n ")
    content = composer.content()
    assert content.text == "Referat\n\n2. Skuret\nTaget lægges om."
    heading, item, paragraph = content.blocks
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 1)
    assert (item.kind, item.marker, item.marker_start) == (BlockKind.LIST_ITEM, "2.", 9)
    assert content.text[item.start : item.end] == "Skuret"
    assert paragraph.kind is BlockKind.PARAGRAPH


def test_cells_of_a_row_stand_on_one_line() -> None:
    composer = Composer(Limits())
    for row, column, words in ((0, 0, "Tag"), (0, 1, "Bo"), (0, 1, "Ida"), (1, 0, "Have")):
        composer.line(words, cell=Cell(0, row, column, None), opened=True)
    assert composer.content().text == "Tag\tBo\nIda\nHave"


def test_lines_wrapped_by_hand_run_on() -> None:
    assert _shown(_composed([*WRAPPED, "Taget", "Bo"])) == [" ".join(WRAPPED), "Taget", "Bo"]


def test_lines_that_differ_in_length_as_paragraphs_do_stand_for_themselves() -> None:
    long = "Kassereren fremlagde regnskabet, som viste et overskud på 12.000 kr., og det blev "
    lines = [
        "Bestyrelsen talte om det nye tag, som skal lægges om,",
        "der hentes tre tilbud ind på arbejdet inden sommeren.",
        f"{long * 3}godkendt.",
        f"{long * 2}vedtaget.",
        "Formanden takkede for fremmødet til mødet denne gang",
        "også de nye.",
        "Næste gang er til maj.",
    ]
    assert f"{long * 2}vedtaget." in _shown(_composed(lines))


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        Composer(Limits()).content()
    composer = Composer(Limits(max_characters=10))
    with pytest.raises(UnreadableDocumentError, match="is too long"):
        composer.line("Godkendt af alle.")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Godkendt.", "3. Valg", "- Bo", "ida og", "1.", "•", " ", "Dato: x"]),
            st.sampled_from([None, "•", "4."]),
            st.sampled_from([None, 1, 7]),
            st.sampled_from(
                [None, Cell(0, 0, 0, None), Cell(0, 0, 1, "Hvem"), Cell(1, 0, 0, None)]
            ),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_blocks_lie_in_the_text_in_order(
    lines: list[tuple[str, str | None, int | None, Cell | None, bool]],
) -> None:
    composer = Composer(Limits())
    for words, marker, heading, cell, blank in lines:
        if blank:
            composer.blank()
        composer.line(words, marker=marker, heading=heading, cell=cell)
    try:
        content = composer.content()
    except UnreadableDocumentError:
        return
    end = 0
    for block in content.blocks:
        assert end <= block.start < block.end <= len(content.text)
        if block.marker is not None and block.marker_start is not None:
            assert content.text.startswith(block.marker, block.marker_start)
        end = block.end
