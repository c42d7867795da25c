"""Danish words, days and harmless text for the pages that people read."""

import datetime as dt
import unicodedata
from typing import Final

from referat.extraction.vocabulary import months, resource
from referat.minutes import AgendaItem, Deadline, Meeting, Participant

_NO_BREAK: Final = "\xa0"


def word(table: str, key: str) -> str:
    """A text of the interface.

    Args:
        table: Table of `page.toml`.
        key: Its key there.
    """
    found: str = resource("page")[table][key]
    return found


def plain(text: str) -> str:
    """The text without what does not print: controls, marks that turn its direction, surrogates."""
    if text.isprintable():
        return text
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return " " if character.isspace() else ""


def day(date: dt.date) -> str:
    """A date as Danes write it: 1. april 2022."""
    # of the names of a month its full one stands first
    name = next(name for name, number in months().items() if number == date.month)
    return f"{date.day}.{_NO_BREAK}{name} {date.year}"


def percent(score: float) -> str:
    """A probability in whole percent."""
    return f"{round(100 * score)}{_NO_BREAK}%"


def person(someone: Participant) -> str:
    """A participant with role and organisation."""
    notes = ", ".join(note for note in (someone.role, someone.organisation) if note)
    return f"{someone.name} ({notes})" if notes else someone.name


def meeting_title(meeting: Meeting) -> str:
    """What the minutes are called; their body where they have no title."""
    return meeting.title or meeting.body or word("meeting", "untitled")


def item_title(item: AgendaItem) -> str:
    """Number and title of an agenda item."""
    number = word("item", "number").format(number=item.number) if item.number else ""
    if not item.title:
        return number or word("item", "untitled")
    return f"{item.number}. {item.title}" if item.number else item.title


def meaning(deadline: Deadline) -> str:
    """The day that a deadline means, or that none can be said."""
    if deadline.due is not None:
        return word("sentence", deadline.relation or "at").format(day=day(deadline.due))
    if deadline.value == "NEXT_MEETING":
        return word("sentence", "next_meeting")
    return deadline.value or word("sentence", "no_day")
