"""What holds at a place of an RTF file: letters, paragraph, and where text goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final


class Target(Enum):
    """Where the text of a group goes."""

    PAGE = auto()
    """On the page."""
    MARKER = auto()
    """Before the paragraph, as the bullet or number of a list."""
    FONTS = auto()
    """Into the table of fonts."""
    STYLES = auto()
    """Into the table of styles."""
    CODE = auto()
    """Into a field, which shows its result instead."""
    NOWHERE = auto()


TARGETS: Final[Mapping[str, Target]] = {
    "fonttbl": Target.FONTS,
    "stylesheet": Target.STYLES,
    "listtext": Target.MARKER,
    "pntext": Target.MARKER,
    "fldinst": Target.CODE,
    **dict.fromkeys(
        (
            *("colortbl", "filetbl", "info", "listtable", "listoverridetable", "revtbl"),
            *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
            *("ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "annotation", "nonesttables"),
            *("pict", "nonshppict", "objdata", "objclass", "sp", "shprslt", "xe", "tc", "txe"),
            *("rxe", "pntxta", "pntxtb", "formfield", "bkmkstart", "bkmkend", "falt", "panose"),
        ),
        Target.NOWHERE,
    ),
}
"""Groups whose text does not stand where they do."""
APART: Final = frozenset({"footnote", "shptxt", "dptxbxtext"})
"""Groups that are a text of their own: notes and text boxes."""
OPEN: Final = frozenset({"shpinst", "do", "nesttableprops", "shpgrp"})
"""Groups that are marked as ones to skip, but hold text to read."""


@dataclass(slots=True)
class Setting:
    """How the paragraph is set; `depth` is how many tables it stands in."""

    style: int = 0
    outline: int | None = None
    indent: int = 0
    list_level: int = 0
    depth: int = 0


@dataclass(slots=True)
class State:
    """What a group may change, and what its end takes back."""

    target: Target = Target.PAGE
    bold: bool = False
    underlined: bool = False
    hidden: bool = False
    deleted: bool = False
    size: float = 12.0
    font: int = 0
    fallback: int = 1
    """How many bytes stand in for a character of Unicode, for programs that know none."""
    setting: Setting = field(default_factory=Setting)

    def plain(self, font: int) -> None:
        """Take back what was said of letters."""
        self.bold = self.underlined = self.hidden = False
        self.size = 12.0
        self.font = font
