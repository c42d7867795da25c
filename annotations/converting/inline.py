"""Inline markup: text and annotation in one file, for composing and for proof-reading by eye.

A front matter of facts on the meeting, a line `===`, then the text with each unit in marks:
`⟦o dr|⟨r Mette Holm|Mette⟩ køber låsen.⟧`. Taking the marks away gives the text, byte for byte.
`annotations/README.md` describes the markup in full.
"""

import datetime as dt
import hashlib
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ItemAnnotation,
    PersonAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
    Source,
    problems,
)
from referat.annotations.store import text_hash
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Relation, Span

SECTION_LETTERS: Final = {
    "h": Section.HEADER,
    "p": Section.PROPOSAL,
    "b": Section.BACKGROUND,
    "o": Section.OUTCOME,
    "x": Section.OTHER,
    "i": Section.OTHER,
}
TAG_LETTERS: Final = {
    "d": Tag.DECISION,
    "u": Tag.DEFERRAL,
    "f": Tag.DEADLINE,
    "r": Tag.RESPONSIBLE,
}
RULE: Final = "\n===\n"
_MARK: Final = re.compile(r"⟦(?P<unit>[^|⟦⟧⟨⟩]*)\||⟨(?P<span>[^|⟦⟧⟨⟩]*)\||(?P<close>[⟧⟩])")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A parsed inline file: the text without marks, and its annotation."""

    text: str
    format: str
    annotation: Annotation


@dataclass(slots=True)
class _Building:
    """What has been parsed so far; mutable, and private to `parse`."""

    persons: list[tuple[str, ...]]
    text: list[str] = field(default_factory=list)
    length: int = 0
    items: list[tuple[str | None, Span]] = field(default_factory=list)
    sentences: list[SentenceAnnotation] = field(default_factory=list)
    unit: tuple[str, int] | None = None
    span: tuple[str, int] | None = None
    deadlines: list[DeadlineAnnotation] = field(default_factory=list)
    holders: list[ResponsibleAnnotation] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def context(self) -> str:
        return repr("".join(self.text)[-50:])


def parse(data: str, identifier: str) -> MarkedText:
    """An inline file as text and annotation.

    Args:
        data: Content of the file.
        identifier: The id of the annotation, and the stem of its source file's name.

    Raises:
        AnnotationError: The markup is broken, or the annotation breaks the schema's rules; every
            problem found stands on a line of its own.
    """
    front, rule, body = data.partition(RULE)
    if not rule:
        raise AnnotationError("there is no line '===' between front matter and text")
    facts = _facts(front)
    building = _Building([*_people(facts, "participant"), *_people(facts, "absentee")])
    position = 0
    for mark in _MARK.finditer(body):
        building.add(body[position : mark.start()])
        _read_mark(building, mark)
        position = mark.end()
    building.add(body[position:])
    if building.unit is not None:
        raise AnnotationError(f"a unit is not closed at the end: {building.context()}")
    text = "".join(building.text)
    annotation = _annotation(facts, building, text, identifier)
    found = [*problems(annotation, text), *_uncovered(annotation, text)]
    if found:
        raise AnnotationError("\n".join(found))
    return MarkedText(text, _one(facts, "format"), annotation)


def _facts(front: str) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for line in front.splitlines():
        if line.strip():
            key, colon, value = line.partition(":")
            if not colon:
                raise AnnotationError(f"front matter: {line!r} is not 'key: value'")
            facts.setdefault(key.strip(), []).append(value.strip())
    return facts


def _one(facts: dict[str, list[str]], key: str) -> str:
    values = facts.get(key, [])
    if len(values) != 1:
        raise AnnotationError(f"front matter: {key} must stand once, it stands {len(values)} times")
    return values[0]


def _people(facts: dict[str, list[str]], key: str) -> list[tuple[str, ...]]:
    people = [tuple(part.strip() for part in value.split(";")) for value in facts.get(key, [])]
    for person in people:
        if len(person) != 4:
            raise AnnotationError(f"front matter: {key} needs 'name; role; initials; organisation'")
    return people


def iso_date(value: str) -> dt.date | None:
    """A date in ISO 8601, None for "-"."""
    try:
        return None if value == "-" else dt.date.fromisoformat(value)
    except ValueError as error:
        raise AnnotationError(f"{value!r} is not an ISO date or '-'") from error


def _read_mark(building: _Building, mark: "re.Match[str]") -> None:
    if mark["unit"] is not None:
        if building.unit is not None:
            raise AnnotationError(f"a unit opens inside a unit after {building.context()}")
        building.unit = (mark["unit"], building.length)
    elif mark["span"] is not None:
        if building.unit is None or building.span is not None:
            raise AnnotationError(f"a span opens out of place after {building.context()}")
        building.span = (mark["span"], building.length)
    elif mark["close"] == "⟩":
        _close_span(building)
    else:
        _close_unit(building)


def _close_span(building: _Building) -> None:
    if building.span is None:
        raise AnnotationError(f"⟩ closes nothing after {building.context()}")
    head, start = building.span
    building.span = None
    letter, _, rest = head.partition(" ")
    if letter == "f":
        building.deadlines.append(deadline_annotation(rest.split(), start, building.length))
    elif letter == "r":
        building.holders.append(
            ResponsibleAnnotation(
                start, building.length, person_index(rest.strip(), building.persons)
            )
        )
    else:
        raise AnnotationError(f"span {head!r} is neither f nor r")


def deadline_annotation(parts: Sequence[str], start: int, end: int) -> DeadlineAnnotation:
    """A deadline span from its three words: value, due date, relation; "-" is null."""
    if len(parts) != 3 or parts[2] not in ("by", "at", "-"):
        raise AnnotationError(f"deadline span needs VALUE DUE by|at, it has {' '.join(parts)!r}")
    value, due, relation = parts
    return DeadlineAnnotation(
        start,
        end,
        None if value == "-" else value,
        iso_date(due),
        None if relation == "-" else cast(Relation, relation),
    )


def person_index(name: str, persons: Sequence[tuple[str, ...]]) -> int | None:
    """The index of the person of that name, None for "-"."""
    if name == "-":
        return None
    for index, person in enumerate(persons):
        if person[0] == name:
            return index
    raise AnnotationError(f"holder {name!r} is not among the participants of the front matter")


def _close_unit(building: _Building) -> None:
    if building.unit is None or building.span is not None:
        raise AnnotationError(f"⟧ closes nothing after {building.context()}")
    head, start = building.unit
    building.unit = None
    letter, _, rest = head.strip().partition(" ")
    if letter not in SECTION_LETTERS:
        raise AnnotationError(f"unit {head!r}: section must be one of h p b o x i")
    if letter == "i":
        building.items.append((None if rest in ("", "-") else rest, Span(start, building.length)))
        rest = ""
    unknown = set(rest.replace(" ", "")) - set(TAG_LETTERS)
    if unknown:
        raise AnnotationError(f"unit {head!r}: {''.join(sorted(unknown))!r} is no tag")
    building.sentences.append(
        SentenceAnnotation(
            start,
            building.length,
            SECTION_LETTERS[letter],
            len(building.items) - 1 if building.items else None,
            tuple(tag for key, tag in TAG_LETTERS.items() if key in rest),
            tuple(building.deadlines),
            tuple(building.holders),
        )
    )
    building.deadlines.clear()
    building.holders.clear()


def _annotation(
    facts: dict[str, list[str]], building: _Building, text: str, identifier: str
) -> Annotation:
    suffix = _one(facts, "format")
    ends = [title.start for _, title in building.items[1:]] + [len(text)]
    present = len(_people(facts, "participant"))
    find = finder(text)
    return Annotation(
        id=identifier,
        kind=_one(facts, "kind"),
        source=Source(f"{identifier}.{suffix}"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text_sha256=text_hash(text),
        date=iso_date(_one(facts, "date")),
        next_meeting=iso_date(_one(facts, "next")),
        body=find(_one(facts, "body"), 0),
        title=find(_one(facts, "title"), 0),
        persons=tuple(
            person_annotation(person, find, absent=index >= present)
            for index, person in enumerate(building.persons)
        ),
        items=tuple(
            ItemAnnotation(number, title, end)
            for (number, title), end in zip(building.items, ends, strict=False)
        ),
        sentences=tuple(building.sentences),
    )


def person_annotation(
    person: Sequence[str],
    find: Callable[[str, int], Span | None],
    *,
    absent: bool,
) -> PersonAnnotation:
    """A person's ranges, each found from the name on, or anywhere.

    Args:
        person: Name, role, initials, organisation, "-" for none, as they stand in the text.
        find: Gives the first range of some words from an offset on.
        absent: Whether the person is listed as absent.

    Raises:
        AnnotationError: The name is not in the text.
    """
    name = find(person[0], 0)
    if name is None:
        raise AnnotationError(f"participant {person[0]!r} is not in the text")
    role, initials, organisation = (
        find(value, name.start) or find(value, 0) for value in person[1:4]
    )
    return PersonAnnotation(name, role, initials, organisation, absent)


def finder(text: str) -> Callable[[str, int], Span | None]:
    """A search for words in a text, whatever the white space between them; "-" is never found."""

    def find(words: str, start: int) -> Span | None:
        if words in ("", "-"):
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        match = pattern.search(text, start)
        return None if match is None else Span(match.start(), match.end())

    return find


def _uncovered(annotation: Annotation, text: str) -> list[str]:
    """Lines outside every unit that hold more than a marker."""
    covered = bytearray(len(text))
    for sentence in annotation.sentences:
        covered[sentence.start : sentence.end] = b"\1" * (sentence.end - sentence.start)
    found: list[str] = []
    for run in re.finditer(r"[^\W\d_]{3,}", text):
        if not any(covered[run.start() : run.end()]) and not _is_marker(text, run):
            found.append(f"{text[run.start() - 10 : run.end() + 10]!r} stands in no unit")
    return found


def _is_marker(text: str, run: "re.Match[str]") -> bool:
    """Whether a word is part of an item's marker ("Ad 3.", "Punkt 4:", "Pkt. 2")."""
    return (
        re.match(r"(?i)(ad|punkt|pkt|dagsordenspunkt)\b\.?\s*\d", text[run.start() :]) is not None
    )


def main(paths: Sequence[str]) -> int:
    """Check inline files; problems go to standard error. Returns the exit code."""
    failed = 0
    for name in paths:
        path = Path(name)
        try:
            marked = parse(path.read_text(encoding="utf-8"), path.name.removesuffix(".ann.txt"))
        except (AnnotationError, OSError) as error:
            failed = 1
            sys.stderr.write(f"{path.name}: {error}\n")
        else:
            tags = [tag for sentence in marked.annotation.sentences for tag in sentence.tags]
            counts = ", ".join(f"{tag} {tags.count(tag)}" for tag in Tag)
            sys.stderr.write(f"{path.name}: {len(marked.annotation.sentences)} units, {counts}\n")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
