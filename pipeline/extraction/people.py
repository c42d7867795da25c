"""Mentions of people, roles and units in running text, and the participants they refer to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from referat.extraction.vocabulary import alternation, resource
from referat.minutes import Participant

_UPPER, _LOWER = "A-ZÆØÅÄÖÜÉ", "a-zæøåäöüéèáó"
_NAME = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}]?[{_LOWER}]+)?"
_SEPARATOR = r"\s*(?:,|/|&|\+|\bsamt\b|\bsammen\s+med\b|\bog\b)\s*"
_NICKNAME = re.compile(r"[\"“”„»«'](\w+)[\"“”„»«']")
_INITIALS_OF = re.compile(rf"\b[{_UPPER}]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of someone who can hold a task, `text[start:end]`.

    `certain` is False for a capitalised word that is a name only by its place in the sentence;
    `person` is False for units and companies; `weak` marks pronouns and unlisted nouns of agents,
    which count only where nothing better is found.
    """

    start: int
    end: int
    certain: bool
    person: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """The people of a meeting, and how running text mentions them."""

    names: dict[str, str]
    pattern: re.Pattern[str]

    def mentions(self, text: str) -> list[Mention]:
        """All mentions in a text, in order, not overlapping."""
        return list(self._mentions(text))

    def participant(self, mention: str) -> str | None:
        """The full name of the participant whom a mention refers to, if exactly one."""
        if _key(mention) in self.names:
            return self.names[_key(mention)]
        # "advokat Stampe", "hr. Holm": but a "Niels Holm" is not the "Mette Holm" of the list
        words = mention.split()
        while len(words) > 1 and (words[0].islower() or words[0].lower() in _titles()):
            words.pop(0)
        return self.names.get(_key(" ".join(words)))

    def _mentions(self, text: str) -> Iterator[Mention]:
        for match in self.pattern.finditer(text):
            mention = _mention(match)
            if mention is not None:
                yield mention


def _mention(match: re.Match[str]) -> Mention | None:
    kind, text, start = match.lastgroup or "", match[0], match.start()
    weak = kind in ("agent", "pronoun")
    if kind == "handle":
        start += 1
    elif kind == "guess":
        start += _opening_words(text)
        text = match.string[start : match.end()]
    if kind == "guess" and not _plausible(text):
        if not _is_agent(text):
            return None
        weak = True
    elif text in _never(kind):
        return None
    certain = not weak and (kind != "guess" or _starts_with_first_name(text))
    return Mention(start, match.end(), certain, kind not in ("unit", "company", "member"), weak)


def _never(kind: str) -> frozenset[str]:
    """Words that look like a mention of a kind and are none."""
    lists = {
        "lower": "not_lower",
        "initials": "no_initials",
        "unit": "no_holders",
        "role": "no_holders",
    }
    return frozenset(resource("roles")["people"][lists[kind]] if kind in lists else ())


def _opening_words(name: str) -> int:
    """Length of the words before a name that only open the sentence: "Og Lis"."""
    first, _, rest = name.partition(" ")
    opens = (
        rest
        and first not in _first_names()
        and first.lower() in resource("roles")["people"]["no_names"]
    )
    return len(first) + 1 if opens else 0


@lru_cache(maxsize=64)
def people(participants: tuple[Participant, ...]) -> People:
    """The people of a meeting's header.

    Args:
        participants: Everyone the header names, absentees included.
    """
    names = {
        _key(alias): full
        for alias, full in (*_full_names(participants), *_unique(_aliases(participants)))
    }
    return People(names, re.compile(_pattern(participants)))


