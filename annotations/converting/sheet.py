"""Sheets for annotating a document that is read from its own format, without storing its text.

`render` numbers the units that `referat` finds in a document, for a person to read; the annotator
writes a file of edits that names units by number, and `apply` makes the annotation from both:

    @date 2019-03-12                  the meeting's date, or "-"; @next, @body, @title likewise
    @participant Mette Holm; formand; MH; -        also @absentee
    17 dr; r Mette Holm|Mette; f 2019-05-01 2019-05-01 by|inden 1. maj     tags and their spans
    18-25 section p                   section of one or several units
    40-42 merge                       they are one unit, called 40
    25 split Næste møde er || Tak     units 25.1, 25.2, 25.3 begin at these words
    52 item 4                         unit 52 is the title of agenda item 4 ("-" if no number)
    53 noitem                         unit 53 is no item title
    # remark                          left out
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.annotations.converting.inline import (
    SECTION_LETTERS,
    TAG_LETTERS,
    deadline_annotation,
    finder,
    iso_date,
    person_annotation,
    person_index,
)
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ItemAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
    Source,
    problems,
)
from referat.annotations.store import text_hash
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.minutes import Document, Minutes, Span
from referat.surface import Surface, surface

_LETTER_OF: Final = {
    section: letter for letter, section in SECTION_LETTERS.items() if letter != "i"
}
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


def units(minutes: Minutes) -> list[Unit]:
    """The units of minutes as read, to start an annotation from."""
    opened: set[int] = set()
    found: list[Unit] = []
    for sentence in minutes.sentences:
        number = None
        if sentence.item is not None and sentence.item not in opened:
            opened.add(sentence.item)
            number = minutes.items[sentence.item].number or "-"
        found.append(
            Unit(str(sentence.index), sentence.start, sentence.end, sentence.section, number)
        )
    return found


def render(minutes: Minutes) -> str:
    """The sheet of a document: what its header was read as, and its numbered units."""
    meeting = minutes.meeting
    lines = [
        f"@date {meeting.date or '-'}",
        f"@next {meeting.next_meeting or '-'}",
        f"@body {meeting.body or '-'}",
        f"@title {meeting.title or '-'}",
    ]
    for label, people in (("participant", meeting.participants), ("absentee", meeting.absentees)):
        lines.extend(
            f"@{label} {person.name}; {person.role or '-'}; {person.initials or '-'}; "
            f"{person.organisation or '-'}"
            for person in people
        )
    for unit in units(minutes):
        if unit.item is not None:
            lines.append(f"--- item {unit.item}")
        text = surface(minutes.document, unit.start, unit.end).text
        lines.append(f"{unit.name} {_LETTER_OF[unit.section]}  {text}")
    return "\n".join(lines) + "\n"


def apply(
    minutes: Minutes, edits: str, identifier: str, kind: str, source: Source, annotator: str
) -> Annotation:
    """The annotation that edits make of a document as read.

    Args:
        minutes: The document, as `render` showed it.
        edits: The annotator's edits.
        identifier: The id of the annotation.
        kind: The kind of body.
        source: Where the document can be had.
        annotator: Who annotated, for the record.

    Raises:
        AnnotationError: An edit cannot be carried out, or breaks the schema's rules; every problem
            found stands on a line of its own.
    """
    lines = [line.strip() for line in edits.splitlines()]
    facts = _facts(line for line in lines if line.startswith("@"))
    edited = [line for line in lines if line and line[0] not in "@#"]
    sheet = _Sheet(minutes.document, units(minutes), facts)
    failures = [failure for line in _in_order(edited) if (failure := sheet.edit(line))]
    annotation = sheet.annotation(identifier, kind, source, annotator)
    failures.extend(problems(annotation, minutes.document.text))
    if failures:
        raise AnnotationError("\n".join(failures))
    return annotation


def _facts(lines: Iterable[str]) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line[1:].partition(" ")
        facts.setdefault(key, []).append(value.strip())
    return facts


def _in_order(lines: Sequence[str]) -> list[str]:
    """Edits of the segmentation first, since the others name the units these make."""

    def rank(line: str) -> int:
        words = line.split(maxsplit=2)
        return 0 if len(words) > 1 and words[1] in ("merge", "split") else 1

    return sorted(lines, key=rank)


class _Sheet:
    """The units of one document under edit."""

    def __init__(self, document: Document, units: list[Unit], facts: dict[str, list[str]]) -> None:
        self._document = document
        self._units = units
        self._facts = facts
        people = [
            tuple(part.strip() for part in value.split(";"))
            for key in ("participant", "absentee")
            for value in facts.get(key, [])
        ]
        for person in people:
            if len(person) != 4:
                raise AnnotationError("a person needs 'name; role; initials; organisation'")
        self._people = people

    def edit(self, line: str) -> str | None:
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

    def annotation(self, identifier: str, kind: str, source: Source, annotator: str) -> Annotation:
        """The annotation of the units as they now are."""
        find = self._find

        present = len(self._facts.get("participant", []))
        titles = [unit for unit in self._units if unit.item is not None]
        ends = [unit.start for unit in titles[1:]] + [len(self._document.text)]
        return Annotation(
            id=identifier,
            kind=kind,
            source=source,
            sha256=self._document.sha256,
            text_sha256=text_hash(self._document.text),
            date=iso_date(self._fact("date")),
            next_meeting=iso_date(self._fact("next")),
            body=find(self._fact("body"), 0),
            title=find(self._fact("title"), 0),
            persons=tuple(
                person_annotation(person, find, absent=index >= present)
                for index, person in enumerate(self._people)
            ),
            items=tuple(
                ItemAnnotation(
                    None if unit.item == "-" else unit.item, Span(unit.start, unit.end), end
                )
                for unit, end in zip(titles, ends, strict=False)
            ),
            sentences=tuple(self._sentences()),
            annotators=(annotator,),
        )

    def _sentences(self) -> Iterable[SentenceAnnotation]:
        item = -1
        for unit in self._units:
            item += unit.item is not None
            yield SentenceAnnotation(
                unit.start,
                unit.end,
                unit.section,
                item if item >= 0 else None,
                unit.tags,
                unit.deadlines,
                unit.responsible,
            )

    def _fact(self, key: str) -> str:
        return self._facts.get(key, ["-"])[0]

    def _find(self, words: str, start: int) -> Span | None:
        whole = surface(self._document, start, len(self._document.text))
        found = finder(whole.text)(words, 0)
        return None if found is None else whole.span(found.start, found.end)


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
