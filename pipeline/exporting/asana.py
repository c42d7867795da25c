"""CSV as Asana's importer takes it, by the names of the columns; the first is the task's name.

Dates are written mm/dd/yyyy. Lost: assignee and collaborators, whom Asana wants by e-mail address
(the names stand in the description); the kind as a field; the score and the offsets; letters of a
title past 1,024.
"""

from collections.abc import Sequence
from typing import Final

from referat.exporting.cells import Cell, csv_text
from referat.exporting.describing import description, one_line, sections
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.wording import words

HEADER: Final = ("Name", "Description", "Assignee", "Collaborators", "Due Date", "Section")
_MOST: Final = 1024


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as tasks of one project, a section an agenda item."""
    own = words(settings.language)
    rows: list[Sequence[Cell]] = [HEADER]
    for heading, inside in sections(items).items():
        for item in inside:
            title, told = one_line(item.title, _MOST), description(item, own)
            rows.append((title, told, None, None, _day(item), one_line(heading, _MOST)))
    return csv_text(rows)


def _day(item: ExportItem) -> str | None:
    # not strftime, which writes years before 1000 with fewer digits
    due = item.due
    return f"{due.month:02}/{due.day:02}/{due.year:04}" if due else None
