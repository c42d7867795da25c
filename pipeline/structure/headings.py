"""Heading lines, inline labels and the labels of header fields."""

import re
from functools import lru_cache
from typing import Final

from referat.labels import Section
from referat.structure.misspellings import respelt
from referat.structure.words import abbreviation_words, heading_words

_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,60}?)\s?:(?=\s|$|[A-ZÆØÅ\d])")
_EDGES: Final = " \t:.–—-*_#>|"
_COUNTED: Final = re.compile(r"(?:nr\.? ?)?\d{1,3}[.:]?")
_SPACED: Final = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")
_MAX_MISSPELT: Final = 3
"""Words of a line that may be a misspelt heading."""
_MAX_HEADING: Final = 90
_REMEMBERED: Final = 2048
"""How many lines are kept with what was found of them, since each is asked for many times."""


@lru_cache(_REMEMBERED)
def normalized(text: str) -> str:
    """Text for comparing headings: lower case, one space, no marks at its edges.

    Letters spaced out ("R E F E R A T") are closed up.
    """
    bare = " ".join(text.casefold().split()).strip(_EDGES)
    spaced = bare[1:2] == " " and _SPACED.fullmatch(bare)
    return bare.replace(" ", "") if spaced else bare


@lru_cache(_REMEMBERED)
def heading_section(text: str) -> Section | None:
    """The section that a line opens if all of it is a heading ("Beslutning i Teknisk Udvalg:").

    Args:
        text: The line on its own.
    """
    words = heading_words()
    if len(text) > _MAX_HEADING:
        return None
    bare = normalized(text)
    if section := words.sections.get(bare):
        return section
    if section := _possessed(bare) or _paired(bare):
        return section
    if section := _respelt(text, bare):
        return section
    return _tailed(text, bare) if bare.startswith(words.headed) else None


def _tailed(text: str, bare: str) -> Section | None:
    """The section of a heading with a word or number behind it ("Beslutning 2")."""
    words = heading_words()
    for head, section in words.tailed.items():
        rest = bare.removeprefix(head + " ")
        if rest == bare or text.rstrip().endswith("."):
            continue
        if rest.split()[0] in words.tails or _COUNTED.fullmatch(rest):
            return section
    return None


def _respelt(text: str, bare: str) -> Section | None:
    """The section of a line that is surely a heading with a slip in it ("Beslutnig:")."""
    if bare.count(" ") >= _MAX_MISSPELT:
        return None
    parts = bare.split()
    alone = (
        0 < len(parts) <= _MAX_MISSPELT and text[:1].isupper() and text.rstrip()[-1] not in ".!?,"
    )
    if not alone:
        return None
    mended = [respelt(part) or part for part in parts]
    if mended == parts:
        return None
    whole = " ".join(mended)
    return heading_words().sections.get(whole) or _possessed(whole)


def _paired(bare: str) -> Section | None:
    """The section of "drøftelse og beslutning": that of both words."""
    one, _, two = bare.partition(" og ")
    if not two:
        return None
    sections = heading_words().sections
    return sections.get(one) if sections.get(one) is sections.get(two) else None


def _possessed(bare: str) -> Section | None:
    """The section of "byrådets beslutning": an owner of one or two words and a heading."""
    section = heading_words().possessed.get(bare.rpartition(" ")[2])
    if section is None:
        return None
    *owner, _ = bare.split()
    if not 0 < len(owner) <= 2 or not owner[-1].endswith("s"):
        return None
    return section


def is_weak(text: str) -> bool:
    """Whether a heading is one only beside other headings of a case ("Økonomi").

    Args:
        text: The line.
    """
    return normalized(text) in heading_words().weak


def label_end(text: str) -> int | None:
    """Where an inline label such as "Beslutning:" ends, colon included, if text follows it."""
    match = _LABEL.match(text) if ":" in text else None
    if match is None or not text[match.end() :].strip():
        return None
    words = heading_words()
    section = heading_section(match["label"])
    plain = normalized(match["label"]) in words.weak | words.uncut
    return None if plain or section in (None, Section.HEADER) else match.end()


def label_of(text: str) -> str | None:
    """The label that a line begins with, without its colon.

    Args:
        text: The line.
    """
    match = _LABEL.match(text) if ":" in text else None
    return match["label"] if match else None


def labelled_section(text: str) -> Section | None:
    """The section that a unit opens if it is an inline label, colon included."""
    return heading_section(text) if text.rstrip().endswith(":") else None


@lru_cache(_REMEMBERED)
def field(text: str) -> tuple[str, str] | None:
    """The name of the header field and its value ("Afbud: Bo Lund" is absentees and "Bo Lund").

    Without a colon the label must stand alone or before a capital or a digit ("Dato 3. maj").

    Args:
        text: The line.
    """
    fields = heading_words().fields
    match = _LABEL.match(text) if ":" in text else None
    if match and (name := fields.get(normalized(match["label"]))):
        return name, text[match.end() :].strip()
    if match and normalized(match["label"]) == "referat" and _is_name(text[match.end() :]):
        return "secretary", text[match.end() :].strip(" .")
    bare = normalized(text)
    if bare in fields:
        return fields[bare], ""
    parts = text.split()
    if not parts or not _may_begin_field(parts[0]):
        return None
    for count in range(min(4, len(parts) - 1), 0, -1):
        name = fields.get(normalized(" ".join(parts[:count])))
        value = " ".join(parts[count:]).lstrip("-– ")
        if name and value and _is_value(value):
            return name, value
    return None


def _may_begin_field(word: str) -> bool:
    """Whether a line's first word may be that of a label, or a letter of one spaced out."""
    first = word.casefold()
    words = heading_words()
    known = first in words.first_words or first.strip(_EDGES) in words.fields
    return word[0].isupper() and (known or len(first) == 1)


def _is_name(text: str) -> bool:
    """Whether what follows "Referat:" names who wrote it."""
    words = text.strip(" .").split()
    names = 0 < len(words) <= 3 and all(word[0].isupper() for word in words)
    return names and words[0] not in abbreviation_words().starters


def _is_value(value: str) -> bool:
    """Whether what follows a label without colon is a value and no sentence."""
    if len(value) > 120 or not (value[0].isupper() or value[0].isdigit()):
        return False
    words = value.split()
    return sum(word[0].islower() for word in words if word[0].isalpha()) <= max(2, len(words) // 2)
