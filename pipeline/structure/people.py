"""People of an attendance list: names with initials, roles and organisations."""

import re
from typing import Final

from referat.minutes import Participant
from referat.structure.headings import normalized
from referat.structure.words import heading_words

_NAME: Final = re.compile(
    r"(?:[A-ZÆØÅÉÖÄÜ](?:[\w’'-]*\w)?\.?|af|de|du|von|van|der|la|el|le)"
    r"(?:\s(?:[A-ZÆØÅÉÖÄÜ](?:[\w’'-]*\w)?\.?|[\"”“][\w ]+[\"”“]|af|de|du|von|van|der|la|el|le))*"
)
_INITIALS: Final = re.compile(r"[A-ZÆØÅ]{2,4}|[A-ZÆØÅ][a-zæøå]?[A-ZÆØÅ][a-zæøå]?")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEPARATORS: Final = re.compile(r"\s*(?:[;•·|\n]|,|\s(?:og|samt)\s|\s/\s)\s*")
_AND_OTHERS: Final = re.compile(r"^(?:og|samt|fra|ved|v/|hr\.?|fru)\s+", re.IGNORECASE)
_PIECES: Final = re.compile(r"\s*[,;/()\[\]]\s*")
_DASH: Final = re.compile(r"\s+[-–—:]\s+|\s+v/\s?")
_ORGANISATION: Final = re.compile(
    r"\b(?:kommune|region|\w+sekretariatet?|\w+selskabet|\w+hospitalet|\w+partner|a/s|aps|forening|klub|skole|sekretariat|universitet|rådet|styrelsen|hospital|sygehus|"
    r"kab|afdeling|sogn|advokat\w*|administration|forsyning|bank|ministeriet|biblioteker?|gymnasium|fonden|selskab\w*|laug)\b",
    re.IGNORECASE,
)
_ABSENCE: Final = re.compile(r"(?:med )?(?:afbud|fraværende|ikke til ?stede|forhindret)\b", re.I)
_MAX_WORDS: Final = 6
ABSENT: Final = "afbud"
"""The role of a person whom a list of those present notes as absent."""


def read_people(value: str) -> list[Participant]:
    """The people that the value of an attendance field or a line below it names.

    Whom the list itself notes as absent ("Bo Lund (afbud)") has the role `ABSENT`.

    Args:
        value: The text, such as "Mette Holm (MH), formand, Jens Kudsk og Bo Lund".
    """
    people: list[Participant] = []
    for part in _parts(value):
        person = None if people and _are_initials(part, people[-1]) else _person(part)
        if person is not None:
            people.append(person)
        elif people:
            people[-1] = _completed(people[-1], part)
    return people


def _are_initials(part: str, person: Participant) -> bool:
    """Whether a piece holds the initials of the person before it."""
    fits = _INITIALS.fullmatch(part) is not None and _fits(part, person.name)
    return fits and person.initials is None and " " in person.name


def _parts(value: str) -> list[str]:
    """The pieces between commas, with brackets kept whole."""
    shielded = _BRACKETS.sub(lambda match: match.group().replace(",", "\0"), value)
    parts = (part.replace("\0", ",").strip(" .") for part in _SEPARATORS.split(shielded))
    return [_AND_OTHERS.sub("", part) for part in parts if part]


def _person(part: str) -> Participant | None:
    """A person with what brackets and dashes say of them, None where the piece names nobody."""
    notes = [note.strip() for note in _BRACKETS.findall(part)]
    name, *more = _DASH.split(_BRACKETS.sub(" ", part).strip())
    name = " ".join(name.split()).strip(" .:")
    role, name = _leading_role(name)
    name, *columns = _columns(name)
    if not is_name(name):
        return None
    person = Participant(name, role=role)
    for note in [*columns, *notes, *more]:
        person = _completed(person, note)
    return person


def _columns(text: str) -> list[str]:
    """Name, initials and role of a line in columns: "Jens Kudsk JK byggeleder"."""
    words = text.split()
    for place in range(1, len(words)):
        name, word, rest = " ".join(words[:place]), words[place], " ".join(words[place + 1 :])
        if word.isupper() and _INITIALS.fullmatch(word) and _fits(word, name):
            return [name, word, rest] if rest else [name, word]
    return [text]


def is_name(text: str) -> bool:
    """Whether a text is a person's name by its capitals, and no role or organisation.

    Args:
        text: The text.
    """
    words = text.split()
    if not 0 < len(words) <= _MAX_WORDS or not _NAME.fullmatch(text):
        return False
    if any(len(word) > 3 and word.isupper() for word in words) and not text.isupper():
        return False
    if _is_role(text) or _ORGANISATION.search(text) or len(text) < 2:
        return False
    return words[0][0].isupper() and words[0].lower() not in heading_words().not_names


def _is_role(text: str) -> bool:
    return normalized(text) in heading_words().roles


def _leading_role(text: str) -> tuple[str | None, str]:
    """A role before the name: "formand Mette Holm", "Dirigent: Mette Holm"."""
    first, _, rest = text.partition(" ")
    if rest and (_is_role(first) or (first.islower() and first.isalpha() and rest[0].isupper())):
        return normalized(first), rest.strip()
    return None, text


def _completed(person: Participant, note: str) -> Participant:
    """The person with a note read as initials, role or organisation, whichever it looks like."""
    role, organisation, initials = person.role, person.organisation, person.initials
    for piece in (piece.strip(" .") for piece in _PIECES.split(note)):
        if not piece:
            continue
        if _ABSENCE.match(piece):
            role = ABSENT
        elif initials is None and _INITIALS.fullmatch(piece) and _fits(piece, person.name):
            initials = piece
        elif role is None and (
            _is_role(piece) or piece.split()[0].lower() in heading_words().roles
        ):
            role = piece
        elif organisation is None and _ORGANISATION.search(piece):
            organisation = piece
    return Participant(person.name, role=role, organisation=organisation, initials=initials)


def _fits(initials: str, name: str) -> bool:
    """Whether initials are made of the name's letters: "MH" or "MHO" of "Mette Holm"."""
    if initials[0].upper() != name[0].upper():
        return False
    rest = iter(name.upper())
    return all(letter in rest for letter in initials.upper())
