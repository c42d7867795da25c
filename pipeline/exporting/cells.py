"""Cells of spreadsheets and of CSV files, in which no text of the minutes can be a formula.

A spreadsheet takes a cell for a formula where it begins with `=`, `+`, `-` or `@` (also in full
width), and some programs strip a tab or carriage return in front of these. A file read with another
separator than it was written with has further cells, which begin behind a separator. In all these
places an apostrophe is put in front, as OWASP advises, and never taken away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

Cell = str | int | None
"""What a cell holds; a number is never text of the minutes."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SKIPPED: Final = r'(?:[^\S\t\r\n]|["\u200b-\u200f\u2060\ufeff])*'
"""What a program may pass over before it looks whether a formula begins."""
_FORMULA: Final = re.compile(
    rf"\A(?=[\t\r\n])|(?:\A|[,;|\t\r\n])(?={_SKIPPED}[=+\-@\uff1d\uff0b\uff0d\uff20])"
)


def safe(text: str) -> str:
    """The text as a cell may have it: without control characters, formulas neutralised.

    Args:
        text: Any text of the minutes.
    """
    return _FORMULA.sub(r"\g<0>'", _CONTROL.sub("", text))


def csv_text(rows: Iterable[Sequence[Cell]], separator: str = ",") -> str:
    """Rows as CSV (RFC 4180), every text made safe and every empty cell kept.

    Args:
        rows: The rows, the head first.
        separator: What stands between cells.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue()
