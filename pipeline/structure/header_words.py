"""The words that the reader of a header goes by, read once from the resource files."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def header_words(table: str) -> dict[str, Any]:
    """A table of `header.toml`.

    Args:
        table: Its name.
    """
    found: dict[str, Any] = _resource("header.toml")[table]
    return found


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """A list of words of `header.toml`.

    Args:
        table: Its table.
        key: Its name in the table.
    """
    return frozenset(header_words(table)[key])


@cache
def month_names() -> dict[str, int]:
    """Names of months, abbreviations and misspellings to their numbers."""
    table = _resource("months.toml")
    return {**table["misspelled"]["months"], **table["months"]}


@cache
def weekday_numbers() -> dict[str, int]:
    """Names of weekdays, abbreviations and misspellings to their ISO numbers."""
    table = _resource("months.toml")
    return {**table["misspelled"]["weekdays"], **table["weekdays"]}


@cache
def first_names() -> frozenset[str]:
    """Common first names, as written."""
    return frozenset(_resource("first_names.toml")["names"].split())


@cache
def _resource(name: str) -> dict[str, Any]:
    return tomllib.loads(files("referat.resources").joinpath(name).read_text(encoding="utf-8"))
