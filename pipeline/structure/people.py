"""People of an attendance list: names with initials, roles and organisations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from referat.minutes import Participant
from referat.structure.header_words import header_words
from referat.structure.headings import normalized
from referat.structure.listing import Piece, pieces, segments
from referat.structure.names import (
    are_initials,
    fits,
    has_first_name,
    is_job,
    is_name,
    is_role,
)
from referat.structure.notes import (
    ABSENT,
    completed,
    initialled,
    is_absence,
    is_employer,
    is_remark,
    with_role,
)

__all__ = ["ABSENT", "read_people"]

_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DASH: Final = re.compile(r"\s+[-–—:]\s+|\s+v/\s?")
_PREFIX: Final = re.compile(r"(?P<label>[^\W\d_][^:,;().\d]{0,40}?)\s?:\s+(?=\S)")
_EXCEPT: Final = re.compile(
    r"(?:alle|samtlige|hele|fuldtallig\w*|bestyrelsen|udvalget)\b[^,.]*?"
    r"\b(?:undtagen|undtaget|minus|på ?nær|bortset fra|foruden|ekskl\.?|excl\.?)\b:?\s+"
    r"(?P<absent>.+)",
    re.IGNORECASE,
)
_EVERYBODY: Final = re.compile(r"(?:alle|samtlige|hele)\b", re.IGNORECASE)
_FROM: Final = re.compile(r"\s(?:fra|for|v/|repræsenterende)\s")
_INITIALS_FIRST: Final = re.compile(r"(?P<initials>[A-ZÆØÅ]{2,4})[:,]?\s+(?P<rest>[A-ZÆØÅ].+)")
_ANY_ROLE_WORDS: Final = 4
_MOST_WORDS: Final = 8
_MAX_LIST: Final = 20_000
_NEGATIONS: Final = frozenset({"ikke", "minus", "mangler", "uden", "undtagen", "ej"})
_PLURALS: Final = ("mer", "ere", "ter", "erne")


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a piece stands: whether it is of one person's entry, behind a role, before what."""

    alone: bool
    told: bool
    following: str


def read_people(value: str, *, alone: bool = False) -> list[Participant]:
    """The people that the value of an attendance field or a line below it names.

    Whom the list itself notes as absent ("Bo Lund (afbud)", "Alle undtagen Bo") has the role
    `ABSENT`.

    Args:
        value: The text, such as "Mette Holm (MH), formand, Jens Kudsk og Bo Lund".
        alone: Whether the text is an entry of a list with a line for each person, so that what
            follows a name and a role is no further person.
    """
    value = " ".join(value.replace("\n", ";").split())
    if len(value) > _MAX_LIST:
        return []
    if match := _EXCEPT.match(value):
        return [replace(person, role=ABSENT) for person in _of_list(match["absent"], alone=False)]
    if _EVERYBODY.match(value) and "," not in value:
        return []
    return _of_list(value, alone=alone)


def _of_list(value: str, *, alone: bool) -> list[Participant]:
    parts = segments(value)
    single = alone or len(parts) > 1
    return [person for part in parts for person in _of_segment(part, single=single)]


def _of_segment(text: str, *, single: bool) -> Iterator[Participant]:
    """The people between two semicolons, or of a line."""
    label, text = _label(text)
    people: list[Participant] = []
    found = list(pieces(text))
    for place, piece in enumerate(found):
        following = found[place + 1].text if place + 1 < len(found) else ""
        context = _Context(
            single, told=place > 0 and _tells_job(found[place - 1].text), following=following
        )
        person = _person(piece.text)
        if person is not None and not (people and _is_note(piece, person, people[-1], context)):
            people.append(person)
            _share(people, piece)
        elif people and (not piece.joined or (context.told and is_job(piece.text.split()[0]))):
            people[-1] = completed(people[-1], piece.text)
    for person in people:
        yield _labelled(person, label)


def _tells_job(text: str) -> bool:
    """Whether a piece is the job of the person before it, behind which an employer may follow."""
    return is_role(text) or (text[0].islower() and not is_remark(text)) or is_job(text.split()[-1])


def _label(text: str) -> tuple[str | None, str]:
    """What a list begins with before a colon: initials, an organisation, a role."""
    match = _PREFIX.match(text)
    if match is None:
        return None, text
    return match["label"], text[match.end() :]


def _labelled(person: Participant, label: str | None) -> Participant:
    if label is None:
        return person
    if are_initials(label) and fits(label, person.name) and person.initials is None:
        return replace(person, initials=label)
    if is_absence(label) or label.lower() in _NEGATIONS:
        return replace(person, role=ABSENT)
    if is_job(label):
        return with_role(person, label)
    return person if person.organisation else replace(person, organisation=label)


