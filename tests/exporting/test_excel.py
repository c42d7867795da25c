import csv
import datetime as dt
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from referat.errors import ReferatError
from referat.exporting.items import ExportItem, ExportSettings, Language
from referat.exporting.targets import exported

from .samples import decision, deferral, item

FORMULA = '=HYPERLINK("http://x.dk","klik")'


def saved(*items: ExportItem, language: Language = "en") -> bytes:
    content = exported(items, "xlsx", ExportSettings(language=language))
    assert isinstance(content, bytes)
    return content


def book(*items: ExportItem, language: Language = "en") -> Workbook:
    return load_workbook(io.BytesIO(saved(*items, language=language)))


def test_every_register_has_its_sheet() -> None:
    found = book(item(), item(start=50), decision())
    assert found.sheetnames == ["Tasks", "Decisions", "Deferrals"]
    assert [sheet.max_row for sheet in found.worksheets] == [3, 2, 1]
    assert book(language="da").sheetnames == ["Opgaver", "Beslutninger", "Udsættelser"]


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    sheet = book(item())["Tasks"]
    values = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert values["Due"].value == dt.datetime(2019, 4, 1)
    assert values["Due"].number_format == "yyyy-mm-dd"
    assert values["Meeting date"].is_date
    assert values["Score"].value == 0.9583
    assert values["Page"].value == 2


def test_a_day_before_excels_calendar_is_text() -> None:
    assert book(item(due="1850-01-02"))["Tasks"]["D2"].value == "1850-01-02"


def test_no_cell_is_a_formula() -> None:
    bad = item(title=FORMULA, text="\t=1\x00", document="+a.txt", deadline_text="-1")
    for row in book(bad)["Tasks"].iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert not (cell.data_type == "s" and cell.value[0] in "=+-@\t\r")


def test_what_xml_cannot_hold_and_what_is_too_long_is_left_out() -> None:
    sheet = book(item(text="\ud800" + "x" * 40_000, title="a\x0bb\ufffe"))["Tasks"]
    assert sheet["J2"].value == "\ufffd" + "x" * 32_766
    assert sheet["B2"].value == "a b"


def test_the_same_items_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = saved(item(), deferral())
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert saved(item(), deferral()) == first


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ReferatError, match=r"pip install 'referat\[excel\]'"):
        saved(item())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("target", ["xlsx", "csv"])
def test_libreoffice_shows_text_dates_and_no_formula(target: str, tmp_path: Path) -> None:
    content = exported([item(title=FORMULA)], target, ExportSettings())
    source = tmp_path / f"items.{target}"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    # separator ; quote " UTF-8 from line 1, Danish, quoted cells are text, others are recognised
    reading = ["--infilter=CSV:59,34,76,1,,1030,false,true"] if target == "csv" else []
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless"]
    subprocess.run(
        [
            *command,
            *reading,
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):9,34,76",
            source,
            "--outdir",
            tmp_path / "out",
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    (shown,) = (tmp_path / "out").glob("*.csv")
    head, row = csv.reader(io.StringIO(shown.read_text("utf-8"), newline=""), delimiter="\t")
    cells = dict(zip(head, row, strict=True))
    assert cells["Title"] == f"'{FORMULA}"
    assert cells["Due"] == "2019-04-01"
    assert cells["Text"] == "MH sørger for en ny lås inden 1. april."
