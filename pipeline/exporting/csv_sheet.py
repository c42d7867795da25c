"""A CSV file that Danish Excel opens by a double click: semicolons, a byte order mark.

Dates are written 2022-04-01 and numbers with a decimal comma, which Danish Excel takes as dates and
numbers. Lost: where in the document a holder is named, the place of the meeting, warnings, and the
separation of number and title of an agenda item. Holders stand in one cell, with commas.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from referat.exporting.cells import Cell, csv_text
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.register import Value, columns, row
from referat.exporting.wording import words

_BOM: Final = "\ufeff"


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as one table, a row each."""
    own = words(settings.language)
    rows = [list(map(_cell, row(item, own))) for item in items]
    return _BOM + csv_text([columns(own), *rows], separator=";")


def _cell(value: Value) -> Cell:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return value
