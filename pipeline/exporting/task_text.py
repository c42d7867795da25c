"""What a task list shows of an action item: the same words for every program that keeps tasks."""

import re
from typing import Final

from referat.exporting import describing
from referat.exporting.items import ExportItem, Language
from referat.exporting.wording import words

CATEGORY: Final = "referat"
"""The category of every task that comes from minutes."""

_BREAK: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without control characters and halves of characters; line breaks as line feeds."""
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return describing.one_line(plain(text))


def title(item: ExportItem) -> str:
    """The title on one line, never empty."""
    return one_line(item.title) or one_line(item.text) or item.kind


def holders(item: ExportItem) -> list[str]:
    """The names of who does it, each once."""
    return list(dict.fromkeys(filter(None, (one_line(one.name) for one in item.responsible))))


def categories(item: ExportItem, language: Language) -> list[str]:
    """What to find the task by: where it comes from, what kind it is and who does it."""
    return list(dict.fromkeys([CATEGORY, words(language)[item.kind], *holders(item)]))


def document_name(item: ExportItem) -> str:
    """The name of the minutes, without the folders of whoever read them."""
    return one_line(item.document.replace("\\", "/").rstrip("/").rpartition("/")[2])


def description(item: ExportItem, language: Language) -> str:
    """The sentence of the minutes, and under it who, when, and where it stands."""
    return plain(describing.description(item, words(language))).strip()
