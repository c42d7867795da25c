from hypothesis import given, settings
from hypothesis import strategies as st

from referat.minutes import BlockKind, Minutes
from referat.structure.enumerations import run_in_entries
from referat.structure.numbering import block_number
from referat.surface import surface

from .documents import document_of, minutes_of

LINES = st.sampled_from(
    ["Referat", "Dagsorden:", "1. Økonomi", "2. Taget", "1. Økonomi: Godkendt.", "- Bo ringer.",
     "  - køber maling", "Indstilling:", "Beslutning: Ja.", "Referat: Bo", "Deltagere: Bo, Else",
     "Afbud:", "Bo Lund", "Næste møde: 3. maj", "Dato: 3/4-2020", "# Evt.", "## 3 Budget", "Ad 2",
     "Opgave | Ansvarlig", "Køb maling | Bo", "Det er tæt. Vi venter.", "Punkt 3", "", "a) Kaffe",
     "7 Nyt", "**Aftalt:** Bo ringer", "___", "Punkt 4:", "x", "- 1.1 Tag", "Penneo", "Sted",
     "Indkomne forslag", "Fra Bo:", "Forslag 1: Hegn", "Vedtaget.", "Formandens beretning",
     "Hej Bo", "Mail fra Ida:", "Hilsen Ida", "Der var mødt 12 medlemmer.", "Punkt | Referat",
     "1 | Taget | Tæt", "4.a. Tag", "TAGET", "Baggrund", "Det indstilles, at vi venter.",
     "Formand: Bo Kasserer: Ida"]
)  # fmt: skip


def check(minutes: Minutes) -> None:
    document = minutes.document
    covered: set[int] = set()
    end = 0
    for index, sentence in enumerate(minutes.sentences):
        assert sentence.index == index
        assert end <= sentence.start < sentence.end
        end = sentence.end
        assert surface(document, sentence.start, sentence.end).text == sentence.text != ""
        assert any(b.start <= sentence.start and sentence.end <= b.end for b in document.blocks)
        assert sentence.item is None or 0 <= sentence.item < len(minutes.items)
        covered.update(range(sentence.start, sentence.end))
    for block in document.blocks:
        shown = surface(document, block.start, block.end)
        number = block_number(block)
        entries = run_in_entries(shown.text, number.path[-1] if number else 0)
        markers = {place for entry in entries for place in range(entry.start, entry.words)}
        assert all(
            place in covered or index in markers
            for index, (character, place) in enumerate(zip(shown.text, shown.offsets, strict=True))
            if not character.isspace()
        )


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_sentences_are_sorted_disjoint_and_complete(text: str) -> None:
    minutes = minutes_of(text)
    check(minutes)
    starts = [item.start for item in minutes.items]
    assert starts == sorted(starts)
    ends = [item.end for item in minutes.items[:-1]]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=True))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_structured(text: str) -> None:
    check(minutes_of(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_items_hold_their_sentences(text: str) -> None:
    minutes = minutes_of(text)
    for sentence in minutes.sentences:
        if sentence.item is not None:
            item = minutes.items[sentence.item]
            assert item.start <= sentence.start
            assert sentence.end <= item.end
        else:
            assert not minutes.items or sentence.start <= minutes.items[0].start


def test_table_cells_know_their_row() -> None:
    sentences = minutes_of("1. Taget\nOpgave | Ansvarlig\nKøb maling | Bo").sentences
    cells = [sentence for sentence in sentences if sentence.kind is BlockKind.TABLE_CELL]
    assert [cell.text for cell in cells] == ["Opgave", "Ansvarlig", "Køb maling", "Bo"]
    assert [cell.row for cell in cells] == [(0, 1), (0, 1), (0, 2), (0, 2)]


def test_pages_and_hidden_marks() -> None:
    minutes = minutes_of("1. Taget\n**Aftalt:** Bo ringer.")
    assert [sentence.text for sentence in minutes.sentences] == ["Taget", "Aftalt:", "Bo ringer."]
    assert {sentence.page for sentence in minutes.sentences} == {1}


def test_an_empty_document() -> None:
    assert minutes_of("").sentences == ()
    assert document_of("").blocks == ()
