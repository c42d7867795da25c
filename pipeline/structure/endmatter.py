"""What stands behind the minutes: pages of signing services, and blocks to sign by hand."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from referat.structure.dates import written_dates
from referat.structure.headings import field, normalized
from referat.structure.units import Line

_STATED: Final = re.compile(
    r"\b(?:dette|nærværende|dokumentet|referatet)\b[^.]{0,60}\b(?:underskre\w+|signeret)\b"
    r"[^.]{0,40}\b(?:digital\w*|elektronisk|penneo|addo|visma|mitid|nem-?id|parter|e-?signatur"
    r"|scrive|docusign|adobe)\b"
    r"|\b(?:underskrevet|signeret) (?:digitalt|elektronisk|med (?:digital|mitid|nem-?id))\b"
    r"|\bunderskrifterne i dette dokument\b|\bmed min underskrift\b|\bpenneo dokumentnøgle\b"
    r"|\b(?:elektronisk|digital) (?:underskrift|signatur)\b[^.]{0,30}$"
    r"|\btidspunkt for underskrift\b|\bunderskriftsbeviser?\b|\bsigneringsbevis\w*"
    r"|\bthis document (?:is|has been|was)\b[^.]{0,40}\bsigned\b"
    r"|^(?:addo|visma addo|penneo|mitid|nemid)\W*(?:sign|erhverv|privat|signering)?\W*$",
    re.IGNORECASE,
)
_MENTIONED: Final = re.compile(
    r"penneo|addo\b|visma|kryptogra|certifi\w*|mitid|nem-?id\b|underskr|signer|signed|signat|serienummer|transaktions|validat"
    r"|\b(?:rid|pid|cvr|ip|uuid)\s?:|\butc\b|adobe|document|dokumentet|identitet",
    re.IGNORECASE,
)
_LINE_TO_SIGN: Final = re.compile(r"_{4,}|\.{7,}|…{3,}|-{12,}")
_HEADS: Final = frozenset(
    {
        "underskrift",
        "underskrifter",
        "underskriftsblad",
        "underskriftsside",
        "underskriftark",
        "godkendelse og underskrift",
        "bestyrelsens underskrifter",
        "således passeret",
    }
)
_MINUTES: Final = frozenset({"next_meeting", "participants", "absentees", "time", "body"})
_FEW_WORDS: Final = 10
_SHORT: Final = 90
_REACH: Final = 2
_REMEMBERED: Final = 512
_MOST_LINES: Final = 2_000


def signing_start(lines: Sequence[Line]) -> int:
    """The position where signatures begin that nothing of the minutes follows, else the length.

    Args:
        lines: The document's lines.
    """
    start = len(lines)
    for position in range(len(lines) - 1, max(-1, len(lines) - _MOST_LINES), -1):
        text = lines[position].text
        if _states(text) or _begins_block(lines, position):
            start = position
        elif not (_may_follow(lines[position]) or _is_within(lines, position)):
            break
    return start


def service_start(lines: Sequence[Line]) -> int:
    """The position where a signing service speaks among the signatures, else the length.

    Args:
        lines: The document's lines.
    """
    places = range(signing_start(lines), len(lines))
    return next((place for place in places if _states(lines[place].text)), len(lines))


@lru_cache(_REMEMBERED)
def _states(text: str) -> bool:
    """Whether a line says that a document is signed, as signing services do."""
    return _STATED.search(text) is not None


@lru_cache(_REMEMBERED)
def _mentions(text: str) -> bool:
    """Whether a line has a word of signing services."""
    return _MENTIONED.search(text) is not None


def _begins_block(lines: Sequence[Line], position: int) -> bool:
    """Whether a block to sign by hand begins: lines to write on, or their heading."""
    text = lines[position].text
    if _LINE_TO_SIGN.search(text):
        return len(text) <= 2 * _SHORT
    if normalized(text) not in _HEADS:
        return False
    # "Underskrifter: Dirigent: Bo Lund" are fields of the header
    return not any(field(line.text) for line in lines[position + 1 : position + 1 + _REACH])


def _may_follow(line: Line) -> bool:
    """Whether a line may stand among signatures: a name, a role, a date, a serial number."""
    text = line.text
    if _mentions(text):
        return line.block.marker is None
    found = field(text)
    if line.block.marker is not None or (found is not None and found[0] in _MINUTES):
        return False
    if len(text) > _SHORT:
        return " " not in text
    is_sentence = text.endswith((".", "!", "?")) and not written_dates(text)
    return len(text.split()) <= _FEW_WORDS and not is_sentence


def _is_within(lines: Sequence[Line], position: int) -> bool:
    """Whether a line of prose goes on with what a signing service says just above it."""
    line = lines[position]
    if line.block.marker is not None or field(line.text) is not None:
        return False
    above = lines[max(0, position - _REACH) : position]
    return any(_states(line.text) for line in above)
