"""Minutes cut into what is shown as one: agenda items, sections, paragraphs, lists and tables."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from referat.exporting.page_wording import item_title
from referat.labels import Section
from referat.minutes import AgendaItem, Block, BlockKind, TaggedMinutes, TaggedSentence

_BULLETS: Final = "-–—•*·o▪●○◦‣■□+ "

Sentences = tuple[TaggedSentence, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list; `marker` is its number or letter, None where it has a bullet."""

    marker: str | None
    level: int
    sentences: Sentences


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one block; `heading` where it stands as a heading within an item."""

    sentences: Sentences
    heading: bool


@dataclass(frozen=True, slots=True)
class PointList:
    """The points of a list."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, all columns of the table; `head` where they name the columns."""

    cells: tuple[Sentences, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table."""

    rows: tuple[Row, ...]


Passage = Paragraph | PointList | Table


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring passages of one section."""

    section: Section
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An agenda item under its heading, or what stands outside of all (`heading` is None).

    `title` is the sentence that is the item's title alone; it is in none of the runs.
    """

    heading: str | None
    title: TaggedSentence | None
    runs: tuple[Run, ...]


def parts(tagged: TaggedMinutes) -> Iterator[Part]:
    """The parts of the minutes, in the order of the document."""
    blocks = _Blocks.of(tagged.minutes.document.blocks)
    for number, inside in groupby(tagged.sentences, key=lambda one: one.sentence.item):
        sentences = tuple(inside)
        item = None if number is None else tagged.minutes.items[number]
        title = sentences[0] if item is not None and _is_title(sentences[0], item) else None
        rest = sentences if title is None else sentences[1:]
        yield Part(_heading(item, title), title, tuple(_runs(rest, blocks)))


def _runs(sentences: Sentences, blocks: "_Blocks") -> Iterator[Run]:
    """Neighbours of one section; a table is of the section that it begins in."""
    tables: dict[int, Section] = {}

    def section(one: TaggedSentence) -> Section:
        own, row = one.sentence.section, one.sentence.row
        return own if row is None else tables.setdefault(row[0], own)

    for found, run in groupby(sentences, key=section):
        yield Run(found, tuple(_passages(tuple(run), blocks)))


def _heading(item: AgendaItem | None, title: TaggedSentence | None) -> str | None:
    """The title as written, behind its number, which a list has as a marker outside the text."""
    if item is None:
        return None
    if title is not None and item.title and not title.sentence.text.startswith(item.title):
        return title.sentence.text
    return item_title(item)


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a document, found by offset."""

    blocks: Sequence[Block]
    starts: Sequence[int]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "_Blocks":
        """Blocks in reading order."""
        return cls(blocks, [block.start for block in blocks])

    def number(self, one: TaggedSentence) -> int:
        """The number of the block that the sentence stands in, -1 where there is none."""
        return bisect_right(self.starts, one.sentence.start) - 1

    def block(self, one: TaggedSentence) -> Block | None:
        """The block that the sentence stands in."""
        number = self.number(one)
        return None if number < 0 else self.blocks[number]


def _is_title(one: TaggedSentence, item: AgendaItem) -> bool:
    """Whether the sentence is the item's title, with at most a number before it."""
    own = one.sentence
    if one.tags or own.section is not Section.OTHER or not item.title:
        return False
    before, found, after = own.text.partition(item.title)
    return bool(found) and not after.strip(" .:") and len(before.split()) <= 2


def _passages(sentences: Sentences, blocks: _Blocks) -> Iterator[Passage]:
    def key(one: TaggedSentence) -> tuple[str, int]:
        if one.sentence.row is not None:
            return "table", one.sentence.row[0]
        if one.sentence.kind is BlockKind.LIST_ITEM:
            return "list", 0
        return "paragraph", blocks.number(one)

    for (kind, _), run in groupby(sentences, key=key):
        inside = tuple(run)
        if kind == "table":
            yield _table(inside, blocks)
        elif kind == "list":
            points = groupby(inside, key=blocks.number)
            yield PointList(tuple(_point(tuple(point), blocks) for _, point in points))
        else:
            heading = inside[0].sentence.kind is BlockKind.HEADING
            yield Paragraph(inside, heading and not any(one.tags for one in inside))


def _point(sentences: Sentences, blocks: _Blocks) -> Point:
    block = blocks.block(sentences[0])
    if block is None:
        return Point(None, 0, sentences)
    # of "- [x]" the box says something
    marker = (block.marker or "").lstrip(_BULLETS).strip()
    return Point(marker or None, block.level, sentences)


def _table(sentences: Sentences, blocks: _Blocks) -> Table:
    rows = [
        _columns(tuple(run), blocks)
        for _, run in groupby(sentences, key=lambda one: one.sentence.row)
    ]
    width = 1 + max(column for row in rows for column in row)
    headed = any(one.sentence.column for one in sentences)
    return Table(
        tuple(
            Row(
                tuple(tuple(row.get(column, ())) for column in range(width)),
                headed and not any(one.sentence.column for cell in row.values() for one in cell),
            )
            for row in rows
        )
    )


def _columns(
    sentences: Iterable[TaggedSentence], blocks: _Blocks
) -> dict[int, list[TaggedSentence]]:
    """The sentences of a row by their column."""
    cells: dict[int, list[TaggedSentence]] = {}
    for one in sentences:
        block = blocks.block(one)
        column = block.column if block is not None and block.column is not None else len(cells)
        cells.setdefault(column, []).append(one)
    return cells
