"""Reads action items back from the JSON Lines that `referat extract --format actions` writes."""

import codecs
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar, get_args

from referat.errors import ReferatError
from referat.exporting.items import AgendaReference, ExportItem, Holder
from referat.minutes import ActionKind, Meeting

KINDS: Final[tuple[ActionKind, ...]] = get_args(ActionKind)
"""The kinds of action items, in the order of registers."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Value = TypeVar("Value")
Part = TypeVar("Part")


class ItemError(ReferatError):
    """A line that is no action item; the message says which line, and what is wrong with it."""


def read_items(content: bytes, name: str) -> Iterator[ExportItem]:
    """Read action items, one JSON object a line; blank lines are passed over.

    Args:
        content: The file: UTF-8, or UTF-16 as Windows PowerShell redirects to.
        name: What the file is called in messages.

    Raises:
        ItemError: If a line is no action item.
    """
    # not splitlines, which also parts lines at characters that JSON strings may hold
    for number, line in enumerate(_decoded(content, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield item_of(_object(line))
        except ItemError as error:
            raise ItemError(f"{name}, line {number}: {error}") from None


def item_of(record: Mapping[str, Any]) -> ExportItem:
    """One action item of its record; keys that are not known are kept in `record` alone.

    Args:
        record: The decoded JSON object.

    Raises:
        ItemError: If a key is missing or its value is not of the published schema.
    """
    if "tags" in record and "kind" not in record:
        raise ItemError(
            "this is a sentence record; write action items with"
            " `referat extract FILE --format actions`"
        )
    return ExportItem(
        id=_get(record, "id", _filled),
        kind=_get(record, "kind", _kind),
        title=_get(record, "title", _filled),
        text=_get(record, "text", _text),
        responsible=_get(record, "responsible", _holders),
        due=_get(record, "due", _or_null(_day)),
        deadline_text=_get(record, "deadline_text", _or_null(_text)),
        meeting=_get(record, "meeting", _meeting),
        item=_get(record, "item", _or_null(_agenda_item)),
        document=_get(record, "document", _text),
        page=_get(record, "page", _or_null(_count)),
        start=_get(record, "start", _count),
        end=_get(record, "end", _count),
        score=_get(record, "score", _probability),
        record=record,
    )


def _decoded(content: bytes, name: str) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise ItemError(f"{name}, line {number}: not UTF-8, as JSON Lines are") from None


def _object(line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise ItemError(f"no JSON object ({error.msg} at character {error.pos + 1})") from None
    except (ValueError, RecursionError) as error:
        raise ItemError(f"no JSON object ({error})") from None
    return _mapping(found)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _get(record: Mapping[str, Any], key: str, read: Callable[[object], Value]) -> Value:
    """The value of a key, whose name stands in front of what is wrong with it."""
    if key not in record:
        raise ItemError(f"the key {key!r} is missing")
    try:
        return read(record[key])
    except ItemError as error:
        raise ItemError(f"{key}: {error}") from None


def _or_null(read: Callable[[object], Value]) -> Callable[[object], Value | None]:
    return lambda value: None if value is None else read(value)


def _text(value: object) -> str:
    return _typed(value, str, "no string")


def _filled(value: object) -> str:
    text = _text(value)
    if not text.strip():
        raise ItemError("an empty string")
    return text


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ItemError(f"{_shown(value)} is no whole number from 0")
    return value


def _probability(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ItemError(f"{_shown(value)} is no number from 0 to 1")
    return float(value)


def _kind(value: object) -> ActionKind:
    if value not in KINDS:
        raise ItemError(f"{_shown(value)} is none of {', '.join(KINDS)}")
    return value


def _day(value: object) -> dt.date:
    text = _text(value)
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ItemError(f"{_shown(value)} is no date written like 2022-03-31")


def _holders(value: object) -> tuple[Holder, ...]:
    found: list[object] = _typed(value, list, "no list")
    return tuple(_holder(_mapping(one)) for one in found)


def _holder(record: Mapping[str, Any]) -> Holder:
    return Holder(_get(record, "text", _text), _get(record, "participant", _or_null(_text)))


def _meeting(value: object) -> Meeting:
    record = _mapping(value)
    return Meeting(
        title=_get(record, "title", _or_null(_text)),
        body=_get(record, "body", _or_null(_text)),
        date=_get(record, "date", _or_null(_day)),
        place=_or_null(_text)(record.get("place")),
    )


def _agenda_item(value: object) -> AgendaReference:
    record = _mapping(value)
    return AgendaReference(
        _get(record, "number", _or_null(_text)), _get(record, "title", _or_null(_text))
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return _typed(value, dict, "no JSON object")


def _typed(value: object, kind: type[Part], otherwise: str) -> Part:
    if not isinstance(value, kind):
        raise ItemError(f"{_shown(value)} is {otherwise}")
    return value


def _shown(value: object) -> str:
    """The value as JSON has it, cut to what one line can show."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else shown[:39] + "…"
