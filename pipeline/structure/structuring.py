"""From a document to its minutes: units, agenda items, sections, lead-ins and the header."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from referat.minutes import AgendaItem, BlockKind, Document, Minutes, Sentence
from referat.structure.agenda import ItemTitle, find_items
from referat.structure.agenda_list import AgendaList, find_agenda_list
from referat.structure.attendance import Frame
from referat.structure.endmatter import signing_start
from referat.structure.header import read_meeting
from referat.structure.leadins import column_head, lead_ins
from referat.structure.meetings import meeting_starts
from referat.structure.neighbours import with_years
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

    Of a file that holds the minutes of several meetings this is all of them in one, under the
    meeting of the first; `structure_all` keeps them apart.

    Args:
        document: The document as read.
        nlp: The pipeline that tokenizes; `load_tokenizer()` if None.
        meeting_date: The date of the meeting, if it is known better than from the header.
    """
    return _joined(structure_all(document, nlp, meeting_date=meeting_date))


def structure_all(
    document: Document, nlp: Language | None = None, *, meeting_date: dt.date | None = None
) -> tuple[Minutes, ...]:
    """The minutes of each meeting that a document holds, in order.

    The indices of sentences run on through the document; `Sentence.item` counts within one meeting.

    Args:
        document: The document as read.
        nlp: The pipeline that tokenizes; `load_tokenizer()` if None.
        meeting_date: The date of the meeting, if it is known better than from the header; of
            several meetings only those take it that state no date of their own.
    """
    units = units_of(document, nlp or load_tokenizer())
    lines = lines_of(document, units)
    starts = meeting_starts(lines)
    found: list[Minutes] = []
    index = 0
    for start, end in pairwise([*starts, len(lines)]):
        part = _part(document, units, lines, start, end)
        minutes = _minutes(part, meeting_date, index, single=len(starts) == 1)
        index += len(minutes.sentences)
        found.append(minutes)
    return with_years(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines and units of one meeting, and the offset where it ends."""

    document: Document
    units: list[Unit]
    lines: Sequence[Line]
    end: int


def _part(
    document: Document, units: list[Unit], lines: Sequence[Line], start: int, end: int
) -> _Part:
    if start == 0 and end == len(lines):
        return _Part(document, units, lines, len(document.text))
    first = lines[start].index
    behind = lines[end].index if end < len(lines) else len(document.blocks)
    own = units[bisect_left(units, first, key=_block) : bisect_left(units, behind, key=_block)]
    limit = _line_start(lines[end]) if end < len(lines) else len(document.text)
    return _Part(document, own, lines[start:end], limit)


def _line_start(line: Line) -> int:
    return line.block.start if line.block.marker_start is None else line.block.marker_start


def _block(unit: Unit) -> int:
    return unit.block


def _minutes(part: _Part, meeting_date: dt.date | None, index: int, *, single: bool) -> Minutes:
    """The minutes of one meeting, its sentences numbered from `index`."""
    document, lines = part.document, part.lines
    listed = find_agenda_list(lines)
    titles = find_items(lines[: signing_start(lines)], listed)
    cuts = {lines[title.position].index: title.length for title in titles if title.length}
    units = _with_titles_cut(document, part.units, cuts)
    frame = _frame(lines, listed, titles)
    known = meeting_date if single else None
    meeting = read_meeting(document, lines, frame, known)
    if meeting.date is None and meeting_date is not None:
        meeting = read_meeting(document, lines, frame, meeting_date)
    items = _agenda_items(titles, part.end)
    return Minutes(document, meeting, items, _sentences(document, units, frame, index))


def _sentences(
    document: Document, units: Sequence[Unit], frame: Frame, index: int
) -> tuple[Sentence, ...]:
    sections = sections_of(units, frame)
    leads = lead_ins(frame.lines, units, frame.titles)
    item_of = {line.index: item for line, item in zip(frame.lines, frame.items, strict=True)}
    starts = [page.start for page in document.pages]
    return tuple(
        Sentence(
            index=number,
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
        for number, (unit, section) in enumerate(zip(units, sections, strict=True), start=index)
    )


def _joined(parts: Sequence[Minutes]) -> Minutes:
    """The minutes of several meetings as those of one: the first's meeting, everybody's items."""
    if len(parts) == 1:
        return parts[0]
    items: list[AgendaItem] = []
    sentences: list[Sentence] = []
    for part in parts:
        sentences += [
            sentence
            if sentence.item is None
            else replace(sentence, item=sentence.item + len(items))
            for sentence in part.sentences
        ]
        items += part.items
    return Minutes(parts[0].document, parts[0].meeting, tuple(items), tuple(sentences))


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


def _agenda_items(titles: Sequence[ItemTitle], end: int) -> tuple[AgendaItem, ...]:
    ends = [*(title.start for title in titles[1:]), end]
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