def groups(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions joined by commas, slashes and "og" into lists of holders."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _SEPARATES.fullmatch(text, runs[-1][-1].end, mention.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


_SEPARATES = re.compile(_SEPARATOR)


def _key(alias: str) -> str:
    return " ".join(alias.lstrip("@").casefold().split())


def _full_names(participants: Iterable[Participant]) -> Iterator[tuple[str, str]]:
    for participant in participants:
        yield participant.name, participant.name


def _unique(aliases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    pairs = {(_key(alias), full) for alias, full in aliases if alias}
    count = Counter(alias for alias, _ in pairs)
    yield from ((alias, full) for alias, full in pairs if count[alias] == 1)


def _aliases(participants: Iterable[Participant]) -> Iterator[tuple[str, str]]:
    for participant in participants:
        words = participant.name.split()
        if not words:
            continue
        yield from (
            (nickname, participant.name) for nickname in _NICKNAME.findall(participant.name)
        )
        yield words[0], participant.name
        yield words[-1], participant.name
        yield f"{words[0]} {words[-1]}", participant.name
        yield " ".join(words[:-1]), participant.name
        yield f"{words[0]} {words[-1][0]}", participant.name
        yield f"{words[0]} {words[-1][0]}.", participant.name
        yield participant.initials or _initials(participant.name), participant.name
        if participant.role:
            yield from ((role, participant.name) for role in _role_forms(participant.role))


def _initials(name: str) -> str:
    return "".join(_INITIALS_OF.findall(name))


def _role_forms(role: str) -> Iterator[str]:
    short = {"fmd.": "formand", "næstfmd.": "næstformand"}
    for part in role.casefold().split(","):
        base = short.get(part.strip(), part.strip())
        yield from (base, f"{base}en", f"{base}n", f"{base}et")


def _pattern(participants: tuple[Participant, ...]) -> str:
    kinds = (
        ("handle", r"@\w{2,30}"),
        ("company", _companies()),
        *_known(participants),
        ("member", _of_body()),
        ("unit", _units()),
        ("titled", rf"(?i:{_stems(resource('roles')['roles'])})(?:\s+{_NAME}){{1,3}}"),
        ("role", _offices()),
        ("pronoun", rf"(?i:{alternation(resource('roles')['agents']['pronouns'])})"),
        ("initials", rf"[{_UPPER}]{{2,4}}(?!-)"),
        ("guess", rf"{_NAME}(?:\s+(?:[{_UPPER}]\b\.?|{_NAME}|van|von|de)){{0,3}}"),
    )
    choices = "|".join(rf"(?P<{name}>{pattern})(?!\w)" for name, pattern in kinds)
    return rf"(?<![\w@.-])(?:{choices})"


def _known(participants: tuple[Participant, ...]) -> Iterator[tuple[str, str]]:
    names = {participant.name for participant in participants}
    names |= {nickname for name in names for nickname in _NICKNAME.findall(name)}
    names |= {name.split()[0] for name in names if name.split()}
    names = {name for name in names if len(name) > 1 and any(c.isalpha() for c in name)}
    if names:
        yield "known", rf"(?:{alternation(names)})(?!\w)(?:\s+{_NAME}(?!\w)){{0,3}}"
    lower = {name.lower() for name in names if len(name) > 3}
    if lower:
        yield "lower", alternation(lower)
    initials = {p.initials or _initials(p.name) for p in participants}
    initials = {letters for letters in initials if len(letters) > 1}
    if initials:
        yield "short", alternation(initials)


def _companies() -> str:
    forms = alternation(resource("roles")["companies"]["forms"])
    return rf"{_NAME}(?:\s+(?:&\s+|og\s+)?{_NAME}){{0,3}}\s+(?:{forms})"


def _units() -> str:
    units = resource("roles")["units"]
    which = rf"(?:(?i:den|det)\s+(?:{alternation(units['adjectives'])})\s+)?"
    kind = rf"(?:[{_UPPER}][{_LOWER}]{{2,20}}(?:sk|ske|lige)\s+)?"
    return rf"{alternation(units['names'])}|{which}{kind}(?i:{_stems(units)})"


def _offices() -> str:
    words = resource("roles")
    several = alternation([*words["roles"]["plural"], *words["collective"]["words"]])
    members = "|".join(words["collective"]["members"])
    everyone = rf"(?:alle|samtlige)\s+[a-zæøå]{{0,20}}(?:{members})"
    return rf"(?i:(?:(?:alle|samtlige|begge)\s+)?(?:{_stems(words['roles'])})|{everyone}|{several})"


def _of_body() -> str:
    """A pattern for members and parts of a body: "Regionens jurister", "kommunens vejafdeling"."""
    roles = resource("roles")
    owners = "|".join(
        ["kommunens", "regionens", "foreningens", "afdelingens", "udlejers", "ejerens"]
    )
    kinds = rf"{_stems(roles['roles'])}|{_stems(roles['units'])}"
    return rf"(?:(?i:{owners})|[{_UPPER}][{_LOWER}]{{3,25}}s)\s+(?:{kinds})"


def _stems(words: dict[str, list[str]]) -> str:
    endings = alternation(word for word in words["endings"] if word)
    return rf"[\w-]{{0,25}}?(?:{alternation(words['stems'])})(?:{endings})?"


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset((*resource("roles")["people"]["titles"], *resource("roles")["roles"]["stems"]))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(resource("first_names")["names"].split())


def _starts_with_first_name(name: str) -> bool:
    return re.split(r"[\s-]", name, maxsplit=1)[0] in _first_names()


def _plausible(name: str) -> bool:
    if _starts_with_first_name(name):
        return True
    word = name.split()[0].lower()
    # definite nouns and infinitives open sentences too: "Kontrakten udløber", "Hente stole"
    noun = word.endswith(("en", "et", "erne", "ene", "ing", "tion", "hed", "er", "e"))
    known = word in resource("roles")["people"]["no_names"] or _is_label(word)
    return not noun and not known and not _is_calendar(word)


def _is_agent(word: str) -> bool:
    endings = tuple(resource("roles")["agents"]["endings"])
    return word.isalpha() and len(word) > 6 and word.lower().endswith(endings)


def _is_label(word: str) -> bool:
    return word in resource("roles")["labels"]["words"]


def _is_calendar(word: str) -> bool:
    names = resource("months")
    return word in names["months"] or word in names["weekdays"]
