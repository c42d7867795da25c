"""The title of the minutes and the body that met."""

import re
from collections.abc import Sequence
from typing import Final

from referat.minutes import BlockKind
from referat.structure.dates import written_dates
from referat.structure.headings import field, normalized
from referat.structure.units import Line

_TITLE: Final = re.compile(r"referat|møde|generalforsamling|dagsorden", re.IGNORECASE)
_MEETING_WORD: Final = (
    r"(?:(?:ordinær|ordinært|ekstraordinær|ekstraordinært|konstituerende|det|den|årlig\w*|første)\s+)*"
    r"(?:\w*møde\w*|\w*generalforsamling\w*|\w*referat\w*)"
)
_BODY: Final = re.compile(rf"{_MEETING_WORD}\s+(?:i|for|hos)\s+(?P<body>[A-ZÆØÅ].+)", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"\s*[,–—-]?\s*\b(?:den|d\.|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|afholdt|kl\.?|på|ved|nr\.?|uge)\b.*$|\s*[,(–—].*$|\s+\d.*$",
    re.IGNORECASE,
)
_MEETING_TAIL: Final = re.compile(
    r"\s+(?:ordinær\w*|ekstraordinær\w*|konstituerende|\w*generalforsamling\w*|\w*møde)\b.*$",
    re.IGNORECASE,
)
_BODY_WORD: Final = re.compile(
    r"(?:forening|klub|laug|udvalg|råd|nævn|bestyrelse|gruppe|kommune|menighedsråd|afdeling|netværk|selskab|team)\w*$",
    re.IGNORECASE,
)
_PLAIN: Final = {
    "referat",
    "mødereferat",
    "dagsorden",
    "beslutningsreferat",
    "dagsorden og referat",
    "referat af møde",
}
_HEAD: Final = 8


def find_title(head: Sequence[Line]) -> str | None:
    """The line that names the minutes ("Referat af bestyrelsesmøde ..."), None without one.

    Args:
        head: The lines of the header.
    """
    lines = [line for line in head[:_HEAD] if len(line.text) <= 160 and field(line.text) is None]
    named = [
        line.text
        for line in lines
        if _TITLE.search(line.text) and not line.text.endswith((".", ":"))
    ]
    fuller = [text for text in named if normalized(text) not in _PLAIN]
    headings = [line.text for line in lines if line.block.kind is BlockKind.HEADING]
    return next(iter([*fuller, *named, *headings]), None)


def find_body(head: Sequence[Line], title: str | None) -> str | None:
    """The body that met, None where the header does not surely say.

    Args:
        head: The lines of the header.
        title: The title of the minutes.
    """
    for line in head:
        found = field(line.text)
        if found and found[0] == "body" and found[1] and len(found[1]) < 80:
            return found[1].split(" (")[0]
    for text in [title or "", *(line.text for line in head[:_HEAD])]:
        if (match := _BODY.search(text)) and (body := _trimmed(match["body"])):
            return body
    return next((line.text for line in head[:4] if _names_body(line.text)), None)


def _trimmed(text: str) -> str | None:
    body = text
    for date in reversed(written_dates(text)):
        body = body[: date.start]
    body = _TAIL.sub("", _MEETING_TAIL.sub("", body) + " ").strip(" .,:;-–")
    return body if 2 < len(body) < 80 and body[0].isupper() else None


def _names_body(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 6 and text[0].isupper() and bool(_BODY_WORD.search(text.rstrip(" .:")))
