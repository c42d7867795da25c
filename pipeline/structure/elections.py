"""Who chaired the meeting and who wrote, where the minutes tell it and label it nowhere.

"Bo Lund blev valgt som dirigent.", or a name alone below the item "Valg af referent".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from referat.minutes import Participant
from referat.structure.attendance import Frame
from referat.structure.fields import labelled
from referat.structure.headings import normalized
from referat.structure.listing import sentences
from referat.structure.names import has_first_name, is_name
from referat.structure.people import read_people

_OFFICE: Final = r"(?:dirigent|ordstyrer?|mødeleder|refer[ea]nt|protokolfører)(?:en)?"
_OFFICES: Final = re.compile(rf"\b{_OFFICE}\b", re.IGNORECASE)
_ELECTS: Final = re.compile(
    r"\b(?:valg(?:t|te|tes)?|vælg(?:e|es)|udpeg(?:et|edes|ede)|formalia|konstituering|foreslået"
    r"|foreslog|peget på|genvalgt)\b",
    re.IGNORECASE,
)
_TITLE: Final = r"(?:[a-zæøå]{3,25}\s){0,2}"
_CAPITAL: Final = r"[^\W\d_a-zæøå][\w’'-]*\.?"
_NAME: Final = rf"{_CAPITAL}(?:\s(?:af|de|von|van|der|[\"”“]?{_CAPITAL}[\"”“]?)){{0,5}}"
_AS: Final = re.compile(
    rf"\b(?:[Ss]om|[Tt]il)\s(?P<role>{_OFFICE})(?:\sog\s{_OFFICE})?(?:\s(?:valgtes|(?:blev|er|var)(?:\s\w+){{0,2}}?\s?(?:valgt|udpeget|foreslået)?"
    rf"|valgte(?:s|\s\w+)?|vælges|udpegedes|foreslog\s\w+|foresloges))?(?:\s(?:enstemmigt|uden\s\w+|igen|med\s\w+|,)){{0,2}}\s(?P<name>{_TITLE}{_NAME})"
)
_WAS: Final = re.compile(
    rf"(?P<name>{_NAME})(?:\s\([^()]{{1,20}}\))?\s(?:\w+\s){{0,3}}?(?:valgt\w*|udpeget|vælges|blev|er|var|bliver|fungerede|foreslået)\b(?:\s[a-zæøå,]+){{0,8}}?"
    rf"\s(?:som\s|til\s|at\svære\s)?(?P<role>{_OFFICE})\b(?:\sog\s(?P<other>{_OFFICE})\b)?(?!\s[A-ZÆØÅ])"
)
_CHOSE: Final = re.compile(
    rf"\b(?:valg(?:te|t|es)?(?:\s\w+)?|valg\saf|foreslog|og)\s(?P<name>{_TITLE}{_NAME})(?:\s\([^()]{{1,20}}\))?"
    rf"\s(?:som|til)\s(?P<role>{_OFFICE})\b(?:\sog\s(?P<other>{_OFFICE})\b)?"
)
_WROTE: Final = re.compile(
    rf"(?P<name>{_NAME})\s(?:(?:skrev|skriver|tager|tog|førte|fører|tog)\s(?:\w+\s){{0,2}}?(?:referat(?:et)?|pennen|noter)\b)"
)
_CHOSEN: Final = re.compile(
    rf"(?:^|[.,:]\s)(?P<name>{_TITLE}{_NAME})(?:\s\([^()]{{1,20}}\))?\s(?:(?:blev|er|var|bliver)\s)?(?:\w+\s){{0,4}}?(?:valgt\w*|vælges|udpeget|VALGT)\b"
)
_OF_CHOICE: Final = re.compile(
    rf"\b(?:[Vv]algt\sblev|[Vv]algtes|[Ff]oreslog|peget\spå|[Uu]dpegede)\s(?P<name>{_TITLE}{_NAME})"
)
_LABELLED: Final = re.compile(rf"^.*?\b{_OFFICE}\b[^:]{{0,30}}:\s*(?P<names>\S.*)$", re.IGNORECASE)
_WRITTEN_BY: Final = re.compile(
    rf"\b[Rr]eferat(?:et)?\s(?:er\s)?(?:skrevet\s)?(?:af|ved|v/|v\.)\s?(?P<name>{_NAME})\s?[:.]?$"
)
_DEFINITE: Final = ("genten", "renten", "ranten", "reren", "deren")
_SPELLINGS: Final = {"ordstyre": "ordstyrer", "referant": "referent"}
_FIRST_ITEMS: Final = 6
_LINES_BELOW: Final = 4
_HEAD_LINES: Final = 60
_MAX_LINE: Final = 600


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office of the meeting."""

    role: str
    person: Participant


