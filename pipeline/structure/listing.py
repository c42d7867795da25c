"""Cutting the text of an attendance list into segments and pieces, one for each name or note."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referat.structure.header_words import header_words
from referat.structure.names import has_first_name, is_name, is_organisation

_CONTACT: Final = re.compile(
    r"\(?\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\)?|(?:https?://|www\.)\S+"
    r"|\(?(?:(?:tlf|mobil|telefon|mob)\.?:?\s?)?(?:\+\s?45\s?)?(?<!\d)(?:\d\d\s?){3}\d\d(?!\d)\)?",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"[.,]?\s*\((?:over|på|via)?\s?(?:zoom|teams|online|skype|virtuelt|telefon|meet)\s?:?\s(?P<names>[^()]+)\)",
    re.IGNORECASE,
)
_RUN_ON: Final = re.compile(r"(\))\s+(?=([A-ZÆØÅ][\w-]+)\s[A-ZÆØÅ])")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(,])(?:[^\W\d_]{1,2}|chr|sdr|fmd|nfmd|næstfmd|kass|ref|sekr|suppl?|cand|mag|jur|polit|dr|hr|fru|pkt|nr|inkl|bl\.a|ing|sct|skt|st|joh|aug|wm|th|fr|alb|vald|kr|fhv)\.$",
    re.IGNORECASE,
)
_SEGMENT: Final = re.compile(r"\s*[;•·|\n]\s*")
_SEPARATOR: Final = re.compile(
    r"\s*,\s*(?:og|samt)\s+|\s*,\s*|(?P<join>\s+(?:og|samt|plus)\s+|\s*(?:&|\+)\s*|\s+/\s+)"
)
_SLASH: Final = re.compile(r"([^\W\d_]{2,})/([^\W\d_]{2,})")
_BRACKET: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SHIELDS: Final = str.maketrans(
    {
        ",": "\ue000",
        ";": "\ue001",
        "+": "\ue002",
        "&": "\ue003",
        "|": "\ue004",
        "/": "\ue005",
        "•": "\ue006",
    }
)
_UNSHIELDS: Final = str.maketrans({value: chr(key) for key, value in _SHIELDS.items()})
_AND: Final = re.compile(r"\s(og|samt|plus)\s")
_HIDDEN_AND: Final = re.compile(r"\s\ue007(og|samt|plus)\s")


_LOOK_AHEAD: Final = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A name or note of a list, and what joins it to the one before: "og", "&", or a comma."""

    text: str
    join: str = ","

    @property
    def joined(self) -> bool:
        """Whether a word or sign of addition joins it."""
        return self.join != ","


def sentences(text: str) -> list[str]:
    """The sentences of a text, initials and short words with a full stop left whole.

    Args:
        text: The text.
    """
    found: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text, max(start, match.start() - 12), match.start()):
            found.append(text[start : match.start()])
            start = match.end()
    return [part for part in (*found, text[start:]) if part.strip()]


def segments(value: str) -> list[str]:
    """The parts of a list between semicolons and bullets, contact details left out.

    Args:
        value: The list.
    """
    value = _RUN_ON.sub(
        lambda match: f"{match[1]}, " if has_first_name(match[2]) else match[0], value
    )
    value = _CONTACT.sub(" ", _OVER.sub(lambda match: f", {match['names']}", value))
    parts = (_bare(part.translate(_UNSHIELDS)) for part in _SEGMENT.split(_shielded(value)))
    return [part for part in parts if part]


def pieces(segment: str) -> Iterator[Piece]:
    """The names and notes of a segment, brackets and names of companies kept whole.

    Args:
        segment: A part of a list.
    """
    text = _SLASH.sub(_spread, _shielded(segment))
    start, join = 0, ","
    for match in _SEPARATOR.finditer(text):
        before, after = text[start : match.start()], text[match.end() : match.end() + _LOOK_AHEAD]
        if match["join"] is not None and _is_one(before, after, match["join"]):
            continue
        if piece := _restored(before):
            yield Piece(piece, join)
        start, join = match.end(), match.group().strip(" ,") or ","
    if piece := _restored(text[start:]):
        yield Piece(piece, join)


def _is_one(before: str, after: str, join: str) -> bool:
    """Whether both sides of "&" or "og" are one name of a company or unit ("Ahlefeld & Søn")."""
    right = _SEPARATOR.split(after, maxsplit=1)[0].strip()
    left = before.strip()
    first = right.split(" ", 1)[0].lower()
    if first in header_words("organisations")["kin"]:
        return True
    if has_first_name(right) or (is_name(left) and is_name(right)):
        return False
    return "/" not in join and is_organisation(f"{left} {right}") and not has_first_name(left)


def _spread(match: re.Match[str]) -> str:
    """Two first names with blanks around the slash between them."""
    pair = has_first_name(match[1]) and has_first_name(match[2])
    return f"{match[1]} / {match[2]}" if pair else match[0]


def _shielded(text: str) -> str:
    """The text with the separators inside brackets hidden."""
    return _BRACKET.sub(
        lambda match: _AND.sub(" \ue007\\1 ", match.group().translate(_SHIELDS)), text
    )


def _restored(piece: str) -> str:
    return _bare(_HIDDEN_AND.sub(r" \1 ", piece.translate(_UNSHIELDS)))


def _bare(part: str) -> str:
    """A piece without the marks around it; the dot of "Lasse P." is left."""
    part = part.strip(" \t:-–—*")
    dotted = re.search(r"\s[^\W\d_]\.$", part) is not None
    return part if dotted else part.strip(" .")
