"""Where the meeting was held; None where the header does not say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from referat.structure.attendance import Frame
from referat.structure.dates import written_dates
from referat.structure.fields import HeaderField
from referat.structure.header_words import header_words, month_names, weekday_numbers
from referat.structure.headings import field, normalized
from referat.structure.meeting_dates import speaks_of_meeting
from referat.structure.names import is_name, is_organisation

_CLOCK: Final = re.compile(
    r"[\s,.;–-]*(?:\(|fra\s)?(?:kl\.?|klokken)?\s?\d{1,2}(?:[.:]\d\d)?(?:\s?(?:[-–—]|til|og)\s?(?:kl\.?\s?)?\d{1,2}(?:[.:]\d\d)?)?"
    r"(?:\s(?:timer|min\.?|minutter))?\)?(?![\w/])",
    re.IGNORECASE,
)
_BARE_CLOCK: Final = re.compile(r"^(?:kl\.?|klokken)\s?\d", re.IGNORECASE)
_PREP: Final = r"(?P<prep>(?:hjemme )?hos|i|på|ved|over|via)\s(?P<place>\S.*)"
_PLACED: Final = re.compile(rf"[\s,.;(–-]*\b{_PREP}", re.IGNORECASE)
_HELD: Final = re.compile(
    rf"\b(?:afholdt\w*|holdt\w*|afholdes|mødtes)\b[^.;:]{{0,60}}?\b{_PREP}", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"\s?[,;–-]\s*(?P<place>\S.*)")
_ENDS: Final = re.compile(
    r"\s\(|[;!]|[.:]\s|\.$|:$|,?\s(?:kl\.?|klokken)\s?\d|,\s\d{1,3}\smin"
    r"|,?\s(?:med|fordi|umiddelbart|efter|hvor|som|der|samt|p\.g\.a|pga|mødt|fra kl|til kl"
    r"|den|d\.)\b|\sog(?=\s(?-i:[a-zæøå]))|,\s\w{3,4}dag\b",
    re.IGNORECASE,
)
_TIME_LEFT: Final = re.compile(r"\d{1,2}[.:]\d\d|\bkl\b", re.IGNORECASE)
_HEAD_LINES: Final = 12
_MAX_PLACE: Final = 90
_MAX_WORDS: Final = 10


def find_place(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> str | None:
    """The place of the meeting: of a place field, else what stands beside its date or time.

    Args:
        frame: Lines, agenda list and items.
        fields: The fields of the header by their positions.
    """
    return next(_places(frame, fields), None)


def _places(frame: Frame, fields: Mapping[int, Sequence[HeaderField]]) -> Iterator[str]:
    head = [position for position in range(len(frame.lines)) if _in_head(frame, position)]
    for position in head:
        for one in fields.get(position, ()):
            if one.name == "place" and (place := _of_field(frame, one, fields)):
                yield place
    for position in head[:_HEAD_LINES]:
        text = frame.lines[position].text
        named = fields.get(position, ())
        if any(one.name not in {"date", "time", "title", "body"} for one in named):
            continue
        texts = [one.value for one in named if one.name in {"date", "time"}] or [text]
        for value in texts:
            if place := _beside(value, in_field=bool(named)):
                yield place


def _in_head(frame: Frame, position: int) -> bool:
    return position not in frame.listed and (frame.items[position] is None or position < 3)


def _of_field(
    frame: Frame, one: HeaderField, fields: Mapping[int, Sequence[HeaderField]]
) -> str | None:
    value = one.value
    below = one.position + 1
    if not value and below < len(frame.lines) and below not in fields and below not in frame.titles:
        value = frame.lines[below].text
    if written_dates(value) or _TIME_LEFT.search(value):
        return _beside(value, in_field=True)
    value = value.strip(" .,;")
    return value if 1 < len(value) <= _MAX_PLACE and any(c.isalpha() for c in value) else None


def _beside(text: str, *, in_field: bool) -> str | None:
    """The place that stands beside a date or time: "3. maj kl. 19 i klubhuset"."""
    held = _HELD.search(text)
    if held and (place := _accepted(held["prep"], held["place"])):
        return place
    dates = written_dates(text)
    if dates:
        rest = _without_clock(text[dates[-1].end :])
        before = text[: dates[0].start]
    elif _BARE_CLOCK.match(text) or in_field:
        rest, before = _without_clock(text), ""
    else:
        return None
    return _behind(rest) or _in_front(before)


def _without_clock(rest: str) -> str:
    while (match := _CLOCK.match(rest)) and match.end() > 0:
        rest = rest[match.end() :]
    return rest


def _behind(rest: str) -> str | None:
    """What follows a date: "i klubhuset", ", mødelokale 2"."""
    if match := _PLACED.match(rest):
        return _accepted(match["prep"], match["place"])
    match = _BESIDE.match(rest)
    if match is None:
        return None
    inner = _PLACED.match(match["place"])
    if inner is not None and inner["prep"].lower() in {"i", "på", "hos", "hjemme hos", "ved"}:
        return _accepted(inner["prep"], inner["place"])
    place = _cut(match["place"])
    return place if _names_place(place) else None


def _in_front(before: str) -> str | None:
    """What stands before a date: "Højmarkskolen, onsdag den"."""
    words = before.replace(",", " , ").split()
    while words and (
        words[-1].lower().strip(".") in {"den", "d", ","} or words[-1].lower() in weekday_numbers()
    ):
        words.pop()
    place = " ".join(words).replace(" ,", ",").strip(" ,")
    if not place or len(words) == len(before.split()) or speaks_of_meeting(place):
        return None
    return place if _names_place(place) and not is_name(place) else None


def _accepted(prep: str, text: str) -> str | None:
    """The place behind a preposition, if it may be one; "hos" stays part of it."""
    place = _cut(text)
    words = place.split()
    if not words or len(place) > _MAX_PLACE or len(words) > _MAX_WORDS:
        return None
    first = normalized(words[0])
    if prep.lower().endswith("hos"):
        return f"hos {place}" if words[0][0].isupper() else None
    if first in header_words("places")["not_places"] or first in month_names() or first.isdigit():
        return None
    if _names_place(place):
        return place
    body = is_organisation(place) or (words[0][0].isupper() and len(words) > 3)
    definite = first.endswith(("en", "et", "erne"))
    return place if (words[0][0].isupper() or definite) and not body else None


def _cut(text: str) -> str:
    """The text up to where something else begins."""
    match = _ENDS.search(text)
    return (text[: match.start()] if match else text).strip(" .,;–-")


def _names_place(text: str) -> bool:
    words = [word.strip('.,"”“').lower() for word in text.split()]
    known = any(word.endswith(_endings()) for word in words)
    return known and 0 < len(words) <= _MAX_WORDS and field(text) is None


@cache
def _endings() -> tuple[str, ...]:
    return tuple(header_words("places")["endings"])
