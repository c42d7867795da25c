"""What holds at a place of an RTF file: letters, paragraph, and where text goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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


_BODY_LEVEL: Final = 9
_MAX_DEPTH: Final = 8
"""How deep tables are followed in tables."""
_NOT_UNDERLINED: Final = frozenset({"ulc", "ulnone"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How the paragraph is set; `depth` is how many tables it stands in."""

    style: int = 0
    outline: int | None = None
    indent: int = 0
    list_level: int = 0
    depth: int = 0

    def changed(self, word: str, number: int | None) -> "Setting":
        """The setting after a control word."""
        said = number or 0
        match word:
            case "pard":
                return Setting()
            case "s":
                return replace(self, style=said)
            case "outlinelevel":
                return replace(self, outline=said if 0 <= said < _BODY_LEVEL else None)
            case "li":
                return replace(self, indent=said)
            case "ilvl":
                return replace(self, list_level=said)
            case "intbl":
                return replace(self, depth=max(1, self.depth))
            case "itap":
                return replace(self, depth=max(0, min(_MAX_DEPTH, said)))
        return self


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
    nested: bool = False
    """Whether what is said of rows is said of a table in a table."""
    setting: Setting = field(default_factory=Setting)

    def copy(self) -> "State":
        """The state as it is now, to come back to."""
        return State(
            self.target,
            self.bold,
            self.underlined,
            self.hidden,
            self.deleted,
            self.size,
            self.font,
            self.fallback,
            self.nested,
            self.setting,
        )

    def change(self, word: str, number: int | None, plain_font: int) -> None:
        """Apply a control word that says something of letters or of the paragraph.

        Args:
            word: The word.
            number: Its number; None switches on.
            plain_font: The font of text of which nothing is said.
        """
        on = number != 0
        match word:
            case "b":
                self.bold = on
            case "v":
                self.hidden = on
            case "deleted":
                self.deleted = on
            case "fs":
                self.size = (number or 0) / 2
            case "f":
                self.font = number or 0
            case "uc":
                self.fallback = max(0, number or 0)
            case "plain":
                self.bold = self.underlined = self.hidden = False
                self.size, self.font = 12.0, plain_font
            case _ if word.startswith("ul"):
                self.underlined = on and word not in _NOT_UNDERLINED
            case _:
                self.setting = self.setting.changed(word, number)
