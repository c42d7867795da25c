"""Standoff files of brat, line by line: entities with their attributes and notes."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from referat.annotations.converting.fields import read_text
from referat.errors import AnnotationError

_ENTITY: Final = re.compile(
    r"(?P<name>T\d{1,9})\t(?P<kind>\S{1,99}) (?P<places>\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)"
    r"\t(?P<words>.*)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"[AM]\d{1,9}\t(?P<kind>\S{1,99}) (?P<target>T\d{1,9})")
_NOTE: Final = re.compile(
    r"#\d{1,9}\t(?P<kind>\S{1,99}) (?P<target>[A-Z]\d{1,9})(?:\t(?P<words>.*))?", re.DOTALL
)


@dataclass(slots=True)
class Entity:
    """A text-bound annotation, from its first piece to the end of its last."""

    name: str
    kind: str
    start: int
    end: int
    attributes: set[str] = field(default_factory=set)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class BratFile:
    """The entities of a file, in its order."""

    entities: tuple[Entity, ...]


def read_file(path: Path, text: str) -> BratFile:
    """A standoff file.

    Args:
        path: The file.
        text: The text it belongs to.

    Raises:
        AnnotationError: A line is of another kind (relations, events, normalizations), or does not
            fit the text.
    """
    found: dict[str, Entity] = {}
    rest: list[tuple[str, str]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        where = f"{path}, line {number}"
        if line.startswith("T"):
            entity = _entity(line.removesuffix("\r"), text, where)
            if entity.name in found:
                raise AnnotationError(f"{where}: {entity.name} stands twice")
            found[entity.name] = entity
        elif line.strip():
            rest.append((line.removesuffix("\r"), where))
    for line, where in rest:
        _add(line, found, where)
    return BratFile(tuple(found.values()))


def _entity(line: str, text: str, where: str) -> Entity:
    match = _ENTITY.fullmatch(line)
    if match is None:
        raise AnnotationError(
            f"{where}: is no entity; it must be ID, tab, TYPE START END, tab, text"
        )
    pieces = [tuple(map(int, place.split())) for place in match["places"].split(";")]
    end = 0
    for one, other in pieces:
        if not end <= one < other <= len(text):
            raise AnnotationError(f"{where}: the offsets are out of order or out of the text")
        end = other
    words = " ".join(text[one:other] for one, other in pieces)
    if words != match["words"]:
        raise AnnotationError(
            f"{where}: {match['words'][:40]!r} is not the text at these offsets; the .txt file "
            "must be the one that was exported"
        )
    gaps = pairwise(pieces)
    if any(text[before[1] : after[0]].strip() for before, after in gaps):
        raise AnnotationError(f"{where}: spans with words left out have no place in the annotation")
    return Entity(match["name"], match["kind"], pieces[0][0], pieces[-1][1])


def _add(line: str, found: dict[str, Entity], where: str) -> None:
    """Add an attribute or a note to its entity."""
    if line.startswith("#"):
        note = _NOTE.fullmatch(line)
        if note is None or note["target"] not in found:
            raise AnnotationError(f"{where}: is no note on an entity")
        entity = found[note["target"]]
        if entity.note is not None:
            raise AnnotationError(f"{where}: {entity.name} has two notes; keep one")
        entity.note = (note["words"] or "").strip() or None
        return
    attribute = _ATTRIBUTE.fullmatch(line)
    if attribute is None:
        raise AnnotationError(
            f"{where}: relations, events, normalizations and attributes with values have no place "
            "in the annotation; take the line out"
        )
    if attribute["target"] not in found:
        raise AnnotationError(f"{where}: there is no {attribute['target']}")
    found[attribute["target"]].attributes.add(attribute["kind"])
