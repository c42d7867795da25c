"""What a window classifier puts out at each token: the four tags, and spans of two of them."""

from typing import Final

from referat.labels import TAGS, Tag

SPAN_TAGS: Final = (Tag.DEADLINE, Tag.RESPONSIBLE)
"""The tags whose spans are marked, in the order of their outputs."""

LABELS: Final = (
    *(tag.value for tag in TAGS),
    *(f"{part}-{tag.value}" for tag in SPAN_TAGS for part in ("B", "I")),
)
"""The outputs in order: a sentence's tags, read over its tokens, then whether a span begins at a
token (B) and whether the token is part of one (I)."""

ID_TO_LABEL: Final = dict(enumerate(LABELS))
LABEL_TO_ID: Final = {label: index for index, label in enumerate(LABELS)}
