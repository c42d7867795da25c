"""The registers of the marked-up page, each line of them a link to its sentence."""

from collections.abc import Iterator, Mapping
from typing import Final

from referat.exporting.page_marks import html, icon
from referat.exporting.page_sentence import filter_data
from referat.exporting.page_wording import day, item_title, percent, word
from referat.exporting.registers import Entry, MeetingPage, Register
from referat.labels import Tag

_TAGS: Final = {
    "tasks": Tag.RESPONSIBLE,
    "decisions": Tag.DECISION,
    "deferrals": Tag.DEFERRAL,
}


def registers_html(page: MeetingPage, level: int, people: Mapping[str, int]) -> str:
    """The registers of a meeting.

    Args:
        page: The meeting.
        level: Level of the heading of each register.
        people: The number of each holder, for the filter.
    """
    return "".join(_register(register, page.number, level, people) for register in page.registers)


def _register(register: Register, number: int, level: int, people: Mapping[str, int]) -> str:
    name = f"{register.name}{number}"
    entries = "".join(_entry(entry, people) for entry in register.entries)
    body = f"<ol>{entries}</ol>" if entries else f'<p class="empty">{word("entry", "none")}</p>'
    return (
        f'<section class="register {register.name}" aria-labelledby="{name}">'
        f'<h{level} id="{name}">{icon(_TAGS[register.name])}{word("registers", register.name)} '
        f'<span class="count">{len(register.entries)}</span></h{level}>{body}</section>'
    )


def _entry(entry: Entry, people: Mapping[str, int]) -> str:
    item = entry.item
    where = "" if item.item is None else html(item_title(item.item))
    told = "".join(_facts(entry))
    score = f'<span class="spoken">{word("entry", "score")} </span>{percent(item.score)}'
    facts = f'<div class="told-of">{told}</div>' if told else ""
    return (
        f'<li id="{entry.anchor}" class="entry" {filter_data(entry.tags, entry.holders, people)}>'
        f'<a href="#{entry.target}">{html(entry.title)}</a>{facts}'
        f'<div class="place"><span>{where}</span> <span class="score">{score}</span></div></li>'
    )


def _facts(entry: Entry) -> Iterator[str]:
    """Holder and due date, those that are known."""
    item = entry.item
    if entry.holders:
        yield _fact(Tag.RESPONSIBLE, html(", ".join(entry.holders)))
    if item.due is not None:
        yield _fact(Tag.DEADLINE, f'<time datetime="{item.due.isoformat()}">{day(item.due)}</time>')
    elif item.deadline_text:
        yield _fact(Tag.DEADLINE, html(item.deadline_text))


def _fact(tag: Tag, shown: str) -> str:
    name = word("tags", tag.value)
    return f'<span class="fact">{icon(tag)}<span class="spoken">{name}: </span>{shown}</span>'
