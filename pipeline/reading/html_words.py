"""The names and words by which the furniture of web sites is known, from `resources/html.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PageWords:
    """Names and words, all lower case; see the comments in the file."""

    menus: frozenset[str]
    banners: frozenset[str]
    unseen: frozenset[str]
    links: frozenset[str]
    before_links: frozenset[str]


@cache
def page_words() -> PageWords:
    """The lists, read once."""
    resource = files("referat.resources").joinpath("html.toml")
    lists = tomllib.loads(resource.read_text(encoding="utf-8"))
    return PageWords(**{name: frozenset(words) for name, words in lists.items()})
