"""Training examples varied as real minutes vary: context missing, capitals, no full stop."""

import random
from dataclasses import replace
from typing import Final

from referat.minutes import SentenceInContext

_CAPITALS: Final = 0.5
_SMALL_LETTERS: Final = 0.75


def vary(
    sentence: SentenceInContext,
    generator: random.Random,
    *,
    context_dropout: float,
    augmentation: float,
) -> SentenceInContext:
    """The sentence, perhaps written otherwise, perhaps with less context.

    Args:
        sentence: The sentence.
        generator: Source of chance.
        context_dropout: Chance of each field of the context to be left out.
        augmentation: Chance of the sentence to be written otherwise.
    """
    varied = _without_context(sentence, generator, context_dropout)
    if generator.random() < augmentation:
        varied = replace(varied, text=_rewritten(varied.text, generator.random()))
    return varied


def _without_context(
    sentence: SentenceInContext, generator: random.Random, chance: float
) -> SentenceInContext:
    dropped = [generator.random() < chance for _ in range(4)]
    # A lead-in is what makes a bullet a decision: dropping it would make the gold tag wrong.
    return replace(
        sentence,
        item_title=None if dropped[0] else sentence.item_title,
        previous=None if dropped[1] else sentence.previous,
        following=None if dropped[2] else sentence.following,
        column=None if dropped[3] else sentence.column,
    )


def _rewritten(text: str, kind: float) -> str:
    if kind < _CAPITALS:
        return text.upper()
    if kind < _SMALL_LETTERS:
        return text.lower()
    return text.removesuffix(".")
