"""How the letters of a web page look at a place, by the elements that stand around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from referat.reading.html_styles import UNSTYLED, Style

_BOLD: Final = frozenset({"b", "strong", "th"})
_SCALES: Final = {"big": 1.2, "small": 0.83, "sub": 0.83}
_FONT_SIZES: Final = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)
_BASE_FONT: Final = 3
_SILENT: Final = frozenset(
    {"applet", "audio", "button", "canvas", "datalist", "meter", "object", "optgroup", "option"}
    | {"progress", "rp", "rt", "select", "svg", "template", "video", "xml"}
)
"""Form controls, pictures, and what stands in only where those are not shown."""
_PRESERVED: Final = frozenset({"pre", "listing"})
_CHANGING: Final = _BOLD | _SILENT | _PRESERVED | {*_SCALES, "u", "sup"}
"""Elements that change a look by their name alone."""
_PLACES: Final = ("#", "mailto:", "tel:")
"""How addresses begin that lead to no other page."""
_FILES: Final = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".zip"}
)
_BODY_SIZE: Final = 12.0


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for text at a place.

    `linked` is whether it is a link, `outward` whether that leads to another page; `silent`
    whether nothing of it is shown; `raised` whether it stands above the line; `marker` whether it
    is the bullet or number of a list of Word. The rest is as for `Style`.
    """

    bold: bool = False
    underlined: bool = False
    size: float = _BODY_SIZE
    font: str = ""
    preserved: bool = False
    silent: bool = False
    linked: bool = False
    outward: bool = False
    raised: bool = False
    marker: bool = False

    @property
    def strong(self) -> bool:
        """Whether it is bold or underlined."""
        return self.bold or self.underlined


def look_within(name: str, attributes: Mapping[str, str], style: Style, around: Look) -> Look:
    """The look of text in an element.

    Args:
        name: The element.
        attributes: Its attributes.
        style: What styles say of it.
        around: The look of text around it.
    """
    if style is UNSTYLED and not attributes and name not in _CHANGING:
        return around
    address = attributes.get("href", "").strip().lower() if name == "a" else ""
    return Look(
        bold=_chosen(style.bold, around.bold or name in _BOLD),
        underlined=_chosen(style.underlined, around.underlined or name == "u"),
        size=_size(name, attributes, style, around.size),
        font=around.font if style.font is None else style.font,
        preserved=_chosen(style.preserved, around.preserved or name in _PRESERVED),
        silent=around.silent or name in _SILENT or _is_hidden(attributes, style),
        linked=around.linked or bool(address),
        outward=_is_outward(address) if address else around.outward,
        raised=around.raised or name == "sup",
        marker=around.marker or bool(style.ignored),
    )


def _is_hidden(attributes: Mapping[str, str], style: Style) -> bool:
    return bool(style.hidden) or "hidden" in attributes


def _chosen(said: bool | None, otherwise: bool) -> bool:
    return otherwise if said is None else said


def _size(name: str, attributes: Mapping[str, str], style: Style, around: float) -> float:
    if style.size is not None:
        return style.size
    if style.scale is not None:
        return around * style.scale
    if name == "font" and "size" in attributes:
        return _font_size(attributes["size"].strip(), around)
    return around * _SCALES.get(name, 1.0)


def _font_size(size: str, around: float) -> float:
    """The size that `<font size="4">` or `<font size="+1">` gives."""
    steps = size.lstrip("+-")
    if not (steps.isdecimal() and len(steps) == 1):
        return around
    number = int(steps)
    if size[0] in "+-":
        number = _BASE_FONT + (number if size[0] == "+" else -number)
    return _FONT_SIZES[max(1, min(len(_FONT_SIZES), number)) - 1]


def _is_outward(address: str) -> bool:
    plain = address.partition("?")[0].partition("#")[0]
    return not address.startswith(_PLACES) and PurePosixPath(plain).suffix not in _FILES
