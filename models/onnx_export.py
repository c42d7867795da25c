"""A trained classifier as a model folder in the hub's own layout, with an int8 ONNX network."""

import contextlib
import json
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from referat.annotations.gold import Example
from referat.models.encoder import Classifier
from referat.models.examples import document_logits
from referat.models.manifest import CONFIG, ONNX, Manifest, read_manifest, write_manifest
from referat.models.outputs import LABELS

if TYPE_CHECKING:
    import torch

OPSET: Final = 18
_INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids")
"""What a sequence classifier is given; a classifier of windows takes no token types."""
_OUTPUT: Final = "logits"
_QUANTISED: Final = ("MatMul", "Gemm", "Gather")
_WEIGHTS: Final = "model.safetensors"


@dataclass(frozen=True, slots=True)
class ExportCheck:
    """How far the exported network is from the torch model on some examples."""

    examples: int
    largest_difference: float
    mean_difference: float
    """Of probabilities, before calibration."""


def save_model(classifier: Classifier, manifest: Manifest, folder: Path) -> None:
    """Write a model folder: configuration, weights, tokenizer, manifest and ONNX network.

    Weights are stored as float16, which halves the file; the configuration has `transformers` load
    them as float32.

    Args:
        classifier: The classifier.
        manifest: Calibration, thresholds and the record of the training.
        folder: The folder, made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _save_weights(classifier.model, folder)
    classifier.tokenizer.backend_tokenizer.no_truncation()
    classifier.tokenizer.save_pretrained(folder)
    write_manifest(manifest, folder)
    export_onnx(classifier.model, folder / ONNX)


def export_onnx(model: "torch.nn.Module", path: Path, *, quantised: bool = True) -> None:
    """Write a BERT classifier as an ONNX network that takes ids, mask and token types.

    Args:
        model: The classifier.
        path: The file.
        quantised: Whether weights are stored, and matrices multiplied, in eight bits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not quantised:
        _export(model, path)
        return
    with TemporaryDirectory() as folder:
        exported = Path(folder) / "model.onnx"
        _export(model, exported)
        _quantise(exported, path)


def compare(classifier: Classifier, folder: Path, examples: Sequence[Example]) -> ExportCheck:
    """The network of a model folder beside the torch model it was made from.

    Args:
        classifier: The torch model.
        folder: The model folder.
        examples: What both are run on.
    """
    from referat.models.inference import OnnxTagger
    from referat.models.transformer import TorchTagger

    tagger = OnnxTagger(folder)
    found = document_logits(tagger, examples)
    manifest = read_manifest(folder)
    torch_tagger = TorchTagger("torch", classifier.model, classifier.tokenizer, manifest)
    wanted = document_logits(torch_tagger, examples)
    difference = np.abs(_sigmoid(found) - _sigmoid(wanted))
    return ExportCheck(len(examples), float(difference.max()), float(difference.mean()))


def _save_weights(model: Any, folder: Path) -> None:  # noqa: ANN401
    """Weights in float16, with a configuration that has them loaded in float32."""
    import torch
    from safetensors.torch import save_file

    model.config.save_pretrained(folder)
    path = folder / CONFIG
    config = json.loads(path.read_text(encoding="utf-8"))
    config |= {"architectures": [type(model).__name__], "dtype": "float32"}
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    state = {
        name: value.detach().to("cpu", torch.float16).contiguous()
        for name, value in model.state_dict().items()
    }
    save_file(state, folder / _WEIGHTS, metadata={"format": "pt"})


def _export(model: Any, path: Path) -> None:  # noqa: ANN401
    import torch
    from torch.export import Dim

    count = 2 if model.config.num_labels == len(LABELS) else 3

    class Logits(torch.nn.Module):
        """The classifier with plain tensors in and out."""

        def __init__(self) -> None:
            super().__init__()
            self.classifier = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            inputs = dict(zip(_INPUTS, tensors, strict=False))
            logits: torch.Tensor = self.classifier(**inputs).logits
            return logits

    axes = {0: Dim("batch"), 1: Dim("sequence", max=model.config.max_position_embeddings)}
    # Two unlike sizes above 1: the exporter takes sizes 0 and 1 for constants. Tensors of their
    # own: it takes one tensor given twice for one input, and would read the ids as the mask.
    ids = torch.arange(4, 18, dtype=torch.int64).reshape(2, 7)
    tensors = (ids, torch.ones_like(ids), torch.zeros_like(ids))[:count]
    with _plain_attention(model), warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter's own, on its way through the graph
        torch.onnx.export(
            Logits().eval(),
            tensors,
            path,
            input_names=list(_INPUTS[:count]),
            output_names=[_OUTPUT],
            dynamic_shapes=((axes,) * count,),
            opset_version=OPSET,
            external_data=False,
            dynamo=True,
            verbose=False,
        )


@contextlib.contextmanager
def _plain_attention(model: Any) -> Iterator[None]:  # noqa: ANN401
    """Attention in plain steps: its graph is a fifth faster in int8 than that of the fused one."""
    kept = model.config._attn_implementation
    model.set_attn_implementation("eager")
    try:
        yield
    finally:
        model.set_attn_implementation(kept)


def _quantise(exported: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        exported,
        path,
        op_types_to_quantize=list(_QUANTISED),
        per_channel=True,
        weight_type=QuantType.QInt8,
    )


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    probabilities: NDArray[np.float32] = 0.5 * (1 + np.tanh(0.5 * logits))
    return probabilities
