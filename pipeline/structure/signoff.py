"""The last lines of minutes that name who wrote and who led them: fields outside the items."""

import re
from collections.abc import Sequence
from typing import Final

from referat.minutes import BlockKind
from referat.structure.attendance import is_name_line
from referat.structure.headings import field, label_of, normalized
from referat.structure.units import Line
from referat.structure.words import heading_words

_WROTE: Final = re.compile(
    r"(?:(?:for )?referat\w*|ref\.?|protokol\w*|nedfældet|skrevet|referent)[:\s]+"
    r"(?:ved|af|v/|v\.)?\s*[^.]{2,60}\.?$"
    r"|[^.]{2,40}[,/]\s?(?:referent|sekretær|dirigent|mødeleder|formand|ordstyrer)\.?$",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?:/|&|,|\bog\b)\s*")
_OFFICES: Final = frozenset({"chair", "secretary", "member"})
_MAX_LINES: Final = 12
_MAX_LINE: Final = 80


def signoff_lines(lines: Sequence[Line], end: int, titles: frozenset[int]) -> frozenset[int]:
    """Positions of the closing lines that are offices with their holders.

    Args:
        lines: The document's lines.
        end: Where signatures begin, or the number of lines.
        titles: Positions of the titles of items; none stands below them.
    """
    found: list[int] = []
    sure = 0
    for position in range(end - 1, max(0, end - 1 - _MAX_LINES), -1):
        line = lines[position]
        if position in titles or line.block.kind is BlockKind.TABLE_CELL or line.block.marker:
            break
        if "underskr" in line.text.lower():
            return frozenset()
        if _names_office(line.text):
            found.append(position)
            sure = len(found)
        elif is_name_line(line.text) and len(line.text) <= _MAX_LINE:
            found.append(position)
        else:
            break
    return frozenset(found[:sure])


def _names_office(text: str) -> bool:
    """Whether a line is an office, alone or with its holder ("Referent: Bo Lund")."""
    if len(text) > _MAX_LINE:
        return False
    named = field(text)
    if (named is not None and named[0] in _OFFICES) or _WROTE.match(text):
        return True
    label = label_of(text) if ":" in text else None
    words = heading_words()
    parts = _PARTS.split(normalized(label)) if label else []
    known = [part in words.roles or words.fields.get(part) in _OFFICES for part in parts]
    return bool(known) and all(known)
