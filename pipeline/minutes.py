"""All data types that cross module boundaries.

Offsets are half-open and count Unicode code points of `Document.text`, the one canonical text.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from referat.labels import Section, Tag

Relation = Literal["by", "at"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of the canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page, numbered from 1, and its range of the canonical text."""

    number: int
    start: int
    end: int


class BlockKind(StrEnum):
    """What a block is by its layout alone."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that no sentence crosses: a paragraph, heading, list item or table cell.

    `start` is past the bullet or number; `marker` holds that bullet or number as written ("-",
    "4.", "a)", "3.2"), `marker_start` its offset. `level` is the depth of a heading (from 1), of a
    list item (indent, from 0), else 0. Table cells know their row and column, both from 0, and the
    text of their column's head, if the table has one.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    marker: str | None = None
    marker_start: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    column_head: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: one canonical text, its pages, and its blocks in reading order.

    For text files `text` is the decoded file itself, for other formats the extracted text.
    `hidden` are ranges that a reader of the page would not see or would join over (Markdown
    emphasis, the hyphen and line break of a word broken at the end of a line, quote marks);
    `referat.surface` leaves them out. Sorted, not overlapping. `warnings` say what of the document
    was not read.
    """

    source: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    hidden: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of the attendance list."""

    name: str
    role: str | None = None
    organisation: str | None = None
    initials: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the header of the minutes says of the meeting; None where it does not say.

    `warnings` tell what is doubtful of the dates, one line each ("the header says mandag of
    2019-05-03, which is a fredag").
    """

    title: str | None = None
    body: str | None = None
    date: dt.date | None = None
    next_meeting: dt.date | None = None
    participants: tuple[Participant, ...] = ()
    absentees: tuple[Participant, ...] = ()
    place: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An agenda item: number and title as written, and the range from its title to the next."""

    number: str | None
    title: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, bullet, table cell or one-word outcome.

    `text` is derived from the canonical text (`referat.surface`), never a second source. `item` is
    an index into `Minutes.items`. `lead_in` is the text of the line that introduces the list this
    sentence stands in ("Det blev besluttet, at"); `column` the head of its table column.
    """

    index: int
    start: int
    end: int
    text: str
    section: Section
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    item: int | None = None
    lead_in: str | None = None
    column: str | None = None
    row: tuple[int, int] | None = None
    """(table, row) of a table cell: the cells of one row belong together."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document with its structure."""

    document: Document
    meeting: Meeting
    items: tuple[AgendaItem, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SentenceInContext:
    """What a tagger sees of one sentence."""

    text: str
    section: Section
    item_title: str | None = None
    lead_in: str | None = None
    column: str | None = None
    previous: str | None = None
    following: str | None = None
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time that a task is tied to.

    `value` is ISO 8601 (`2022-04-01`, `2022-W12`, `2022-05`, `2022-Q2`, `2022-05-01/2022-05-10`),
    `NEXT_MEETING` or None; `due` the last day on which the task is in time; `rule` names the rule,
    model or annotator that made it.
    """

    text: str
    start: int
    end: int
    value: str | None
    due: dt.date | None
    relation: Relation | None
    rule: str


@dataclass(frozen=True, slots=True)
class Responsible:
    """A holder of a task, as written, and the full name of the participant it refers to."""

    text: str
    start: int
    end: int
    participant: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence with its tags, and what was read out of it.

    `scores` are calibrated probabilities in the order of `TAGS`; gold annotation has 0.0 and 1.0.
    """

    sentence: Sentence
    tags: tuple[Tag, ...]
    scores: tuple[float, float, float, float]
    deadlines: tuple[Deadline, ...] = ()
    responsible: tuple[Responsible, ...] = ()


@dataclass(frozen=True, slots=True)
class TaggedMinutes:
    """Minutes with every sentence tagged; predictions and gold annotation share this type."""

    minutes: Minutes
    sentences: tuple[TaggedSentence, ...]


ActionKind = Literal["task", "decision", "deferral"]


@dataclass(frozen=True, slots=True)
class ActionItem:
    """One thing to do, decided or put off, with the sentences it was built from."""

    id: str
    kind: ActionKind
    title: str
    text: str
    responsible: tuple[Responsible, ...]
    due: dt.date | None
    deadline_text: str | None
    meeting: Meeting
    item: AgendaItem | None
    document: str
    page: int | None
    start: int
    end: int
    score: float
    sources: tuple[int, ...] = field(default=())
    """Indices of the sentences that the item was joined from, the first being its own."""


def contexts(minutes: Minutes, window: int = 1) -> list[SentenceInContext]:
    """Each sentence of the minutes as a tagger sees it, in order.

    Args:
        minutes: The minutes.
        window: How many neighbours on each side make up `previous` and `following`.
    """
    sentences = minutes.sentences
    return [_context(minutes, sentences, position, window) for position in range(len(sentences))]


def _context(
    minutes: Minutes, sentences: Sequence[Sentence], position: int, window: int
) -> SentenceInContext:
    sentence = sentences[position]
    before = sentences[max(0, position - window) : position]
    after = sentences[position + 1 : position + 1 + window]
    return SentenceInContext(
        text=sentence.text,
        section=sentence.section,
        item_title=None if sentence.item is None else minutes.items[sentence.item].title,
        lead_in=sentence.lead_in,
        column=sentence.column,
        previous=" ".join(other.text for other in before) or None,
        following=" ".join(other.text for other in after) or None,
        kind=sentence.kind,
    )
