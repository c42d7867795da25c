"""Annotated examples by document, their gold tags as numbers, and the outputs of a model."""

import itertools
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from referat.annotations.gold import Example
from referat.labels import TAGS
from referat.minutes import SentenceInContext

Floats = NDArray[np.float32]


class HasLogits(Protocol):
    """A model that gives raw outputs."""

    def logits(self, sentences: Sequence[SentenceInContext]) -> Floats:
        """The raw outputs for consecutive sentences, shape (n, 4)."""


def targets_of(examples: Sequence[Example]) -> Floats:
    """Ones where an example has a tag, shape (n, 4)."""
    rows = [[float(tag in example.tags) for tag in TAGS] for example in examples]
    return np.array(rows, dtype=np.float32).reshape(len(examples), len(TAGS))


def runs_of(examples: Sequence[Example]) -> list[list[Example]]:
    """The examples of each document, in order."""
    return [
        list(run) for _, run in itertools.groupby(examples, key=lambda example: example.document)
    ]


def contexts_of(run: Sequence[Example]) -> list[SentenceInContext]:
    """The sentences of examples."""
    return [example.context for example in run]


def document_logits(model: HasLogits, examples: Sequence[Example]) -> Floats:
    """The raw outputs for examples, document by document, shape (n, 4)."""
    found = [model.logits(contexts_of(run)) for run in runs_of(examples)]
    return np.concatenate([np.zeros((0, len(TAGS)), dtype=np.float32), *found])
