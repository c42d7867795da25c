"""Word lists of the resource files, and the patterns built from them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def resource(name: str) -> dict[str, Any]:
    """A resource file, read once.

    Args:
        name: File name without `.toml`.
    """
    text = files("referat.resources").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; white space in a word is any."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_flexible(word) for word in ordered)


def _flexible(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


@cache
def numbers() -> dict[str, int]:
    """Number words: "fjorten" is 14."""
    return {str(word): int(value) for word, value in resource("time_words")["numbers"].items()}


@cache
def ordinals() -> dict[str, int]:
    """Ordinal words: "første" is 1."""
    return {str(word): int(value) for word, value in resource("time_words")["ordinals"].items()}


@cache
def months() -> dict[str, int]:
    """Names and abbreviations of months, without their dot."""
    return {str(word): int(value) for word, value in resource("months")["months"].items()}


@cache
def weekdays() -> dict[str, int]:
    """Names and abbreviations of weekdays with ISO numbers, Monday being 1."""
    return {str(word): int(value) for word, value in resource("months")["weekdays"].items()}


@cache
def long_names(kind: str) -> tuple[str, ...]:
    """Full names of "months" or "weekdays": those that are no abbreviation of another."""
    return tuple(word for word in resource("months")[kind] if len(word) > 4 or word in _SHORT_NAMES)


_SHORT_NAMES = frozenset({"maj", "juni", "juli"})
