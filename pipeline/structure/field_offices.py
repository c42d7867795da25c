"""What the label of an attendance field says: roles, employers, and whether it counts at all."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from referat.structure.attendance import Frame, is_name_line, is_strict_presence
from referat.structure.dates import written_dates
from referat.structure.fields import MEMBER, OFFICES, PRESENCE, HeaderField
from referat.structure.headings import normalized
from referat.structure.names import is_role

_ROLES: Final = {"chair": "mødeleder", "secretary": "referent"}
_OF_MEETING: Final = re.compile(r"\b(?:dirigent|ordstyrer|mødeleder|referent|protokolfører)")
_BODY_OFFICES: Final = frozenset({"formand", "sekretær", "leder"})
_SHARED_ROLES: Final = {
    "suppleant": "suppleant",
    "suppleanter": "suppleant",
    "observatør": "observatør",
    "observatører": "observatør",
}
_CAME: Final = frozenset({"deltog", "var", "mødte", "mødt", "deltager"})
_MAX_LABEL_WORDS: Final = 6
_CLOSING_LINES: Final = 14


def counts(field: HeaderField, item: int | None) -> bool:
    """Whether a field tells of the meeting; inside an item only labels that surely do."""
    if item is None:
        return True
    if field.inner:
        return False
    if field.name in PRESENCE:
        return is_strict_presence(field.label)
    return field.name in OFFICES and normalized(field.label) not in _BODY_OFFICES


def closing_offices(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> frozenset[int]:
    """The positions of offices in a block at the end that names chair or secretary too."""
    offices: dict[int, str] = {}
    last = len(frame.lines) - 1
    for position in range(last, max(-1, last - _CLOSING_LINES), -1):
        found = [field for field in fields.get(position, ()) if field.name in OFFICES | {MEMBER}]
        if found:
            offices[position] = normalized(found[0].label)
        elif position in frame.titles or not _is_signature(frame.lines[position].text):
            break
    whole = any(_OF_MEETING.search(label) for label in offices.values())
    return frozenset(offices) if whole and len(offices) > 1 else frozenset()


def _is_signature(text: str) -> bool:
    """Whether a line of a closing block is a name, a place and date, or a line to sign on."""
    return is_name_line(text) or bool(written_dates(text)) or not any(c.isalnum() for c in text)


def role_of(field: HeaderField) -> str | None:
    """The role that a field's label gives its people: its own word, else the usual one."""
    label = normalized(field.label)
    if field.name == MEMBER:
        return label
    if field.name in OFFICES:
        parts = label.replace(" og ", "/").split("/")
        return label if all(is_role(part) for part in parts) else _ROLES[field.name]
    return _SHARED_ROLES.get(label.split(" ")[0]) if label else None


def source_of(label: str) -> str | None:
    """Whom the people below "Fra administrationen" are from."""
    words = label.strip(" :.").split()
    places = [place for place, word in enumerate(words) if word.lower() == "fra"]
    if not places or len(words) > _MAX_LABEL_WORDS:
        return None
    rest = [word for word in words[places[0] + 1 :] if word.lower() not in _CAME]
    return " ".join(rest) or None
