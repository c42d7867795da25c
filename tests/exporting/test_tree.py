"""The tree of a document that people check the reading with."""

from referat.exporting.tree import tree
from referat.reading import read_bytes
from referat.structure import structure_all

MINUTES = """Referat af bestyrelsesmøde i Lyngby Roklub den 12. marts 2019
Til stede: Mette Holm (MH), formand, og Bo Lund
Afbud: Ida Ravn

1. Skuret
Det blev besluttet, at
- taget lægges om
- \x1b[31mBo henter tilbud
"""


def _tree(text: str) -> str:
    document = read_bytes(text.encode(), "lyngby.txt")
    return tree(document, structure_all(document))


def test_the_tree_shows_header_items_sections_and_sentences() -> None:
    lines = _tree(MINUTES).splitlines()
    assert lines[0].startswith("lyngby.txt (text/plain, sha256 ")
    assert "  date: 2019-03-12" in lines
    assert "  present: Mette Holm (formand, MH); Bo Lund" in lines
    assert "  absent: Ida Ravn" in lines
    assert "  item 1: Skuret" in lines
    assert "    outcome" in lines
    bullet = next(line for line in lines if "taget lægges om" in line)
    assert bullet.endswith("taget lægges om  <under: Det blev besluttet, at>")
    start = MINUTES.index("taget")
    assert f" {start}-{start + len('taget lægges om')}] " in bullet


def test_nothing_in_the_tree_steers_a_terminal() -> None:
    assert "\x1b" not in _tree(MINUTES)
    assert "\\x1b[31mBo" in _tree(MINUTES)


def test_every_meeting_of_a_file_is_shown() -> None:
    other = MINUTES.replace("12. marts", "9. april")
    assert _tree(MINUTES + other).count("\nmeeting ") == 2
