"""Text of the minutes inside of Markdown, where it is neither markup nor HTML."""

import re
from typing import Final

from referat.exporting.describing import one_line

_SPECIAL: Final = re.compile(r"[\\`*_\[\]~#$]")
_LEADING: Final = re.compile(r"\A(\d*)([-+=.)])")
"""What would begin a list or underline a heading; a backslash goes before the sign."""
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(text: str) -> str:
    """The text on one line, escaped so that Markdown shows it as it stands.

    Args:
        text: Any text of the minutes.
    """
    line = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    line = _LEADING.sub(r"\1\\\2", line)
    return re.sub("[&<>]", lambda found: _ENTITIES[found[0]], line)
