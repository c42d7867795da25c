"""The word lists that layout decisions rest on, from `resources/layout.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """Words, all lower case, that decide how lines are read; see the comments in the file."""

    after_ordinal: frozenset[str]
    after_ordinal_lower: frozenset[str]
    agenda_words: frozenset[str]
    abbreviations: frozenset[str]
    before_date: frozenset[str]
    inside_sentence: frozenset[str]
    after_open_hyphen: frozenset[str]
    keeps_hyphen: frozenset[str]
    labels: frozenset[str]
    column_heads: frozenset[str]


@cache
def layout_words() -> LayoutWords:
    """The word lists, read once."""
    resource = files("referat.resources").joinpath("layout.toml")
    lists = tomllib.loads(resource.read_text(encoding="utf-8"))
    return LayoutWords(**{name: frozenset(words) for name, words in lists.items()})
