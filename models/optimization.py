"""AdamW with a rising and falling learning rate, clipped gradients and a mean of the weights."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Final

import torch

from referat.models.settings import TrainingSettings

Tensors = dict[str, torch.Tensor]

_LAYER: Final = re.compile(r"\.layers?\.(\d+)\.")
_EMBEDDINGS: Final = "embeddings."
_WORD_EMBEDDINGS: Final = re.compile(r"(word_embeddings|tok_embeddings|embed_tokens)\.weight$")
_NO_DECAY: Final = re.compile(r"\.bias$|[Nn]orm")


class Optimization:
    """What changes the weights of a model, step by step."""

    def __init__(self, model: torch.nn.Module, settings: TrainingSettings, steps: int) -> None:
        """Freeze what the settings freeze, and set the rest up to learn.

        Args:
            model: The model.
            settings: The settings.
            steps: Number of all steps of the run.
        """
        freeze(model, settings)
        self._parameters = {
            name: value for name, value in model.named_parameters() if value.requires_grad
        }
        self._settings = settings
        self._steps = steps
        self._done = 0
        self._optimizer = torch.optim.AdamW(
            [_group(name, value, model, settings) for name, value in self._parameters.items()],
            fused=True,
        )
        self._average = {name: value.detach().clone() for name, value in self._parameters.items()}

    def autocast(self) -> AbstractContextManager[None]:
        """Run matrix products in bfloat16 where the processor multiplies in it."""
        device = next(iter(self._parameters.values())).device.type
        precision = self._settings.precision
        wanted = precision == "bf16" or (precision == "auto" and supports_bf16(device))
        return torch.autocast(device, dtype=torch.bfloat16, enabled=wanted)

    def step(self) -> None:
        """Follow the gradients by one step, and forget them."""
        torch.nn.utils.clip_grad_norm_(self._parameters.values(), self._settings.gradient_norm)
        for group in self._optimizer.param_groups:
            group["lr"] = group["peak"] * self._rate(self._done)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self._done += 1
        decay = self._settings.average_decay
        # A plain mean while few steps are done: the first weights are no better than any.
        weight = 1.0 if decay is None else max(1 - decay, 1 / (self._done + 1))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self._average.values()), list(self._parameters.values()), weight
            )

    def use_average(self) -> None:
        """Give the model the mean of its weights."""
        with torch.no_grad():
            for name, value in self._parameters.items():
                value.copy_(self._average[name])

    @contextlib.contextmanager
    def averaged(self) -> Iterator[None]:
        """The model has the mean of its weights inside the block."""
        kept = {name: value.detach().clone() for name, value in self._parameters.items()}
        self.use_average()
        try:
            yield
        finally:
            with torch.no_grad():
                for name, value in self._parameters.items():
                    value.copy_(kept[name])

    def state(self) -> tuple[Tensors, Tensors, int]:
        """Moments of the optimizer, mean of the weights, steps done: all for a checkpoint."""
        moments = {
            f"{name}/{key}": value
            for name, parameter in self._parameters.items()
            for key, value in self._optimizer.state[parameter].items()
        }
        return moments, self._average, self._done

    def load(self, moments: Mapping[str, torch.Tensor], average: Tensors, steps: int) -> None:
        """Take up a state that `state` gave."""
        for key, value in moments.items():
            name, _, moment = key.rpartition("/")
            self._optimizer.state[self._parameters[name]][moment] = value
        self._average = {name: average[name] for name in self._parameters}
        self._done = steps

    def _rate(self, step: int) -> float:
        rising = max(1.0, self._settings.warm_up * self._steps)
        if step < rising:
            return (step + 1) / rising
        return max(0.0, (self._steps - step) / max(1.0, self._steps - rising))


def freeze(model: torch.nn.Module, settings: TrainingSettings) -> None:
    """Keep word embeddings and lowest layers as they are, where the settings say so."""
    for name, parameter in model.named_parameters():
        layer = _LAYER.search(name)
        if settings.frozen_layers:
            low = layer is not None and int(layer[1]) < settings.frozen_layers
            parameter.requires_grad_(not (low or _EMBEDDINGS in name))
        elif settings.frozen_embeddings and _WORD_EMBEDDINGS.search(name):
            parameter.requires_grad_(False)


def supports_bf16(device: str) -> bool:
    """Whether matrix products in bfloat16 are faster on a device than in float32."""
    if device == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return device == "cpu" and bool(torch.cpu._is_avx512_bf16_supported())


def _group(
    name: str, value: torch.Tensor, model: torch.nn.Module, settings: TrainingSettings
) -> dict[str, object]:
    """One parameter with its learning rate and decay."""
    layer = _LAYER.search(name)
    layers = int(getattr(model.config, "num_hidden_layers", 0))
    if layer is not None:
        rate = settings.lr_encoder * settings.layer_decay ** (layers - 1 - int(layer[1]))
    elif _EMBEDDINGS in name:
        rate = settings.lr_encoder * settings.layer_decay**layers
    else:
        rate = settings.lr_head
    decay = 0.0 if _NO_DECAY.search(name) else settings.weight_decay
    return {"params": [value], "peak": rate, "weight_decay": decay}
