"""Lines that are header wherever they stand: attendance, date and place, with the names below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from referat.labels import Section
from referat.minutes import BlockKind
from referat.structure.agenda_list import AgendaList
from referat.structure.headings import field, heading_section, label_of, normalized
from referat.structure.units import Line
from referat.structure.words import heading_words

_PRESENCE: Final = frozenset({"participants", "absentees"})
_PERSONS: Final = _PRESENCE | {"chair", "secretary"}
_STRICT: Final = re.compile(
    r"(?:deltag|med var|vi var|dem der var|tillige|til ?sted|fremmød|mødt|mødedeltag|afbud|fravær"
    r"|ikke |udebl|meldt afbud|gæst)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\([^()]{0,80}\)")
_CONSTITUTED: Final = re.compile(r"\bkonstitu\w*\b(?=.*\b(?:sig|følger|således)\b)", re.IGNORECASE)
_REMEMBERED: Final = 2048
"""How many lines are kept with whether they are names, since each is asked for several times."""
_MIN_RUN: Final = 3
_MAX_NAME_LINE: Final = 160


@dataclass(frozen=True, slots=True)
class Frame:
    """What sections and the header go by: lines, the agenda list, and the item of each line.

    `titles` are the positions where items begin, `untitled` those whose line is text and no title;
    `items` has the item's index of each line, None before the first.
    """

    lines: Sequence[Line]
    listed: AgendaList
    titles: frozenset[int]
    items: Sequence[int | None]
    untitled: frozenset[int] = frozenset()


def header_lines(frame: Frame) -> frozenset[int]:
    """Positions of the lines that are header fields, or the names below one.

    Args:
        frame: The lines and items.
    """
    named = dict(_named_fields(frame))
    runs = _runs(named)
    found: set[int] = set()
    for position, name in named.items():
        in_item = frame.items[position] is not None
        present = name in _PRESENCE and is_strict_presence(frame.lines[position].text)
        if in_item and not present and position not in runs:
            if not _is_signing_secretary(frame, position, name):
                continue
        elif not in_item and name in {"next_meeting", "other", "label"} and position not in runs:
            continue
        found.add(position)
        if name in _PERSONS:
            found.update(_names_below(frame, position))
    return frozenset(found)


def is_presence(text: str) -> bool:
    """Whether a title announces who was there or not ("Tilstedeværende").

    Args:
        text: The title.
    """
    return heading_words().fields.get(normalized(text)) in _PRESENCE


def is_strict_presence(text: str) -> bool:
    """Whether a label says who was there, not only who holds an office ("Suppleanter").

    Args:
        text: The line.
    """
    return bool(_STRICT.match(text))


@lru_cache(_REMEMBERED)
def is_name_line(text: str) -> bool:
    """Whether a line looks like names with roles or organisations, and is no sentence.

    Args:
        text: The line.
    """
    if not text or len(text) > _MAX_NAME_LINE or text.endswith((":", "?", "!")):
        return False
    if heading_section(text) is not None or field(text) is not None:
        return False
    words = [word.strip("(),;:.") for word in _BRACKETS.sub(" ", text).split()]
    words = [word for word in words if word and word[0].isalpha()]
    if not words or not words[0][0].isupper():
        return False
    lower = [word for word in words if word[0].islower() and word not in heading_words().roles]
    ends_as_sentence = text.endswith(".") and "," not in text and len(words) >= 5
    return len(lower) <= len(words) // 3 and not ends_as_sentence


def _named_fields(frame: Frame) -> Iterator[tuple[int, str]]:
    for position, line in enumerate(frame.lines):
        if position in frame.titles:
            continue
        if found := field(line.text):
            yield position, found[0]
        elif (label := label_of(line.text)) and heading_section(label) is Section.HEADER:
            yield position, "label"


def _runs(named: Mapping[int, str]) -> frozenset[int]:
    """Positions in runs of at least three fields that say who was there."""
    found: set[int] = set()
    for start in sorted(named):
        if start - 1 in named:
            continue
        end = start
        while end in named:
            end += 1
        names = {named[position] for position in range(start, end)}
        if end - start >= _MIN_RUN and names & _PRESENCE:
            found.update(range(start, end))
    return frozenset(found)


def _is_signing_secretary(frame: Frame, position: int, name: str) -> bool:
    """Whether "Referent: Bo" stands among the last lines, below no election."""
    line = frame.lines[position]
    return name == "secretary" and position >= len(frame.lines) - 5 and len(line.text) < 60


def _names_below(frame: Frame, position: int) -> Iterator[int]:
    """The lines of names below an attendance label."""
    value = field(frame.lines[position].text)
    for below in range(position + 1, len(frame.lines)):
        line = frame.lines[below]
        if below in frame.titles or below in frame.listed or not is_name_line(line.text):
            return
        if value and value[1] and line.block.kind is BlockKind.HEADING:
            return
        yield below


def constituted(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of offices below one that tells how a board constituted itself, which is an outcome.

    Args:
        lines: The document's lines.
    """
    found: set[int] = set()
    inside = False
    for position, line in enumerate(lines):
        if tells_constitution(line.text):
            inside = True
        elif inside and field(line.text) is None and not is_name_line(line.text):
            inside = False
        if inside:
            found.add(position)
    return frozenset(found)


def tells_constitution(text: str) -> bool:
    """Whether a line tells how a board constituted itself.

    Args:
        text: The line.
    """
    return "konstitu" in text.lower() and bool(_CONSTITUTED.search(text))