def _is_note(piece: Piece, named: Participant, person: Participant, context: _Context) -> bool:
    """Whether a piece that could be a name says something of the person before it."""
    text = piece.text
    if are_initials(text) and fits(text, person.name) and " " in person.name:
        return person.initials is None
    if has_first_name(named.name) or named.organisation or named.initials:
        return False
    if is_employer(named.name) or is_remark(named.name):
        return True
    if context.alone and text.isupper() and are_initials(text) and not person.name.isupper():
        return True
    if piece.joined or not context.told or person.organisation or person.role is None:
        return False
    # "Bo Lund, byggeleder, Tegnestuen Ny Vinkel": whom a person with a job is from
    office = normalized(person.role) in header_words("presence")["offices"]
    return not is_role(context.following) and (context.alone or not office)


def _share(people: list[Participant], piece: Piece) -> None:
    """Give two people joined by "og" what the last of them says of both: "(byrådsmedlemmer)"."""
    if len(people) < 2 or piece.join not in {"og", "&"}:
        return
    *others, one, last = people
    apart = all(other.role or other.organisation or other.initials for other in others)
    if one.organisation or one.role or not (apart or piece.join == "&"):
        return
    if last.role and last.role.endswith(_PLURALS):
        people[-2] = replace(one, role=last.role)
    if last.organisation and len(last.organisation) > 1:
        people[-2] = replace(one, organisation=last.organisation)


def _person(part: str) -> Participant | None:
    """A person with what brackets and dashes say of them, None where the piece names nobody."""
    notes = [note.strip() for note in _BRACKETS.findall(part)]
    name, *more = _DASH.split(_BRACKETS.sub(" ", part).strip())
    name, *sources = _FROM.split(" ".join(name.split()), maxsplit=1)
    name, initials, rest = _columns(_without_clause(name))
    role, name = (None, name) if initials else _leading_role(name)
    if not is_name(name):
        return None
    person = Participant(name, role=role, initials=initials)
    for note in notes:
        person = initialled(person, note)
    for note in [rest, *more, *(f"fra {source}" for source in sources)]:
        person = completed(person, note)
    return person


def _columns(text: str) -> tuple[str, str | None, str]:
    """Name, initials and role of a line in columns: "Jens Kudsk JK byggeleder"."""
    words = text.split()
    if match := _INITIALS_FIRST.fullmatch(text):
        name = match["rest"]
        if fits(match["initials"], name) and is_name(name) and len(words) > 2:
            return name, match["initials"], ""
    for place in range(1, min(len(words), _MOST_WORDS)):
        name, word, rest = " ".join(words[:place]), words[place], " ".join(words[place + 1 :])
        if len(word) > 1 and word.isupper() and are_initials(word) and fits(word, name):
            return name, word, rest
    return text, None, ""


def _without_clause(text: str) -> str:
    """The text up to the words that go on about the person: "Tine som skriver det her"."""
    words = text.split()
    for place in range(1, len(words)):
        if words[place] in _clauses() and words[place - 1][0].isupper():
            return " ".join(words[:place])
    return text


def _leading_role(text: str) -> tuple[str | None, str]:
    """A role before the name: "formand Mette Holm", "som sekretær fuldmægtig Lis Bertram"."""
    words = [word for word in text.split() if word]
    while words and normalized(words[0]) in _titles():
        words.pop(0)
    count = 0
    while (
        count < min(len(words) - 1, _ANY_ROLE_WORDS)
        and words[count][0].islower()
        and words[count].isalpha()
    ):
        count += 1
    name = " ".join(words[count:]).strip(" :")
    if count:
        role = _indefinite(" ".join(words[:count]).rstrip(":"))
        return (
            (role, name)
            if is_job(words[0]) or is_job(words[count - 1]) or count == 1
            else (None, name)
        )
    if len(words) > 1 and is_job(words[0].strip(":")) and not has_first_name(words[0]):
        return _indefinite(words[0].strip(":")), " ".join(words[1:])
    return None, name


def _indefinite(role: str) -> str:
    """The office in its indefinite form, as lists have it: "formand" for "formanden"."""
    for ending in ("en", "n", "et"):
        base = role.removesuffix(ending)
        if base != role and is_role(base):
            return base[0].lower() + base[1:]
    return role


@cache
def _clauses() -> frozenset[str]:
    return frozenset(header_words("clauses")["words"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(header_words("presence")["titles"])
