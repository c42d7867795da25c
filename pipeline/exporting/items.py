"""Action items as exporters take them: what a record of an item says, typed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from referat.minutes import ActionKind, Meeting

Language = Literal["en", "da"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who does it, as written, and the full name of the participant meant, or None."""

    text: str
    participant: str | None

    @property
    def name(self) -> str:
        """The full name, or what the minutes have where it is not known."""
        return self.participant or self.text


@dataclass(frozen=True, slots=True)
class AgendaReference:
    """Number and title of an agenda item, as written."""

    number: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class ExportItem:
    """An action item read back from its record.

    Of the meeting only title, body, date and place are known. `record` is the JSON object that the
    item was read from, with all of its keys.
    """

    id: str
    kind: ActionKind
    title: str
    text: str
    responsible: tuple[Holder, ...]
    due: dt.date | None
    deadline_text: str | None
    meeting: Meeting
    item: AgendaReference | None
    document: str
    page: int | None
    start: int
    end: int
    score: float
    record: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What exporters are told beside the items.

    `container` is the id of the plan, list or project that the target puts tasks in, where it needs
    one; `language` that of headings and labels of our own.
    """

    container: str | None = None
    language: Language = "en"
