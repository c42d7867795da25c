"""Minutes with their tags in Markdown for a wiki: registers as tables, the minutes below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

import referat
from referat.exporting.markdown_text import markdown
from referat.exporting.page_marks import marks
from referat.exporting.page_wording import day, item_title, meeting_title, percent, person, word
from referat.exporting.passages import Part, Passage, PointList, Row, Run, Table, parts
from referat.exporting.registers import Entry, MeetingPage, Register, meeting_pages
from referat.labels import TAGS, Section
from referat.minutes import ActionItem, TaggedMinutes, TaggedSentence

_LABELLED: Final = (Section.HEADER, Section.PROPOSAL, Section.BACKGROUND)
_INDENT: Final = "  "


def markdown_page(meetings: Sequence[TaggedMinutes], actions: Sequence[ActionItem]) -> str:
    """The page of one document or of several.

    Args:
        meetings: The tagged minutes of each meeting.
        actions: The action items of all of them.
    """
    shown = [_meeting(part) for part in meeting_pages(meetings, actions)]
    made = word("about", "made").format(version=referat.__version__)
    return "\n\n".join([*shown, "---", f"{word('about', 'note')} {made}"]) + "\n"


def _meeting(page: MeetingPage) -> str:
    entries = page.joined()
    return "\n\n".join(
        [
            f"# {markdown(meeting_title(page.tagged.minutes.meeting))}",
            "\n".join(f"- **{name}:** {value}" for name, value in _facts(page)),
            *(_register(register) for register in page.registers),
            f"## {word('meeting', 'minutes')}",
            *(block for part in parts(page.tagged) for block in _part(page, part, entries)),
        ]
    )


def _facts(page: MeetingPage) -> Iterator[tuple[str, str]]:
    """What the header of the minutes says, as far as it does."""
    meeting, document = page.tagged.minutes.meeting, page.tagged.minutes.document
    told = (
        ("body", meeting.body),
        ("date", meeting.date and day(meeting.date)),
        ("next", meeting.next_meeting and day(meeting.next_meeting)),
        ("place", meeting.place),
        ("present", ", ".join(map(person, meeting.participants))),
        ("absent", ", ".join(map(person, meeting.absentees))),
        ("source", PurePath(document.source).name or document.source),
        *(("warning", warning) for warning in (*document.warnings, *meeting.warnings)),
    )
    for name, value in told:
        if value:
            yield word("meeting", name), markdown(value)


def _register(register: Register) -> str:
    title = f"## {word('registers', register.name)} ({len(register.entries)})"
    if not register.entries:
        return f"{title}\n\n{word('entry', 'none')}"
    head = [word("entry", name) for name in ("what", "who", "due", "item", "score")]
    return f"{title}\n\n{_lines(head, map(_entry, register.entries))}"


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already."""
    ruled = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruled, *rows))


def _entry(entry: Entry) -> tuple[str, ...]:
    item = entry.item
    due = day(item.due) if item.due else markdown(item.deadline_text or "")
    return (
        f'<a id="{entry.anchor}"></a>[{markdown(entry.title)}](#{entry.target})',
        markdown(", ".join(entry.holders)),
        due,
        markdown(item_title(item.item)) if item.item else "",
        percent(item.score),
    )


def _part(page: MeetingPage, part: Part, entries: Mapping[int, object]) -> Iterator[str]:
    if part.heading is not None:
        anchor = f'<a id="{page.anchor(part.title.sentence.index)}"></a>' if part.title else ""
        yield f"### {anchor}{markdown(part.heading)}"
    for run in part.runs:
        yield from _run(page, run, entries)


def _run(page: MeetingPage, run: Run, entries: Mapping[int, object]) -> Iterator[str]:
    shown = [_passage(page, passage, entries) for passage in run.passages]
    if run.section not in _LABELLED:
        yield from shown
        return
    quoted = "\n\n".join([f"*{word('sections', run.section.value)}*", *shown])
    yield "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))


def _passage(page: MeetingPage, passage: Passage, entries: Mapping[int, object]) -> str:
    if isinstance(passage, Table):
        return _table(page, passage, entries)
    if isinstance(passage, PointList):
        return "\n".join(_points(page, passage, entries))
    inside = _sentences(page, passage.sentences, entries)
    return f"#### {inside}" if passage.heading else inside


def _points(page: MeetingPage, points: PointList, entries: Mapping[int, object]) -> Iterator[str]:
    depth = -1
    for point in points.points:
        # a point that is deeper by more than one level would be read as code
        depth = min(point.level, depth + 1)
        marker = f"{markdown(point.marker)} " if point.marker else ""
        inside = _sentences(page, point.sentences, entries)
        yield f"{_INDENT * depth}- {marker}{inside}"


def _table(page: MeetingPage, table: Table, entries: Mapping[int, object]) -> str:
    def cells(row: Row) -> list[str]:
        return [_sentences(page, cell, entries) for cell in row.cells]

    first, *rest = table.rows
    if first.head:
        return _lines(cells(first), map(cells, rest))
    return _lines([" "] * len(first.cells), map(cells, table.rows))


def _sentences(
    page: MeetingPage, sentences: Iterable[TaggedSentence], entries: Mapping[int, object]
) -> str:
    return " ".join(_sentence(page, one, one.sentence.index in entries) for one in sentences)


def _sentence(page: MeetingPage, one: TaggedSentence, registered: bool) -> str:
    if not one.tags and not registered:
        return markdown(one.sentence.text)
    anchor = f'<a id="{page.anchor(one.sentence.index)}"></a>'
    found = marks(one, page.tagged.minutes.document)
    text = markdown(one.sentence.text, [(mark.start, mark.end) for mark in found])
    scores = dict(zip(TAGS, one.scores, strict=True))
    chips = (f"`{word('tags', tag.value)} {percent(scores[tag])}`" for tag in one.tags)
    return " ".join([anchor + text, *chips])
