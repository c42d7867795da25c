"""Where minutes speak of the next meeting: fields, headings with a date below, sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from referat.minutes import BlockKind
from referat.structure.dates import written_dates
from referat.structure.fields import HeaderField
from referat.structure.header_words import word_set
from referat.structure.units import Line

_NEXT: Final = re.compile(
    r"\b(?:(?:dato|datoer|tid|tidspunkt|fastsættelse) (?:for|af) )?"
    r"(?:(?:det |vores |vort )?(?:næste|kommende|følgende)|nyt|ny|nye)\s(?:[^\W\d]+\s)?"
    r"(?P<kind>[^\W\d]*møde[^\W\d]*|gang|[^\W\d]*forsamling[^\W\d]*)"
    r"|\b(?:vi )?(?P<again>(?:mødes|ses|samles)(?: vi)?(?: igen| næste gang)?|på gensyn)\b"
    r"|\bnæste (?P<short>(?-i:[A-ZÆØÅ]{2,}))\b"
    r"|\bmøde(?:t)? igen\b|\b(?:nye )?mødedatoer\b|\bmødeplan(?:en)?\b|\bmøderække\b",
    re.IGNORECASE,
)
_LIST: Final = re.compile(r"møder\b|møderne\b|datoer|plan|række|kalender|oversigt")
_START: Final = re.compile(r"(?:^|[.!?:;)–-]\s*|\b(?:og|evt\.?|eventuelt)\s)$")
_MAX_LINE: Final = 1200
_MAX_BETWEEN: Final = 90
_MAX_AGAIN: Final = 30
_MAX_HEADING: Final = 80
_MAX_BELOW: Final = 200
_FEW_WORDS: Final = 4
_LINES_BELOW: Final = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """What the minutes say of the next meeting in one place.

    `sure` tells that the next meeting is its subject; `kind` is the word for it or the label.
    """

    text: str
    sure: bool
    kind: str

    @property
    def several(self) -> bool:
        """Whether it lists meetings, of which any may be the next."""
        return _LIST.search(self.kind) is not None


def mentions(
    lines: Sequence[Line], fields: Mapping[int, Sequence[HeaderField]]
) -> Iterator[Mention]:
    """All places that may say when the next meeting is, the last first.

    Args:
        lines: All lines of the minutes.
        fields: The fields of the header by their positions.
    """
    for position in range(len(lines) - 1, -1, -1):
        named = [one for one in fields.get(position, ()) if one.name == "next_meeting"]
        for one in reversed(named):
            yield Mention(one.value or _below(lines, position), True, one.label.lower())
        if not named and len(lines[position].text) <= _MAX_LINE:
            yield from reversed(list(_of_text(lines, position)))


def _of_text(lines: Sequence[Line], position: int) -> Iterator[Mention]:
    text = lines[position].text
    lower = text.lower()
    if not any(word in lower for word in word_set("next", "hints")):
        return
    for match in _NEXT.finditer(text):
        rest = text[match.end() :]
        kind = (match["kind"] or match.group()).lower()
        if match["again"] and not _follows_at_once(rest):
            continue
        sure = _START.search(text, 0, match.start()) is not None
        if written_dates(rest[:_MAX_LINE]):
            yield Mention(rest, sure and not match["again"], kind)
        elif _is_heading(lines[position], match):
            yield Mention(_below(lines, position), True, kind)


def _is_heading(line: Line, match: re.Match[str]) -> bool:
    """Whether a line only announces the next meeting, so that its date stands below."""
    text = line.text
    before, rest = text[: match.start()].split(), text[match.end() :].split()
    governed = bool(before) and before[-1].lower() in {"til", "på", "inden", "før"}
    kik = len(before) > 1 and before[-2].lower() in {"kig", "kik", "blik"}
    short = len(before) <= _FEW_WORDS and len(rest) <= _FEW_WORDS and not text.endswith(".")
    return len(text) < _MAX_HEADING and short and (kik or not governed)


def _follows_at_once(rest: str) -> bool:
    """Whether "vi ses" is followed by its date, and not by talk."""
    dates = written_dates(rest[:_MAX_BETWEEN])
    between = rest[: dates[0].start] if dates else ""
    return bool(dates) and len(between) < _MAX_AGAIN and not is_task(between)


def _below(lines: Sequence[Line], position: int) -> str:
    """The lines below a label that hold its dates."""
    found: list[str] = []
    for line in lines[position + 1 : position + 1 + _LINES_BELOW]:
        text = line.text
        if (
            not written_dates(text)
            or len(text) > _MAX_BELOW
            or (line.block.kind is BlockKind.HEADING and found)
        ):
            break
        found.append(text)
    return ", ".join(found)


def is_task(text: str) -> bool:
    """Whether words make the date behind them that of a task or of the past.

    Args:
        text: The words between a mention and its date.
    """
    return not word_set("next", "tasks").isdisjoint(re.findall(r"\w+", text.lower()))
