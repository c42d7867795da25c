"""Letters of symbol fonts, and marks that no page shows."""

import pytest

from referat.reading.symbols import bullet, shown, symbol


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Rød grød", "Rød grød"),
        ("\uf0b7 Tag", "• Tag"),
        ("\uf0fc\uf0a8", "✓☐"),
        ("be\u00adstyrelse\u200b\ufeff", "bestyrelse"),
        ("a\x00b\tc\x0bd", "ab\tcd"),
        ("\uf001", ""),
    ],
)
def test_what_a_text_shows(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize(
    ("code", "font", "character"),
    [
        (0xF0FE, "Wingdings", "☑"),
        (0x52, "Wingdings 2", "☑"),
        (0xB7, "Symbol", "•"),
        (0x41, "Symbol", "A"),
        (0xF0B7, "Arial", ""),
        (0x41, None, ""),
    ],
)
def test_symbols_of_fonts(code: int, font: str | None, character: str) -> None:
    assert symbol(code, font) == character


@pytest.mark.parametrize(
    ("text", "font", "mark"),
    [
        ("§", "Wingdings", "▪"),
        ("o", "Courier New", "◦"),
        ("-", None, "-"),
        ("\uf076", None, "❖"),
        ("\ue123", "OpenSymbol", "•"),
        ("", None, "•"),
        ("Punkt", "Arial", "Punkt"),
    ],
)
def test_bullets(text: str, font: str | None, mark: str) -> None:
    assert bullet(text, font) == mark
