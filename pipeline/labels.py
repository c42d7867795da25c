"""The four tags and the five sections, in the words and the order of the guidelines."""

from enum import StrEnum
from typing import Final


class Tag(StrEnum):
    """What a sentence of the minutes says; any subset applies."""

    DECISION = "decision"
    DEFERRAL = "deferral"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"


class Section(StrEnum):
    """The part of the minutes a sentence lives in."""

    HEADER = "header"
    PROPOSAL = "proposal"
    BACKGROUND = "background"
    OUTCOME = "outcome"
    OTHER = "other"


TAGS: Final[tuple[Tag, ...]] = tuple(Tag)
"""All tags in the order of every record and every score vector."""

SECTIONS: Final[tuple[Section, ...]] = tuple(Section)

FORBIDDEN: Final[dict[Section, frozenset[Tag]]] = {
    Section.HEADER: frozenset(Tag),
    Section.PROPOSAL: frozenset({Tag.DECISION, Tag.DEFERRAL, Tag.RESPONSIBLE}),
    Section.BACKGROUND: frozenset({Tag.DECISION, Tag.DEFERRAL, Tag.RESPONSIBLE}),
    Section.OUTCOME: frozenset(),
    Section.OTHER: frozenset({Tag.DECISION, Tag.DEFERRAL, Tag.RESPONSIBLE}),
}
"""The section rule of the guidelines: tags that never stand in a section."""
