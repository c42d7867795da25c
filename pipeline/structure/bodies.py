"""The body that met: an association, a board, a committee, a company."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from referat.structure.attendance import Frame
from referat.structure.dates import written_dates
from referat.structure.fields import MEMBER, OFFICES, PRESENCE, HeaderField
from referat.structure.header_words import header_words, weekday_numbers
from referat.structure.headings import label_of
from referat.structure.meeting_titles import is_sentence, names_minutes, top_lines

_KIND: Final = (
    r"(?:(?:revideret|ordinær\w*|ekstraordinær\w*|konstituerende|det|den|årlig\w*|første|\d+\.)\s+)*"
    r"(?:[^\W\d]*møde\w*|[^\W\d]*generalforsamling\w*|[^\W\d]*referat\w*)"
)
_IN: Final = re.compile(
    rf"{_KIND}(?:\s(?:nr\.?|nummer)\s?\d+)?\s+(?:i|for|hos)\s+(?P<body>(?-i:[A-ZÆØÅ]).+)",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    r"\b(?:referat|protokol\w*)\s(?:fra|af|for)\s(?P<body>(?-i:[A-ZÆØÅ])[\w/-]+?)s?\s(?:[a-zæøå]+\s)?(?:generalforsamling|møde|bestyrelsesmøde)\b",
    re.IGNORECASE,
)
_PROTOCOL: Final = re.compile(
    r"\b\w*protokol\w*\s+(?:for|-|–|,)\s*(?P<body>[A-ZÆØÅ].+)", re.IGNORECASE
)
_BEHIND: Final = re.compile(rf"{_KIND}\s+(?P<body>(?-i:[A-ZÆØÅ]).+)", re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"(?P<body>(?-i:[A-ZÆØÅ]).{{2,60}}?)\s?[,–-]\s+(?:{_KIND}|ref\.)", re.IGNORECASE
)
_COMPOUND: Final = re.compile(
    r"(?P<body>(?-i:[A-ZÆØÅ])\S*\s(?:\S+\s)?\S*(?:gruppe|udvalg|råd|bestyrelse|team|forum))s?møde\b",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"\s*[,–—-]?\s*\b(?:den|d\.|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|afholdt|kl\.?|på|ved|nr\.?|uge|tlf)\b.*$|\s*[,(–—].*$|(?<!\baf)\s+(?:19|20)\d\d\b.*$|\s+side\s\d.*$",
    re.IGNORECASE,
)
_MEETING_TAIL: Final = re.compile(
    r"\s+(?:ordinær\w*|ekstraordinær\w*|konstituerende|\w*generalforsamling\w*|\w*møde)\b.*$",
    re.IGNORECASE,
)
_KINDS: Final = re.compile(
    r"(?:revideret|ordinær\w*|ekstraordinær\w*|konstituerende|årlig\w*|udkast)", re.IGNORECASE
)
_SIDE: Final = re.compile(r"\s+side\s\d.*$|\s\(.*$", re.IGNORECASE)
_AUTHORITY: Final = re.compile(
    r"(?:[\w.-]+\s){0,3}?(?:kommune|region\s\w+|stift|provsti)", re.IGNORECASE
)
_EDGES: Final = " .,:;-–—*"
_MAX_BODY: Final = 80
_MAX_WORDS: Final = 9


def find_body(
    frame: Frame, fields: Mapping[int, Sequence[HeaderField]], title: str | None
) -> str | None:
    """The body that met, None where the header does not surely say.

    Args:
        frame: Lines, agenda list and items.
        fields: The fields of the header by their positions.
        title: The title of the minutes.
    """
    return next(_bodies(frame, fields, title or ""), None)


def _bodies(frame: Frame, fields: Mapping[int, Sequence[HeaderField]], title: str) -> Iterator[str]:
    head = _above_attendance(top_lines(frame), fields)
    yield from _labelled(frame, head, fields)
    texts = [
        frame.lines[position].text
        for position in head
        if position not in fields and label_of(frame.lines[position].text) is None
    ]
    for pattern in (_IN, _OF, _PROTOCOL):
        for text in (title, *texts):
            if (match := pattern.search(text)) and (body := _trimmed(match["body"])):
                yield body
    for text in (title, *texts):
        for pattern in (_COMPOUND, _BEFORE, _BEHIND):
            match = pattern.match(text)
            body = _trimmed(match["body"]) if match else None
            if body and (pattern is not _BEHIND or _names_body(body)) and not _opens_minutes(body):
                yield body
    lines = [_SIDE.sub("", text).strip(_EDGES) for text in texts if _names_body(text)]
    # a committee says more than the municipality above it
    yield from sorted(lines, key=lambda text: _AUTHORITY.fullmatch(text) is not None)
    yield from _letterhead(frame, fields, title)


def _labelled(
    frame: Frame, head: Sequence[int], fields: Mapping[int, Sequence[HeaderField]]
) -> Iterator[str]:
    """The bodies of fields; of "Afdeling 14, Hyldeparken" the label is a part."""
    for position in head:
        for one in fields.get(position, ()):
            text = frame.lines[position].text
            part = text.startswith(f"{one.label} {one.value}") and ":" not in text
            value = (text if part else one.value).split(" (")[0].strip(_EDGES)
            named = value.lower().endswith("møde") or _COMPOUND.match(value) is not None
            if (
                one.name == "body"
                and 1 < len(value) < _MAX_BODY
                and not named
                and not written_dates(value)
            ):
                yield value


def _above_attendance(
    head: Sequence[int], fields: Mapping[int, Sequence[HeaderField]]
) -> list[int]:
    """The positions before the first field that names people."""
    people = PRESENCE | OFFICES | {MEMBER}
    named = [place for place in head if any(one.name in people for one in fields.get(place, ()))]
    return [place for place in head if not named or place < named[0]]


def _opens_minutes(text: str) -> bool:
    """Whether a text begins with a word for minutes or a kind of meeting."""
    first = text.split()[0]
    return bool(names_minutes(first) or _KINDS.fullmatch(first))


def _letterhead(
    frame: Frame, fields: Mapping[int, Sequence[HeaderField]], title: str
) -> Iterator[str]:
    """The first line, where it is a short name above the title."""
    line = frame.lines[0] if frame.lines else None
    if (
        line is None
        or 0 in fields
        or label_of(line.text)
        or 0 in frame.listed
        or not title
        or len(frame.lines) < 3
    ):
        return
    text = line.text
    short = 0 < len(text.split()) <= _MAX_WORDS and len(text) < _MAX_BODY and text[0].isupper()
    told = names_minutes(text) or is_sentence(text) or written_dates(text)
    if short and not told and (body := _trimmed(text)):
        yield body


def _trimmed(text: str) -> str | None:
    body = text
    for date in reversed(written_dates(text)):
        body = body[: date.start]
    body = _TAIL.sub("", _MEETING_TAIL.sub("", body) + " ").strip(_EDGES)
    fits = 2 < len(body) < _MAX_BODY and body[0].isupper() and body.lower() not in weekday_numbers()
    return body if fits and not (" " not in body and names_minutes(body)) else None


def _names_body(text: str) -> bool:
    """Whether a short line names an association, board or company."""
    bare = text.strip(_EDGES)
    words = bare.lower().split()
    if not 0 < len(words) <= _MAX_WORDS or len(bare) >= _MAX_BODY or not bare[0].isupper():
        return False
    if names_minutes(bare) or is_sentence(bare) or written_dates(bare):
        return False
    return any(_part_of_body().fullmatch(word.strip(".,:")) for word in words)


@cache
def _part_of_body() -> re.Pattern[str]:
    parts = "|".join(re.escape(part) for part in header_words("names")["body"])
    return re.compile(rf"[\w./-]*?(?:{parts})(?:en|et|n|t|s|erne|ens|ets|ernes)?|[\w-]*råds\w*")
