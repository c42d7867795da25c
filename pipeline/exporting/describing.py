"""What is told of an action item in a target that has no field for it: short lines of text."""

from collections.abc import Iterator, Mapping, Sequence

from referat.exporting.items import AgendaReference, ExportItem
from referat.minutes import Meeting


def one_line(text: str, most: int | None = None) -> str:
    """The text with every run of white space as one space, cut with an ellipsis.

    Args:
        text: Any text.
        most: How many characters the target takes.
    """
    line = " ".join(text.split())
    return line if most is None or len(line) <= most else line[: most - 1].rstrip() + "…"


def description(item: ExportItem, words: Mapping[str, str]) -> str:
    """The sentence, an empty line, and everything else a line each.

    Args:
        item: The item.
        words: The words to label it with.
    """
    told = [f"{label}: {value}" for label, value in facts(item, words)]
    return "\n".join([one_line(item.text), "", *told])


def facts(item: ExportItem, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Label and value of what is known of the item; what is not known has no line.

    Args:
        item: The item.
        words: The words to label it with.
    """
    known = (
        ("kind", words[item.kind]),
        ("responsible", holders(item)),
        ("deadline", deadline(item)),
        ("meeting", meeting_label(item.meeting)),
        ("item", agenda_label(item.item)),
        ("source", source(item, words)),
        ("id", one_line(item.id)),
    )
    return ((words[key], value) for key, value in known if value)


def holders(item: ExportItem) -> str:
    """Who does it, by full name where that is known."""
    return ", ".join(dict.fromkeys(one_line(holder.name) for holder in item.responsible))


def deadline(item: ExportItem) -> str:
    """The deadline as written, and its date."""
    written = one_line(item.deadline_text or "")
    if item.due is None:
        return written
    return f"{written} ({item.due.isoformat()})" if written else item.due.isoformat()


def meeting_label(meeting: Meeting) -> str:
    """The body that met, or else the title of its minutes, and the date."""
    day = meeting.date.isoformat() if meeting.date else ""
    return ", ".join(filter(None, (one_line(meeting.body or meeting.title or ""), day)))


def agenda_label(item: AgendaReference | None) -> str:
    """Number and title of an agenda item."""
    if item is None:
        return ""
    return one_line(" ".join(filter(None, (item.number, item.title))))


def source(item: ExportItem, words: Mapping[str, str]) -> str:
    """The file and page; the folder is left out, since it says more of a computer than of minutes.

    Args:
        item: The item.
        words: The word for a page.
    """
    name = item.document.replace("\\", "/").rstrip("/").rpartition("/")[2]
    page = "" if item.page is None else f"{words['page'].lower()} {item.page}"
    return ", ".join(filter(None, (one_line(name), page)))


def sections(
    items: Sequence[ExportItem],
) -> dict[str, list[ExportItem]]:
    """The items under the agenda item they stand in, those outside of any first.

    Where there are several meetings, a heading names the meeting too.

    Args:
        items: The items in order.
    """
    several = len({_meeting_key(item) for item in items}) > 1
    found: dict[str, list[ExportItem]] = {"": []}
    for item in items:
        parts = (meeting_label(item.meeting) if several else "", agenda_label(item.item))
        found.setdefault(": ".join(filter(None, parts)), []).append(item)
    return {heading: inside for heading, inside in found.items() if inside}


def _meeting_key(item: ExportItem) -> tuple[str, Meeting]:
    return item.document, item.meeting
