"""CSV as the importer of Jira Cloud takes it; only Summary is required there.

Name `yyyy-MM-dd` as the date format in the wizard. Labels come as a column repeated, and empty
cells are kept, since the importer refuses rows that are too short. Lost: the assignee, whom Jira
wants by e-mail address (the names stand in the description); the score and the offsets; letters of
a title past 255.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from referat.exporting.cells import Cell, csv_text
from referat.exporting.describing import description, one_line
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.wording import words

HEADER: Final = ("Summary", "Description", "Due Date", "Labels", "Labels")
_MOST: Final = 255
_MARKUP: Final = re.compile(r"[\\{}\[\]!]")
"""What begins links, mentions, macros and pictures in Jira's markup."""


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as issues of one project."""
    own = words(settings.language)
    return csv_text([HEADER, *(_issue(item, own) for item in items)])


def _issue(item: ExportItem, own: Mapping[str, str]) -> Sequence[Cell]:
    return (
        one_line(item.title, _MOST),
        _MARKUP.sub(r"\\\g<0>", description(item, own)),
        item.due.isoformat() if item.due else None,
        _label(own[item.kind]),
        _label(item.meeting.body or ""),
    )


def _label(text: str) -> str:
    """The text as a label, which holds no white space: words joined by hyphens."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return "-".join(re.findall(r"\w+", plain))[:_MOST]
