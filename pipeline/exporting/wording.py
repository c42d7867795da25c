"""The words of our own in exports, by language."""

from collections.abc import Mapping
from typing import Final

from referat.exporting.items import Language
from referat.extraction.vocabulary import resource
from referat.minutes import ActionKind

REGISTERS: Final[Mapping[ActionKind, str]] = {
    "task": "tasks",
    "decision": "decisions",
    "deferral": "deferrals",
}
"""The word for many of a kind, in the order of registers."""


def words(language: Language) -> Mapping[str, str]:
    """The words of a language, by key.

    Args:
        language: One of the tables of `export_words.toml`.
    """
    found: Mapping[str, str] = resource("export_words")[language]
    return found
