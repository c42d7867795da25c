from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.reading import ReadingUnit, folded
from referat.annotations.standoff import fingerprint
from referat.evaluation.placing import VisibleLetters, most_shared, place
from referat.labels import Section
from referat.minutes import Document, Span


def visible(text: str, *hidden: Span) -> VisibleLetters:
    return VisibleLetters.of(Document("x.txt", "0", "text/plain", text, (), (), hidden))


def units(*texts: str) -> list[ReadingUnit]:
    letters = [folded(text) for text in texts]
    return [ReadingUnit(len(one), fingerprint(one), Section.OUTCOME, None) for one in letters]


def found(text: VisibleLetters, *texts: str) -> list[str | None]:
    """What stands where each unit was placed, with the code point where it begins."""
    shown: list[str | None] = []
    for span in place(units(*texts), text):
        points = span and text.letters.code_points(span)
        shown.append(points and f"{points.start} {text.document.text[points.start : points.end]}")
    return shown


def test_units_are_found_whatever_stands_between() -> None:
    text = visible("Side 1\n1. Øko-\nnomi –  Budgettet\ngodkendt.\n", Span(13, 15))
    assert found(text, "Økonomi", "Budgettet godkendt.") == [
        "10 Øko-\nnomi",
        "23 Budgettet\ngodkendt",
    ]


def test_a_unit_torn_apart_is_missed() -> None:
    text = visible("Bo Lund køber en Ida Holm\nny lås. henter den.")
    assert found(text, "Bo Lund køber en ny lås.", "Ida Holm") == [None, "17 Ida Holm"]


def test_columns_read_the_other_way_round_are_found() -> None:
    text = visible("Formand\nKasserer\nBo Lund\nIda Holm")
    assert found(text, "Formand", "Bo Lund", "Kasserer", "Ida Holm") == [
        "0 Formand",
        "17 Bo Lund",
        "8 Kasserer",
        "25 Ida Holm",
    ]


def test_a_short_unit_is_no_part_of_a_word_nor_of_a_longer_unit() -> None:
    text = visible("I januar blev budgettet godkendt. 2Skuret")
    assert found(text, "Ja", "I januar blev budgettet godkendt.", "Godkendt", "Skuret") == [
        None,
        "0 I januar blev budgettet godkendt",
        None,
        "35 Skuret",
    ]


def test_of_words_that_recur_the_one_beside_its_neighbours_is_taken() -> None:
    text = visible("Økonomi\nGodkendt.\nSkuret\nDrøftet.\nHegnet\nGodkendt.\n")
    lost = found(text, "Økonomi", "Skuret", "Drøftet.", "Hegnet", "Godkendt.")
    assert lost[-1] == "41 Godkendt"
    first = found(text, "Økonomi", "Godkendt.", "Skuret", "Drøftet.", "Hegnet")
    assert first[1] == "8 Godkendt"


def test_a_ligature_is_found_as_its_letters() -> None:
    text = visible("Den oﬃcielle åbning")
    assert found(text, "Den officielle åbning") == ["0 Den oﬃcielle åbning"]


def test_most_shared_is_the_range_with_most_letters() -> None:
    ranges = [Span(0, 4), Span(4, 10), Span(12, 20)]
    assert most_shared(Span(2, 9), ranges) == 1
    assert most_shared(Span(3, 5), ranges) == 0
    assert most_shared(Span(10, 12), ranges) is None
    assert most_shared(Span(19, 40), ranges) == 2


@given(st.lists(st.lists(st.sampled_from(["Bo", "ser", "ja", "Ida"]), min_size=1), min_size=1))
def test_in_the_text_that_they_are_of_all_units_are_found_in_place(words: list[list[str]]) -> None:
    sentences = [" ".join(sentence) for sentence in words]
    text = visible(". ".join(sentences))
    start = 0
    for span, sentence in zip(place(units(*sentences), text), sentences, strict=True):
        length = len(folded(sentence))
        assert span == Span(start, start + length)
        start += length
