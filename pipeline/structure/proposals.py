"""Sentences that word what a meeting is asked, with no heading above them that says so."""

import re
from typing import Final

from referat.structure.attendance import is_name_line
from referat.structure.words import heading_words

_BODY: Final = (
    r"(?:bestyrelsen|forvaltningen|administrationen|direktionen|sekretariatet|udvalget|formandskabet|ledelsen"
    r"|styregruppen|hovedbestyrelsen|menighedsrådet|borgmesteren|kommunaldirektøren|\w+(?:udvalget|forvaltningen|ledelsen))"
)
_INDICATES: Final = re.compile(
    r"\b(?:indstiller|indstilles|foreslår|foreslås|anbefaler)\b[^.]{0,60}\bat:?$", re.IGNORECASE
)
_BODY_PROPOSES: Final = re.compile(
    rf"(?:[A-H]\.\s)?{_BODY}(?: [^\W\d]+){{0,3}}? (?:foreslår|indstiller)\b"
    r"|(?:[A-H]\.\s)?det (?:foreslås|indstilles),? at\b",
    re.IGNORECASE,
)
_PROPOSES: Final = re.compile(
    r"(?:nr\. \d+ |[A-H]\. )?[^,.:]{0,60}\b(?:foreslår|indstiller)"
    r"(?:,? at\b| [^,.]{0,40}\bændret\b)"
    r"|forslag (?:nr\.? )?(?:\d{1,2}|[A-H])\b"
    r"(?!.*\b(?:vedtaget|godkendt|forkastet|nedstemt|faldt)\b)",
    re.IGNORECASE,
)
_MOTION: Final = re.compile(r"(?:\w{1,3}\s?[.:)]?\s*)?(?:\([^)]{1,40}\))?[.:]?\s*At\s[a-zæøå\"”]")
_MOTIONS: Final = re.compile(r"\bforslag\b|\bforsalg\b", re.IGNORECASE)


_VOTES: Final = re.compile(r"\b\d+ (?:for|imod)\b|^(?:for|imod|ja|nej)\b", re.IGNORECASE)
_PROPOSER: Final = re.compile(
    r"(?:(?:forslag )?(?:fra|af|stillet af|v/|ved) [^:]{2,60}"
    r"|forslag (?:nr\.? )?(?:\d{1,2}|[A-H])(?: fra [^:]{2,60})?)\s?:(?:\s.*)?",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"forslag (?:nr\.? )?(?:\d{1,2}|[A-H])\s?: [^:]{3,120}", re.IGNORECASE)
_MAX_INITIALS: Final = 4
_TELLS_MOTION: Final = re.compile(
    r"forslag(?:et|ene)? (?:går (?:ud )?på|lyder|lød|gik (?:ud )?på|er at|indebærer)\b",
    re.IGNORECASE,
)


def leads_to_proposals(text: str) -> bool:
    """Whether a line introduces what is asked ("Forvaltningen indstiller, at").

    Args:
        text: The line.
    """
    return text.rstrip(":").endswith(("at", "AT", "At")) and _INDICATES.search(text) is not None


def holds_motions(title: str) -> bool:
    """Whether an item takes up proposals of members, by its title.

    Args:
        title: The title.
    """
    return _MOTIONS.search(title) is not None


def body_proposes(text: str) -> bool:
    """Whether a sentence is what a body, or nobody named, indicates ("Det indstilles, at ...").

    Args:
        text: The sentence.
    """
    return _BODY_PROPOSES.match(text) is not None


def is_proposal(text: str, *, among_motions: bool) -> bool:
    """Whether a sentence words what is asked.

    Args:
        text: The sentence.
        among_motions: Whether it stands in an item that takes up proposals.
    """
    if body_proposes(text):
        return True
    return among_motions and bool(_PROPOSES.match(text) or _MOTION.match(text))


def opens_motion(text: str) -> bool:
    """Whether a sentence names who made a proposal, or begins to tell it.

    Args:
        text: The sentence, of an item that takes up proposals.
    """
    if _PROPOSER.fullmatch(text) or _TELLS_MOTION.match(text):
        return True
    name = text.rstrip(" :")
    return (
        text.endswith(":")
        and is_name_line(name)
        and not (name.isupper() and len(name) > _MAX_INITIALS)
    )


def names_motion(text: str) -> bool:
    """Whether a line is the title of one of several proposals ("Forslag 2: Ny hæk").

    Args:
        text: The line.
    """
    return _TITLE.fullmatch(text) is not None


def settles_motion(text: str) -> bool:
    """Whether a sentence tells what the meeting did with a proposal.

    Args:
        text: The sentence.
    """
    return heading_words().settling.search(text) is not None or _VOTES.search(text) is not None
