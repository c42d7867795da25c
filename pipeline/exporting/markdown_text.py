"""Text in Markdown that shows as it stands, whatever characters it holds."""

import re
from collections.abc import Iterable
from typing import Final

from referat.exporting.page_wording import plain

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL: Final = re.compile(
    r"""[&<>]
    | [\\`*_{}\[\]|~\#$^=@]      # emphasis, code, links, tables, maths, mentions
    | (?<=\b[wW]{3})\.                    # addresses that a reader would make links of
    | :(?=[^\s\d])
    | ^[-+](?=\s|-|$)                     # what makes a list, a rule or a heading of a line
    | (?:(?<=^\d) | (?<=^\d\d) | (?<=^\d{3}) | (?<=^\d{4}) | (?<=^\d{5}) | (?<=^\d{6})
      | (?<=^\d{7}) | (?<=^\d{8}) | (?<=^\d{9}))[.)](?=\s|$)""",
    re.VERBOSE,
)
_BOLD: Final = "\x02"
"""Where bold begins and ends, until all else is escaped; no text has it, as it does not print."""


def markdown(text: str, bold: Iterable[tuple[int, int]] = ()) -> str:
    """Text on one line, with all that Markdown would read a meaning into escaped.

    Args:
        text: The text.
        bold: Ranges of it to stand in bold; one that overlaps or touches one before it, or that
            does not begin and end with a letter or digit, cannot, and is left as it is.
    """
    pieces, reached = [], 0
    for start, end in sorted(bold):
        span = text[start:end]
        if (start > reached or start == reached == 0) and span[:1].isalnum() and span[-1].isalnum():
            pieces += [plain(text[reached:start]), _BOLD, plain(span), _BOLD]
            reached = end
    line = " ".join("".join([*pieces, plain(text[reached:])]).split())
    return _SPECIAL.sub(_escaped, line).replace(_BOLD, "**")


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"\\{found[0]}"
