"""An Excel workbook: a sheet of tasks, one of decisions, one of deferrals.

Dates are dates and numbers are numbers; text is never a formula. The same items give the same
bytes. Lost: where in the document a holder is named, the place of the meeting, warnings, the
separation of number and title of an agenda item, and letters of a cell past 32,767, which is all
that Excel takes.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from referat.errors import ReferatError
from referat.exporting.cells import safe
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.register import Value, columns, row
from referat.exporting.wording import REGISTERS, words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST: Final = 32_767
_DATE_FORMAT: Final = "yyyy-mm-dd"
_WIDTHS: Final = (11, 45, 25, 12, 22, 25, 12, 30, 25, 60, 25, 6, 8, 8, 8, 38)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FIRST_DAY: Final = dt.date(1900, 3, 1)
"""The first day that Excel and others count alike."""
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_SAVED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def export(items: Sequence[ExportItem], settings: ExportSettings) -> bytes:
    """The items as a workbook.

    Raises:
        ReferatError: If openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise ReferatError("a workbook needs openpyxl; pip install 'referat[excel]'") from error
    own = words(settings.language)
    book = Workbook()
    book.remove(book.worksheets[0])
    for kind, heading in REGISTERS.items():
        chosen = [item for item in items if item.kind == kind]
        _fill(book.create_sheet(own[heading]), chosen, own)
    return _saved(book)


def _fill(sheet: "Worksheet", items: Sequence[ExportItem], own: Mapping[str, str]) -> None:
    from openpyxl.styles import Font

    heads: list[Value] = [*columns(own)]
    rows = [heads, *(row(item, own) for item in items)]
    for number, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            _write(sheet.cell(number, column), value)
    for head, width in zip(sheet[1], _WIDTHS, strict=True):
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(cell: "Cell", value: Value) -> None:
    from openpyxl.styles import Alignment

    if isinstance(value, str):
        cell.value = safe(_SURROGATE.sub("\ufffd", value))[:_MOST]
        cell.data_type = "s"  # openpyxl itself would make a formula of what begins with =
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, dt.date) and value < _FIRST_DAY:
        cell.value = value.isoformat()
    else:
        cell.value = value
        cell.alignment = Alignment(vertical="top")
        if isinstance(value, dt.date):
            cell.number_format = _DATE_FORMAT


def _saved(book: "Workbook") -> bytes:
    """The workbook as bytes, in which openpyxl's and the archive's times of saving are undone."""
    saved, steady = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(steady, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
