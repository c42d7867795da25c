"""The words that structure goes by, read once from the resource files."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from referat.labels import Section


@dataclass(frozen=True, slots=True)
class AbbreviationWords:
    """Words that decide whether a full stop ends a sentence, in lower case but for `starters`."""

    continuing: frozenset[str]
    closing: frozenset[str]
    naming: frozenset[str]
    short: frozenset[str]
    going_on: frozenset[str]
    counted: frozenset[str]
    numbered: frozenset[str]
    determiners: frozenset[str]
    starters: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Words of headings, header fields and roles, in lower case."""

    sections: dict[str, Section]
    tailed: dict[str, Section]
    headed: tuple[str, ...]
    tails: frozenset[str]
    possessed: dict[str, Section]
    weak: frozenset[str]
    respelt: tuple[str, ...]
    own_words: frozenset[str]
    uncut: frozenset[str]
    reports: tuple[str, ...]
    fields: dict[str, str]
    first_words: frozenset[str]
    roles: frozenset[str]
    titles: tuple[str, ...]
    outcomes: frozenset[str]
    verbs: frozenset[str]
    settling: re.Pattern[str]
    report_taken_up: re.Pattern[str]
    report_announced: re.Pattern[str]
    attending: re.Pattern[str]
    report_words: tuple[str, ...]
    closing_titles: frozenset[str]
    title_columns: frozenset[str]
    minutes_columns: frozenset[str]
    not_names: frozenset[str]


@cache
def abbreviation_words() -> AbbreviationWords:
    """The words of `abbreviations.toml`."""
    table = _table("abbreviations.toml")
    return AbbreviationWords(**{key: frozenset(words) for key, words in table.items()})


@cache
def heading_words() -> HeadingWords:
    """The words of `headings.toml`."""
    table = _table("headings.toml")
    sections = {
        word: Section(section) for section, words in table["sections"].items() for word in words
    }
    return HeadingWords(
        sections=sections,
        tailed={head: sections[head] for head in table["tails"]["heads"]},
        headed=tuple(head + " " for head in table["tails"]["heads"]),
        tails=frozenset(table["tails"]["words"]),
        possessed={head: sections[head] for head in table["possessed"]["heads"]},
        weak=frozenset(table["weak"]["words"]),
        respelt=tuple(table["misspelt"]["words"]),
        own_words=frozenset(table["misspelt"]["own_words"]),
        uncut=frozenset(table["weak"]["uncut"]),
        reports=tuple(table["reports"]["heads"]),
        fields={word: name for name, words in table["fields"].items() for word in words},
        first_words=frozenset(
            word.split()[0] for words in table["fields"].values() for word in words
        ),
        roles=frozenset(table["roles"]["words"]),
        titles=tuple(table["titles"]["starts"]),
        closing_titles=frozenset(table["titles"]["closing"]),
        title_columns=frozenset(table["tables"]["titles"]),
        minutes_columns=frozenset(table["tables"]["minutes"]),
        report_words=tuple(table["titles"]["reports"]),
        outcomes=frozenset(table["titles"]["outcomes"]),
        verbs=frozenset(table["titles"]["verbs"]),
        settling=_pattern(table["telling"]["settling"]),
        report_taken_up=_pattern(table["telling"]["report_taken_up"]),
        report_announced=_pattern(table["telling"]["report_announced"]),
        attending=_pattern(table["telling"]["attending"]),
        not_names=frozenset(table["roles"]["not_names"]),
    )


@cache
def month_numbers() -> dict[str, int]:
    """Names and abbreviations of months to their numbers."""
    return dict(_table("months.toml")["months"])


@cache
def weekday_names() -> frozenset[str]:
    """Names and abbreviations of weekdays."""
    return frozenset(_table("months.toml")["weekdays"])


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some phrases as whole words; "*" stands for the rest of a word."""
    phrases = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("referat.resources").joinpath(name).read_text(encoding="utf-8"))
