"""A task as a server has it, and the same task with what is ours brought up to date."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referat.exporting.ical_lines import Line, task_lines, with_properties
from referat.exporting.icalendar import PROPERTIES, WRITTEN, property_lines
from referat.exporting.items import ExportItem, Language
from referat.exporting.merging import Merged, digests_read, digests_text

_ENDED: Final = ("COMPLETED", "CANCELLED")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_VALUE: Final = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:(.*)', re.DOTALL)
_COMMA: Final = re.compile(r"(?:[^,\\]|\\.)+", re.DOTALL)
_DAY: Final = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True)
class Task:
    """What is read of a task: its id, merged fields, what we wrote into them, whether it ended."""

    uid: str
    fields: dict[str, str | None]
    written: dict[str, str]
    ended: bool


def task_of(text: str) -> Task | None:
    """The task in iCalendar data, of a recurring one its master; None where there is none."""
    lines = task_lines(text)
    uid = _first(lines, "UID")
    if uid is None:
        return None
    status = (_first(lines, "STATUS") or "").upper()
    percent = (_first(lines, "PERCENT-COMPLETE") or "").strip()
    done = _first(lines, "COMPLETED") is not None or percent == "100"
    return Task(
        uid=_plain(uid),
        fields={
            "summary": _text(lines, "SUMMARY"),
            "description": _text(lines, "DESCRIPTION"),
            "due": _due(lines),
            "categories": "\n".join(sorted(set(_categories(lines)))) or None,
        },
        written=digests_read(_first(lines, WRITTEN)),
        ended=done or status in _ENDED,
    )


def with_merged(
    text: str, item: ExportItem, merge: Merged, language: Language, stamp: dt.datetime
) -> str:
    """The task with the changed fields written into it, and all else as it stands.

    Args:
        text: The task as iCalendar data.
        item: The item that it is to follow.
        merge: Which fields to write.
        language: That of the words around what the minutes say.
        stamp: When it is written.
    """
    ours = property_lines(item, language, stamp)
    names = [PROPERTIES[field] for field in merge.changed]
    names += [name for name in ours if name.startswith("X-REFERAT-")]
    replaced = {name: ours.get(name, []) for name in (*names, "DTSTAMP", "LAST-MODIFIED")}
    return with_properties(text, {**replaced, WRITTEN: [_folded(WRITTEN, merge.written)]})


def _folded(name: str, written: dict[str, str]) -> str:
    line = f"{name}:{digests_text(written)}"
    return "\r\n ".join(line[start : start + 70] for start in range(0, len(line), 70))


def _values(lines: list[Line], name: str) -> Iterator[str]:
    for line in lines:
        if line.name == name and (match := _VALUE.match(line.content)):
            yield match[1]


def _first(lines: list[Line], name: str) -> str | None:
    return next(_values(lines, name), None)


def _text(lines: list[Line], name: str) -> str | None:
    """The text of a property; twice the property, which is an error, counts as both texts."""
    found = list(map(_plain, _values(lines, name)))
    return "\n".join(found) if found else None


def _due(lines: list[Line]) -> str | None:
    """A day as its digits; a time of day with its zone, as it stands."""
    for line in lines:
        if line.name == "DUE":
            value = line.content.rpartition(":")[2].strip()
            return value if _DAY.fullmatch(value) else line.content
    return None


def _categories(lines: list[Line]) -> Iterator[str]:
    for value in _values(lines, "CATEGORIES"):
        yield from map(_plain, _COMMA.findall(value))


def _plain(value: str) -> str:
    """The text that an escaped value stands for."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
