"""Three-way merge of a task that people also edit: nothing a person changed is written over.

A task carries digests of what was last written into each of its fields. A field that still has that
digest is ours to change; any other was changed by a person and stays as it is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Fields = Mapping[str, str | None]
"""The fields of a task as text, None where a task has none."""
Digests = Mapping[str, str]
"""What was last written, by field."""

_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Merged:
    """What a task is to become: the fields to write, the ones kept for a person, new digests."""

    changed: dict[str, str | None]
    kept: tuple[str, ...]
    written: dict[str, str]


def digest(value: str | None) -> str:
    """A short fingerprint of a field, blind to line endings and to blanks at the end of a line."""
    if value is None:
        return "-"
    lines = "\n".join(line.rstrip() for line in value.split("\n")).strip()
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def digests(fields: Fields) -> dict[str, str]:
    """The digests of all fields, to be remembered beside what is written."""
    return {name: digest(value) for name, value in fields.items()}


def merged(current: Fields, ours: Fields, written: Digests) -> Merged:
    """What of our fields may be written into a task as it is now.

    Args:
        current: The fields of the task as it is.
        ours: The fields as we would have them.
        written: The digests of what we last wrote; a field not in it is taken to be a person's.
    """
    changed: dict[str, str | None] = {}
    kept: list[str] = []
    after = dict(written)
    for name, value in ours.items():
        now = current.get(name)
        if digest(now) == digest(value):
            continue
        if digest(now) != written.get(name):
            kept.append(name)
            continue
        changed[name] = value
        after[name] = digest(value)
    return Merged(changed, tuple(kept), after)


def digests_text(written: Digests) -> str:
    """Digests as one line, for a property of the task; `digests_read` reads it."""
    return " ".join(f"{name}:{mark}" for name, mark in sorted(written.items()))


def digests_read(text: str | None) -> dict[str, str]:
    """The digests in a line of `digests_text`; what cannot be read counts as not written by us."""
    parts = (part.partition(":") for part in (text or "").split())
    return {name: mark for name, colon, mark in parts if name and colon and mark}
