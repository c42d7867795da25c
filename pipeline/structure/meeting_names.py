"""The title of the minutes and the body that met."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from referat.minutes import BlockKind
from referat.structure.attendance import Frame
from referat.structure.dates import written_dates
from referat.structure.fields import MEMBER, OFFICES, PRESENCE, HeaderField
from referat.structure.header_words import header_words, weekday_numbers
from referat.structure.headings import label_of, normalized
from referat.structure.units import Line

_HELD: Final = re.compile(r"[,.]?\s(?:a\w{1,4}holdt|a\w{0,3}oldt|holdt)\b.*$", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"(?:i|for|af|ved|hos|den|d\.)\s\S")
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
_HEAD: Final = 8
_MAX_TITLE: Final = 160
_MAX_BODY: Final = 80
_MAX_WORDS: Final = 9


def find_title(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> str | None:
    """The line that names the minutes ("Referat af bestyrelsesmøde ..."), None without one.

    Args:
        frame: Lines, agenda list and items.
        fields: The fields of the header by their positions.
    """
    head = _head(frame)
    lines = [(position, _title(frame, position, fields)) for position in head]
    named = [text for _, text in lines if text and _names_minutes().search(text)]
    fuller = [text for text in named if normalized(text) not in header_words("names")["plain"]]
    headings = [
        text
        for position, text in lines
        if text and frame.lines[position].block.kind is BlockKind.HEADING and not _names_body(text)
    ]
    return next(iter([*fuller, *named, *headings]), None)


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
    head = _above_attendance(_head(frame), fields)
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
    return bool(_names_minutes().fullmatch(first) or _KINDS.fullmatch(first))


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
    if (
        short
        and not _names_minutes().search(text)
        and not _is_sentence(text)
        and not written_dates(text)
    ):
        if body := _trimmed(text):
            yield body


def _head(frame: Frame) -> list[int]:
    """The positions of the lines at the top that may name the meeting."""
    return [
        position
        for position, line in enumerate(frame.lines[: 2 * _HEAD])
        if position not in frame.listed
        and (frame.items[position] is None or position < 2)
        and line.block.kind is not BlockKind.TABLE_CELL
    ][:_HEAD]


def _title(frame: Frame, position: int, fields: Mapping[int, Sequence[HeaderField]]) -> str | None:
    """A line as the title that it may be, with a heading that goes on below it."""
    line = frame.lines[position]
    text = line.text
    for one in fields.get(position, ()):
        text = one.value if one.name == "title" else text
        if one.name not in {"body", "title"}:
            text = text.split(one.label, 1)[0]
    below = frame.lines[position + 1] if position + 1 < len(frame.lines) else None
    if below is not None and _continues(line, below):
        text = f"{text} {below.text}"
    text = _HELD.sub("", text).strip(_EDGES)
    listed = (
        line.block.kind is BlockKind.LIST_ITEM
        and not (line.block.marker or "").rstrip(".").isdigit()
    )
    if not text or len(text) > _MAX_TITLE or listed or _is_sentence(text) or text.endswith("?"):
        return None
    return text


def _continues(line: Line, below: Line) -> bool:
    """Whether a heading goes on in the next: "Referat af generalforsamling", "i E/F Skoven"."""
    same = line.block.kind is below.block.kind is BlockKind.HEADING
    return same and _GOES_ON.match(below.text) is not None and not written_dates(below.text)


def _trimmed(text: str) -> str | None:
    body = text
    for date in reversed(written_dates(text)):
        body = body[: date.start]
    body = _TAIL.sub("", _MEETING_TAIL.sub("", body) + " ").strip(_EDGES)
    fits = 2 < len(body) < _MAX_BODY and body[0].isupper() and body.lower() not in weekday_numbers()
    return body if fits and not _names_minutes().fullmatch(body) else None


def _names_body(text: str) -> bool:
    """Whether a short line names an association, board or company."""
    bare = text.strip(_EDGES)
    words = bare.lower().split()
    if not 0 < len(words) <= _MAX_WORDS or len(bare) >= _MAX_BODY or not bare[0].isupper():
        return False
    if _names_minutes().search(bare) or _is_sentence(bare) or written_dates(bare):
        return False
    return any(_part_of_body().fullmatch(word.strip(".,:")) for word in words)


def _is_sentence(text: str) -> bool:
    verbs: list[str] = header_words("names")["verbs"]
    return any(word in verbs for word in text.lower().split()[1:])


@cache
def _part_of_body() -> re.Pattern[str]:
    parts = "|".join(re.escape(part) for part in header_words("names")["body"])
    return re.compile(rf"[\w./-]*?(?:{parts})(?:en|et|n|t|s|erne|ens|ets|ernes)?|[\w-]*råds\w*")


@cache
def _names_minutes() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(header_words('names')['title'])})(?!\w)", re.IGNORECASE
    )
