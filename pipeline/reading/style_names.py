"""What the names of paragraph styles say, from `resources/styles.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

_NAME = re.compile(r"(?P<words>.*?)[\s_]*(?P<level>\d)?")
_TITLE_LEVEL: Final = 1
_SUBTITLE_LEVEL: Final = 2


def heading_level(name: str) -> int | None:
    """The level of the headings that have a style of this name, None where it is for others."""
    words, level = _parted(name)
    if words in _names("headings") and level:
        return level
    if words in _names("titles"):
        return _TITLE_LEVEL
    return _SUBTITLE_LEVEL if words in _names("subtitles") else None


def is_contents(name: str) -> bool:
    """Whether a style of this name is for the entries or the heading of a table of contents."""
    return _parted(name)[0] in _names("contents")


def names_minutes(text: str) -> bool:
    """Whether a text has a word that names minutes."""
    lowered = text.lower()
    return any(word in lowered for word in _names("minutes"))


def _parted(name: str) -> tuple[str, int]:
    """A name in lower case without the level behind it, and that level, 0 where there is none."""
    match = _NAME.fullmatch(name.strip()[:100].lower())
    if match is None:
        return "", 0
    return match["words"], int(match["level"] or 0)


@cache
def _names(kind: str) -> frozenset[str]:
    resource = files("referat.resources").joinpath("styles.toml")
    return frozenset(tomllib.loads(resource.read_text(encoding="utf-8"))[kind])
