"""The text of the minutes for the marked-up page: agenda items, blocks and tagged sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.exporting.page_marks import html
from referat.exporting.page_sentence import sentence_html
from referat.exporting.page_wording import word
from referat.exporting.passages import Part, Passage, Point, PointList, Row, Run, Table, parts
from referat.exporting.registers import Entry, MeetingPage
from referat.labels import Section
from referat.minutes import TaggedSentence

_LABELLED: Final = (Section.PROPOSAL, Section.BACKGROUND)
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class _Text:
    """What the rendering of a sentence needs of its surroundings."""

    page: MeetingPage
    level: int
    entries: Mapping[int, Sequence[Entry]]
    people: Mapping[str, int]

    def sentences(self, several: Iterable[TaggedSentence]) -> str:
        """Sentences with their tags."""
        return " ".join(
            sentence_html(one, self.page, self.entries.get(one.sentence.index, ()), self.people)
            for one in several
        )


def minutes_html(page: MeetingPage, level: int, people: Mapping[str, int]) -> str:
    """The agenda items of a meeting with their sentences, in the order of the document.

    Args:
        page: The meeting.
        level: Level of the headings of agenda items.
        people: The number of each holder, for the filter.
    """
    text = _Text(page, level, page.joined(), people)
    shown = "".join(_part(text, part) for part in parts(page.tagged))
    return shown or f'<p class="empty">{word("meeting", "no_items")}</p>'


def _part(text: _Text, part: Part) -> str:
    if part.heading is None:
        runs = "".join(_run(text, run) for run in part.runs)
        return f'<div class="part outside">{runs}</div>'
    anchor = ""
    if part.title is not None:
        anchor = f' id="{text.page.anchor(part.title.sentence.index)}"'
    level, under = text.level, replace(text, level=text.level + 1)
    runs = "".join(_run(under, run) for run in part.runs)
    return (
        f'<section class="part item"><h{level} class="title"{anchor}>{html(part.heading)}'
        f"</h{level}>{runs}</section>"
    )


def _run(text: _Text, run: Run) -> str:
    body = "".join(_passage(text, passage) for passage in run.passages)
    if run.section is Section.HEADER:
        # facts of the header stand above, and no sentence of it is tagged
        name = word("sections", "header")
        return f'<details class="header"><summary>{name}</summary>{body}</details>'
    if run.section in _LABELLED:
        label = word("sections", run.section.value)
        return f'<div class="aside"><p class="label">{label}</p>{body}</div>'
    return body


def _passage(text: _Text, passage: Passage) -> str:
    if isinstance(passage, Table):
        return _table(text, passage)
    if isinstance(passage, PointList):
        return f"<ul>{''.join(_point(text, point) for point in passage.points)}</ul>"
    inside = text.sentences(passage.sentences)
    if passage.heading:
        return f'<h{text.level} class="inner">{inside}</h{text.level}>'
    return f'<div class="paragraph">{inside}</div>'


def _point(text: _Text, point: Point) -> str:
    kind = f"deep{min(point.level, _DEEPEST)}"
    inside = text.sentences(point.sentences)
    if point.marker is None:
        return f'<li class="{kind}">{inside}</li>'
    marker = f'<span class="marker">{html(point.marker)}</span>'
    return f'<li class="numbered {kind}">{marker} {inside}</li>'


def _table(text: _Text, table: Table) -> str:
    rows = "".join(_row(text, row) for row in table.rows)
    return (
        f'<div class="scroll" role="region" aria-label="{word("sentence", "table")}" '
        f'tabindex="0"><table><tbody>{rows}</tbody></table></div>'
    )


def _row(text: _Text, row: Row) -> str:
    start, end = ('<th scope="col">', "</th>") if row.head else ("<td>", "</td>")
    cells = (f"{start}{text.sentences(cell)}{end}" for cell in row.cells)
    return f"<tr>{''.join(cells)}</tr>"
