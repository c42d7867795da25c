"""Sentences that word what a meeting is asked, with no heading above them that says so."""

import re
from typing import Final

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
    r"(?:nr\. \d+ |[A-H]\. )?[^,.:]{2,60}\b(?:foreslår|indstiller)(?:,? at\b| [^,.]{0,40}\bændret\b)"
    r"|forslag (?:nr\.? )?(?:\d{1,2}|[A-H])\b(?!.*\b(?:vedtaget|godkendt|forkastet|nedstemt|faldt)\b)",
    re.IGNORECASE,
)
_MOTION: Final = re.compile(r"(?:\w{1,3}\s?[.:)]?\s*)?(?:\([^)]{1,40}\))?[.:]?\s*At\s[a-zæøå\"”]")
_MOTIONS: Final = re.compile(r"\bforslag\b|\bforsalg\b", re.IGNORECASE)


def leads_to_proposals(text: str) -> bool:
    """Whether a line introduces what is asked ("Forvaltningen indstiller, at").

    Args:
        text: The line.
    """
    return _INDICATES.search(text) is not None


def holds_motions(title: str) -> bool:
    """Whether an item takes up proposals of members, by its title.

    Args:
        title: The title.
    """
    return _MOTIONS.search(title) is not None


def is_proposal(text: str, *, among_motions: bool) -> bool:
    """Whether a sentence words what is asked.

    Args:
        text: The sentence.
        among_motions: Whether it stands in an item that takes up proposals.
    """
    if _BODY_PROPOSES.match(text):
        return True
    return among_motions and bool(_PROPOSES.match(text) or _MOTION.match(text))
