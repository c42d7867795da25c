"""CSV as Todoist imports it into a project: a section an agenda item, a row a task.

TYPE is in lower case, since Todoist tells apart; PRIORITY is always 4, since an empty one becomes
the highest. Lost: who does it as a field, since RESPONSIBLE takes only people of the project with
their Todoist ids (the names stand in the description); the score and the offsets; letters of a
title past 500. The kind is a label.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from referat.exporting.cells import Cell, csv_text
from referat.exporting.describing import description, one_line, sections
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.wording import words

HEADER: Final = (
    "TYPE",
    "CONTENT",
    "DESCRIPTION",
    "PRIORITY",
    "INDENT",
    "AUTHOR",
    "RESPONSIBLE",
    "DATE",
    "DATE_LANG",
    "TIMEZONE",
)
_LOWEST: Final = 4
_MOST: Final = 500
_LABEL: Final = re.compile(r"(?<!\w)@(?=\S)")
"""What Todoist would take for a label inside of a task's name."""


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as tasks of one project."""
    own = words(settings.language)
    rows: list[Sequence[Cell]] = [HEADER]
    for heading, inside in sections(items).items():
        if heading:
            rows.append(_section(heading))
        rows.extend(_task(item, own) for item in inside)
    return csv_text(rows)


def _section(heading: str) -> Sequence[Cell]:
    return ("section", one_line(heading, _MOST), *[None] * (len(HEADER) - 2))


def _task(item: ExportItem, own: Mapping[str, str]) -> Sequence[Cell]:
    title = one_line(_LABEL.sub("\uff20", item.title), _MOST)
    day = item.due.isoformat() if item.due else None
    return (
        "task",
        f"{title} @{own[item.kind]}",
        description(item, own),
        _LOWEST,
        1,
        None,
        None,
        day,
        "en" if day else None,
        None,
    )
