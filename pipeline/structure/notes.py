"""What stands beside a name: initials, role, organisation, absence, or a mere remark."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from referat.minutes import Participant
from referat.structure.header_words import header_words
from referat.structure.headings import normalized
from referat.structure.names import (
    are_initials,
    fits,
    is_acronym,
    is_job,
    is_organisation,
    is_role,
)

ABSENT: Final = "afbud"
"""The role of a person whom a list of those present notes as absent."""

_PIECES: Final = re.compile(r"\s*[,;/()\[\]]\s*|\s[-–—]\s|\s(?:og|samt)\s")
_SLASHED: Final = re.compile(r"\b(?:[AIPK]/S|v/)", re.IGNORECASE)
_FROM: Final = re.compile(
    r"(?:(?:fra|for|repræsenterer|repr\.?|ved|hos)\s+|v/\s?)(?P<rest>\S.+)", re.IGNORECASE
)
_ARTICLES: Final = re.compile(r"(?:den|det|vores|ny|nye|nyvalgt|afgående)\s", re.IGNORECASE)
_PARTY: Final = re.compile(r"[A-ZÆØÅ]")
_WRITES: Final = re.compile(r"\breferat\w*|\breferent\b", re.IGNORECASE)
_SHORT_ROLES: Final = re.compile(r"(?:ref|sekr|fmd|nfmd|næstfmd|kass|suppl?)\.?", re.IGNORECASE)
_NTH: Final = re.compile(r"\d\.\s?[^\W\d]{4,}")
_WORD: Final = re.compile(r"[^\W\d_][\w.-]*")
_MAX_ROLE_WORDS: Final = 5


def completed(person: Participant, note: str) -> Participant:
    """The person with a note read as initials, role or organisation, whichever it looks like.

    Args:
        person: The person.
        note: What stands behind the name, in brackets or behind a comma or dash.
    """
    for piece in (piece.strip(" .:") for piece in _pieces(note)):
        if piece:
            person = _with_piece(person, piece)
    return person


def initialled(person: Participant, note: str) -> Participant:
    """The person with what stands in brackets behind the name, where initials may be abbreviated.

    Args:
        person: The person.
        note: The text in the brackets: "PGR" of "Patrick Reimer".
    """
    first, last = person.name[0].upper(), person.name.split()[-1][0].upper()
    shaped = re.fullmatch(r"[A-ZÆØÅ]{3,4}", note) is not None and person.initials is None
    if shaped and note[0] == first and note[-1] == last and not is_role(note):
        return replace(person, initials=note)
    return completed(person, note)


def is_absence(note: str) -> bool:
    """Whether a note says that somebody was not there ("afbud", "syg")."""
    bare = normalized(note)
    return any(bare == word or bare.startswith(f"{word} ") for word in _absences())


def is_remark(text: str) -> bool:
    """Whether a note says only when or how somebody took part ("fra kl. 20", "på Teams")."""
    words = text.lower().split()
    remarks = _remarks()
    if _NTH.fullmatch(text):
        return False
    if not words or any(character.isdigit() for character in text):
        return True
    if text.lower() in remarks:
        return True
    return words[0] in remarks and (_FROM.match(text) is None or not _source(text))


def is_employer(text: str) -> bool:
    """Whether a note names whom somebody is from ("Skovby Kommune", "fra kommunen", "FOA")."""
    return is_organisation(text) or bool(_acronyms(text)) or bool(_source(text))


def with_role(person: Participant, role: str) -> Participant:
    """The person with a role beside the one known, each named once."""
    if person.role is None:
        return replace(person, role=role)
    known = {part.strip().casefold() for part in person.role.split(",")}
    if role.casefold() in known or person.role == ABSENT:
        return person
    return replace(person, role=f"{person.role}, {role}")


def _with_piece(person: Participant, piece: str) -> Participant:
    if is_absence(piece):
        return replace(person, role=ABSENT)
    if person.initials is None and _may_initial(piece, person.name):
        return replace(person, initials=piece)
    opens = piece[0].islower() and is_role(piece.split()[0]) and not is_absence(piece)
    if _SHORT_ROLES.fullmatch(piece) or is_role(piece) or opens or _NTH.fullmatch(piece):
        return with_role(person, piece)
    if (source := _source(piece)) and person.organisation is None:
        return replace(person, organisation=source)
    if _WRITES.search(piece) and piece[0].islower():
        return with_role(person, "referent")
    if acronyms := _acronyms(piece):
        rest = " ".join(word for word in piece.split() if word not in acronyms)
        person = replace(person, organisation=person.organisation or " ".join(acronyms))
        return with_role(person, rest) if rest else person
    if is_organisation(piece) or _PARTY.fullmatch(piece):
        return person if person.organisation else replace(person, organisation=piece)
    return _with_unknown(person, piece)


def _may_initial(piece: str, name: str) -> bool:
    """Whether a note is the initials of a name, and not its role ("AMR" of Anna Ravn)."""
    shaped = piece.isupper() and are_initials(piece) and fits(piece, name)
    return shaped and (not is_role(piece) or _are_letters(piece, name))


def _are_letters(initials: str, name: str) -> bool:
    """Whether initials are the first letters of a name's words: TR of "Torkil Ravn"."""
    return [word[0].upper() for word in name.split()] == list(initials)


def _with_unknown(person: Participant, piece: str) -> Participant:
    """A note of no known word: small letters name a role, capitals an organisation."""
    words = piece.split()
    if is_remark(piece) or len(words) > _MAX_ROLE_WORDS or not _WORD.fullmatch(words[0]):
        return person
    if piece[0].islower() or is_job(words[0]) or is_job(words[-1]) or piece.isupper():
        return with_role(person, piece)
    return person if person.organisation else replace(person, organisation=piece)


def _source(text: str) -> str | None:
    """Whom "fra kommunen" or "for personalet" names; None for times and places."""
    match = _FROM.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"]
    if any(character.isdigit() for character in rest) or rest.split()[0].lower() in _remarks():
        return None
    return rest


def _acronyms(text: str) -> list[str]:
    return [word for word in text.split() if is_acronym(word)] if len(text.split()) <= 3 else []


def _pieces(note: str) -> list[str]:
    shielded = _SLASHED.sub(lambda match: match.group().replace("/", "\0"), note)
    parts = [part.replace("\0", "/") for part in _PIECES.split(shielded)]
    # "Børn og Unge" and "Natur og Teknik" are one
    whole = note.strip(" .:")
    return [whole] if is_organisation(whole) and "," not in whole and "(" not in whole else parts


@cache
def _absences() -> tuple[str, ...]:
    return tuple(header_words("presence")["absent"])


@cache
def _remarks() -> frozenset[str]:
    return frozenset(header_words("presence")["notes"])
