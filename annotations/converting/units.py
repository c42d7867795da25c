"""Annotators' `.units` files: header fields and units as text, stored as fingerprints.

One meeting is a block of header fields closed by a line `==`, then one unit a line, its section in
front (READING.md says what a unit is); a line `== meeting` opens the next one:

```
# a remark
date: 2019-03-12
next: -
title: Referat af bestyrelsesmøde
body: Lyngby Roklub
place: -
participant: Mette Holm; formand; -; MH
absent: Bo Lund; -; Lyngby Kommune; -
==
h|Referat af bestyrelsesmøde
i 1|Skuret
o|Der købes en ny lås.
f|Side 1 af 2
```

Sections are `h` header, `p` proposal, `b` background, `o` outcome, `x` other; `i 4` is the title of
agenda item 4, `i` one without a number; `f` is furniture, which is no unit.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from referat.annotations.converting.importing import find_real
from referat.annotations.reading import (
    ReadingAnnotation,
    ReadingItem,
    ReadingMeeting,
    ReadingParticipant,
    ReadingUnit,
    folded,
    problems,
    reading_split_of,
    text_fingerprint,
)
from referat.annotations.reading_store import dumps
from referat.annotations.schema import Source
from referat.annotations.standoff import fingerprint
from referat.errors import AnnotationError
from referat.labels import Section
from referat.reading.detect import detect_binary, detect_text
from referat.reading.encoding import decode
from referat.settings import Limits

UNITS_SUFFIX: Final = ".units"
_SECTIONS: Final = {
    "h": Section.HEADER,
    "p": Section.PROPOSAL,
    "b": Section.BACKGROUND,
    "o": Section.OUTCOME,
    "x": Section.OTHER,
    "i": Section.OTHER,
}
_UNIT: Final = re.compile(r"(?P<kind>[hpboxfi])(?: (?P<number>[^|]{1,12}))?\|(?P<text>.+)")
_PEOPLE: Final = frozenset({"participant", "absent"})
_DATES: Final = frozenset({"date", "next"})
_TEXTS: Final = frozenset({"title", "body", "place"})
_NULL: Final = "-"


@dataclass(frozen=True, slots=True)
class ParsedUnits:
    """What a `.units` file says, with nothing of its source."""

    meetings: tuple[ReadingMeeting, ...]
    items: tuple[ReadingItem, ...]
    units: tuple[ReadingUnit, ...]


@dataclass(slots=True)
class _Header:
    """The fields of a meeting read so far."""

    dates: dict[str, dt.date | None] = field(default_factory=dict)
    texts: dict[str, str | None] = field(default_factory=dict)
    people: list[ReadingParticipant] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Add what one line says.

        Raises:
            ValueError: It is no header field.
        """
        name, colon, value = line.partition(":")
        if name in self.dates or name in self.texts:
            raise ValueError(f"{name} is given twice")
        if colon and name in _PEOPLE:
            self.people.append(_participant(value, absent=name == "absent"))
        elif colon and name in _DATES:
            self.dates[name] = _date(value.strip())
        elif colon and name in _TEXTS:
            self.texts[name] = _print(value.strip())
        else:
            raise ValueError(f"no header field: {line[:40]!r}")

    def meeting(self, unit: int) -> ReadingMeeting:
        """The meeting whose first unit is `unit`."""
        return ReadingMeeting(
            date=self.dates.get("date"),
            next_meeting=self.dates.get("next"),
            title=self.texts.get("title"),
            body=self.texts.get("body"),
            place=self.texts.get("place"),
            participants=tuple(self.people),
            unit=unit,
        )


@dataclass(slots=True)
class _Draft:
    """What was read so far; `header` is None below the line that closes one."""

    meetings: list[ReadingMeeting] = field(default_factory=list)
    items: list[ReadingItem] = field(default_factory=list)
    units: list[ReadingUnit] = field(default_factory=list)
    header: _Header | None = field(default_factory=_Header)
    item: int | None = None


