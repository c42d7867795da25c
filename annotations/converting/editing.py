"""Edits of the units of a document: tags with their spans, sections, merging and splitting."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.annotations.converting.inline import (
    SECTION_LETTERS,
    TAG_LETTERS,
    deadline_annotation,
    person_index,
)
from referat.annotations.schema import DeadlineAnnotation, ResponsibleAnnotation
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Document, Span
from referat.surface import Surface, surface

NO_TAG: Final = "-"
"""The edit that takes all tags away."""
_LINE: Final = re.compile(r"(?P<first>\d+(?:\.\d+)?)(?:-(?P<last>\d+))?\s+(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a sheet while it is being edited."""

    name: str
    start: int
    end: int
    section: Section
    item: str | None = None
    """Number of the agenda item whose title this unit is ("-" if it has none), else None."""
    tags: tuple[Tag, ...] = ()
    deadlines: tuple[DeadlineAnnotation, ...] = ()
    responsible: tuple[ResponsibleAnnotation, ...] = ()


class Editor:
    """The units of one document under edit, and the people that holders may be."""

    def __init__(
        self, document: Document, units: Sequence[Unit], people: Sequence[tuple[str, ...]]
    ) -> None:
        """Begin.

        Args:
            document: The document.
            units: Its units.
            people: The people of its header, each by name, role, initials and organisation.
        """
        self._document = document
        self._units = list(units)
        self._people = list(people)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units as they now are."""
        return tuple(self._units)

    def edit(self, lines: Iterable[str]) -> list[str]:
        """Carry edits out, those of the segmentation first; what was wrong with them.

        Args:
            lines: The edits; blank lines, remarks (`#`) and facts (`@`) are passed over.
        """
        stripped = (line.strip() for line in lines)
        edits = [line for line in stripped if line and line[0] not in "@#"]
        return [failure for line in _in_order(edits) if (failure := self._one(line))]

    def _one(self, line: str) -> str | None:
        """Carry one edit out; what was wrong with it, if anything."""
        match = _LINE.fullmatch(line)
        if match is None:
            return f"{line!r} is no edit"
        try:
            self._carry_out(match)
        except (AnnotationError, ValueError, IndexError) as error:
            return f"{line!r}: {error}"
        return None

    def _carry_out(self, match: "re.Match[str]") -> None:
        verb, _, rest = match["rest"].partition(" ")
        first = self._position(match["first"])
        last = self._position(match["last"]) if match["last"] else first
        if verb == "merge":
            merged = replace(self._units[first], end=self._units[last].end)
            self._units[first : last + 1] = [merged]
        elif verb == "split":
            self._units[first : first + 1] = self._split(self._units[first], rest)
        else:
            for position in range(first, last + 1):
                self._units[position] = self._changed(self._units[position], verb, match["rest"])

    def _changed(self, unit: Unit, verb: str, rest: str) -> Unit:
        if verb == "section":
            return replace(unit, section=_section(rest))
        if verb == "item":
            return replace(unit, item=[*rest.split(), "-"][1], section=Section.OTHER)
        if verb == "noitem":
            return replace(unit, item=None)
        return self._tagged(unit, rest)

    def _tagged(self, unit: Unit, rest: str) -> Unit:
        letters, *spans = (part.strip() for part in rest.split(";"))
        letters = "" if letters == NO_TAG else letters
        if set(letters) - set(TAG_LETTERS):
            raise AnnotationError(f"{letters!r} is neither tags nor a known edit")
        shown = surface(self._document, unit.start, unit.end)
        deadlines: list[DeadlineAnnotation] = []
        holders: list[ResponsibleAnnotation] = []
        for span in spans:
            head, _, words = span.partition("|")
            letter, _, value = head.strip().partition(" ")
            place = _locate(shown, words.strip())
            if letter == "f":
                deadlines.append(deadline_annotation(value.split(), place.start, place.end))
            elif letter == "r":
                person = person_index(value.strip(), self._people)
                holders.append(ResponsibleAnnotation(place.start, place.end, person))
            else:
                raise AnnotationError(f"span {span!r} is neither f nor r")
        tags = tuple(tag for key, tag in TAG_LETTERS.items() if key in letters)
        return replace(unit, tags=tags, deadlines=tuple(deadlines), responsible=tuple(holders))

    def _split(self, unit: Unit, words: str) -> list[Unit]:
        shown = surface(self._document, unit.start, unit.end)
        starts = [0]
        for part in words.split("||"):
            position = shown.text.find(part.strip(), starts[-1] + 1)
            if position < 0:
                raise AnnotationError(f"{part.strip()!r} is not further on in the unit")
            starts.append(position)
        parts: list[Unit] = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(shown.text)
            piece = shown.text[start:end].rstrip()
            span = shown.span(start, start + len(piece))
            item = unit.item if number == 0 else None
            parts.append(
                Unit(f"{unit.name}.{number + 1}", span.start, span.end, unit.section, item)
            )
        return parts

    def _position(self, name: str) -> int:
        for position, unit in enumerate(self._units):
            if unit.name == name:
                return position
        raise AnnotationError(f"there is no unit {name} (any more)")


def _in_order(lines: Sequence[str]) -> list[str]:
    """Edits of the segmentation first, since the others name the units these make."""

    def rank(line: str) -> int:
        words = line.split(maxsplit=2)
        return 0 if len(words) > 1 and words[1] in ("merge", "split") else 1

    return sorted(lines, key=rank)


def _section(rest: str) -> Section:
    letter = rest.partition(" ")[2].strip()
    if letter not in SECTION_LETTERS:
        raise AnnotationError(f"section {letter!r} is none of h p b o x")
    return SECTION_LETTERS[letter]


def _locate(shown: Surface, words: str) -> Span:
    """The canonical range of words of a unit; "words#2" is their second occurrence."""
    wanted, _, nth = words.partition("#")
    position = -1
    for _ in range(int(nth or 1)):
        position = shown.text.find(wanted, position + 1)
    if position < 0 or not wanted:
        raise AnnotationError(f"{wanted!r} is not in the unit {shown.text[:60]!r}")
    return shown.span(position, position + len(wanted))
