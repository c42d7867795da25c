"""The page in a real browser, where there is one: its script runs, that of a document does not."""

import shutil
import subprocess
from pathlib import Path

import lxml.html
import pypdfium2
import pytest

from referat.exporting.page import page
from referat.extractor import Extractor
from referat.models.baselines.keywords import KeywordTagger
from referat.structure import load_tokenizer

from .made import made

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>'

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")


def hostile() -> str:
    tagged, items = made(HOSTILE)
    return page([tagged], items)


def browse(shown: str, folder: Path, *options: str) -> str:
    path = folder / "side.html"
    path.write_text(shown, encoding="utf-8")
    command = [str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu"]
    profile = [f"--user-data-dir={folder / 'profile'}", "--no-first-run", "--disable-dev-shm-usage"]
    finished = subprocess.run(
        [*command, *profile, *options, path.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return finished.stdout


def test_filter_is_there_and_no_script_of_the_document_ran(tmp_path: Path) -> None:
    tree = lxml.html.document_fromstring(browse(hostile(), tmp_path, "--dump-dom"))
    [form] = tree.xpath("//form")
    assert form.get("hidden") is None
    assert tree.xpath("//button[@disabled]"), "nothing is filtered yet"
    assert tree.findtext(".//title") == HOSTILE
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []


CHOOSE = """<script>
document.querySelector("[name=tag][value=deferral]").click();
</script>"""


def test_filter_leaves_what_carries_the_tag(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text(
        "Referat af møde i Lyngby Roklub\n\n1. Økonomi\nBudgettet blev godkendt.\n\n"
        "2. Skuret\nPunktet om maling udsættes.\n",
        encoding="utf-8",
    )
    extraction = Extractor(KeywordTagger(), load_tokenizer()).extract(path)
    shown = page(extraction.meetings, extraction.actions).replace("Content-Security-Policy", "x")
    tree = lxml.html.document_fromstring(
        browse(shown.replace("</body>", f"{CHOOSE}</body>"), tmp_path, "--dump-dom")
    )
    visible = "*[not(ancestor-or-self::*[@hidden])]"
    assert [one.text for one in tree.xpath(f"//{visible}[@class='title']")] == ["2. Skuret"]
    entries = tree.xpath(f"//{visible}[@class='entry']")
    assert [one.get("data-tags") for one in entries] == ["deferral"]
    assert tree.xpath("string(//output)") == "1 af 2 linjer i registrene vises"


def test_printed_page_shows_registers_and_minutes_without_the_filter(tmp_path: Path) -> None:
    printed = tmp_path / "side.pdf"
    browse(hostile(), tmp_path, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    document = pypdfium2.PdfDocument(printed)
    text = "".join(one.get_textpage().get_text_bounded() for one in document)
    document.close()
    assert "Opgaver" in text
    assert "Ansvarlig 60" in text
    assert "Vis alt" not in text