def parse(text: str) -> ParsedUnits:
    """Read a `.units` file.

    Args:
        text: The file.

    Raises:
        AnnotationError: It breaks the format; the message names the line.
    """
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            try:
                _take(draft, line.strip())
            except ValueError as error:
                raise AnnotationError(f"line {number}: {error}") from error
    if draft.header is not None:
        raise AnnotationError("the header fields are not closed by a line ==")
    return ParsedUnits(tuple(draft.meetings), tuple(draft.items), tuple(draft.units))


def annotate(path: Path, shared: Path, annotator: str) -> ReadingAnnotation:
    """The annotation that a `.units` file makes of a real document.

    Args:
        path: `<id>.units`; the id is the stem of the document's file.
        shared: Folder whose `real` and `real_more` hold the documents and their indexes.
        annotator: Who annotated.

    Raises:
        AnnotationError: There is no such document, no split names it, or the file is broken.
    """
    identifier = path.name.removesuffix(UNITS_SUFFIX)
    if reading_split_of(identifier) is None:
        raise AnnotationError(f"no reading split of splits.toml names {identifier}")
    document, source = find_real(identifier, shared)
    if not document.is_file():
        raise AnnotationError(f"there is no {document}")
    parsed = parse(path.read_text(encoding="utf-8"))
    annotation = _joined(identifier, parsed, document.read_bytes(), source, annotator)
    if found := problems(annotation):
        raise AnnotationError(found[0])
    return annotation


def import_units(path: Path, shared: Path, folder: Path, annotator: str) -> ReadingAnnotation:
    """Store a `.units` file standoff; see `annotate`."""
    annotation = annotate(path, shared, annotator)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{annotation.id}.json").write_text(dumps(annotation), encoding="utf-8")
    return annotation


def _joined(
    identifier: str, parsed: ParsedUnits, data: bytes, source: Source, annotator: str
) -> ReadingAnnotation:
    name = source.file
    media_type = detect_binary(data, name, Limits()) or detect_text(decode(data), name)
    return ReadingAnnotation(
        id=identifier,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type.value,
        annotator=annotator,
        meetings=parsed.meetings,
        items=parsed.items,
        units=parsed.units,
    )


def _take(draft: _Draft, line: str) -> None:
    """Add what one line says.

    Raises:
        ValueError: It is no line of the format.
    """
    if line == "== meeting":
        if draft.header is not None:
            raise ValueError("a meeting begins before the header of the last one was closed")
        draft.header = _Header()
    elif line == "==":
        if draft.header is None:
            raise ValueError("== closes no header")
        draft.meetings.append(draft.header.meeting(len(draft.units)))
        draft.header = draft.item = None
    elif draft.header is not None:
        draft.header.take(line)
    else:
        _take_unit(draft, line)


def _take_unit(draft: _Draft, line: str) -> None:
    match = _UNIT.fullmatch(line)
    if match is None or (match["number"] and match["kind"] != "i"):
        raise ValueError(f"no unit: {line[:40]!r}")
    if match["kind"] == "f":
        return
    letters = folded(match["text"])
    if match["kind"] == "i":
        draft.item = len(draft.items)
        draft.items.append(
            ReadingItem(
                number=match["number"],
                title=text_fingerprint(match["text"]),
                unit=len(draft.units),
                meeting=len(draft.meetings) - 1,
            )
        )
    if letters:
        section = _SECTIONS[match["kind"]]
        unit = ReadingUnit(len(letters), fingerprint(letters), section, draft.item)
        draft.units.append(unit)


def _participant(value: str, *, absent: bool) -> ReadingParticipant:
    parts = [part.strip() for part in value.split(";")]
    if len(parts) != 4:
        raise ValueError(f"a person is name; role; organisation; initials, not {value!r}")
    name, role, organisation, initials = map(_print, parts)
    if name is None:
        raise ValueError(f"a person without a name: {value!r}")
    return ReadingParticipant(name, role, organisation, initials, absent)


def _print(value: str) -> str | None:
    """The fingerprint of a value, None for "-"."""
    if value == _NULL:
        return None
    found = text_fingerprint(value)
    if found is None:
        raise ValueError(f"a value without letters: {value!r}")
    return found


def _date(value: str) -> dt.date | None:
    return None if value == _NULL else dt.date.fromisoformat(value)
