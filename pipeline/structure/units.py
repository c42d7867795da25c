"""Units: the sentences of a document with the blocks they stand in, before they have sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from referat.minutes import Block, Document
from referat.structure.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: its range, its one-line text, the index of its block, its place in that."""

    start: int
    end: int
    text: str
    block: int
    place: int


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its units' texts, as structure looks at it."""

    index: int
    block: Block
    text: str
    first: str
    start: int
    end: int
    """Range of the first unit."""
    blank_above: bool = False


def units_of(document: Document, nlp: Language) -> list[Unit]:
    """All units of a document in reading order.

    Args:
        document: The document.
        nlp: The pipeline that tokenizes.
    """
    return [
        Unit(span.start, span.end, text, index, place)
        for index, block in enumerate(document.blocks)
        for place, (span, text) in enumerate(sentence_spans(document, block, nlp))
    ]


def lines_of(document: Document, units: list[Unit]) -> list[Line]:
    """The blocks that hold units, each with its text.

    Args:
        document: The document.
        units: Its units.
    """
    firsts = {unit.block: unit for unit in reversed(units)}
    texts: dict[int, list[str]] = {}
    for unit in units:
        texts.setdefault(unit.block, []).append(unit.text)
    lines: list[Line] = []
    behind = 0
    for index, parts in texts.items():
        block, first = document.blocks[index], firsts[index]
        blank = document.text.count("\n", behind, block.start) > 1
        text = " ".join(parts)
        lines.append(Line(index, block, text, parts[0], first.start, first.end, blank))
        behind = block.end
    return lines