def elected(frame: Frame) -> list[Holder]:
    """The chair and the secretary that the minutes tell of, each office once.

    Args:
        frame: Lines, agenda list and items of the document.
    """
    found: dict[str, Holder] = {}
    for holder in _holders(frame):
        found.setdefault(holder.role, holder)
    return list(found.values())


def _holders(frame: Frame) -> Iterator[Holder]:
    titles = sorted(frame.titles)[: 4 * _FIRST_ITEMS]
    for position in range(min(titles[0] if titles else len(frame.lines), _HEAD_LINES)):
        if position not in frame.listed:
            yield from told_holders(frame.lines[position].text)
    for position in titles:
        yield from _of_item(frame, position)


def _of_item(frame: Frame, position: int) -> Iterator[Holder]:
    """Who an item elects whose title names offices, or tells of formalities."""
    title = frame.lines[position].text
    roles = [normalized(match.group()) for match in _OFFICES.finditer(title)]
    if not roles and not _ELECTS.search(title):
        return
    if roles and (match := _LABELLED.match(title)):
        yield from _named(roles, match["names"])
    left = roles
    for below in range(position + 1, min(len(frame.lines), position + 1 + _LINES_BELOW)):
        if below in frame.titles or below in frame.listed:
            break
        text = frame.lines[below].text
        if labelled(text) and not _LABELLED.match(text):
            continue
        found = list(told_holders(text)) or list(_chosen(left, text))
        yield from found
        left = [role for role in left if role not in {holder.role for holder in found}]


def told_holders(text: str) -> Iterator[Holder]:
    """Who a text says was elected to what, or wrote the minutes.

    Args:
        text: A line, or a sentence of it.
    """
    if len(text) > _MAX_LINE:
        return
    for sentence in sentences(text):
        if _OFFICES.search(sentence):
            for pattern in (_AS, _CHOSE, _WAS):
                for match in pattern.finditer(sentence):
                    yield from _holder(match["role"], match["name"])
                    if pattern is not _AS and match["other"]:
                        yield from _holder(match["other"], match["name"])
        elif wrote := _WROTE.search(sentence) or _written_by(sentence):
            yield from _holder("referent", wrote["name"])


def _written_by(sentence: str) -> re.Match[str] | None:
    """Who wrote by a line such as "Referat af Morten:"; None of "Referat af Generalforsamling"."""
    match = _WRITTEN_BY.search(sentence)
    return match if match and has_first_name(match["name"]) else None


def _chosen(roles: Sequence[str], text: str) -> Iterator[Holder]:
    """Who is elected below "Valg af dirigent", where the sentence does not say to what."""
    if len(text) > _MAX_LINE:
        return
    if not roles:
        return
    for sentence in sentences(text):
        if match := _OF_CHOICE.search(sentence) or _CHOSEN.search(sentence):
            yield from _holder(roles[0], match["name"])
            return
    label = _LABELLED.match(text)
    yield from _named(roles, label["names"] if label else text)


def _named(roles: Sequence[str], text: str) -> Iterator[Holder]:
    """Names alone, one for each office: "Ronja / Mikkel"."""
    if not roles:
        return
    first = re.split(
        r"\s(?:tager|skriver|skrev|fører|er|blev|var)\b|,\s[a-zæøå]|\.\s", text, maxsplit=1
    )[0]
    people = read_people(first)
    bare = re.sub(r"\s*\([^()]*\)|,.*", "", first).strip(" .!")
    alone = len(people) == 1 and bare.endswith(people[0].name)
    if not alone and (len(people) != len(roles) or len(people) < 2):
        return
    for role, person in zip(roles, people, strict=False):
        if is_name(person.name):
            yield Holder(_base(role), person)


def _holder(role: str, name: str) -> Iterator[Holder]:
    people = read_people(name)
    if len(people) == 1 and (has_first_name(people[0].name) or not _is_noun(people[0].name)):
        yield Holder(_base(role), people[0])


def _is_noun(name: str) -> bool:
    """Whether a single word may be a definite noun that opens a sentence ("Forsamlingen")."""
    return " " not in name and name.lower().endswith(("en", "et", "erne", "ene", "ing", "tion"))


def _base(role: str) -> str:
    """The office in its dictionary form: "dirigent" for "dirigenten"."""
    word = normalized(role)
    word = word.removesuffix("en") if word.endswith(_DEFINITE) else word
    return _SPELLINGS.get(word, word)
