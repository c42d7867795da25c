"""From a document to its minutes: units, agenda items, sections, lead-ins and the header."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from referat.minutes import AgendaItem, BlockKind, Document, Minutes, Sentence
from referat.structure.agenda import ItemTitle, find_items
from referat.structure.agenda_list import AgendaList, find_agenda_list
from referat.structure.attendance import Frame
from referat.structure.endmatter import signing_start
from referat.structure.header import read_meeting
from referat.structure.leadins import column_head, lead_ins
from referat.structure.sections import sections_of
from referat.structure.tokenization import load_tokenizer
from referat.structure.units import Line, Unit, lines_of, units_of
from referat.surface import surface

if TYPE_CHECKING:
    from spacy.language import Language


def structure(
    document: Document, nlp: Language | None = None, *, meeting_date: dt.date | None = None
) -> Minutes:
    """The minutes that a document holds: header, agenda items and sentences with their sections.

    Args:
        document: The document as read.
        nlp: The pipeline that tokenizes; `load_tokenizer()` if None.
        meeting_date: The date of the meeting, if it is known better than from the header.
    """
    units = units_of(document, nlp or load_tokenizer())
    lines = lines_of(document, units)
    listed = find_agenda_list(lines)
    body = lines[: signing_start(lines)]
    titles = find_items(body, listed)
    units = _with_titles_cut(
        document, units, {lines[t.position].index: t.length for t in titles if t.length}
    )
    frame = _frame(lines, listed, titles)
    sections = sections_of(units, frame)
    meeting = read_meeting(document, lines, frame, meeting_date)
    leads = lead_ins(lines, units, frame.titles)
    items = _agenda_items(document, titles)
    item_of = {line.index: item for line, item in zip(lines, frame.items, strict=True)}
    starts = [page.start for page in document.pages]
    sentences = [
        Sentence(
            index=index,
            start=unit.start,
            end=unit.end,
            text=unit.text,
            section=section,
            kind=document.blocks[unit.block].kind,
            page=_page(document, starts, unit.start),
            item=item_of[unit.block],
            lead_in=leads.get(unit.block),
            column=column_head(document.blocks[unit.block], unit.text),
            row=_row(document, unit),
        )
        for index, (unit, section) in enumerate(zip(units, sections, strict=True))
    ]
    return Minutes(document, meeting, items, tuple(sentences))


def _frame(lines: Sequence[Line], listed: AgendaList, titles: Sequence[ItemTitle]) -> Frame:
    return Frame(
        lines=lines,
        listed=listed,
        titles=frozenset(title.position for title in titles),
        items=_items_of(lines, titles),
        untitled=frozenset(title.position for title in titles if title.length == 0),
    )


def _with_titles_cut(document: Document, units: list[Unit], lengths: dict[int, int]) -> list[Unit]:
    """Units where a title and the text behind it on its line are two."""
    found: list[Unit] = []
    for unit in units:
        length = lengths.get(unit.block, len(unit.text))
        if unit.place > 0 or length >= len(unit.text):
            found.append(unit)
            continue
        shown = surface(document, unit.start, unit.end)
        for start, end in _pieces(shown.text, length):
            span = shown.span(start, end)
            found.append(replace(unit, start=span.start, end=span.end, text=shown.text[start:end]))
    return found


def _pieces(text: str, length: int) -> list[tuple[int, int]]:
    rest = text[length:]
    start = length + len(rest) - len(rest.lstrip())
    return [(0, len(text[:length].rstrip())), (start, len(text))]


def _items_of(lines: Sequence[Line], titles: Sequence[ItemTitle]) -> list[int | None]:
    """The index of the item that each line belongs to, None before the first."""
    positions = [title.position for title in titles]
    return [
        bisect_right(positions, place) - 1 if positions and place >= positions[0] else None
        for place in range(len(lines))
    ]


def _agenda_items(document: Document, titles: Sequence[ItemTitle]) -> tuple[AgendaItem, ...]:
    ends = [*(title.start for title in titles[1:]), len(document.text)]
    return tuple(
        AgendaItem(title.number, title.title, title.start, end)
        for title, end in zip(titles, ends, strict=False)
    )


def _page(document: Document, starts: Sequence[int], position: int) -> int | None:
    index = bisect_right(starts, position) - 1
    return document.pages[index].number if index >= 0 else None


def _row(document: Document, unit: Unit) -> tuple[int, int] | None:
    block = document.blocks[unit.block]
    if block.kind is not BlockKind.TABLE_CELL or block.table is None or block.row is None:
        return None
    return block.table, block.row
