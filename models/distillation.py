"""A smaller classifier out of a larger one: some of its layers, a smaller vocabulary.

The student begins as a part of its teacher (Sanh et al. 2019) and is trained on the teacher's
probabilities beside the gold tags (Hinton et al. 2015).
"""

import copy
import functools
import importlib.resources
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from referat.annotations.gold import Example
from referat.errors import ModelError
from referat.models.examples import document_logits, targets_of
from referat.models.inference import OnnxTagger
from referat.models.vocabulary import Vocabulary, build_tokenizer, danish_pieces
from referat.models.windows import MARKERS

if TYPE_CHECKING:
    import torch

    from referat.models.settings import TrainingSettings

SMALL_PIECES: Final = "small_pieces.txt"


def load_teacher(folder: str) -> tuple["torch.nn.Module", Any]:
    """The token classifier of a model folder and its tokenizer.

    Raises:
        ModelError: It cannot be loaded, or does not read windows.
    """
    from referat.models.transformer import load_torch_tagger

    tagger = load_torch_tagger(folder)
    if not tagger.reads_windows:
        raise ModelError(f"{folder} does not read windows: it cannot be a teacher")
    return tagger.model, tagger.tokenizer


def student_of(
    teacher: Any,  # noqa: ANN401 - transformers has no types to name
    tokenizer: Any,  # noqa: ANN401
    layers: Sequence[int],
    pieces: Sequence[int],
) -> tuple["torch.nn.Module", Any]:
    """A classifier of some of the teacher's layers that knows some of its pieces.

    Args:
        teacher: A BERT token classifier.
        tokenizer: Its fast Unigram tokenizer.
        layers: The layers that are kept, counted from 0.
        pieces: Ids of the pieces that are kept, the special ones among them.

    Raises:
        ModelError: There is no such layer.
    """
    import torch

    if not layers or max(layers) >= teacher.config.num_hidden_layers or min(layers) < 0:
        raise ModelError(f"the teacher has {teacher.config.num_hidden_layers} layers, from 0")
    config = copy.deepcopy(teacher.config)
    config.num_hidden_layers = len(layers)
    config.vocab_size = len(pieces) + len(MARKERS)
    student = type(teacher)(config)
    state = teacher.state_dict()
    rows = [*pieces, *tokenizer.convert_tokens_to_ids(list(MARKERS))]
    kept: dict[str, torch.Tensor] = {}
    for name in student.state_dict():
        value = state[_source(name, layers)]
        kept[name] = value[rows] if name.endswith("word_embeddings.weight") else value
    student.load_state_dict(kept)
    return student, _cut(tokenizer, pieces)


def soft_targets(teacher: str, examples: Sequence[Example], weight: float) -> NDArray[np.float32]:
    """The gold tags, shape (n, 4), moved towards what the teacher says.

    Args:
        teacher: Model folder of the teacher.
        examples: The examples.
        weight: What the teacher counts; the gold tags count the rest.
    """
    gold = targets_of(examples)
    logits = document_logits(OnnxTagger(Path(teacher)), examples)
    said = 0.5 * (1 + np.tanh(0.5 * logits))
    mixed: NDArray[np.float32] = ((1 - weight) * gold + weight * said).astype(np.float32)
    return mixed


@functools.cache
def small_pieces() -> tuple[int, ...]:
    """The most frequent Danish pieces, as ids in the vocabulary of `danish_pieces`."""
    resource = importlib.resources.files("referat.models") / SMALL_PIECES
    wanted = {int(number) for number in resource.read_text(encoding="ascii").split()}
    return tuple(row for row, piece in enumerate(danish_pieces()) if piece in wanted)


def start_student(settings: "TrainingSettings") -> tuple["torch.nn.Module", Any]:
    """The student that the settings ask for, before it is trained."""
    if settings.teacher is None:
        raise ModelError("there is no teacher to make a student of")
    teacher, tokenizer = load_teacher(settings.teacher)
    return student_of(teacher, tokenizer, settings.layers, small_pieces())


def _source(name: str, layers: Sequence[int]) -> str:
    """The teacher's name of one of the student's weights."""
    head, found, rest = name.partition("encoder.layer.")
    if not found:
        return name
    number, _, part = rest.partition(".")
    return f"{head}{found}{layers[int(number)]}.{part}"


def _cut(tokenizer: Any, pieces: Sequence[int]) -> Any:  # noqa: ANN401
    from tokenizers import AddedToken

    from referat.models.encoder import fast_tokenizer

    vocabulary = json.loads(tokenizer.backend_tokenizer.to_str())["model"]["vocab"]
    chosen = [vocabulary[row] for row in pieces]
    smaller = Vocabulary(tuple(piece for piece, _ in chosen), tuple(score for _, score in chosen))
    made = fast_tokenizer(build_tokenizer(smaller), tokenizer.model_max_length)
    made.add_tokens([AddedToken(name, special=True) for name in MARKERS], special_tokens=True)
    return made
