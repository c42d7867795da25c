"""Several labels on one line: "Tid: 19.00 Sted: Skolen", "Formand: Bo Lund Kasserer: Ida Holm"."""

import re
from typing import Final

from referat.structure.headings import normalized
from referat.structure.words import heading_words

_LABEL: Final = re.compile(
    r"(?<!\S)(?P<label>[A-ZÆØÅ][\w./&-]*(?: (?:[a-zæøå][\w./&-]*|[/&]|\([^()]{1,20}\))){0,4})"
    r"\s?:(?=\s)"
)
_MIN_OTHER: Final = 3
"""Labels that are no known field or office part a line only where there are so many of them."""


def label_starts(text: str) -> list[int]:
    """Where labels behind the first begin on a line that is made of labels and values.

    Args:
        text: The line, or a sentence of it.
    """
    if text.count(":") < 2:
        return []
    found = list(_LABEL.finditer(text))
    if len(found) < 2 or found[0].start() > 0:
        return []
    known = [match for match in found if _is_known(match["label"])]
    if found[0] not in known and len(found) < _MIN_OTHER:
        return []
    parts = known if found[0] in known else []
    if len(found) >= _MIN_OTHER and len(known) * 2 >= len(found):
        parts = found
    return [match.start() for match in parts if match.start() > 0]


def _is_known(label: str) -> bool:
    """Whether a label is a header field or an office."""
    words = heading_words()
    bare = normalized(label)
    return bare in words.fields or bare in words.roles
