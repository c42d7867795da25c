"""Minutes with their tags as one HTML page that needs nothing else, not even a network."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePath

import referat
from referat.exporting.content_policy import content_policy
from referat.exporting.page_marks import html, icons
from referat.exporting.page_minutes import minutes_html
from referat.exporting.page_registers import registers_html
from referat.exporting.page_sentence import chip
from referat.exporting.page_wording import day, meeting_title, person, word
from referat.exporting.registers import MeetingPage, meeting_pages
from referat.labels import TAGS
from referat.minutes import ActionItem, Meeting, TaggedMinutes


def page(meetings: Sequence[TaggedMinutes], actions: Sequence[ActionItem]) -> str:
    """The page of one document or of several.

    Args:
        meetings: The tagged minutes of each meeting.
        actions: The action items of all of them.
    """
    parts = meeting_pages(meetings, actions)
    names = {name for part in parts for entry in part.entries for name in entry.holders}
    ordered = sorted(names, key=lambda name: (name.casefold(), name))
    people = {name: number for number, name in enumerate(ordered)}
    title = _title(parts)
    alone = parts[0] if len(parts) == 1 else None
    told = _contents(parts) if alone is None else _facts(alone)
    lines = sum(len(part.entries) for part in parts)
    shown = "".join(_meeting(part, people, alone=part is alone) for part in parts)
    return (
        f'<!doctype html>\n<html lang="da"><head>{_head(title)}</head><body>'
        f"{icons()}{_skips(parts)}"
        f'<header class="top"><h1>{html(title)}</h1>{told}{_filter(people, lines)}</header>'
        f"<main>{shown}</main><footer><p>{word('about', 'note')}</p>"
        f"<p>{word('about', 'made').format(version=html(referat.__version__))}</p></footer>"
        f"<script>{_resource('page_script.js')}</script></body></html>\n"
    )


@cache
def _resource(name: str) -> str:
    return files("referat.resources").joinpath(name).read_text(encoding="utf-8")


def _head(title: str) -> str:
    style, script = _resource("page_style.css"), _resource("page_script.js")
    return (
        f'<meta charset="utf-8">{content_policy(style, script)}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{html(title)}</title><style>{style}</style>"
    )


def _title(parts: Sequence[MeetingPage]) -> str:
    if len(parts) == 1:
        return meeting_title(parts[0].tagged.minutes.meeting)
    return word("meeting", "several").format(count=len(parts))


def _skips(parts: Sequence[MeetingPage]) -> str:
    first = parts[0].number if parts else 1
    return (
        f'<nav class="skip"><a href="#registre{first}">{word("skip", "registers")}</a>'
        f'<a href="#referat{first}">{word("skip", "minutes")}</a></nav>'
        if parts
        else ""
    )


def _contents(parts: Sequence[MeetingPage]) -> str:
    lines = "".join(
        f'<li><a href="#moede{part.number}">{html(_dated(part.tagged.minutes.meeting))}</a></li>'
        for part in parts
    )
    return f'<nav aria-label="{word("meeting", "all")}"><ol class="contents">{lines}</ol></nav>'


def _dated(meeting: Meeting) -> str:
    title = meeting_title(meeting)
    return title if meeting.date is None else f"{title} ({day(meeting.date)})"


def _filter(people: dict[str, int], lines: int) -> str:
    """The form of the filter, which the script shows; without it nothing could be filtered."""
    boxes = "".join(
        f'<label class="box"><input type="checkbox" name="tag" value="{tag.value}">{chip(tag)}'
        "</label>"
        for tag in TAGS
    )
    options = "".join(
        f'<option value="{number}">{html(name)}</option>' for name, number in people.items()
    )
    everybody = word("filter", "everybody")
    counted = html(word("filter", "shown"))
    return (
        f'<form class="filter" data-shown="{counted}" data-all="{lines}" hidden>'
        f"<fieldset><legend>{word('filter', 'tags')}</legend>{boxes}</fieldset>"
        f'<label class="who">{word("filter", "holder")} <select name="holder">'
        f'<option value="">{everybody}</option>{options}</select></label>'
        f'<button type="reset">{word("filter", "reset")}</button>'
        '<output aria-live="polite"></output></form>'
    )


def _meeting(part: MeetingPage, people: dict[str, int], *, alone: bool) -> str:
    """A meeting; of one that is alone on the page, title and facts stand in the page's head."""
    number, level = part.number, 2 if alone else 3
    head = ""
    if not alone:
        title = html(meeting_title(part.tagged.minutes.meeting))
        head = f"<header><h2>{title}</h2>{_facts(part)}</header>"
    registers, text = word("meeting", "registers"), word("meeting", "minutes")
    return (
        f'<article id="moede{number}">{head}<div class="columns">'
        f'<nav class="registers" id="registre{number}" aria-labelledby="om-registre{number}" '
        f'tabindex="-1"><div class="over"><h{level} id="om-registre{number}">{registers}</h{level}>'
        f'<a class="jump" href="#referat{number}">{text} ↓</a></div>'
        f"{registers_html(part, level + 1, people)}</nav>"
        f'<section class="minutes" id="referat{number}" tabindex="-1"><div class="over">'
        f"<h{level}>{text}</h{level}></div>{minutes_html(part, level + 1, people)}</section>"
        "</div></article>"
    )


def _facts(part: MeetingPage) -> str:
    rows = "".join(
        f"<div><dt>{word('meeting', name)}</dt><dd>{value}</dd></div>"
        for name, value in _header(part)
    )
    return f'<dl class="facts">{rows}</dl>'


def _header(part: MeetingPage) -> Iterator[tuple[str, str]]:
    """What the header of the minutes says, as far as it does, escaped."""
    meeting, document = part.tagged.minutes.meeting, part.tagged.minutes.document
    if meeting.body and meeting.title:
        yield "body", html(meeting.body)
    for name, date in (("date", meeting.date), ("next", meeting.next_meeting)):
        if date is not None:
            yield name, f'<time datetime="{date.isoformat()}">{day(date)}</time>'
    if meeting.place:
        yield "place", html(meeting.place)
    for name, people in (("present", meeting.participants), ("absent", meeting.absentees)):
        if people:
            yield name, html(", ".join(map(person, people)))
    yield "source", html(PurePath(document.source).name or document.source)
    for warning in (*document.warnings, *meeting.warnings):
        yield "warning", f'<span lang="en">{html(warning)}</span>'
