"""Letters of symbol fonts, which stand for bullets, boxes and arrows, as characters of Unicode."""

import re
from typing import Final

BULLET: Final = "•"
_PRIVATE: Final = range(0xF000, 0xF100)
"""Where Word puts the characters of symbol fonts."""
_PRIVATE_LETTER = re.compile("[\uf000-\uf0ff]")
_SYMBOL: Final = {0xB7: BULLET, 0xA8: "♦", 0xDE: "⇒", 0xAE: "→", 0x2D: "-"}
_WINGDINGS: Final = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2: Final = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_ANY: Final = {**_WINGDINGS, **_SYMBOL, 0xA8: "☐"}
"""Where the font is not known."""
_UNSEEN: Final = {
    **dict.fromkeys(code for code in range(0x20) if chr(code) not in "\t\n\r"),
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF]),
}
"""Controls, hyphens that show only at the end of a line, and marks without width."""
_KNOWN_BULLETS: Final = frozenset("-–—*•·◦▪▫■□●○‣⁃➢➤►»☐☑☒✓✔❖➔→♦✗")


def symbol(code: int, font: str | None) -> str:
    """The character that a code of a symbol font shows, none where that is not known.

    Args:
        code: The code, as it stands or in the private area of Unicode.
        font: The font, None where it is not known.
    """
    letters = _ANY if font is None else _FONTS.get(font.lower(), {})
    low = code - _PRIVATE.start if code in _PRIVATE else code
    return letters.get(low) or ("" if font is None or code in _PRIVATE else chr(code))


def without_private(text: str) -> str:
    """A text whose characters of symbol fonts are those of Unicode."""
    return _PRIVATE_LETTER.sub(lambda letter: symbol(ord(letter[0]), None), text)


def shown(text: str) -> str:
    """A text as its page shows it: letters of symbol fonts as characters, unseen ones left out."""
    return without_private(text).translate(_UNSEEN)


def bullet(text: str, font: str | None = None) -> str:
    """The bullet that a list shows: what is no word, and no mark in Unicode, becomes a round one.

    Args:
        text: The bullet as the list defines it.
        font: Its font, None where it is not known.
    """
    if len(text) > 1 and any(map(str.isalpha, text)):
        return text
    named = font if font is not None and font.lower() in _FONTS else None
    if len(text) == 1 and (named or ord(text) in _PRIVATE):
        text = symbol(ord(text), named)
    elif text == "o":
        text = "◦"  # in Courier New it looks like that
    return text if text in _KNOWN_BULLETS and text else BULLET
