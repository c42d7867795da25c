"""What a task list shows of an action item: the same words for every program that keeps tasks."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from referat.exporting.items import ExportItem, Language
from referat.minutes import ActionKind

CATEGORY: Final = "referat"
"""The category of every task that comes from minutes."""

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {
            "responsible": "Responsible",
            "deadline": "Deadline",
            "item": "Item",
            "meeting": "Meeting",
            "source": "Source",
            "page": "page",
        },
        "da": {
            "responsible": "Ansvarlig",
            "deadline": "Frist",
            "item": "Punkt",
            "meeting": "Møde",
            "source": "Kilde",
            "page": "side",
        },
    }
)
_KINDS: Final[Mapping[Language, Mapping[ActionKind, str]]] = MappingProxyType(
    {
        "en": {"task": "task", "decision": "decision", "deferral": "deferral"},
        "da": {"task": "opgave", "decision": "beslutning", "deferral": "udsættelse"},
    }
)
_BREAK: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS: Final = re.compile(r"\s+")
_FOLDERS: Final = re.compile(r"[/\\]")


def plain(text: str) -> str:
    """The text without control characters and halves of characters; every line break a `\\n`."""
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return _BLANKS.sub(" ", plain(text)).strip()


def title(item: ExportItem) -> str:
    """The title on one line, never empty."""
    return one_line(item.title) or one_line(item.text) or item.kind


def holders(item: ExportItem) -> list[str]:
    """The names of who does it, each once."""
    return list(dict.fromkeys(filter(None, (one_line(one.name) for one in item.responsible))))


def categories(item: ExportItem, language: Language) -> list[str]:
    """What to find the task by: where it comes from, what kind it is and who does it."""
    return list(dict.fromkeys([CATEGORY, _KINDS[language][item.kind], *holders(item)]))


def document_name(item: ExportItem) -> str:
    """The name of the minutes, without the folders of whoever read them."""
    return one_line(_FOLDERS.split(item.document)[-1])


def source(item: ExportItem, language: Language) -> str:
    """The document and page that the item stands on."""
    page = None if item.page is None else f"{_WORDS[language]['page']} {item.page}"
    return ", ".join(filter(None, (document_name(item), page)))


def description(item: ExportItem, language: Language) -> str:
    """The sentence of the minutes, and under it who, when, and where it stands."""
    words = _WORDS[language]
    facts = [f"{words[name]}: {value}" for name, value in _facts(item, language)]
    return "\n".join([one_line(item.text), "", *facts])


def _facts(item: ExportItem, language: Language) -> Iterator[tuple[str, str]]:
    meeting, agenda = item.meeting, item.item
    date = None if meeting.date is None else meeting.date.isoformat()
    found = {
        "responsible": ", ".join(holders(item)),
        "deadline": one_line(item.deadline_text or ""),
        "item": "" if agenda is None else _joined(" ", agenda.number, agenda.title),
        "meeting": _joined(", ", meeting.title, meeting.body, date),
        "source": source(item, language),
    }
    return ((name, value) for name, value in found.items() if value)


def _joined(mark: str, *parts: str | None) -> str:
    return mark.join(filter(None, (one_line(part or "") for part in parts)))
