"""RTF: its tokens read in order into paragraphs and tables."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.lines import Content
from referat.reading.manuscript import LineWriter, Paragraph, Piece
from referat.reading.rtf_flow import Flow, RowShape
from referat.reading.rtf_fonts import PLATFORMS, Fonts
from referat.reading.rtf_state import APART, OPEN, TARGETS, Setting, State, Target
from referat.reading.rtf_tokens import Token, rtf_tokens
from referat.reading.style_names import heading_level, is_contents
from referat.reading.symbols import bullet, without_private
from referat.reading.typesetting import typeset
from referat.settings import Limits

_CHARACTERS: Final = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "~": " ",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "\t": "\t",
}
_UNSEEN: Final = {ord(character): None for character in "\xad\u200b\u2060\ufeff"}
_STEP: Final = 360
_LEVEL_STEPS: Final = 2
_MAX_STEPS: Final = 20
_MAX_DEPTH: Final = 40
"""How deep tables are followed in tables."""
_BODY_LEVEL: Final = 9
_CONTENTS: Final = "_Toc"
_SURROGATES: Final = range(0xD800, 0xE000)


def rtf_content(data: bytes, limits: Limits) -> Content:
    """The text and blocks of an RTF file; of one that was cut off, those of what is there.

    Deleted and hidden text, running heads, pictures and comments are left out, and notes follow
    the paragraph that refers to them.

    Raises:
        UnreadableDocumentError: It holds no text, or too much, or is nested too deeply.
    """
    reader = _Reader(limits)
    for token in rtf_tokens(data):
        reader.take(token)
    return typeset(reader.finished(), limits)
