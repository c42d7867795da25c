"""A Markdown page of action items: a heading a meeting and kind, a box to tick a task.

Lost: ids, scores and offsets, the place of the meeting, and the folder of the document.
"""

from collections.abc import Iterator, Mapping, Sequence

from referat.exporting.describing import (
    agenda_label,
    deadline,
    holders,
    meeting_label,
    source,
)
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.markup import markdown
from referat.exporting.wording import REGISTERS, words
from referat.minutes import Meeting


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as a page."""
    own = words(settings.language)
    meetings: dict[tuple[str, Meeting], list[ExportItem]] = {}
    for item in items:
        meetings.setdefault((item.document, item.meeting), []).append(item)
    lines = [f"# {own['action_items']}", ""]
    for (_, meeting), inside in meetings.items():
        lines += [f"## {markdown(meeting_label(meeting)) or own['meeting_without_name']}", ""]
        lines += _registers(inside, own)
    return "\n".join(lines)


def _registers(items: Sequence[ExportItem], own: Mapping[str, str]) -> Iterator[str]:
    for kind, heading in REGISTERS.items():
        chosen = [item for item in items if item.kind == kind]
        if not chosen:
            continue
        yield from (f"### {own[heading]}", "")
        for item in chosen:
            yield from _item(item, own)
        yield ""


def _item(item: ExportItem, own: Mapping[str, str]) -> Iterator[str]:
    box = "[ ] " if item.kind == "task" else ""
    yield f"- {box}**{markdown(item.title)}**"
    told = {
        "responsible": holders(item),
        "deadline": deadline(item),
        "text": item.text,
        "item": agenda_label(item.item),
        "source": source(item, own),
    }
    for key, value in told.items():
        if value:
            yield f"  - {own[key]}: {markdown(value)}"
