from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.duplicates import copied, repeated_sentences, similar_documents
from referat.annotations.leakage import shingles

LONG = "Bestyrelsen drøftede længe om den gamle bro ved mosen skal rives ned eller bygges om igen"


def test_a_copied_passage_makes_documents_alike() -> None:
    found = similar_documents(
        {
            "a": LONG,
            "b": f"Referat. {LONG}",
            "c": "Noget helt andet som ingen andre har skrevet før os",
        }
    )
    assert [(one.first, one.second) for one in found] == [("a", "b")]
    own, other = shingles(LONG), shingles(f"Referat. {LONG}")
    assert found[0].similarity == len(own & other) / len(own | other)


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=8, max_size=30), min_size=2, max_size=5))
def test_similarity_is_the_jaccard_coefficient_of_every_pair(words: list[list[str]]) -> None:
    texts = {str(number): " ".join(text) for number, text in enumerate(words)}
    found = {(one.first, one.second): one.similarity for one in similar_documents(texts)}
    for first in texts:
        for second in texts:
            if first < second:
                own, other = shingles(texts[first]), shingles(texts[second])
                share = len(own & other) / len(own | other)
                assert found.get((first, second), found.get((second, first), 0.0)) == share


def test_a_sentence_may_stand_in_three_documents_and_no_more() -> None:
    stock = [(name, "Referatet blev godkendt uden bemærkninger.") for name in "abc"]
    assert repeated_sentences(stock) == []
    found = repeated_sentences([*stock, ("d", "referatet  blev godkendt uden BEMÆRKNINGER")])
    assert [one.documents for one in found] == [("a", "b", "c", "d")]
    assert repeated_sentences([(name, "Godkendt.") for name in "abcdef"]) == []


def test_eight_words_in_a_row_are_copied() -> None:
    sentences = [("a", f"Så {LONG.lower()}."), ("b", "Den gamle bro ved mosen bliver.")]
    assert [name for name, _ in copied(sentences, [LONG])] == ["a"]
