"""What stands behind the minutes: the pages that a signing service appends."""

import re
from collections.abc import Sequence
from typing import Final

from referat.structure.units import Line

_SIGNING_SERVICE: Final = re.compile(
    r"penneo|kryptografisk|(?:underskrevet|signeret) (?:digitalt|elektronisk)|addo sign"
    r"|digital underskrift",
    re.IGNORECASE,
)


def signing_start(lines: Sequence[Line]) -> int:
    """The position where the pages of a signing service begin, else that behind the last line.

    Args:
        lines: The document's lines.
    """
    for position in range(len(lines) // 2, len(lines)):
        if _SIGNING_SERVICE.search(lines[position].text):
            return position
    return len(lines)
